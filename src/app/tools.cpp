#include "app/tools.h"

#include "vision/engines.h"

namespace zhaojian::app {

Tools::Tools(const station::Station& station, const intake::PhotoCache& cache, std::size_t threads)
    : station_(station), photos_(cache), own_(threads) {}

imaging::Decoder& Tools::decoder(std::size_t thread) {
  Own& own = own_[thread];
  if (!own.decoder) own.decoder = std::make_unique<imaging::WorkerDecoder>();
  return *own.decoder;
}

Result<workflow::Bench> Tools::bench(std::size_t thread) {
  Own& own = own_[thread];
  if (!own.analyser) {
    vision::ModelPaths paths;
    paths.folder = station_.config.models_dir;
    const auto engine = vision::best_engine();
    own.analyser = TRY(vision::Analyser::load(paths, *engine));
  }
  return workflow::Bench{photos_, decoder(thread), *own.analyser};
}

}  // namespace zhaojian::app
