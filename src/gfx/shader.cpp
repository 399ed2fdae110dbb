#include "gfx/shader.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/files.h"

namespace zhaojian::gfx {
namespace {

constexpr std::string_view kText = "error.gfx.shader";

// A GL shader or program object until it has served.
struct Compiled {
  GLuint name;
  explicit Compiled(GLenum kind) : name(glCreateShader(kind)) {}
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() { glDeleteShader(name); }
};

template <class Get> std::string info_log(GLint length, Get get) {
  std::string log(static_cast<std::size_t>(length > 0 ? length : 1), '\0');
  GLsizei written = 0;
  get(static_cast<GLsizei>(log.size()), &written, log.data());
  log.resize(static_cast<std::size_t>(written));
  return log;
}

Error complaint(const std::string& file, const std::string& log) {
  const ShaderComplaint found = first_complaint(log);
  const std::string place = found.line ? file + ":" + std::to_string(*found.line) : file;
  return {Errc::invalid, place + ": " + found.what, kText};
}

Done compile_into(const Compiled& shader, const ShaderText& text) {
  const char* code = text.code.c_str();
  glShaderSource(shader.name, 1, &code, nullptr);
  glCompileShader(shader.name);
  GLint good = GL_FALSE, length = 0;
  glGetShaderiv(shader.name, GL_COMPILE_STATUS, &good);
  if (good == GL_TRUE) return {};
  glGetShaderiv(shader.name, GL_INFO_LOG_LENGTH, &length);
  return complaint(text.name, info_log(length, [&](GLsizei size, GLsizei* written, char* out) {
                     glGetShaderInfoLog(shader.name, size, written, out);
                   }));
}

Result<ShaderText> read_shader(const std::filesystem::path& folder, const std::string& file) {
  constexpr std::size_t kLargestShader = 1 << 20;
  auto read = read_file(folder / file, kLargestShader);
  if (!read) {
    Error error = std::move(read).error().in("shader " + file);
    error.text = kText;
    return error;
  }
  return ShaderText{file, std::string(text_of(*read))};
}

// GLSL wants #version first, so the definitions follow it; #line keeps the count of the file.
void define(ShaderText& text, std::span<const std::string_view> names) {
  const auto first_line = text.code.find('\n');
  if (names.empty() || first_line == std::string::npos) return;
  std::string lines;
  for (const std::string_view name : names) lines += "#define " + std::string(name) + "\n";
  text.code.insert(first_line + 1, lines + "#line 2\n");
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// Takes a number off the front.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// "0:12(5): error: what", "0(12) : error C1008: what" or "ERROR: 0:12: what"; nothing for warnings and other talk.
std::optional<ShaderComplaint> complaint_in(std::string_view text) {
  constexpr std::string_view kPrefix = "ERROR:";
  text = trimmed(text);
  const bool announced = text.starts_with(kPrefix);
  if (announced) text = trimmed(text.substr(kPrefix.size()));
  if (!take_number(text) || text.empty() || (text[0] != ':' && text[0] != '(')) return std::nullopt;
  text.remove_prefix(1);
  const auto line = take_number(text);
  const auto word = announced ? 0 : text.find("error");
  const auto colon = word == text.npos ? text.npos : text.find(':', word);
  if (!line || colon == text.npos) return std::nullopt;
  return ShaderComplaint{line, std::string(trimmed(text.substr(colon + 1)))};
}

}  // namespace

ShaderComplaint first_complaint(std::string_view log) {
  std::string_view rest = log;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (auto found = complaint_in(line)) return *found;
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  const std::string_view all = trimmed(log);
  return {std::nullopt, std::string(all.empty() ? "the driver gave no reason" : all)};
}

Result<ShaderProgram> ShaderProgram::load(const std::filesystem::path& folder, const std::string& vertex_file,
                                          const std::string& fragment_file, std::span<const std::string_view> defines) {
  const ShaderText vertex = TRY(read_shader(folder, vertex_file));
  ShaderText fragment = TRY(read_shader(folder, fragment_file));
  define(fragment, defines);
  return compile(vertex, fragment);
}

Result<ShaderProgram> ShaderProgram::compile(const ShaderText& vertex, const ShaderText& fragment) {
  const Compiled first(GL_VERTEX_SHADER), second(GL_FRAGMENT_SHADER);
  TRY(compile_into(first, vertex));
  TRY(compile_into(second, fragment));
  ShaderProgram program(glCreateProgram());
  glAttachShader(program.name_, first.name);
  glAttachShader(program.name_, second.name);
  glLinkProgram(program.name_);
  glDetachShader(program.name_, first.name);
  glDetachShader(program.name_, second.name);
  GLint good = GL_FALSE, length = 0;
  glGetProgramiv(program.name_, GL_LINK_STATUS, &good);
  if (good == GL_TRUE) return program;
  glGetProgramiv(program.name_, GL_INFO_LOG_LENGTH, &length);
  return complaint(vertex.name + " with " + fragment.name,
                   info_log(length, [&](GLsizei size, GLsizei* written, char* out) {
                     glGetProgramInfoLog(program.name_, size, written, out);
                   }));
}

ShaderProgram::ShaderProgram(ShaderProgram&& other) noexcept : name_(std::exchange(other.name_, 0)) {}

ShaderProgram& ShaderProgram::operator=(ShaderProgram&& other) noexcept {
  std::swap(name_, other.name_);
  return *this;
}

ShaderProgram::~ShaderProgram() {
  if (name_ != 0) glDeleteProgram(name_);
}

void ShaderProgram::use() const { glUseProgram(name_); }

void ShaderProgram::set(const char* uniform, int value) const {
  glUniform1i(glGetUniformLocation(name_, uniform), value);
}

void ShaderProgram::set(const char* uniform, float value) const {
  glUniform1f(glGetUniformLocation(name_, uniform), value);
}

void ShaderProgram::set(const char* uniform, Size value) const {
  glUniform2f(glGetUniformLocation(name_, uniform), static_cast<float>(value.w), static_cast<float>(value.h));
}

void ShaderProgram::set(const char* uniform, const std::array<float, 3>& value) const {
  glUniform3fv(glGetUniformLocation(name_, uniform), 1, value.data());
}

void ShaderProgram::set(const char* uniform, const std::array<float, 4>& value) const {
  glUniform4fv(glGetUniformLocation(name_, uniform), 1, value.data());
}

void ShaderProgram::set(const char* uniform, Size inner, const Similarity& t, Size outer) const {
  const auto f = [](double value) { return static_cast<float>(value); };
  // Column by column, as GL wants it.
  const std::array<float, 9> matrix{f(t.a * inner.w * outer.w),  f(t.b * inner.w * outer.h), 0,
                                    f(-t.b * inner.h * outer.w), f(t.a * inner.h * outer.h), 0,
                                    f(t.tx * outer.w),           f(t.ty * outer.h),          1};
  glUniformMatrix3fv(glGetUniformLocation(name_, uniform), 1, GL_FALSE, matrix.data());
}

}  // namespace zhaojian::gfx
