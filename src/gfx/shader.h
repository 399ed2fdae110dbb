#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "gfx/similarity.h"

namespace zhaojian::gfx {

struct ShaderText {
  std::string name;  // file name, for messages
  std::string code;
};

// A linked GLSL program. UI thread only, with the context current.
class ShaderProgram {
 public:
  // Two files of `folder`, with the given names #defined in the second. A file that is not there, does not compile or
  // does not link is an error that says where: "compare.frag:12: `x' undeclared". Lines are those of the file.
  [[nodiscard]] static Result<ShaderProgram> load(const std::filesystem::path& folder, const std::string& vertex_file,
                                                  const std::string& fragment_file,
                                                  std::span<const std::string_view> defines = {});
  [[nodiscard]] static Result<ShaderProgram> compile(const ShaderText& vertex, const ShaderText& fragment);
  ShaderProgram(ShaderProgram&& other) noexcept;
  ShaderProgram& operator=(ShaderProgram&& other) noexcept;
  ShaderProgram(const ShaderProgram&) = delete;
  ShaderProgram& operator=(const ShaderProgram&) = delete;
  ~ShaderProgram();

  void use() const;
  // Of the program in use. A name that the program does not have (or the compiler removed) is ignored.
  void set(const char* uniform, int value) const;
  void set(const char* uniform, float value) const;
  void set(const char* uniform, Size value) const;
  void set(const char* uniform, const std::array<float, 3>& value) const;
  void set(const char* uniform, const std::array<float, 4>& value) const;
  // A mat3: first scaled by `inner`, then the similarity, then scaled by `outer`.
  void set(const char* uniform, Size inner, const Similarity& transform, Size outer) const;

 private:
  explicit ShaderProgram(unsigned name) : name_(name) {}
  unsigned name_ = 0;
};

struct ShaderComplaint {
  std::optional<int> line;
  std::string what;
};
// The first complaint of a driver's log in the three common spellings: "0:12(5): error: …" (Mesa), "0(12) : error …"
// (NVIDIA), "ERROR: 0:12: …" (AMD, Intel, Apple). Pure.
[[nodiscard]] ShaderComplaint first_complaint(std::string_view log);

}  // namespace zhaojian::gfx
