#include "architecture/source_file.h"

#include <algorithm>
#include <cctype>

namespace zhaojian::architecture {
namespace {

bool word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// How long the comment or literal at the start of `rest` is, with its delimiters.
std::size_t length_to(std::string_view rest, std::string_view end, std::size_t from) {
  const std::size_t at = rest.find(end, from);
  return at == std::string_view::npos ? rest.size() : at + end.size();
}

std::size_t quoted_length(std::string_view rest) {
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '\\') {
      ++i;
    } else if (rest[i] == rest[0] || rest[i] == '\n') {
      return i + 1;
    }
  }
  return rest.size();
}

std::size_t raw_string_length(std::string_view rest) {
  const std::string end = ')' + std::string(rest.substr(2, rest.find('(') - 2)) + '"';
  return length_to(rest, end, 2);
}

struct Piece {
  enum class Kind { code, comment, literal } kind = Kind::code;
  std::size_t length = 1;
};

Piece piece_at(std::string_view text, std::size_t at) {
  using enum Piece::Kind;
  const std::string_view rest = text.substr(at);
  const bool after_word = at > 0 && word(text[at - 1]);
  if (rest.starts_with("//")) return {comment, std::min(rest.find('\n'), rest.size())};
  if (rest.starts_with("/*")) return {comment, length_to(rest, "*/", 2)};
  if (rest.starts_with("R\"") && !after_word) return {literal, raw_string_length(rest)};
  if (rest[0] == '"') return {literal, quoted_length(rest)};
  if (rest[0] == '\'' && !after_word) return {literal, quoted_length(rest)};  // after a word: the ' of 1'000
  return {};
}

}  // namespace

std::string without_comments(std::string_view cpp, Literals literals) {
  std::string out(cpp);
  const auto blank = [&out](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
  };
  for (std::size_t at = 0; at < cpp.size();) {
    const Piece piece = piece_at(cpp, at);
    const std::size_t end = at + piece.length;
    if (piece.kind == Piece::Kind::comment) blank(at, end);
    if (piece.kind == Piece::Kind::literal && literals == Literals::blank) blank(at + 1, end - 1);
    at = end;
  }
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace zhaojian::architecture
