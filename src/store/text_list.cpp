#include "store/text_list.h"

#include <charconv>

namespace zhaojian::store {

std::string list_to_text(const std::vector<std::string_view>& list) {
  std::string text;
  for (const std::string_view one : list) {
    text += std::to_string(one.size()) + ':';
    text += one;
    text += ',';
  }
  return text;
}

Result<std::vector<std::string>> list_from_text(std::string_view text) {
  const Error broken{Errc::corrupt, "a list in a column is broken", "error.store.corrupt"};
  std::vector<std::string> list;
  while (!text.empty()) {
    std::size_t length = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), length);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (problem != std::errc() || digits >= text.size() || text[digits] != ':') return broken;
    text.remove_prefix(digits + 1);
    if (text.size() <= length || text[length] != ',') return broken;
    list.emplace_back(text.substr(0, length));
    text.remove_prefix(length + 1);
  }
  return list;
}

}  // namespace zhaojian::store
