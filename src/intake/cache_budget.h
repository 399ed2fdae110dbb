#pragma once
#include <cstdint>

#include "intake/photo_cache.h"
#include "store/store.h"

namespace zhaojian::intake {

// Keeps the cache within a number of bytes by letting go of photos no open case needs. The intake thread's.
class CacheBudget {
 public:
  CacheBudget(const PhotoCache& cache, std::uint64_t limit);  // counts what lies in the folder

  // Makes room for `bytes` more. False: there is none, because open cases need all that is left; fetch all the same.
  [[nodiscard]] Result<bool> make_room(store::Store& store, std::uint64_t bytes);
  void added(const Sha256& sha256);
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::uint64_t limit() const { return limit_; }

 private:
  [[nodiscard]] std::uint64_t size_of(const Sha256& sha256) const;
  PhotoCache cache_;
  std::uint64_t limit_;
  std::uint64_t bytes_ = 0;
};

}  // namespace zhaojian::intake
