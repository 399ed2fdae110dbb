#include "base/hash.h"

#include <sodium.h>

#include <memory>
#include <new>

namespace zhaojian {
namespace {

using State = crypto_hash_sha256_state;
static_assert(sizeof(State) <= sizeof(Sha256Stream) && alignof(State) <= alignof(Sha256Stream));
static_assert(sizeof(Sha256) == crypto_hash_sha256_BYTES && sizeof(Sha256) == crypto_auth_hmacsha256_BYTES);

// Before the first random number: chooses the generator and opens it. Without one there is nothing to go on with.
void have_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) sodium_misuse();
}

const unsigned char* raw(ByteView data) { return reinterpret_cast<const unsigned char*>(data.data()); }

State* state_in(std::array<std::byte, 256>& bytes) { return std::launder(reinterpret_cast<State*>(bytes.data())); }

}  // namespace

Sha256 sha256(ByteView data) {
  Sha256 digest;
  crypto_hash_sha256(digest.data(), raw(data), data.size());
  return digest;
}

Sha256 hmac_sha256(ByteView key, ByteView data) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, raw(key), key.size());
  crypto_auth_hmacsha256_update(&state, raw(data), data.size());
  Sha256 digest;
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

Sha256Stream::Sha256Stream() { crypto_hash_sha256_init(new (state_.data()) State); }

void Sha256Stream::update(ByteView data) { crypto_hash_sha256_update(state_in(state_), raw(data), data.size()); }

Sha256 Sha256Stream::finish() {
  Sha256 digest;
  crypto_hash_sha256_final(state_in(state_), digest.data());
  return digest;
}

std::string hex(ByteView data) {
  std::string text(data.size() * 2 + 1, '\0');  // sodium ends it with a zero
  sodium_bin2hex(text.data(), text.size(), raw(data), data.size());
  text.pop_back();
  return text;
}

Result<Sha256> sha256_from_hex(std::string_view text) {
  Sha256 digest;
  std::size_t length = 0;
  const int bad = sodium_hex2bin(digest.data(), digest.size(), text.data(), text.size(), nullptr, &length, nullptr);
  if (bad != 0 || length != digest.size() || text.size() != 2 * digest.size()) {
    return Error{Errc::invalid, "not a SHA-256 of 64 hexadecimal digits"};
  }
  return digest;
}

std::string base64(ByteView data) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(data.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(data), data.size(), variant);
  text.pop_back();
  return text;
}

Result<Bytes> from_base64(std::string_view text) {
  Bytes data(text.size() / 4 * 3 + 3);
  std::size_t length = 0;
  const int bad = sodium_base642bin(reinterpret_cast<unsigned char*>(data.data()), data.size(), text.data(),
                                    text.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (bad != 0) return Error{Errc::invalid, "not base64"};
  data.resize(length);
  return data;
}

bool equal_in_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

Bytes random_bytes(std::size_t count) {
  have_sodium();
  Bytes data(count);
  if (count > 0) randombytes_buf(data.data(), data.size());
  return data;
}

std::string uuid_v7(std::int64_t unix_milliseconds) {
  have_sodium();
  std::array<std::uint8_t, 16> id;
  randombytes_buf(id.data(), id.size());
  const auto time = static_cast<std::uint64_t>(unix_milliseconds);
  for (std::size_t i = 0; i < 6; ++i) id[i] = static_cast<std::uint8_t>(time >> (40 - 8 * i));
  id[6] = static_cast<std::uint8_t>(0x70 | (id[6] & 0x0f));  // version 7
  id[8] = static_cast<std::uint8_t>(0x80 | (id[8] & 0x3f));  // variant 10
  std::string text = hex(std::as_bytes(std::span(id)));
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
  return text;
}

}  // namespace zhaojian
