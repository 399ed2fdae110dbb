#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

// A list of texts in one column, whatever the texts hold: each as "length:text,".
namespace zhaojian::store {

[[nodiscard]] std::string list_to_text(const std::vector<std::string_view>& list);
[[nodiscard]] Result<std::vector<std::string>> list_from_text(std::string_view text);

template <class Tag>
[[nodiscard]] std::string list_to_text(const std::vector<Id<Tag>>& ids) {
  std::vector<std::string_view> list;
  for (const auto& id : ids) list.push_back(id.value);
  return list_to_text(list);
}

template <class I>
[[nodiscard]] Result<std::vector<I>> ids_from_text(std::string_view text) {
  std::vector<I> ids;
  auto list = TRY(list_from_text(text));
  for (std::string& one : list) ids.emplace_back(std::move(one));
  return ids;
}

}  // namespace zhaojian::store
