#include "checks/verdicts.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

// Paints over a finished sitting, in the figure's own coordinates.
template <class Where> void paint(Sitting& sitting, const Sitter& s, Paint colour, Where where) {
  for (int row = 0; row < s.height; ++row) {
    for (int column = 0; column < s.width; ++column) {
      const double x = (column + 0.5 - s.eye_x) / s.eye_distance, y = (row + 0.5 - s.eye_y) / s.eye_distance;
      if (!where(x, y)) continue;
      const auto at = static_cast<std::size_t>(3 * (row * s.width + column));
      auto& rgb = sitting.photo.pixels.rgb;
      rgb[at] = static_cast<std::uint8_t>(colour.r);
      rgb[at + 1] = static_cast<std::uint8_t>(colour.g);
      rgb[at + 2] = static_cast<std::uint8_t>(colour.b);
    }
  }
}

template <class Where> Sitting painted(Paint colour, Where where) {
  const Sitter sitter;
  Sitting sitting = sitting_of(sitter);
  paint(sitting, sitter, colour, where);
  return sitting;
}

// Irises that stand `aside` eye distances to the image right.
Sitting looking(double aside) {
  const Sitter sitter;
  Sitting sitting = sitting_of(sitter);
  const auto eye = [](double x, double y) {
    return std::max(inside(x, y, 0.5, 0, 0.18, 0.08), inside(x, y, -0.5, 0, 0.18, 0.08));
  };
  paint(sitting, sitter, {236, 236, 236}, [&](double x, double y) { return eye(x, y) > 0; });
  paint(sitting, sitter, {36, 24, 20}, [&](double x, double y) {
    return eye(x, y) > 0 && std::min(std::abs(x - 0.5 - aside), std::abs(x + 0.5 - aside)) < 0.07;
  });
  return sitting;
}

bool in_iris(double x, double y) { return inside(std::abs(x), y, 0.5, 0, 0.07, 0.08) > 0; }

// A round frame of glasses with a bridge; `lifted` eye distances.
bool in_frame(double x, double y, double lifted) {
  const double away = std::hypot((std::abs(x) - 0.5) / 0.4, (y - 0.05 + lifted) / 0.38);
  return (away > 0.93 && away < 1.03) || (std::abs(x) < 0.12 && std::abs(y) < 0.025);
}
Sitting with_glasses() {
  Sitting sitting = painted({20, 20, 20}, [](double x, double y) { return in_frame(x, y, 0); });
  relabel(*sitting.evidence.parts, {}, vision::Part::glasses, behind_lens);
  return sitting;
}

Reference reference_of(const Sitting& sitting) {
  return {domain::PhotoRole::enrollment, std::make_shared<vision::Evidence>(sitting.evidence), std::nullopt,
          glasses_of(sitting.photo, sitting.evidence)};
}

Sitting stretched(double factor) {
  Sitting sitting = sitting_of({});
  for (vision::Point& point : *sitting.evidence.landmarks) point.y = static_cast<float>(250 + (point.y - 250) * factor);
  return sitting;
}

}  // namespace

TEST_CASE("eyes that look aside are seen on either side, eyes ahead are not") {
  CHECK(std::abs(*of("eyes.gaze", sitting_of({})).value) < 0.05);
  CHECK(verdict("eyes.gaze", sitting_of({})) == Verdict::pass);
  CHECK(verdict("eyes.gaze", looking(0.1)) == Verdict::fail);
  CHECK(*of("eyes.gaze", looking(0.1)).value > 0);
  CHECK(verdict("eyes.gaze", looking(-0.1)) == Verdict::fail);
  CHECK(of("eyes.gaze", looking(0.1)).marks.size() == 4);
}

TEST_CASE("a gaze needs eyes that can be seen") {
  CHECK(of("eyes.gaze", Sitter{.fringe = true}).why == "check.why.eyes_under_hair");
  CHECK(of("eyes.gaze", Sitter{.lens = Paint{30, 28, 30}}).why == "check.why.eyes_tinted");
  Sitting sitting = sitting_of({});
  sitting.evidence.eyes = vision::EyeState{0.01F, 0.02F};
  for (const char* id : {"eyes.gaze", "eyes.red", "eyes.iris_colour"}) {
    INFO(id);
    CHECK(of(id, sitting).why == "check.why.eyes_closed");
  }
  sitting = sitting_of({});
  sitting.evidence.pose = vision::HeadPose{.yaw = 25};
  CHECK(of("eyes.gaze", sitting).why == "check.why.turned");
}

TEST_CASE("lids without an iris between them are a doubt whatever the network says") {
  const auto over_eyes = [](double x, double y) { return std::abs(std::abs(x) - 0.5) < 0.3 && std::abs(y) < 0.15; };
  CHECK(verdict("eyes.open", Sitter{}) == Verdict::pass);
  CHECK(verdict("eyes.open", painted({226, 180, 152}, over_eyes)) != Verdict::pass);
}

TEST_CASE("red pupils glow, brown ones do not, nor in warm light") {
  CHECK(*of("eyes.red", Sitter{}).value == 0);
  CHECK(*of("eyes.red", painted({110, 62, 36}, in_iris)).value == 0);
  CHECK(verdict("eyes.red", painted({190, 40, 40}, in_iris)) == Verdict::fail);
}

TEST_CASE("a glow is seen off the iris and between narrowed lids, red rims of the lids are none") {
  const auto beside = [](double x, double y) { return inside(std::abs(x), y, 0.58, 0, 0.05, 0.06) > 0; };
  CHECK(verdict("eyes.red", painted({205, 45, 40}, beside)) != Verdict::pass);
  Sitting narrowed = painted({205, 45, 40}, in_iris);
  narrowed.evidence.eyes = vision::EyeState{0.01F, 0.02F};
  CHECK(verdict("eyes.red", narrowed) == Verdict::fail);
  const auto rim = [](double x, double y) {
    const double in = inside(std::abs(x), y, 0.5, 0, 0.18, 0.08);
    return in > 0 && in < 0.12;
  };
  CHECK(verdict("eyes.red", painted({160, 70, 60}, rim)) == Verdict::pass);
}

TEST_CASE("in warm light what is no redder than the skin does not glow") {
  const auto corner = [](double x, double y) { return inside(std::abs(x), y, 0.42, 0, 0.06, 0.07) > 0; };
  const auto under = [&](Paint skin) {
    const Sitter sitter{.skin = skin};
    Sitting sitting = sitting_of(sitter);
    paint(sitting, sitter, {140, 66, 40}, corner);
    return *of("eyes.red", sitting).value;
  };
  CHECK(under({230, 120, 90}) == 0);
  CHECK(under({226, 180, 152}) > 30);
}

TEST_CASE("irises of an unusual colour are a hint") {
  CHECK(verdict("eyes.iris_colour", Sitter{}) == Verdict::pass);
  CHECK(verdict("eyes.iris_colour", painted({70, 90, 170}, in_iris)) == Verdict::warn);
}

TEST_CASE("hair that falls past the ear covers it, of hair that ends at the lobe it is not told") {
  const auto hair_down_to = [](double bottom) {
    Sitting sitting = sitting_of({});
    relabel(*sitting.evidence.parts, {}, vision::Part::hair,
            [&](double x, double y) { return std::abs(x) > 0.95 && std::abs(x) < 1.6 && y > -0.3 && y < bottom; });
    return of("ears.visible", sitting);
  };
  CHECK(hair_down_to(1.5).verdict == Verdict::fail);
  CHECK(hair_down_to(0.85).why == "check.why.ear_unclear");
}

TEST_CASE("what the network for parts of a head has not seen is not judged") {
  Sitting sitting = sitting_of({});
  sitting.evidence.parts.reset();
  for (const char* id : {"ears.visible", "occl.headwear"}) {
    INFO(id);
    CHECK(of(id, sitting).why == "check.why.no_parts");
  }
}

TEST_CASE("light hair over one brow is seen though it is as light as skin") {
  Sitting sitting = sitting_of({});
  CHECK(verdict("hair.brow_eye", sitting) == Verdict::pass);
  relabel(*sitting.evidence.parts, {}, vision::Part::hair,
          [](double x, double y) { return x > 0.1 && x < 0.9 && y > -0.9 && y < -0.1; });
  CHECK(verdict("hair.brow_eye", sitting) == Verdict::fail);
}

TEST_CASE("teeth as red as skin are seen between their shadows, a glint on the lip and a dark line are none") {
  struct Strip {
    double from, to;
    Paint colour;
  };
  const auto mouth = [](const std::vector<Strip>& strips) {
    const Sitter sitter;
    Sitting sitting = sitting_of(sitter);
    for (const auto& [from, to, colour] : strips) {
      paint(sitting, sitter, colour, [&](double x, double y) { return std::abs(x) < 0.28 && y > from && y < to; });
    }
    return verdict("mouth.closed", sitting);
  };
  const Paint shadow{120, 62, 58}, teeth{178, 140, 126}, glint{232, 186, 178};
  CHECK(mouth({{1.11, 1.145, shadow}, {1.145, 1.195, teeth}, {1.195, 1.215, shadow}}) != Verdict::pass);
  CHECK(mouth({{1.19, 1.215, shadow}, {1.25, 1.29, glint}}) == Verdict::pass);
  CHECK(mouth({{1.15, 1.19, shadow}}) == Verdict::pass);
}

TEST_CASE("blond hair over the ears, of the colour of skin, is not taken for ears") {
  const Paint blond{206, 172, 136};
  CHECK(verdict("ears.visible", Sitter{.hair = blond}) == Verdict::pass);
  CHECK(verdict("ears.visible", Sitter{.hair = blond, .long_hair = true}) != Verdict::pass);
}

TEST_CASE("of a head turned away hair over the nearer ear is seen, a bare ear is not judged") {
  const auto turned = [](const Sitter& sitter, float yaw) {
    Sitting sitting = sitting_of(sitter);
    sitting.evidence.pose->yaw = yaw;
    return of("ears.visible", sitting);
  };
  CHECK(turned({.left_ear = false, .long_hair = true}, 18).verdict == Verdict::fail);
  CHECK(turned({}, 18).why == "check.why.turned");
  CHECK(turned({.left_ear = false, .right_ear = false, .long_hair = true}, 40).why == "check.why.turned");
}

TEST_CASE("a hand raised to the side of the head is a hint, long hair and bare shoulders are none") {
  const Sitter sitter;
  Sitting sitting = sitting_of(sitter);
  const auto hand = [](double x, double y) { return x > 1.7 && x < 2.2 && y > -0.3 && y < 0.5; };
  paint(sitting, sitter, sitter.skin, hand);
  for (int row = 0; row < sitter.height; ++row) {
    for (int column = 0; column < sitter.width; ++column) {
      const double x = (column + 0.5 - sitter.eye_x) / sitter.eye_distance;
      const double y = (row + 0.5 - sitter.eye_y) / sitter.eye_distance;
      if (hand(x, y)) sitting.evidence.person->alpha[static_cast<std::size_t>(row * sitter.width + column)] = 255;
    }
  }
  const Finding raised = of("occl.face", sitting);
  CHECK(raised.verdict == Verdict::warn);
  REQUIRE(raised.marks.size() == 1);  // where the hand is, not the cheeks, which are free
  const domain::Spot begin = raised.marks[0].spots[0], end = raised.marks[0].spots[1];
  CHECK((begin.x + end.x) / 2 == Approx(sitter.eye_x + 1.95 * sitter.eye_distance).margin(6));
  CHECK(verdict("occl.face", Sitter{.long_hair = true}) == Verdict::pass);
  CHECK(verdict("occl.face", Sitter{.clothes = sitter.skin}) == Verdict::pass);
}

TEST_CASE("a broad smile is a hint") {
  CHECK(verdict("expr.neutral", Sitter{}) == Verdict::pass);
  Sitting smiling = sitting_of({});
  for (const auto& [corner, aside] : {std::pair{48U, -0.55}, {54U, 0.55}})
    (*smiling.evidence.landmarks)[corner] = Sitter{}.at(aside, 1.08);
  CHECK(verdict("expr.neutral", smiling) == Verdict::warn);
}

TEST_CASE("a mask or a thing before one cheek covers the face, half a face in the shade does not") {
  CHECK(verdict("occl.face", Sitter{}) == Verdict::pass);
  const auto below_nose = [](double x, double y) { return is_face(x, y) && y > 0.55; };
  CHECK(verdict("occl.face", painted({120, 170, 200}, below_nose)) == Verdict::fail);
  CHECK(verdict("occl.face", painted({25, 25, 25}, below_nose)) == Verdict::fail);
  const auto one_cheek = [](double x, double y) { return is_face(x, y) && x > 0.1 && y > 0.2 && y < 1.1; };
  CHECK(verdict("occl.face", painted({60, 66, 80}, one_cheek)) != Verdict::pass);
  CHECK(verdict("occl.face", Sitter{.light_left = 0.5}) == Verdict::pass);
  CHECK(verdict("occl.face", painted({240, 240, 238}, below_nose)) != Verdict::pass);  // white
}

TEST_CASE("dark skin around a bridge of the nose that shines is not covered") {
  Sitter dark;
  dark.skin = {112, 76, 58};
  Sitting sitting = sitting_of(dark);
  paint(sitting, dark, {205, 170, 150}, [](double x, double y) { return std::abs(x) < 0.15 && y > -0.1 && y < 0.35; });
  CHECK(verdict("occl.face", sitting) == Verdict::pass);
}

TEST_CASE("glasses are told from none, and missing ones are a hint where the references show them") {
  const Finding worn = of("glasses.present", with_glasses()), none = of("glasses.present", Sitter{});
  CHECK(*worn.value > 10);
  CHECK(worn.why == "check.why.glasses_worn");
  CHECK(*none.value < 3);
  CHECK(none.why == "check.why.no_glasses");
  CHECK(none.verdict == Verdict::pass);
  const Reference wears = reference_of(with_glasses()), wears_none = reference_of(sitting_of({}));
  const Finding missing = of("glasses.present", sitting_of({}), {&wears, 1});
  CHECK(missing.verdict == Verdict::warn);
  CHECK(missing.why == "check.why.glasses_in_references");
  CHECK(of("glasses.present", sitting_of({}), {&wears_none, 1}).verdict == Verdict::pass);
  CHECK(of("glasses.present", with_glasses(), {&wears, 1}).verdict == Verdict::pass);
}

TEST_CASE("a frame over the eyes is seen, one around them is not") {
  CHECK(verdict("glasses.frame_eye", with_glasses()) == Verdict::pass);
  Sitting low = with_glasses();
  paint(low, {}, {20, 20, 20},
        [](double x, double y) { return std::abs(std::abs(x) - 0.5) < 0.36 && std::abs(y) < 0.03; });
  CHECK(verdict("glasses.frame_eye", low) == Verdict::fail);
  CHECK(*of("glasses.frame_eye", Sitter{}).value == 0);
}

TEST_CASE("shining skin is a hot spot, light skin is not") {
  CHECK(*of("light.hotspot", Sitter{}).value == 0);
  const Sitting shining = painted({255, 253, 250}, [](double x, double y) {
    return inside(x, y, 0, -0.7, 0.5, 0.12) > 0 || inside(x, y, 0, 0.45, 0.1, 0.3) > 0;
  });
  CHECK(verdict("light.hotspot", shining) != Verdict::pass);
  CHECK(verdict("light.hotspot", Sitter{.skin = {250, 225, 205}}) == Verdict::pass);
}

TEST_CASE("a stretched face is seen beside the person's other photos") {
  const Reference usual = reference_of(sitting_of({}));
  const auto aspect = [&](double factor) { return of("geom.aspect", stretched(factor), {&usual, 1}); };
  CHECK(*aspect(1).value == Approx(0).margin(0.1));
  CHECK(aspect(1.13).verdict == Verdict::fail);
  CHECK(*aspect(1.13).value == Approx(13).margin(0.5));
  CHECK(aspect(0.92).verdict == Verdict::warn);
  CHECK(of("geom.aspect", stretched(1.13)).why == "check.why.no_reference");
  CHECK(of("lens.perspective", sitting_of({}), {&usual, 1}).verdict == Verdict::pass);
}

TEST_CASE("beside its own capture a face is measured though it is turned and its eyes are covered") {
  Sitting turned = stretched(1.13);
  turned.evidence.pose = vision::HeadPose{.yaw = 15};
  Sitting covered = sitting_of(Sitter{.fringe = true});
  covered.evidence.landmarks = turned.evidence.landmarks;
  const Reference usual = reference_of(sitting_of({}));
  const Capture capture{{}, sitting_of({}).evidence};
  for (const Sitting* sitting : {&turned, &covered}) {
    CHECK(of("geom.aspect", *sitting, {&usual, 1}).verdict == Verdict::not_assessable);
    const Findings beside = assess({sitting->photo, sitting->evidence, {&usual, 1}, &capture}, standard());
    CHECK(only(beside, "geom.aspect").verdict == Verdict::fail);
  }
}

TEST_CASE("a capture of another moment says nothing of the shape of the face") {
  Sitting captured = sitting_of({});
  captured.evidence.pose = vision::HeadPose{.yaw = 25};
  for (std::size_t i = 27; i < 36; ++i) (*captured.evidence.landmarks)[i].x += 40;  // the nose of a turned head
  const Capture capture{{}, captured.evidence};
  Sitting turned = stretched(1.13);
  turned.evidence.pose = vision::HeadPose{.yaw = 15};
  const Findings findings = assess({turned.photo, turned.evidence, {}, &capture}, standard());
  CHECK(only(findings, "geom.aspect").why == "check.why.turned");
}

TEST_CASE("the raw capture is compared with before the references") {
  Sitting sitting = stretched(1.13);
  const Sitting same = stretched(1.13);
  const Capture capture{{}, same.evidence};
  const Reference usual = reference_of(sitting_of({}));
  const Findings findings = assess({sitting.photo, sitting.evidence, {&usual, 1}, &capture}, standard());
  CHECK(*only(findings, "geom.aspect").value == Approx(0).margin(0.1));
}

TEST_CASE("bold stripes are a hint, plain cloth is not") {
  CHECK(verdict("cloth.texture", Sitter{}) == Verdict::pass);
  const Sitter sitter;
  const Sitting striped = painted(
      {235, 235, 235}, [&](double x, double y) { return is_body(sitter, x, y) && std::fmod(x + 10, 0.16) < 0.08; });
  CHECK(verdict("cloth.texture", striped) == Verdict::warn);
}

TEST_CASE("wide stripes as light as each other are a hint, wide folds of one colour are not") {
  const Sitter sitter;
  const auto every_other = [&](double x, double y) { return is_body(sitter, x, y) && std::fmod(x + 10, 0.5) < 0.25; };
  CHECK(verdict("cloth.texture", painted({110, 26, 40}, every_other)) == Verdict::warn);
  CHECK(verdict("cloth.texture", painted({70, 70, 76}, every_other)) == Verdict::pass);
}

TEST_CASE("a pearl at the lobe is a hint") {
  CHECK(verdict("access.ear", Sitter{}) == Verdict::pass);
  const auto pearl = [](double x, double y) { return inside(std::abs(x), y, 1.28, 0.55, 0.07, 0.07) > 0; };
  CHECK(verdict("access.ear", painted({252, 250, 248}, pearl)) == Verdict::warn);
  // Lower down the face is narrower, and the lobe hangs nearer to its middle.
  const auto lower = [](double x, double y) { return inside(std::abs(x), y, 1.07, 0.85, 0.05, 0.05) > 0; };
  CHECK(verdict("access.ear", painted({252, 250, 248}, lower)) == Verdict::warn);
  const auto lit_rim = [](double x, double y) { return std::abs(x - 1.3) < 0.025 && y > 0.5 && y < 0.9; };
  const auto collar = [](double x, double y) { return x > 0.9 && x < 1.5 && y > 0.95 && y < 1.4; };
  CHECK(verdict("access.ear", painted({252, 250, 248}, lit_rim)) == Verdict::pass);
  CHECK(verdict("access.ear", painted({252, 250, 248}, collar)) == Verdict::pass);

  Sitting ring = sitting_of({});  // that glints nowhere
  relabel(*ring.evidence.parts, {}, vision::Part::earring, pearl);
  const Finding seen = of("access.ear", ring);
  CHECK(seen.verdict == Verdict::warn);
  CHECK(seen.marks.size() == 3);  // beside both lobes, what was seen
}
