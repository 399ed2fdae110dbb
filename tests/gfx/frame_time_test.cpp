#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <ctime>
#include <iostream>
#include <memory>

#include "gfx/camera.h"
#include "gfx/compare_pass.h"
#include "gfx/texture_cache.h"
#include "support/headless_gl.h"

using namespace zhaojian::gfx;

// Hidden: a measurement to read, run by name ("[.bench]"), never a timed test.
namespace {

PhotoPixels noisy(int width, int height) {
  auto bytes = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(width * height * 3));
  std::uint32_t state = 1;
  for (auto& byte : *bytes) byte = static_cast<std::uint8_t>((state = state * 1664525U + 1013904223U) >> 24);
  return {width, height, std::move(bytes)};
}

template <class Work> void measure(const std::string& what, int times, Work work) {
  std::vector<double> took;
  const std::clock_t cpu = std::clock();
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    glFinish();
    took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  const double cpu_ms = 1e3 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC / times;
  std::sort(took.begin(), took.end());
  std::cout << what << ": median " << took[took.size() / 2] << " ms, p99 " << took[took.size() * 99 / 100]
            << " ms; processor time of all threads " << cpu_ms << " ms\n";
}

}  // namespace

TEST_CASE("frame times of three panes at 1280x800", "[.bench]") {
  const zhaojian::support::HeadlessGl gl;
  std::cout << gl.renderer() << "\n";
  const auto load_start = std::chrono::steady_clock::now();
  const ComparePass pass = ComparePass::load(ZHAOJIAN_SOURCE_DIR "/shaders").value();
  const std::chrono::duration<double, std::milli> load_time = std::chrono::steady_clock::now() - load_start;
  std::cout << "shaders compiled in " << load_time.count() << " ms\n";
  TextureCache cache(256u << 20);
  const PhotoKey keys[] = {{"a", 0}, {"b", 0}, {"c", 0}};
  for (const PhotoKey& key : keys) cache.put(key, noisy(480, 640));
  while (cache.uploads_left()) cache.upload_pending();

  const Framebuffer panes[] = {Framebuffer::create(426, 800).value(), Framebuffer::create(426, 800).value(),
                               Framebuffer::create(426, 800).value()};
  const auto draw = [&](double zoom, CompareView view) {
    const PaneView pane{{426, 800}, {480, 640}, {}, {}};
    Camera camera = fit_whole(pane);
    if (zoom > 0) camera.zoom = zoom;
    for (int i = 0; i < 3; ++i) {
      view.first = {cache.get(keys[i]).texture, pane.picture, crisp(picture_to_pane(camera, pane))};
      view.second = PhotoLayer{cache.get(keys[(i + 1) % 3]).texture, pane.picture, view.first.picture_to_pane};
      pass.draw(panes[i], view);
    }
  };
  measure("three panes, whole picture (0.89x)", 200, [&] { draw(0, {}); });
  measure("three panes, 1:1", 200, [&] { draw(1, {}); });
  measure("three panes, 2.5x, full", 200, [&] { draw(2.5, {}); });
  measure("three panes, 8x, full", 200, [&] { draw(8, {}); });
  measure("three panes, whole, difference", 200, [&] { draw(0, {.shown = Shown::difference}); });
  measure("three panes, whole, exposure +1", 100, [&] { draw(0, {.exposure_stops = 1}); });

  int next = 0;
  for (const auto& [width, height, side] : {std::tuple{480, 640, 512}, {480, 640, 0}, {3000, 4000, 0}}) {
    const PhotoPixels pixels = noisy(width, height);
    const std::string what = std::to_string(width) + "x" + std::to_string(height) + (side == 0 ? " with mipmaps" : "");
    measure("upload " + what + ", all at once", 20, [&] {
      cache.begin_frame();
      cache.put({std::to_string(next++), side}, pixels);
      cache.upload_pending(1u << 30);
    });
    cache.put({std::to_string(next++), side}, pixels);
    measure("upload " + what + ", one frame's budget", 1, [&] { cache.upload_pending(); });
    while (cache.uploads_left()) cache.upload_pending();
  }
  Texture large = Texture::from_pixels(3000, 4000, PixelFormat::rgb8, Mipmaps::full, *noisy(3000, 4000).rgb).value();
  measure("mipmaps of 3000x4000", 5, [&] { large.finish(); });
  SUCCEED();
}
