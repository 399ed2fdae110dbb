#pragma once
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"

// Standard Webhooks 1.0.0, symmetric signatures (v1): HMAC-SHA256 over "id.timestamp.body".
namespace zhaojian {

// The value of the header webhook-signature: "v1,<base64>". `secret` is "whsec_" and base64 of 24 to 64 bytes; `id`
// is not empty and has no full stop. The header webhook-timestamp is at.unix_seconds(). invalid otherwise.
[[nodiscard]] Result<std::string> sign_webhook(const Secret& secret, std::string_view id, Instant at, ByteView body);

// What came with a webhook, as text of its headers.
struct WebhookStamp {
  std::string_view id;
  std::string_view timestamp;   // unix seconds
  std::string_view signatures;  // separated by spaces, so that secrets can be changed; one that fits is enough
};
inline constexpr Duration webhook_tolerance = minutes(5);

// Compares in constant time. denied: no signature fits; stale: the timestamp is further than the tolerance from `now`;
// invalid: headers or secret make no sense.
[[nodiscard]] Done verify_webhook(const Secret& secret, const WebhookStamp& stamp, ByteView body, Instant now);

}  // namespace zhaojian
