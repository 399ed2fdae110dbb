#pragma once
#include <string>

#include "base/ids.h"
#include "codec/page.h"

namespace zhaojian::codec {

// What became of a student's message.
struct Receipt {
  EventId event;        // webhook_id
  std::string status;   // sent, delivered, read, user_refused, unreachable, failed
  std::string channel;  // official_account, subscribe_message, sms, app, or empty
  std::string code;     // the channel's own: "43101"
  Instant at;
  bool operator==(const Receipt&) const = default;
};
using ReceiptPage = Page<Receipt>;

// A page of GET /v1/receipts. A status we do not know makes the item bad; a channel we do not know is kept as it is.
[[nodiscard]] Result<ReceiptPage> receipts_from_json(ByteView bytes);
[[nodiscard]] std::string receipts_to_json(const ReceiptPage& page);  // without the bad items

}  // namespace zhaojian::codec
