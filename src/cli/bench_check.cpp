#include "checks/assess.h"
#include "cli/bench.h"
#include "cli/photo_files.h"
#include "cli/tools.h"

namespace zhaojian::cli {
namespace {

constexpr const char* kPhoto = "demo/p001_submission.jpg";
constexpr int kPhotosARun = 10;
constexpr double kRatioLimit = 1.15;  // product.md, "What fast means"
constexpr double kPhotosASecond = 30, kPhotosASecondByOpencv = 20;

struct Times {
  double total_ms = 0, networks_ms = 0;
};

Result<Times> one_photo(const Session& session, Tools& tools, const Bytes& file,
                        const domain::StandardProfile& profile) {
  const Duration start = session.clock().monotonic();
  const imaging::Photo photo = TRY(tools.decoder.decode(file, 0));
  vision::RunTimes networks;
  const vision::Evidence evidence = tools.analyser->analyse(photo.pixels, &networks);
  const checks::Findings findings = checks::assess({photo, evidence, {}}, profile);
  const Duration end = session.clock().monotonic();
  if (findings.empty()) return Error{Errc::internal, "the profile has no checks", {}};
  return Times{static_cast<double>(end.micros - start.micros) / 1000, networks.networks()};
}

}  // namespace

Result<Figures> bench_check(const Session& session, int runs) {
  const station::Config config = TRY(session.config());
  const station::Assets assets = TRY(station::load_assets(config.assets_dir));
  if (assets.profiles.empty()) return Error{Errc::not_found, "no profiles", "error.assets.missing"};
  const domain::StandardProfile& profile = *assets.profiles.begin()->second;
  const Bytes file = TRY(read_photo(config.assets_dir / kPhoto));
  const auto all_tools = TRY(make_tools(session, 1));
  Tools& tools = *all_tools.front();
  (void)TRY(one_photo(session, tools, file, profile));  // starts the decoder, fills the caches
  std::vector<double> ratios, rates;
  for (int run = 0; run < runs; ++run) {
    Times sum;
    for (int i = 0; i < kPhotosARun; ++i) {
      const Times one = TRY(one_photo(session, tools, file, profile));
      sum.total_ms += one.total_ms;
      sum.networks_ms += one.networks_ms;
    }
    ratios.push_back(sum.total_ms / sum.networks_ms);
    rates.push_back(1000.0 * kPhotosARun / sum.total_ms);
  }
  const bool fast = tools.analyser->engine().starts_with("onnxruntime");
  const double wanted = fast ? kPhotosASecond : kPhotosASecondByOpencv;
  return Figures{{"cli.bench.check_ratio", median(ratios), kRatioLimit, Figure::Bound::at_most, runs},
                 {"cli.bench.check_rate", median(rates), wanted, Figure::Bound::at_least, runs}};
}

}  // namespace zhaojian::cli
