#pragma once
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian {

// A file descriptor that closes itself. Move only.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int number) : number_(number) {}
  Fd(Fd&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd();

  [[nodiscard]] bool open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_ = -1;
};

// What an errno value means to our callers: "<doing>: No such file or directory", not_found.
[[nodiscard]] Error system_error(int errno_value, std::string_view doing);
// From the current position to the end; invalid when there are more than `limit` bytes.
[[nodiscard]] Result<Bytes> read_to_end(const Fd& fd, std::size_t limit);
[[nodiscard]] Done write_all(const Fd& fd, ByteView data);

}  // namespace zhaojian
