#include "imaging/fingerprint.h"

#include <catch2/catch.hpp>

#include "imaging/orientation.h"
#include "imaging/resize.h"
#include "support/photos.h"

// A face is recognised in a copy that was turned over, by what one of the two pictures says of itself.
namespace zhaojian::imaging {
namespace {

constexpr FaceShift as_it_lies[] = {{}};

Pixels a_face(unsigned seed) {
  Pixels scene = support::a_portrait(480, 640, {.seed = seed, .head_top = 0.1});
  const Pixels light = support::a_gradient(480, 640);  // a face is not the same on both sides
  for (std::size_t i = 0; i < scene.rgb.size(); ++i)
    scene.rgb[i] = static_cast<std::uint8_t>((scene.rgb[i] * 2 + light.rgb[i]) / 3);
  return scene;
}

FacePlace turned_over(const FacePlace& place, float width) {
  return {{width - place.right_eye.x, place.right_eye.y}, {width - place.left_eye.x, place.left_eye.y}};
}

// The eyes not on whole pixels, not level, and the face not in the middle.
constexpr FacePlace place{{183.3F, 262.7F}, {281.9F, 268.2F}};

TEST_CASE("the mirrored print is that of the mirrored picture") {
  const Pixels photo = a_face(2), copy = upright(photo, 2);
  const auto print = face_print(photo, place);
  REQUIRE(print);
  const auto own = face_print(copy, turned_over(place, 480));
  REQUIRE(own);
  CHECK(hamming_distance(*print, *own) > 60);
  const auto views = face_views(copy, turned_over(place, 480), as_it_lies);
  REQUIRE(views);
  CHECK(views->face == *own);
  REQUIRE(views->mirrored.size() == 1);
  CHECK(hamming_distance(*print, views->mirrored.front()) <= 16);
}

TEST_CASE("the mirrored print is that of the mirrored picture at another size") {
  const Pixels photo = a_face(3), copy = resized(upright(photo, 2), 288, 384);
  const FacePlace mirrored = turned_over(place, 480);
  const auto smaller = [](const Point& eye) { return Point{eye.x * 0.6F, eye.y * 0.6F}; };
  const auto print = face_print(photo, place);
  REQUIRE(print);
  const auto views = face_views(copy, {smaller(mirrored.left_eye), smaller(mirrored.right_eye)}, as_it_lies);
  REQUIRE(views);
  REQUIRE(views->mirrored.size() == 1);
  CHECK(hamming_distance(*print, views->mirrored.front()) <= 24);
}

TEST_CASE("a face that is taken to stand elsewhere is found by the shift that says so") {
  const Pixels photo = a_face(4), copy = upright(photo, 2);
  FacePlace astray = turned_over(place, 480);
  const float aside = 0.15F * 98.75F;
  for (Point* eye : {&astray.left_eye, &astray.right_eye}) eye->x += aside;
  const FaceShift shifts[] = {{}, {.aside = 0.15}};
  const auto views = face_views(copy, astray, shifts);
  REQUIRE(views);
  REQUIRE(views->mirrored.size() == 2);
  const auto print = face_print(photo, place);
  REQUIRE(print);
  CHECK(hamming_distance(*print, views->mirrored[1]) <= 16);
  CHECK(hamming_distance(*print, views->mirrored[0]) > 2 * hamming_distance(*print, views->mirrored[1]));
}

TEST_CASE("eyes outside the picture or on one place give no print") {
  const Pixels photo = a_face(5);
  for (const FacePlace& wrong : {FacePlace{{-3, 200}, {100, 200}}, FacePlace{{100, 200}, {480, 200}}, FacePlace{{90, 90}, {90, 90}}}) {
    CHECK_FALSE(face_print(photo, wrong));
    CHECK_FALSE(face_views(photo, wrong, as_it_lies));
  }
  CHECK_FALSE(face_print({}, place));
  CHECK_FALSE(face_views({}, place, as_it_lies));
}

}  // namespace
}  // namespace zhaojian::imaging
