#include "checks/verdicts.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

constexpr Paint dark_glass{30, 28, 30}, white_light{245, 248, 250}, red_cap{170, 30, 40};

// Everything that needs colour, in a picture that has none.
Sitting in_grey(const Sitter& sitter) {
  Sitting sitting = sitting_of(sitter);
  auto& rgb = sitting.photo.pixels.rgb;
  for (std::size_t i = 0; i < rgb.size(); i += 3) {
    rgb[i] = rgb[i + 1] = rgb[i + 2] = static_cast<std::uint8_t>((rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3);
  }
  return sitting;
}

}  // namespace

TEST_CASE("an open-eyed, bare face with closed lips passes") {
  const Findings findings = all_of(sitting_of({}));
  for (const char* id :
       {"eyes.open", "mouth.closed", "hair.brow_eye", "ears.visible", "occl.headwear", "glasses.glare", "glasses.tint",
        "light.lr_diff", "light.under", "light.over", "colour.saturation", "colour.skin_cast"}) {
    INFO(id);
    CHECK(only(findings, id).verdict == Verdict::pass);
    CHECK((id == std::string("colour.saturation") || !only(findings, id).marks.empty()));
  }
}

TEST_CASE("two closed eyes fail, half closed ones are a doubt") {
  Sitting sitting = sitting_of({});
  sitting.evidence.eyes = vision::EyeState{0.01F, 0.02F};
  CHECK(verdict("eyes.open", sitting) == Verdict::fail);
  sitting.evidence.eyes = vision::EyeState{0.01F, 0.5F};
  CHECK(verdict("eyes.open", sitting) == Verdict::warn);
  sitting.evidence.eyes.reset();
  CHECK(of("eyes.open", sitting).why == "check.why.no_eyes");
}

TEST_CASE("what is dark between the lips is an open mouth") {
  CHECK(*of("mouth.closed", Sitter{}).value == 0);
  CHECK(verdict("mouth.closed", Sitter{.mouth_gap = 0.04}) == Verdict::warn);
  CHECK(verdict("mouth.closed", Sitter{.mouth_gap = 0.18}) == Verdict::fail);
}

TEST_CASE("without colour a mouth is judged by light and dark") {
  const Finding open = of("mouth.closed", in_grey({.mouth_gap = 0.18})), closed = of("mouth.closed", in_grey({}));
  CHECK(open.verdict == Verdict::fail);
  CHECK(closed.verdict == Verdict::pass);
  CHECK(open.why == "check.why.without_colour");
}

TEST_CASE("hair down to the eyes covers the brows") {
  CHECK(verdict("hair.brow_eye", Sitter{.fringe = true}) == Verdict::fail);
  // Brown hair on tanned skin is little darker: its own colour tells.
  const Paint tanned{178, 132, 104}, brown{120, 92, 74};
  CHECK(verdict("hair.brow_eye", Sitter{.skin = tanned, .hair = brown, .fringe = true}) == Verdict::fail);
  CHECK(verdict("hair.brow_eye", Sitter{.skin = tanned, .hair = brown}) == Verdict::pass);
}

TEST_CASE("ears show, or hair falls over them, or the picture does not tell") {
  CHECK(*of("ears.visible", Sitter{}).value > 90);
  CHECK(of("ears.visible", Sitter{}).marks.size() == 2);
  CHECK(verdict("ears.visible", Sitter{.long_hair = true}) == Verdict::fail);
  const Finding tuft = of("ears.visible", Sitter{.left_ear = false});
  CHECK(tuft.verdict == Verdict::not_assessable);
  CHECK(tuft.why == "check.why.ear_unclear");
  Sitting turned = sitting_of({});
  turned.evidence.pose = vision::HeadPose{.yaw = -20};
  CHECK(of("ears.visible", turned).why == "check.why.turned");
  turned.evidence.pose.reset();
  CHECK(of("ears.visible", turned).why == "check.why.no_pose");
}

TEST_CASE("eyes behind hair or dark lenses are not judged") {
  CHECK(of("eyes.open", Sitter{.fringe = true}).why == "check.why.eyes_under_hair");
  CHECK(of("eyes.open", Sitter{.lens = dark_glass}).why == "check.why.eyes_tinted");
  CHECK(of("pose.pitch", Sitter{.lens = dark_glass}).why == "check.why.eyes_tinted");
}

TEST_CASE("a cap of any colour is seen where it is, hair and a bald head are not taken for one") {
  for (const Paint& colour : {red_cap, Sitter{}.hair}) {
    const Finding cap = of("occl.headwear", Sitter{.hat = colour});
    CHECK(cap.verdict == Verdict::fail);
    REQUIRE(cap.marks.size() == 1);
    CHECK(cap.marks[0].spots[1].y < static_cast<float>(Sitter{}.eye_y));
  }
  CHECK(*of("occl.headwear", Sitter{}).value == 0);
  const auto cover = [](vision::Part part) {
    Sitting sitting = sitting_of({});
    relabel(*sitting.evidence.parts, {}, part, [](double, double y) { return y < -0.4; });
    return of("occl.headwear", sitting);
  };
  CHECK(*cover(vision::Part::skin).value == 0);
  CHECK(cover(vision::Part::background).why == "check.why.face_hidden");
}

TEST_CASE("dark lenses are tinted, whitened ones reflect, and neither is the other") {
  const Sitter tinted{.lens = dark_glass}, glaring{.clear_lens = white_light};
  CHECK(verdict("glasses.tint", tinted) == Verdict::fail);
  CHECK(verdict("glasses.glare", tinted) == Verdict::pass);
  CHECK(verdict("glasses.glare", glaring) == Verdict::fail);
  CHECK(verdict("glasses.tint", glaring) == Verdict::pass);
  CHECK(of("glasses.glare", in_grey(glaring)).why == "check.why.grey");
}

TEST_CASE("uneven light is the same from either side") {
  const Finding left = of("light.lr_diff", Sitter{.light_left = 0.78}),
                right = of("light.lr_diff", Sitter{.light_right = 0.78});
  CHECK(left.verdict == Verdict::warn);
  CHECK(*left.value == Approx(*right.value).margin(0.2));
  CHECK(verdict("light.lr_diff", Sitter{.light_left = 0.4}) == Verdict::fail);
  CHECK(left.marks.size() == 2);
}

TEST_CASE("the same two lights are as uneven on dark skin as on light skin") {
  const Finding light = of("light.lr_diff", Sitter{.light_left = 0.7}),
                dark = of("light.lr_diff", Sitter{.skin = {110, 78, 62}, .light_left = 0.7});
  CHECK(dark.verdict == light.verdict);
  CHECK(*dark.value == Approx(*light.value).epsilon(0.15));
}

TEST_CASE("too little light and too much") {
  CHECK(verdict("light.under", Sitter{.light_left = 0.55, .light_right = 0.55}) == Verdict::warn);
  CHECK(verdict("light.under", Sitter{.light_left = 0.25, .light_right = 0.25}) == Verdict::fail);
  CHECK(verdict("light.over", Sitter{.light_left = 1.4, .light_right = 1.4}) == Verdict::fail);
  CHECK(*of("light.over", Sitter{.light_left = 1.4, .light_right = 1.4}).value > 90);
}

TEST_CASE("a grey picture is not in colour, nor is one of a single tint") {
  CHECK(verdict("colour.saturation", in_grey({})) == Verdict::fail);
  Sitting before_blue = in_grey({});
  const Sitting coloured = sitting_of({});
  for (std::size_t i = 0; i < coloured.evidence.person->alpha.size(); ++i) {
    if (coloured.evidence.person->alpha[i] != 0) continue;
    for (std::size_t c = 0; c < 3; ++c) before_blue.photo.pixels.rgb[3 * i + c] = coloured.photo.pixels.rgb[3 * i + c];
  }
  CHECK(verdict("colour.saturation", before_blue) == Verdict::fail);
  CHECK(of("colour.skin_cast", in_grey({})).why == "check.why.grey");
  Sitting tinted = in_grey({});
  for (std::size_t i = 0; i < tinted.photo.pixels.rgb.size(); i += 3) {
    tinted.photo.pixels.rgb[i + 2] = static_cast<std::uint8_t>(tinted.photo.pixels.rgb[i + 2] * 0.97);
  }
  CHECK(verdict("colour.saturation", tinted) != Verdict::pass);
}

TEST_CASE("skin that is green or magenta has a cast") {
  CHECK(verdict("colour.skin_cast", Sitter{.skin = {190, 190, 120}}) == Verdict::fail);
  CHECK(verdict("colour.skin_cast", Sitter{.skin = {210, 150, 190}}) == Verdict::fail);
  CHECK(verdict("colour.skin_cast", Sitter{.skin = {110, 72, 50}}) == Verdict::pass);  // dark skin is not a cast
}

TEST_CASE("without a face nothing of the face is judged") {
  Sitting sitting = sitting_of({});
  sitting.evidence.faces.clear();
  sitting.evidence.landmarks.reset();
  sitting.evidence.pose.reset();
  sitting.evidence.eyes.reset();
  const Findings findings = all_of(sitting);
  for (const char* id : {"geom.head_top", "geom.eye_line", "geom.face_width",   "ears.visible",  "geom.centre_x",
                         "geom.crop",     "pose.roll",     "pose.yaw",          "pose.pitch",    "pose.shoulder_line",
                         "eyes.open",     "mouth.closed",  "hair.brow_eye",     "occl.headwear", "glasses.glare",
                         "glasses.tint",  "light.lr_diff", "light.under",       "light.over",    "colour.skin_cast",
                         "bg.shadow",     "bg.edge_halo",  "cloth.bg_contrast", "qual.sharp"}) {
    INFO(id);
    CHECK(only(findings, id).verdict == Verdict::not_assessable);
    CHECK(only(findings, id).why == "check.why.no_face");
  }
}

TEST_CASE("a face of a few pixels and one outside the picture are not judged") {
  const Finding small = of("light.lr_diff", Sitter{.eye_distance = 9});
  CHECK(small.why == "check.why.face_small");
  for (const char* id :
       {"light.lr_diff", "light.under", "light.over", "mouth.closed", "glasses.tint", "hair.brow_eye"}) {
    INFO(id);
    CHECK(of(id, Sitter{.eye_x = -400}).why == "check.why.face_hidden");
  }
}
