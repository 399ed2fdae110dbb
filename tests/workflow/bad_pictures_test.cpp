#include <catch2/catch.hpp>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <set>
#include <string>

#include "checks/assess.h"
#include "imaging/encode.h"
#include "imaging/files.h"
#include "imaging/mat.h"
#include "support/photos.h"
#include "support/shipped_standards.h"
#include "vision/engines.h"
#include "vision/portraits.h"

// Whatever picture is handed in goes through decoder, networks and every check of every shipped standard: what comes
// out is sound, and nothing passes that was not seen.

using namespace zhaojian;
using domain::Finding;
using domain::Verdict;

namespace {

vision::Analyser& the_analyser() {
  static const std::unique_ptr<vision::Analyser> analyser = [] {
    vision::use_one_core_a_network();
    auto loaded = vision::Analyser::load(vision::models(), *vision::best_engine());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return *analyser;
}

void is_sound(const checks::Findings& findings, const domain::StandardProfile& profile) {
  std::set<std::string> ids;
  for (const Finding& finding : findings) {
    INFO(finding.id.value << " " << finding.why);
    CHECK(ids.insert(finding.id.value).second);
    CHECK((!finding.value || std::isfinite(*finding.value)));
    CHECK((finding.verdict == Verdict::not_assessable) == !finding.value.has_value());
    CHECK((finding.verdict != Verdict::not_assessable || finding.why.starts_with("check.why.")));
    CHECK(finding.why != "check.why.failed");
    for (const domain::Mark& mark : finding.marks)
      for (const domain::Spot& spot : mark.spots) CHECK((std::isfinite(spot.x) && std::isfinite(spot.y)));
  }
  CHECK(ids.size() == profile.rules.size());
}

struct Checked {
  vision::Evidence evidence;
  checks::Findings findings;  // under the first standard

  [[nodiscard]] const Finding& of(const std::string& id) const {
    const auto found = std::ranges::find(findings, FindingId(id), &Finding::id);
    if (found == findings.end()) FAIL(id + " is not there");
    return *found;
  }
};

Checked checked(const imaging::Photo& photo) {
  Checked all{the_analyser().analyse(photo.pixels), {}};
  for (const domain::StandardProfile& profile : support::shipped_standards()) {
    INFO(profile.id.value);
    checks::Findings findings = checks::assess({photo, all.evidence}, profile);
    is_sound(findings, profile);
    if (all.findings.empty()) all.findings = std::move(findings);
  }
  return all;
}

Checked checked_file(const Bytes& file) {
  const auto photo = imaging::decode(file);
  if (!photo) FAIL(photo.error().message);
  return checked(*photo);
}

Checked checked_pixels(const imaging::Pixels& pixels) {
  const auto file = imaging::encode_png(pixels);
  if (!file) FAIL(file.error().message);
  return checked_file(*file);
}

bool is_of_the_person(const std::string& id) {
  for (const char* family :
       {"geom.", "pose.", "eyes.", "mouth.", "hair.", "occl.", "glasses.", "light.", "cloth.", "id.", "ears.", "expr."})
    if (id.starts_with(family)) return true;
  return id == "colour.skin_cast" || id == "qual.sharp" || id == "qual.noise" || id == "integ.retouch";
}

void nobody_passes(const Checked& photo) {
  CHECK(photo.of("face.count").verdict == Verdict::fail);
  for (const Finding& finding : photo.findings) {
    INFO(finding.id.value);
    if (is_of_the_person(finding.id.value)) CHECK(finding.verdict == Verdict::not_assessable);
  }
}

// A portrait whose pixels are seen through at `alpha` of 255 above row `below`.
Bytes transparent_png(const imaging::Pixels& pixels, std::uint8_t alpha, int below) {
  std::vector<std::uint8_t> raw;
  for (int y = 0; y < pixels.height; ++y) {
    raw.push_back(0);  // no filter
    for (int x = 0; x < pixels.width; ++x) {
      const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) * 3;
      for (std::size_t c = 0; c < 3; ++c) raw.push_back(pixels.rgb[at + c]);
      raw.push_back(y < below ? alpha : 255);
    }
  }
  const imaging::test::PngKind kind{.width = static_cast<std::uint32_t>(pixels.width),
                                    .height = static_cast<std::uint32_t>(pixels.height),
                                    .colour_type = 6};
  return imaging::test::png_with(kind, imaging::test::deflated(raw));
}

imaging::Pixels scaled(const imaging::Pixels& pixels, int width, int height) {
  cv::Mat out;
  cv::resize(imaging::mat_of(pixels), out, {width, height}, 0, 0, cv::INTER_LINEAR);
  return imaging::pixels_of(out);
}

}  // namespace

TEST_CASE("pictures of nobody are sound under every standard and pass for nothing of a person") {
  for (const std::uint8_t level : {std::uint8_t{0}, std::uint8_t{128}, std::uint8_t{255}}) {
    for (const auto& [width, height] : {std::pair{1, 1}, {480, 640}, {640, 480}}) {
      INFO(width << " x " << height << " of " << int{level});
      nobody_passes(checked_pixels(support::a_plain(width, height, level, level, level)));
    }
  }
  nobody_passes(checked_pixels(support::a_gradient(480, 640)));
}

TEST_CASE("a transparent picture is judged as it looks on white") {
  const imaging::Pixels portrait = vision::portrait("p001_submission");
  nobody_passes(checked_file(transparent_png(portrait, 0, portrait.height)));
  const Checked opaque = checked_file(transparent_png(portrait, 255, portrait.height));
  CHECK(opaque.of("face.count").verdict == Verdict::pass);
  CHECK(opaque.of("bg.colour").verdict == Verdict::pass);
  const Checked half = checked_file(transparent_png(portrait, 128, portrait.height));
  CHECK(*half.of("bg.colour").value > *opaque.of("bg.colour").value + 5);
  (void)checked_file(transparent_png(portrait, 0, portrait.height / 2));  // the head is gone, the shoulders stay
}

TEST_CASE("8000 × 6000 pixels are checked like any other photo, lying and with somebody in them") {
  const Checked nobody = checked({{}, support::a_plain(8000, 6000, 100, 197, 255)});
  CHECK(nobody.of("face.count").verdict == Verdict::fail);
  const Checked large = checked({{}, scaled(vision::portrait("p001_submission"), 6000, 8000)});
  CHECK(large.of("face.count").verdict == Verdict::pass);
  CHECK(large.of("bg.colour").verdict == Verdict::pass);
  CHECK(*large.of("geom.eye_line").value ==
        Approx(*checked({{}, vision::portrait("p001_submission")}).of("geom.eye_line").value).margin(4));
}

TEST_CASE("ten people are not one") {
  cv::Mat crowd(2 * 320, 5 * 240, CV_8UC3);
  for (int i = 0; i < 10; ++i) {
    const std::string name = "p00" + std::to_string(1 + i % 7) + "_submission";
    const imaging::Pixels one = scaled(vision::portrait(name), 240, 320);
    imaging::mat_of(one).copyTo(crowd(cv::Rect(i % 5 * 240, i / 5 * 320, 240, 320)));
  }
  const Checked photo = checked_pixels(imaging::pixels_of(crowd));
  CHECK(*photo.of("face.count").value == 10);
  CHECK(photo.of("face.count").verdict == Verdict::fail);
}

TEST_CASE("a face upside down, on its side, over the border or without colour never passes as it should be") {
  const imaging::Pixels portrait = vision::portrait("p001_submission");
  const cv::Mat upright = imaging::mat_of(portrait);
  const auto placed_right = [](const Checked& photo) {
    for (const char* id : {"face.count", "pose.roll", "geom.head_top", "geom.eye_line", "geom.centre_x", "geom.crop"})
      if (photo.of(id).verdict != Verdict::pass) return false;
    return true;
  };
  CHECK(placed_right(checked_pixels(portrait)));
  for (const int turn : {cv::ROTATE_180, cv::ROTATE_90_CLOCKWISE, cv::ROTATE_90_COUNTERCLOCKWISE}) {
    INFO(turn);
    cv::Mat turned;
    cv::rotate(upright, turned, turn);
    CHECK_FALSE(placed_right(checked_pixels(imaging::pixels_of(turned))));
  }
  for (const cv::Rect part : {cv::Rect(240, 0, 240, 320), cv::Rect(0, 0, 240, 320), cv::Rect(120, 320, 240, 320),
                              cv::Rect(0, 220, 315, 420)}) {
    INFO(part);
    CHECK_FALSE(placed_right(checked_pixels(imaging::pixels_of(upright(part)))));
  }
  cv::Mat grey;
  cv::cvtColor(upright, grey, cv::COLOR_RGB2GRAY);
  cv::cvtColor(grey, grey, cv::COLOR_GRAY2RGB);
  CHECK(checked_pixels(imaging::pixels_of(grey)).of("colour.saturation").verdict == Verdict::fail);
}
