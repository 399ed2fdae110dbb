#include "samples/recipes.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "imaging/decode.h"

using namespace zhaojian;
using namespace zhaojian::samples;

namespace {

// A grey wall with a face-coloured disc: enough for every recipe to find its places.
struct Picture {
  imaging::Pixels pixels{480, 640, std::vector<std::uint8_t>(480 * 640 * 3, 200)};
  vision::Landmarks marks{};
  vision::PersonMask person{480, 640, std::vector<std::uint8_t>(480 * 640, 0)};

  Picture() {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      marks[i] = {static_cast<float>(140 + (i * 37) % 200), static_cast<float>(220 + (i * 53) % 180)};
    }
    for (int y = 80; y < 640; ++y) {
      for (int x = 120; x < 360; ++x) {
        const auto at = static_cast<std::size_t>(y * 480 + x);
        person.alpha[at] = 255;
        pixels.rgb[at * 3] = static_cast<std::uint8_t>(150 + (x * y) % 60);
        pixels.rgb[at * 3 + 1] = 140;
        pixels.rgb[at * 3 + 2] = 120;
      }
    }
  }
  [[nodiscard]] Original original() const {
    return {.pixels = pixels,
            .marks = marks,
            .person = person,
            .head_top = 80,
            .face_left = 130,
            .face_right = 350,
            .width = 480,
            .height = 640,
            .dpi = 300,
            .min_bytes = 30'720,
            .max_bytes = 40'960,
            .limits = {50, 110, 200, 300, 180, 300}};
  }
};

Bytes made(const char* flaw, const Picture& picture) {
  for (const Recipe& recipe : recipes()) {
    if (recipe.flaw != flaw) continue;
    auto file = recipe.make(picture.original());
    REQUIRE(file);
    return *std::move(file);
  }
  FAIL(flaw);
  return {};
}

imaging::Photo decoded(const Bytes& file) {
  auto photo = imaging::decode(file);
  if (!photo) FAIL(photo.error().message);
  return *std::move(photo);
}

}  // namespace

TEST_CASE("every recipe makes a file, the same one each time") {
  const Picture picture;
  const auto plain = made("made_saved_again", picture);
  std::set<std::string_view> flaws;
  for (const Recipe& recipe : recipes()) {
    INFO(recipe.flaw);
    flaws.insert(recipe.flaw);
    const auto first = recipe.make(picture.original()), second = recipe.make(picture.original());
    REQUIRE(first);
    CHECK(*first == *second);
    // A photo that is used once more is no more than saved again.
    const bool used_again = recipe.source == Source::admission || recipe.original != Known::no;
    CHECK((recipe.flaw == "made_saved_again" || used_again || *first != plain));
  }
  CHECK(flaws.size() > 60);
}

TEST_CASE("a tilt leans the head so far, however it leant before") {
  const Picture picture;
  const auto tilt = std::ranges::find(recipes(), std::string_view("made_tilt"), &Recipe::flaw);
  REQUIRE(tilt != recipes().end());
  Original leaning = picture.original();
  leaning.roll = 6;
  const auto from_upright = tilt->make(picture.original()), from_leaning = tilt->make(leaning);
  REQUIRE(from_leaning);
  CHECK(*from_leaning == made("made_saved_again", picture));  // there already
  CHECK(*from_upright != *from_leaning);
}

TEST_CASE("a file recipe changes what the file says of itself") {
  const Picture picture;
  CHECK(decoded(made("made_wrong_dpi", picture)).facts.dpi_x == 72);
  CHECK(decoded(made("made_png", picture)).facts.format == imaging::FileFormat::png);
  CHECK(decoded(made("made_low_quality", picture)).facts.jpeg_quality == 25);
  const imaging::Photo turned = decoded(made("made_exif_orientation", picture));
  CHECK(turned.facts.exif_orientation == 6);
  CHECK(turned.facts.width == 640);
  CHECK(turned.pixels.width == 480);  // upright again for who obeys it
  CHECK_FALSE(imaging::decode(made("made_file_torn", picture)));
  CHECK(made("made_saved_again", picture).size() <= 40'960);
}
