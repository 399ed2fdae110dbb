#pragma once
#include "intake/part_file.h"
#include "net/http.h"

namespace zhaojian::intake {

// Writes the body of a photo's answer into its part file; refuses an answer that cannot be the photo before its bytes.
// corrupt: error.intake.photo_mismatch (the ETag is another hash), error.intake.range (not the part we asked for).
class PhotoSink final : public net::BodySink {
 public:
  PhotoSink(PartFile& part, const Sha256& sha256) : part_(part), sha256_(sha256) {}
  [[nodiscard]] Done start(const net::HttpResponse& head) override;
  [[nodiscard]] Done take(ByteView piece) override;

 private:
  PartFile& part_;
  Sha256 sha256_;
};

}  // namespace zhaojian::intake
