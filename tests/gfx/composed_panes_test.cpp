#include "gfx/composed_panes.h"

#include <catch2/catch.hpp>

#include "support/headless_gl.h"

using namespace zhaojian::gfx;
using zhaojian::support::HeadlessGl;

namespace {

Texture grey(int side, int low, int high) {
  std::vector<std::uint8_t> bytes;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) bytes.insert(bytes.end(), 3, static_cast<std::uint8_t>((x + y) % 2 ? high : low));
  return Texture::from_pixels(side, side, PixelFormat::rgb8, Mipmaps::full, bytes).value();
}

PhotoLayer whole(const Texture& texture, double scale = 1) {
  return {&texture, {static_cast<double>(texture.width()), static_cast<double>(texture.height())}, {scale, 0, 0, 0}};
}

}  // namespace

TEST_CASE("a pane is drawn again only when something about it changed") {
  const HeadlessGl gl;
  ComposedPanes panes(ZHAOJIAN_SOURCE_DIR "/shaders");
  const Texture photo = grey(32, 100, 100);
  CompareView view{.first = whole(photo)};
  REQUIRE(panes.draw(0, 32, 32, "a", view));
  REQUIRE(panes.draw(0, 32, 32, "a", view));
  CHECK(panes.drawn() == 1);
  view.first.picture_to_pane.tx = 1;
  REQUIRE(panes.draw(0, 32, 32, "a", view));
  CHECK(panes.drawn() == 2);
  REQUIRE(panes.draw(0, 40, 32, "a", view));
  REQUIRE(panes.draw(0, 40, 32, "b", view));
  CHECK(panes.drawn() == 4);
  CHECK_FALSE(panes.draw(ComposedPanes::kMost, 32, 32, "a", view));
}

TEST_CASE("matched tone brings the mean lightness of one face to that of another") {
  const HeadlessGl gl;
  ComposedPanes panes(ZHAOJIAN_SOURCE_DIR "/shaders");
  const Texture photo = grey(32, 119, 119);  // L* 50
  CompareView view{.first = whole(photo)};
  view.tone = ToneMatch{50, 70, 1};
  const Texture* drawn = panes.draw(0, 32, 32, "a", view);
  REQUIRE(drawn);
  const auto texel = ComposedPanes::read_texel(*drawn, 16, 16);
  REQUIRE(texel);
  CHECK(static_cast<int>((*texel)[0]) == Approx(171).margin(2));  // L* 70 is sRGB 171
  CHECK_FALSE(ComposedPanes::read_texel(*drawn, 32, 0));
}

TEST_CASE("lost detail is marked where the other picture has it, and nowhere else") {
  const HeadlessGl gl;
  ComposedPanes panes(ZHAOJIAN_SOURCE_DIR "/shaders");
  const Texture smooth = grey(32, 120, 120), rough = grey(32, 90, 150);
  CompareView view{.first = whole(smooth), .second = whole(rough), .shown = Shown::loss};
  const auto at = [&](std::size_t pane, const CompareView& shown) {
    const Texture* drawn = panes.draw(pane, 32, 32, "a", shown);
    REQUIRE(drawn);
    return ComposedPanes::read_texel(*drawn, 16, 16).value();
  };
  const auto lost = at(0, view);
  CHECK(lost[0] > 240);
  CHECK(lost[2] < 60);
  const auto kept = at(1, {.first = whole(rough), .second = whole(rough), .shown = Shown::loss});
  CHECK(kept[0] == kept[2]);
  const auto gained = at(2, {.first = whole(rough), .second = whole(smooth), .shown = Shown::loss});
  CHECK(gained[0] == gained[2]);
}
