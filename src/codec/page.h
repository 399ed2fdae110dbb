#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/item_fault.h"

namespace zhaojian::codec {

// An item that could not be used. It never costs the page it came with.
struct BadItem {
  std::string raw;      // as it came, broken UTF-8 replaced
  std::string item_id;  // as far as it could be read
  std::string problem;  // "photos[0].sha256: not 64 hex digits"
  domain::ItemFault fault = {};  // the same for a program to know
  bool operator==(const BadItem&) const = default;
};

// A page of a change feed (contracts/intake.openapi.yaml).
template <class Item> struct Page {
  std::vector<Item> items;
  std::vector<BadItem> bad;
  std::string next_cursor;
  bool has_more = false;
  std::optional<Instant> server_time;
};

// A page whose items are still text, each a JSON value of its own, so that one of them can be as broken as it likes.
struct RawPage {
  std::vector<std::string> items;
  std::string next_cursor;
  bool has_more = false;
  std::optional<Instant> server_time;
};
// invalid with text "error.codec.page" when it is not a whole page, or has more than 2000 items or 16 MiB.
[[nodiscard]] Result<RawPage> split_page(ByteView bytes);

}  // namespace zhaojian::codec
