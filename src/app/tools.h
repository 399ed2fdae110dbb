#pragma once
#include <memory>
#include <vector>

#include "imaging/worker_decoder.h"
#include "station/station.h"
#include "vision/analyser.h"

namespace zhaojian::app {

// What each pool thread owns: a decoding process and the networks, made when the thread first needs them. Every element
// belongs to the pool thread of its index.
class Tools {
 public:
  Tools(const station::Station& station, const intake::PhotoCache& cache, std::size_t threads);

  // The thread's own; an error when the networks cannot be loaded (checks are then not available, photos still are).
  [[nodiscard]] Result<workflow::Bench> bench(std::size_t thread);
  [[nodiscard]] imaging::Decoder& decoder(std::size_t thread);
  [[nodiscard]] workflow::PhotoSource& photos() { return photos_; }

 private:
  struct Own {
    std::unique_ptr<imaging::WorkerDecoder> decoder;
    std::unique_ptr<vision::Analyser> analyser;
  };
  const station::Station& station_;
  station::CachedPhotos photos_;
  std::vector<Own> own_;
};

}  // namespace zhaojian::app
