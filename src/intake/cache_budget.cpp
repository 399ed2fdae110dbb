#include "intake/cache_budget.h"

#include <algorithm>

namespace zhaojian::intake {

CacheBudget::CacheBudget(const PhotoCache& cache, std::uint64_t limit) : cache_(cache), limit_(limit) {
  std::error_code gone;
  for (auto at = std::filesystem::recursive_directory_iterator(cache.folder(), gone);
       !gone && at != std::filesystem::recursive_directory_iterator(); at.increment(gone)) {
    std::error_code ignored;
    if (!at->is_regular_file(ignored)) continue;
    const auto size = at->file_size(ignored);
    if (!ignored) bytes_ += size;
  }
}

Result<bool> CacheBudget::make_room(store::Store& store, std::uint64_t bytes) {
  while (bytes_ + bytes > limit_) {
    const std::vector<Sha256> unneeded = TRY(store.submissions().photos_unneeded(64));
    if (unneeded.empty()) return false;
    // The rows first: a file without a row costs a little space, a row without its file an empty pane.
    const Done marked = store.transact([&]() -> Done {
      for (const Sha256& sha256 : unneeded) {
        TRY(store.submissions().mark_photo(sha256, domain::PhotoState::wanted, "let go to make room"));
      }
      return {};
    });
    if (!marked) return marked.error();
    for (const Sha256& sha256 : unneeded) {
      bytes_ -= std::min(bytes_, size_of(sha256));
      cache_.remove(sha256);
    }
  }
  return true;
}

void CacheBudget::added(const Sha256& sha256) { bytes_ += size_of(sha256); }

std::uint64_t CacheBudget::size_of(const Sha256& sha256) const {
  std::error_code missing;
  const auto size = std::filesystem::file_size(cache_.file(sha256), missing);
  return missing ? 0 : size;
}

}  // namespace zhaojian::intake
