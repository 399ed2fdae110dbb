#pragma once
#include <functional>
#include <optional>
#include <stop_token>

#include "intake/cache_budget.h"
#include "intake/part_file.h"
#include "intake/photo_cache.h"
#include "intake/setting.h"

namespace zhaojian::intake {

// What became of a batch of wanted photos.
struct PhotoBatch {
  int tried = 0, present = 0, missing = 0, broken = 0, put_off = 0;
  bool over_budget = false;                  // the cache holds more than it should, and open cases need all of it
  std::optional<Error> problem;              // ended the batch: server not there, token refused, disk full
  std::optional<Duration> retry_after = {};  // what the server asked for
};

// Brings the photos of open cases into the cache, most urgent case first. A broken download is resumed. A photo that
// arrives whole with another hash four times is `broken`; one the server does not have is `missing`; anything else is
// tried again later with back-off. Photos are asked of the configured server only.
class PhotoFetch {
 public:
  static constexpr int mismatch_tries = 4;

  PhotoFetch(const Setting& setting, const PhotoCache& cache, CacheBudget& budget)
      : setting_(setting), cache_(cache), budget_(budget) {}

  // Tries up to `limit` photos that are due. An error is the store's; whatever the network does is in the result.
  [[nodiscard]] Result<PhotoBatch> fetch(std::int64_t limit, const std::stop_token& stop,
                                         const std::function<void(const PhotoBatch&)>& progress = {});
  // Moves cases whose photos are all here, or known to be unobtainable, from flagged to fetched. How many.
  [[nodiscard]] Result<int> move_complete();

 private:
  enum class Fate;
  struct Attempt;
  [[nodiscard]] Attempt attempt(const store::PhotoRow& row, const std::stop_token& stop, PhotoBatch& batch);
  [[nodiscard]] Attempt download(const store::PhotoRow& row, const std::string& url, const std::stop_token& stop);
  [[nodiscard]] Attempt after_failure(const Error& error, PartFile& part);
  [[nodiscard]] Attempt after_answer(const net::HttpResponse& response, PartFile& part);
  [[nodiscard]] Done record(const store::PhotoRow& row, const Attempt& attempt, PhotoBatch& batch);

  const Setting& setting_;
  PhotoCache cache_;
  CacheBudget& budget_;
};

// For a reader that found a cached photo gone or damaged: has it fetched again.
[[nodiscard]] Done want_again(store::Store& store, const PhotoCache& cache, const Sha256& sha256);

}  // namespace zhaojian::intake
