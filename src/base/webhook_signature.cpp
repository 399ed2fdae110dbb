#include "base/webhook_signature.h"

#include <algorithm>
#include <charconv>

namespace zhaojian {
namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::string_view version_prefix = "v1,";

Result<Bytes> key_of(const Secret& secret) {
  const std::string_view text = secret.reveal();
  if (!text.starts_with(secret_prefix)) return Error{Errc::invalid, "webhook secret does not start with whsec_"};
  Bytes key = TRY(from_base64(text.substr(secret_prefix.size())));
  if (key.size() < 24 || key.size() > 64) return Error{Errc::invalid, "webhook secret is not 24 to 64 bytes"};
  return key;
}

Result<Sha256> digest(const Secret& secret, std::string_view id, std::string_view timestamp, ByteView body) {
  if (id.empty() || id.find('.') != std::string_view::npos) {
    return Error{Errc::invalid, "webhook id is empty or has a full stop"};
  }
  const Bytes key = TRY(key_of(secret));
  std::string content(id);
  content.append(".").append(timestamp).append(".").append(text_of(body));
  return hmac_sha256(key, bytes_of(content));
}

Result<Instant> instant_of(std::string_view timestamp) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), value);
  constexpr std::int64_t year_10000 = 253'402'300'800;
  if (error != std::errc{} || end != timestamp.data() + timestamp.size() || value < 0 || value >= year_10000) {
    return Error{Errc::invalid, "webhook timestamp is not a number of seconds"};
  }
  return Instant{value * 1'000'000};
}

}  // namespace

Result<std::string> sign_webhook(const Secret& secret, std::string_view id, Instant at, ByteView body) {
  const Sha256 mac = TRY(digest(secret, id, std::to_string(at.unix_seconds()), body));
  return std::string(version_prefix) + base64(std::as_bytes(std::span(mac)));
}

Done verify_webhook(const Secret& secret, const WebhookStamp& stamp, ByteView body, Instant now) {
  const Instant at = TRY(instant_of(stamp.timestamp));
  const Sha256 expected = TRY(digest(secret, stamp.id, stamp.timestamp, body));
  bool fits = false;
  for (std::string_view rest = stamp.signatures; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!one.starts_with(version_prefix)) continue;
    const Result<Bytes> given = from_base64(one.substr(version_prefix.size()));
    if (given && equal_in_constant_time(*given, std::as_bytes(std::span(expected)))) fits = true;
  }
  if (!fits) return Error{Errc::denied, "webhook signature does not fit"};
  if (at < now - webhook_tolerance || now + webhook_tolerance < at) {
    return Error{Errc::stale, "webhook timestamp is too far from now"};
  }
  return {};
}

}  // namespace zhaojian
