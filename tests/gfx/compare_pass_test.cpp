#include "gfx/compare_pass.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "gfx/camera.h"
#include "support/headless_gl.h"

using namespace zhaojian::gfx;
using zhaojian::support::HeadlessGl;

namespace {

using Rgb = std::array<int, 3>;
constexpr Rgb kSurround{110, 111, 112};

// A picture drawn by a function of its pixel.
template <class Draw> Texture painted(int width, int height, Draw draw, Mipmaps mipmaps = Mipmaps::full) {
  std::vector<std::uint8_t> bytes;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (const int value : draw(x, y)) bytes.push_back(static_cast<std::uint8_t>(value));
    }
  }
  return Texture::from_pixels(width, height, PixelFormat::rgb8, mipmaps, bytes).value();
}

Rgb numbered(int x, int y) { return {x * 16, y * 16, (x * 5 + y * 3) % 256}; }

Texture painted_plain(int width, int height, Rgb colour) {
  return painted(width, height, [colour](int, int) { return colour; });
}

PhotoLayer layer(const Texture& texture, Similarity to_pane) {
  return {&texture, {static_cast<double>(texture.width()), static_cast<double>(texture.height())}, to_pane};
}

struct Stage {
  HeadlessGl gl;
  ComparePass pass = ComparePass::load(ZHAOJIAN_SOURCE_DIR "/shaders").value();
  Framebuffer target = Framebuffer::create(64, 48).value();
  ReadPixels read;

  void draw(const CompareView& view) {
    pass.draw(target, view);
    read = read_framebuffer(target).value();
  }
  [[nodiscard]] Rgb at(int x, int y) const {
    const std::size_t i = static_cast<std::size_t>(y * read.width + x) * 3;
    return {read.rgb[i], read.rgb[i + 1], read.rgb[i + 2]};
  }
};

bool near(Rgb a, Rgb b, int tolerance = 1) {
  for (std::size_t i = 0; i < 3; ++i) {
    if (std::abs(a[i] - b[i]) > tolerance) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("at one to one every byte of the photo is on screen, upright, in a neutral surround") {
  Stage stage;
  const Texture photo = painted(16, 12, numbered);
  stage.draw({.first = layer(photo, {1, 0, 8, 20})});
  for (int y = 0; y < 12; ++y) {
    for (int x = 0; x < 16; ++x) REQUIRE(stage.at(8 + x, 20 + y) == numbered(x, y));
  }
  for (const auto& [x, y] : {std::pair{7, 20}, {24, 20}, {8, 19}, {8, 32}, {0, 0}, {63, 47}}) {
    CHECK(stage.at(x, y) == kSurround);
  }
}

TEST_CASE("from four times on pixels are blocks, below they blend") {
  Stage stage;
  const Texture edge = painted(8, 8, [](int x, int) { return x < 4 ? Rgb{0, 0, 0} : Rgb{200, 200, 200}; });
  const int zoom = GENERATE(2, 3, 4, 5);
  stage.draw({.first = layer(edge, {static_cast<double>(zoom), 0, 0, 0})});
  int between = 0;
  for (int x = 0; x < 8 * zoom; ++x) {
    const int value = stage.at(x, 10)[0];
    if (value != 0 && value != 200) ++between;
    if (zoom >= 4) CHECK(value == (x < 4 * zoom ? 0 : 200));
  }
  CHECK((between > 0) == (zoom < 4));
}

TEST_CASE("a fine pattern shown small becomes its mean, not a moiré") {
  Stage stage;
  const auto board = [](int x, int y) { return (x + y) % 2 == 0 ? Rgb{220, 220, 220} : Rgb{20, 20, 20}; };
  const Texture fine = painted(256, 192, board);
  stage.draw({.first = layer(fine, {0.22, 0, 2, 2})});
  for (int y = 4; y < 40; ++y) {
    for (int x = 4; x < 54; ++x) REQUIRE(near(stage.at(x, y), {120, 120, 120}, 6));
  }
}

TEST_CASE("what the camera says is where the pass draws") {
  Stage stage;
  const Texture photo = painted(100, 100, [](int x, int y) { return x == 60 && y == 30 ? Rgb{255, 0, 0} : Rgb{}; });
  PaneView view{{64, 48}, {100, 100}, {}, {}};
  view.registration = similarity_from_eyes({30, 40}, {70, 55}).value();  // a tilted head
  const Camera face = fit_face(view.pane);
  const Camera camera = zoom_about(face, view, picture_to_pane(face, view)({60.5, 30.5}), 24, zoom_limits(view));
  const Similarity to_pane = picture_to_pane(camera, view);
  REQUIRE(magnification(camera, view) > 4);
  stage.draw({.first = layer(photo, to_pane)});
  const Point dot = to_pane({60.5, 30.5});
  for (int y = 0; y < 48; ++y) {
    for (int x = 0; x < 64; ++x) {
      const Point texel = pane_to_picture(camera, view, {x + 0.5, y + 0.5});
      const double off = std::max(std::abs(texel.x - 60.5), std::abs(texel.y - 30.5));
      if (off < 0.45) CHECK(stage.at(x, y) == Rgb{255, 0, 0});
      if (off > 0.55 && off < 20) CHECK(stage.at(x, y) == Rgb{});
    }
  }
  CHECK(dot.x > 0);
  CHECK(dot.x < 64);
}

TEST_CASE("a smaller copy of the picture is drawn where the picture would be") {
  Stage stage;
  const auto halves = [](int side) {
    return [side](int x, int) { return x < side / 2 ? Rgb{10, 20, 30} : Rgb{200, 100, 50}; };
  };
  const Texture copy = painted(8, 8, halves(8));
  PhotoLayer small = layer(copy, {0.5, 0, 10, 5});
  small.picture = {64, 64};
  stage.draw({.first = small});
  CHECK(stage.at(12, 20) == Rgb{10, 20, 30});
  CHECK(stage.at(39, 20) == Rgb{200, 100, 50});
  CHECK(stage.at(43, 20) == kSurround);
  CHECK(stage.at(20, 38) == kSurround);
}

TEST_CASE("hold to flicker shows the second photo in its own place") {
  Stage stage;
  const Texture a = painted_plain(16, 16, {10, 10, 10}), b = painted_plain(16, 16, {90, 90, 90});
  CompareView view{.first = layer(a, {1, 0, 0, 0})};
  view.second = layer(b, {1, 0, 20, 0});
  stage.draw(view);
  CHECK(stage.at(5, 5) == Rgb{10, 10, 10});
  CHECK(stage.at(25, 5) == kSurround);
  view.shown = Shown::second;
  stage.draw(view);
  CHECK(stage.at(5, 5) == kSurround);
  CHECK(stage.at(25, 5) == Rgb{90, 90, 90});
  view.second.reset();
  stage.draw(view);
  CHECK(stage.at(5, 5) == Rgb{10, 10, 10});
}

TEST_CASE("the difference is black where photos agree and amplified where they do not") {
  Stage stage;
  const Texture a = painted(32, 32, numbered, Mipmaps::none);
  const Texture b = painted(32, 32, [](int x, int y) {
    Rgb colour = numbered(x, y);
    if (x == 7 && y == 9) colour[1] += 12;
    return colour;
  });
  CompareView view{.first = layer(a, {1, 0, 4, 4}), .second = layer(b, {1, 0, 4, 4}), .shown = Shown::difference};
  view.difference_gain = 5;
  stage.draw(view);
  CHECK(near(stage.at(4 + 7, 4 + 9), {0, 60, 0}));
  CHECK(near(stage.at(4 + 8, 4 + 9), {0, 0, 0}));

  view.exposure_stops = 1;  // both are brightened, so what agreed still agrees
  stage.draw(view);
  CHECK(near(stage.at(4 + 8, 4 + 9), {0, 0, 0}));
  CHECK(stage.at(4 + 7, 4 + 9)[1] > 60);
  view.exposure_stops = 0;

  view.second->picture_to_pane.tx = 24;  // half off: nothing to compare on the left
  stage.draw(view);
  CHECK(stage.at(10, 10) == kSurround);
  CHECK(stage.at(30, 10) != kSurround);
}

TEST_CASE("one stop of exposure doubles the light, not the bytes") {
  Stage stage;
  const Texture grey = painted_plain(16, 16, {100, 50, 250});
  CompareView view{.first = layer(grey, {1, 0, 0, 0}), .exposure_stops = 1};
  stage.draw(view);
  CHECK(near(stage.at(5, 5), {138, 71, 255}));  // IEC 61966-2-1: 100 → 0.1274, twice that → 138
  view.exposure_stops = -1;
  stage.draw(view);
  CHECK(near(stage.at(5, 5), {71, 34, 184}));
}

TEST_CASE("stripes mark clipped highlights and nothing else") {
  Stage stage;
  const Texture photo = painted(32, 16, [](int x, int) { return x < 16 ? Rgb{255, 255, 255} : Rgb{255, 255, 240}; });
  CompareView view{.first = layer(photo, {1, 0, 0, 0}), .zebra_from = 0.99F};
  stage.draw(view);
  int black = 0, white = 0;
  for (int x = 0; x < 16; ++x) {
    if (stage.at(x, 8) == Rgb{0, 0, 0}) ++black;
    if (stage.at(x, 8) == Rgb{255, 255, 255}) ++white;
    CHECK(stage.at(16 + x, 8) == Rgb{255, 255, 240});
  }
  CHECK(black == 8);
  CHECK(white == 8);
  view.zebra_from.reset();
  stage.draw(view);
  for (int x = 0; x < 16; ++x) CHECK(stage.at(x, 8) == Rgb{255, 255, 255});
}

TEST_CASE("a mask is drawn over the photo as tint, stripes or outline") {
  Stage stage;
  const Texture photo = painted_plain(32, 32, {100, 100, 100});
  std::vector<std::uint8_t> left(32 * 32);
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = i % 32 < 16 ? 255 : 0;
  const Texture mask = Texture::from_pixels(32, 32, PixelFormat::r8, Mipmaps::none, left).value();
  std::array masks{MaskLayer{layer(mask, {1, 0, 0, 0}), {1, 0, 0}, 0.5F, MaskStyle::fill}};
  const CompareView view{.first = layer(photo, {1, 0, 0, 0}), .masks = masks};
  stage.draw(view);
  CHECK(near(stage.at(5, 5), {178, 50, 50}));
  CHECK(stage.at(25, 5) == Rgb{100, 100, 100});

  masks[0].style = MaskStyle::hatch;
  stage.draw(view);
  int striped = 0;
  for (int x = 0; x < 16; ++x) striped += stage.at(x, 5) == Rgb{100, 100, 100} ? 0 : 1;
  CHECK(striped == 6);
  CHECK(stage.at(25, 5) == Rgb{100, 100, 100});

  masks[0].style = MaskStyle::outline;
  stage.draw(view);
  for (int x = 0; x < 32; ++x) {
    const bool line = x == 15 || x == 16;
    CHECK(near(stage.at(x, 5), line ? Rgb{178, 50, 50} : Rgb{100, 100, 100}));
  }
}

TEST_CASE("the pass leaves GL as it found it, whatever was set before") {
  Stage stage;
  const Texture photo = painted_plain(16, 16, {1, 2, 3});
  glEnable(GL_BLEND);
  glEnable(GL_SCISSOR_TEST);
  glScissor(0, 0, 1, 1);
  glViewport(3, 4, 5, 6);
  stage.draw({.first = layer(photo, {1, 0, 0, 0})});
  CHECK(stage.at(10, 10) == Rgb{1, 2, 3});
  GLint viewport[4] = {}, program = -1, vertices = -1, texture = -1, framebuffer = -1, sampler = -1;
  glGetIntegerv(GL_VIEWPORT, viewport);
  glGetIntegerv(GL_CURRENT_PROGRAM, &program);
  glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertices);
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &texture);
  glGetIntegerv(GL_SAMPLER_BINDING, &sampler);
  glGetIntegerv(GL_FRAMEBUFFER_BINDING, &framebuffer);
  CHECK(viewport[0] == 3);
  CHECK(viewport[3] == 6);
  CHECK(std::array{program, vertices, texture, sampler, framebuffer} == std::array{0, 0, 0, 0, 0});
  CHECK(glGetError() == GL_NO_ERROR);
}

TEST_CASE("nothing to show is the surround alone") {
  Stage stage;
  stage.draw({});
  CHECK(stage.at(0, 0) == kSurround);
  CHECK(stage.at(63, 47) == kSurround);
}
