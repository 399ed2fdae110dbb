#include "workflow/standardise.h"

#include <catch2/catch.hpp>

#include "base/files.h"
#include "checks/assess.h"
#include "codec/profile_json.h"
#include "imaging/decode.h"
#include "imaging/resize.h"
#include "vision/engines.h"

using namespace zhaojian;
using namespace zhaojian::workflow;

namespace {

const std::filesystem::path kSource = ZHAOJIAN_SOURCE_DIR;

domain::StandardProfile shipped_standard() {
  const auto file = read_file(kSource / "assets/standards/chsi-99-2017.json", 1U << 20);
  REQUIRE(file);
  auto profile = codec::profile_from_json(*file);
  REQUIRE(profile);
  return *std::move(profile);
}

std::unique_ptr<vision::Analyser> an_analyser() {
  auto analyser = vision::Analyser::load({ZHAOJIAN_DEPS_DIR "/models"}, *vision::best_engine());
  if (!analyser) FAIL(analyser.error().message);
  return *std::move(analyser);
}

imaging::Photo capture(const std::string& who) {
  const auto file = read_file(kSource / "assets/demo" / (who + "_capture.jpg"), 8U << 20);
  REQUIRE(file);
  auto photo = imaging::decode(*file);
  REQUIRE(photo);
  return *std::move(photo);
}

std::string refusal(const Result<Standardised>& result) { return std::string(result ? "none" : result.error().text); }

}  // namespace

TEST_CASE("the photo made of any capture of the demo passes our own checks of file, frame, background and edge") {
  const auto profile = shipped_standard();
  const auto analyser = an_analyser();
  for (int person = 1; person <= 26; ++person) {
    const std::string who = (person < 10 ? "p00" : "p0") + std::to_string(person);
    INFO(who);
    const auto made = standardise(capture(who).pixels, *analyser, profile);
    if (!made) FAIL(made.error().message);
    CHECK(made->quality >= 60);
    CHECK(static_cast<std::int64_t>(made->file.size()) <= profile.target_max_bytes);
    CHECK(static_cast<std::int64_t>(made->file.size()) >= profile.target_min_bytes);
    const auto photo = imaging::decode(made->file);
    REQUIRE(photo);
    const auto evidence = analyser->analyse(photo->pixels);
    for (const domain::Finding& finding : checks::assess({*photo, evidence}, profile)) {
      const std::string& id = finding.id.value;
      const bool ours = id.starts_with("file.") || id.starts_with("geom.") || id.starts_with("bg.");
      if (!ours || finding.verdict == domain::Verdict::not_assessable) continue;
      INFO(id << ' ' << finding.value.value_or(-1));
      // A strand of hair in front of the wall may leave a doubt about the edge, and no more.
      CHECK((finding.verdict == domain::Verdict::pass ||
             (id.starts_with("bg.edge") && finding.verdict == domain::Verdict::warn)));
    }
  }
}

TEST_CASE("the same capture gives the same photo, to the byte") {
  const auto profile = shipped_standard();
  const auto analyser = an_analyser();
  const imaging::Photo photo = capture("p002");
  const auto first = standardise(photo.pixels, *analyser, profile),
             second = standardise(photo.pixels, *analyser, profile);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->file == second->file);
}

TEST_CASE("a capture that no good photo can be made of is refused with what to do") {
  const auto profile = shipped_standard();
  const auto analyser = an_analyser();
  const imaging::Pixels whole = capture("p001").pixels;
  CHECK(refusal(standardise({}, *analyser, profile)) == "error.standardise.no_face");
  const imaging::Pixels wall{600, 800, std::vector<std::uint8_t>(600 * 800 * 3, 200)};
  CHECK(refusal(standardise(wall, *analyser, profile)) == "error.standardise.no_face");
  CHECK(refusal(standardise(imaging::fitted(whole, 640), *analyser, profile)) == "error.standardise.too_small");
  const imaging::Pixels no_top = imaging::cropped(whole, {0, 320, 960, 960});
  CHECK(refusal(standardise(no_top, *analyser, profile)) == "error.standardise.cut_off");
  const imaging::Pixels no_chest = imaging::cropped(whole, {0, 0, 960, 880});
  CHECK(refusal(standardise(no_chest, *analyser, profile)) == "error.standardise.no_room");
}
