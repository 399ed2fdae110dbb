#include <catch2/catch.hpp>

#include <deque>

#include <epoxy/gl.h>

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "gfx/fill.h"
#include "gfx/framebuffer.h"
#include "support/headless_gl.h"
#include "ui/fills.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

constexpr int kWidth = 640, kHeight = 400;

unsigned triangles(const ImDrawData& data) {
  unsigned indices = 0;
  for (const ImDrawList* list : data.CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer) indices += command.ElemCount;
  return indices / 3;
}

void no_renderer(const ImDrawList*, const ImDrawCmd*) {}

void set_pixels(const ImDrawList*, const ImDrawCmd* command) {
  const auto& fill = *static_cast<const ui::Fill*>(command->UserCallbackData);
  gfx::fill_pixels(fill.x, kHeight - fill.y - fill.height, fill.width, fill.height, fill.colour);
}

// Panels over panels, at whole and at broken pixels, clipped, rounded, half transparent, with text between them.
void paint() {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  list.AddRectFilled({0, 0}, {kWidth, kHeight}, IM_COL32(40, 41, 45, 255));
  list.AddText({10, 10}, IM_COL32_WHITE, "below");
  list.AddRectFilled({5.4F, 8.6F}, {300.5F, 200.49F}, IM_COL32(110, 111, 113, 255));
  list.AddText({20, 100}, IM_COL32(255, 200, 0, 255), "between");
  list.PushClipRect({50, 60.7F}, {400.3F, 333});
  list.AddRectFilled({20, 20}, {600, 390}, IM_COL32(0, 90, 160, 255));
  list.PopClipRect();
  list.AddRectFilled({200, 150}, {500, 350}, IM_COL32(255, 0, 0, 90));
  list.AddRectFilled({400, 20}, {600, 120}, IM_COL32(9, 200, 9, 255), 8);
  list.AddRectFilled({610, 380}, {620, 390}, IM_COL32(1, 2, 3, 255));
  list.AddLine({0, 0}, {kWidth, kHeight}, IM_COL32(200, 200, 200, 255), 2);
}

std::vector<std::uint8_t> drawn(bool with_fills, std::size_t* taken = nullptr) {
  auto canvas = gfx::Framebuffer::create(kWidth, kHeight);
  REQUIRE(canvas);
  const gfx::FramebufferScope scope(*canvas);
  ImGui::GetIO().DisplaySize = {kWidth, kHeight};
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  paint();
  ImGui::Render();
  std::deque<ui::Fill> fills;
  if (with_fills) ui::take_out_fills(*ImGui::GetDrawData(), set_pixels, fills);
  if (taken) *taken = fills.size();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  auto read = gfx::read_framebuffer(kWidth, kHeight, gfx::FirstRow::bottom);
  REQUIRE(read);
  return std::move(read->rgb);
}

}  // namespace

TEST_CASE("a frame whose large rectangles are set directly is the same frame to the pixel") {
  const support::HeadlessGl gl;
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplOpenGL3_Init("#version 330");
  const auto plain = drawn(false);
  std::size_t taken = 0;
  const auto fast = drawn(true, &taken);
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
  CHECK(taken == 3);  // neither the transparent, the rounded nor the small one
  const bool same = plain == fast;  // not as an expression: half a million numbers would be printed
  CHECK(same);
}

TEST_CASE("the panels of the desk are taken out of what is drawn, and nothing else") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  ImDrawData& data = *ImGui::GetDrawData();
  const unsigned before = triangles(data);
  std::deque<ui::Fill> fills;
  ui::take_out_fills(data, no_renderer, fills);
  CHECK(triangles(data) == before - 2 * fills.size());
  double pixels = 0;
  for (const ui::Fill& fill : fills) pixels += static_cast<double>(fill.width) * fill.height;
  CHECK(pixels > 2.0 * static_cast<double>(desk.size().x) * static_cast<double>(desk.size().y));
}
