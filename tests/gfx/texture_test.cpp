#include <catch2/catch.hpp>
#include <numeric>
#include <string>
#include <utility>

#include "gfx/framebuffer.h"
#include "gfx/texture.h"
#include "gfx/texture_cache.h"
#include "support/headless_gl.h"

using namespace zhaojian::gfx;
using zhaojian::support::HeadlessGl;

// Mesa keeps some of its own until the process ends; those are not our leaks.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:_dri.so\nleak:libEGL\nleak:libLLVM\nleak:libgallium";
}

namespace {

std::vector<std::uint8_t> numbered(int width, int height, int channels) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width * height * channels));
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
  return bytes;
}

PhotoPixels photo_pixels(int width, int height) {
  return {width, height, std::make_shared<const std::vector<std::uint8_t>>(numbered(width, height, 3))};
}

std::vector<std::uint8_t> contents(const Texture& texture, int level = 0) {
  const int width = texture.width() >> level, height = texture.height() >> level;
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width * height * 3));
  glBindTexture(GL_TEXTURE_2D, texture.name());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glGetTexImage(GL_TEXTURE_2D, level, GL_RGB, GL_UNSIGNED_BYTE, bytes.data());
  glBindTexture(GL_TEXTURE_2D, 0);
  return bytes;
}

const PhotoKey kPhoto{"a", 0};

}  // namespace

TEST_CASE("a texture holds the bytes it was given, odd widths included") {
  const HeadlessGl gl;
  const auto bytes = numbered(33, 17, 3);
  const Texture texture = Texture::from_pixels(33, 17, PixelFormat::rgb8, Mipmaps::none, bytes).value();
  CHECK(texture.name() != 0);
  CHECK(contents(texture) == bytes);
  CHECK(glGetError() == GL_NO_ERROR);
}

TEST_CASE("a texture uploaded in row tiles equals one uploaded whole") {
  const HeadlessGl gl;
  const auto bytes = numbered(33, 17, 3);
  Texture texture = Texture::create(33, 17, PixelFormat::rgb8, Mipmaps::none).value();
  for (const auto& [first, rows] : {std::pair{0, 5}, {5, 1}, {6, 11}}) {
    const auto from = static_cast<std::size_t>(first) * 99;
    texture.upload_rows(first, rows, std::span(bytes).subspan(from, static_cast<std::size_t>(rows) * 99));
  }
  CHECK(contents(texture) == bytes);
}

TEST_CASE("a texture moves and is deleted once") {
  const HeadlessGl gl;
  Texture a = Texture::create(4, 4, PixelFormat::rgba8, Mipmaps::none).value();
  const unsigned name = a.name();
  Texture b = std::move(a);
  CHECK(b.name() == name);
  CHECK(glIsTexture(name) == GL_TRUE);
  b = Texture::create(8, 8, PixelFormat::rgba8, Mipmaps::none).value();
  CHECK(glIsTexture(name) == GL_FALSE);
  CHECK(b.width() == 8);
}

TEST_CASE("mipmaps average what is shown smaller") {
  const HeadlessGl gl;
  std::vector<std::uint8_t> board;
  for (int i = 0; i < 64; ++i)
    board.insert(board.end(), 3, (i + i / 8) % 2 == 0 ? std::uint8_t{200} : std::uint8_t{100});
  const Texture texture = Texture::from_pixels(8, 8, PixelFormat::rgb8, Mipmaps::full, board).value();
  for (const std::uint8_t byte : contents(texture, 1)) CHECK(std::abs(byte - 150) <= 1);
}

TEST_CASE("sizes no driver takes and bytes that do not fit are errors with a text") {
  const HeadlessGl gl;
  CHECK(Texture::create(0, 5, PixelFormat::rgb8, Mipmaps::none).error().text == "error.gfx.bad_pixels");
  const int too_large = largest_texture_side() + 1;
  CHECK(Texture::create(too_large, 1, PixelFormat::rgb8, Mipmaps::none).error().text == "error.gfx.too_large");
  const auto bytes = numbered(4, 4, 3);
  CHECK_FALSE(Texture::from_pixels(4, 5, PixelFormat::rgb8, Mipmaps::none, bytes).has_value());
}

TEST_CASE("the cache answers at once, uploads over frames, and then has the picture") {
  const HeadlessGl gl;
  TextureCache cache(64u << 20);
  cache.begin_frame();
  CHECK(cache.get(kPhoto).state == PhotoState::loading);
  CHECK(cache.get(kPhoto).texture == nullptr);
  REQUIRE(cache.take_wanted(5).size() == 1);

  const PhotoPixels pixels = photo_pixels(101, 50);
  cache.put(kPhoto, pixels);
  int frames = 0;
  while (cache.uploads_left()) {
    cache.begin_frame();
    CHECK(cache.get(kPhoto).state == PhotoState::loading);
    CHECK(cache.upload_pending(303 * 20) <= 303 * 20);
    ++frames;
  }
  CHECK(frames == 3);
  const Lookup found = cache.get(kPhoto);
  REQUIRE(found.state == PhotoState::ready);
  CHECK(contents(*found.texture) == *pixels.rgb);
  CHECK(pixels.rgb.use_count() == 1);  // our copy alone: the cache let go of the decoded bytes
  CHECK(glGetError() == GL_NO_ERROR);
}

TEST_CASE("the cache frees GL memory when a picture is evicted, half uploaded ones too") {
  const HeadlessGl gl;
  TextureCache cache(1);
  cache.begin_frame();
  cache.put(kPhoto, photo_pixels(64, 64));
  cache.upload_pending();
  const unsigned name = cache.get(kPhoto).texture->name();
  cache.put({"half", 0}, photo_pixels(64, 64));
  cache.upload_pending(100);
  cache.begin_frame();
  CHECK(glIsTexture(name) == GL_TRUE);  // was on screen a frame ago
  cache.begin_frame();
  CHECK(glIsTexture(name) == GL_FALSE);
  CHECK(cache.ledger().size() == 0);
  CHECK(cache.upload_pending() == 0);
}

TEST_CASE("a failure shows its own placeholder and text, also after part of the picture was uploaded") {
  const HeadlessGl gl;
  TextureCache cache(64u << 20);
  cache.put(kPhoto, photo_pixels(64, 64));
  cache.upload_pending(64 * 3 * 10);
  cache.fail(kPhoto, PhotoFailure::broken, "error.decode.truncated");
  const Lookup lookup = cache.get(kPhoto);
  CHECK(lookup.state == PhotoState::broken);
  CHECK(lookup.texture == nullptr);
  CHECK(lookup.text == "error.decode.truncated");
  CHECK(cache.upload_pending() == 0);
}

TEST_CASE("a picture larger than the driver takes is refused") {
  const HeadlessGl gl;
  TextureCache cache(64u << 20);
  cache.put(kPhoto, photo_pixels(largest_texture_side() + 1, 1));
  CHECK(cache.get(kPhoto).state == PhotoState::refused);
}

TEST_CASE("a framebuffer reads back what was drawn, from the top or from the bottom") {
  const HeadlessGl gl;
  const Framebuffer target = Framebuffer::create(3, 2).value();
  {
    const FramebufferScope scope(target);
    glEnable(GL_SCISSOR_TEST);
    glScissor(0, 0, 3, 1);  // row 0, the top of our framebuffers
    glClearColor(1, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glScissor(0, 1, 3, 1);
    glClearColor(0, 0, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
    const ReadPixels window = read_framebuffer(3, 2, FirstRow::bottom).value();
    CHECK(window.rgb[0] == 0);
    CHECK(window.rgb[2] == 255);
  }
  const ReadPixels read = read_framebuffer(target).value();
  REQUIRE(read.rgb.size() == 18);
  CHECK(read.rgb[0] == 255);
  CHECK(read.rgb[9 + 2] == 255);
  CHECK_FALSE(read_framebuffer(0, 5).has_value());
  GLint bound = -1;
  glGetIntegerv(GL_FRAMEBUFFER_BINDING, &bound);
  CHECK(bound == 0);
}
