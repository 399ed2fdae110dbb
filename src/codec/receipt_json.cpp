#include "codec/receipt_json.h"

#include <array>

#include "codec/node.h"
#include "codec/page_items.h"

namespace zhaojian::codec {
namespace {

constexpr std::array<std::string_view, 6> status_names = {"sent",         "delivered",   "read",
                                                          "user_refused", "unreachable", "failed"};
constexpr std::size_t longest_word = 64;

// WeChat's codes are numbers and its clients pass them on as such.
Result<std::string> read_code(const Node& node) {
  if (!node.there()) return std::string();
  if (const auto number = node.integer(INT32_MIN, INT32_MAX)) return std::to_string(*number);
  return node.text(longest_word);
}

Result<Receipt> read_receipt(const Node& node) {
  TRY(node.is_object());
  Receipt receipt;
  receipt.event = EventId(TRY(node.at("webhook_id").id()));
  receipt.status = status_names[TRY(node.at("status").choice(status_names))];
  receipt.channel = TRY(node.at("channel").or_else(std::string(), &Node::text, longest_word));
  receipt.code = TRY(read_code(node.at("code")));
  receipt.at = TRY(node.at("at").instant());
  return receipt;
}

}  // namespace

Result<ReceiptPage> receipts_from_json(ByteView bytes) {
  return items_from(TRY(split_page(bytes)), read_receipt, "webhook_id");
}

std::string receipts_to_json(const ReceiptPage& page) {
  Json::Array items;
  for (const Receipt& receipt : page.items) {
    Json::Object item = {{"webhook_id", receipt.event.value}, {"status", receipt.status}};
    if (!receipt.channel.empty()) item.push_back({"channel", receipt.channel});
    if (!receipt.code.empty()) item.push_back({"code", receipt.code});
    item.push_back({"at", rfc3339(receipt.at)});
    items.push_back(std::move(item));
  }
  return page_text(std::move(items), page.next_cursor, page.has_more, page.server_time);
}

}  // namespace zhaojian::codec
