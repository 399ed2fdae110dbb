#pragma once
#include "base/fd.h"
#include "base/hash.h"
#include "intake/photo_cache.h"

namespace zhaojian::intake {

// A photo on its way into the cache. What arrived stays in <hash>.part when the download breaks, and the next attempt
// goes on from there. One process at a time; errors: conflict (another one fetches it), io (error.intake.disk_full).
class PartFile {
 public:
  // Opens or makes the part and hashes what is already there.
  [[nodiscard]] static Result<PartFile> open(const PhotoCache& cache, const Sha256& sha256);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Done append(ByteView piece);
  [[nodiscard]] Done restart();  // forgets what arrived
  // The part becomes the file if its bytes are the right ones; corrupt (error.intake.photo_mismatch) otherwise.
  [[nodiscard]] Done finish();
  void discard();  // removes the part

 private:
  PartFile(const PhotoCache& cache, const Sha256& sha256, Fd fd)
      : part_(cache.part(sha256)), file_(cache.file(sha256)), sha256_(sha256), fd_(std::move(fd)) {}
  [[nodiscard]] Done hash_what_is_there();

  std::filesystem::path part_, file_;
  Sha256 sha256_;
  Fd fd_;
  Sha256Stream hash_;
  std::size_t size_ = 0;
};

}  // namespace zhaojian::intake
