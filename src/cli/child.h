#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/fd.h"
#include "base/result.h"

namespace zhaojian::cli {

// A program in the folder of this one: "zhaojian-desk".
[[nodiscard]] std::filesystem::path beside_us(const std::string& program);

// Another program that runs beside us and ends with this object. Move only, one thread.
class Child {
 public:
  enum class Output { ours, to_us };  // where its standard output goes
  // `words`: the program's path and its arguments. not_found when there is no such program.
  [[nodiscard]] static Result<Child> start(std::vector<std::string> words, Output output);
  ~Child();
  Child(Child&& other) noexcept : process_(std::exchange(other.process_, -1)), output_(std::move(other.output_)) {}
  Child& operator=(Child&&) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Its exit status; 128 and the signal when one ended it.
  int wait();
  // What it says first; empty when it ends without a word. Only with Output::to_us.
  [[nodiscard]] std::string first_line();

 private:
  Child(pid_t process, Fd output) : process_(process), output_(std::move(output)) {}
  pid_t process_ = -1;
  Fd output_;
};

// Becomes that program; returns only when it does not start.
void become(std::vector<std::string> words);

}  // namespace zhaojian::cli
