#pragma once
#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "intake/photo_cache.h"
#include "station/assets.h"
#include "station/config.h"
#include "store/store.h"
#include "workflow/assess_submission.h"
#include "workflow/services.h"

namespace zhaojian::station {

// One workstation: its settings, keys and data folder. Read once at the start, const from then on, shared by threads.
struct Station {
  Config config;
  Assets assets;
  StationId id;        // made at the first start, kept in the data folder
  Sha256 audit_key{};  // likewise; whoever has it can forge the audit log, so it is 0600
  Secret token;        // empty: no back end configured
  Secret webhook_secret;

  [[nodiscard]] bool has_backend() const { return !config.url.empty(); }
  // One per thread that works with the store.
  [[nodiscard]] workflow::Services services(store::Store& store, const Clock& clock) const;
};

// Makes the data folder (0700) and its keys when they are not there.
[[nodiscard]] Result<std::unique_ptr<const Station>> open_station(Config config);

// A connection of the calling thread. Makes or migrates the database.
[[nodiscard]] Result<std::unique_ptr<store::Store>> open_store_of(const Station& station, const Clock& clock);

// Operators to choose from on a first start (full accounts come later). Does nothing when there are any.
[[nodiscard]] Done add_first_operators(store::Store& store);

[[nodiscard]] Result<intake::PhotoCache> open_photos(const Station& station);

// The photo cache as the checks want it.
class CachedPhotos final : public workflow::PhotoSource {
 public:
  explicit CachedPhotos(intake::PhotoCache cache) : cache_(std::move(cache)) {}
  [[nodiscard]] Result<Bytes> read(const Sha256& sha256) override { return cache_.read(sha256); }

 private:
  intake::PhotoCache cache_;
};

}  // namespace zhaojian::station
