#include "domain/texts.h"

namespace zhaojian::domain {
namespace {

// In the order of Errc. Whole keys, because a missing text is shown as its key, which must outlive the call.
constexpr std::string_view code_keys[] = {
    "error.code.invalid",     "error.code.not_found", "error.code.conflict", "error.code.stale", "error.code.denied",
    "error.code.unavailable", "error.code.timeout",   "error.code.corrupt",  "error.code.io",    "error.code.internal"};

}  // namespace

std::string_view Texts::operator()(std::string_view key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? key : std::string_view(found->second);
}

std::string Texts::format(std::string_view key, std::initializer_list<std::string_view> values) const {
  const std::string_view text = (*this)(key);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool placeholder = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const auto index = placeholder ? static_cast<std::size_t>(static_cast<unsigned char>(text[i + 1]) - '0') : 10;
    if (index < 10 && index < values.size()) {
      out += values.begin()[index];
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string_view Texts::of(const Error& error) const {
  if (!error.text.empty() && has(error.text)) return (*this)(error.text);
  return (*this)(code_keys[static_cast<int>(error.code)]);
}

}  // namespace zhaojian::domain
