#include "intake/photo_sink.h"

namespace zhaojian::intake {
namespace {

// The contract's ETag is the quoted lower-case hash. One that is no hash at all is a cache's own and says nothing.
bool names_another(std::string_view etag, const Sha256& sha256) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  if (etag.size() != 66 || !etag.starts_with('"') || !etag.ends_with('"')) return false;
  const Result<Sha256> named = sha256_from_hex(etag.substr(1, 64));
  return named && *named != sha256;
}

}  // namespace

Done PhotoSink::start(const net::HttpResponse& head) {
  if (names_another(head.header("ETag").value_or(""), sha256_)) {
    return Error{Errc::corrupt, "the server has other bytes under this address", "error.intake.photo_mismatch"};
  }
  if (head.status == 200) return part_.size() > 0 ? part_.restart() : Done{};
  const std::string expected = "bytes " + std::to_string(part_.size()) + "-";
  if (head.header("Content-Range").value_or("").starts_with(expected)) return {};
  return Error{Errc::corrupt, "not the range that was asked for", "error.intake.range"};
}

Done PhotoSink::take(ByteView piece) { return part_.append(piece); }

}  // namespace zhaojian::intake
