#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "codec/json.h"
#include "codec/node.h"
#include "codec/page.h"

namespace zhaojian::codec {

// Reads each item by itself; what cannot be read becomes a bad item, named by its member `id_name`.
template <class Item>
[[nodiscard]] Page<Item> items_from(RawPage raw, Result<Item> (*read)(const Node&), std::string_view id_name) {
  Page<Item> page;
  page.next_cursor = std::move(raw.next_cursor);
  page.has_more = raw.has_more;
  page.server_time = raw.server_time;
  for (std::string& text : raw.items) {
    auto json = parse_json(bytes_of(text));
    if (!json) {
      page.bad.push_back({std::move(text), "", std::move(json).error().message});
      continue;
    }
    domain::ItemFault fault;
    auto item = read(Node(*json, &fault));
    if (item) {
      page.items.push_back(*std::move(item));
      continue;
    }
    const Json* id = json->find(id_name);
    const auto* id_text = id == nullptr ? nullptr : id->as<std::string>();
    page.bad.push_back({std::move(text), id_text == nullptr ? "" : *id_text, std::move(item).error().message, std::move(fault)});
  }
  return page;
}

[[nodiscard]] std::string page_text(Json items, const std::string& next_cursor, bool has_more,
                                    const std::optional<Instant>& server_time);

}  // namespace zhaojian::codec
