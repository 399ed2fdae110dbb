#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "base/files.h"
#include "checks/assess.h"
#include "codec/profile_json.h"
#include "imaging/decode.h"
#include "vision/analyser.h"
#include "vision/engines.h"

// libFuzzer's entry: bytes that call themselves a photo go through decoder, networks and every check, as those of a
// student do. Whatever the bytes are, what comes out is sound; else the program ends here.
namespace zhaojian {
namespace {

void demand(bool holds, const char* what, const std::string& where) {
  if (holds) return;
  std::fprintf(stderr, "not sound: %s: %s\n", what, where.c_str());
  std::abort();
}

template <class T> T had(Result<T> result) {
  demand(result.has_value(), "cannot begin", result ? "" : result.error().message);
  return std::move(result).value();
}

struct Tools {
  domain::StandardProfile profile = had(codec::profile_from_json(
      had(read_file(ZHAOJIAN_SOURCE_DIR "/assets/standards/chsi-99-2017.json", std::size_t{1} << 20))));
  std::unique_ptr<vision::Analyser> analyser =
      had(vision::Analyser::load({ZHAOJIAN_DEPS_DIR "/models"}, *vision::best_engine()));
};

void is_sound(const checks::Findings& findings, const domain::StandardProfile& profile) {
  using domain::Verdict;
  std::set<std::string> ids;
  for (const domain::Finding& finding : findings) {
    const std::string& id = finding.id.value;
    demand(ids.insert(id).second, "twice", id);
    demand(!finding.value || std::isfinite(*finding.value), "no number", id);
    demand((finding.verdict == Verdict::not_assessable) == !finding.value, "a verdict without a value", id);
    demand(finding.verdict != Verdict::not_assessable || !finding.why.empty(), "no reason", id);
    demand(finding.why != "check.why.failed", "a check failed inside", id);
    for (const domain::Mark& mark : finding.marks)
      for (const domain::Spot& spot : mark.spots)
        demand(std::isfinite(spot.x) && std::isfinite(spot.y), "a mark nowhere", id);
  }
  demand(ids.size() == profile.rules.size(), "not one finding a rule", std::to_string(ids.size()));
}

}  // namespace
}  // namespace zhaojian

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zhaojian;
  static const Tools tools = [] {
    vision::use_one_core_a_network();
    return Tools();
  }();
  const Bytes file(reinterpret_cast<const std::byte*>(data), reinterpret_cast<const std::byte*>(data) + size);
  imaging::DecodeLimits limits;
  limits.max_pixels = 4'000'000;  // else most of the time goes into pixels
  const auto photo = imaging::decode(file, limits);
  if (!photo) {
    is_sound(checks::undecodable(tools.profile, photo.error()), tools.profile);
    return 0;
  }
  const vision::Evidence evidence = tools.analyser->analyse(photo->pixels);
  is_sound(checks::assess({*photo, evidence}, tools.profile), tools.profile);
  // Beside itself as what it was cut from, as the photo of the record and as one that was sent back.
  const checks::Capture capture{*photo, tools.analyser->analyse_capture(photo->pixels)};
  const std::array references{checks::reference_of(domain::PhotoRole::enrollment, photo->pixels,
                                                   std::make_shared<const vision::Evidence>(evidence))};
  const std::array rejected{checks::fingerprint_of(photo->pixels, evidence)};
  is_sound(checks::assess({*photo, evidence, references, &capture, rejected, Date{2026, 6, 1}}, tools.profile),
           tools.profile);
  return 0;
}
