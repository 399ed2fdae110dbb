#include "ui/screens/measure.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kDegrees = 180 / std::numbers::pi;

std::size_t most_points(desk::Tool tool) {
  switch (tool) {
    case desk::Tool::none: return 0;
    case desk::Tool::picker: return 1;
    case desk::Tool::ruler: return 2;
    case desk::Tool::angle: return 3;
  }
  return 0;
}

ImVec2 at_screen(const Pane& pane, gfx::Point p) {
  return to_screen(pane, {static_cast<float>(p.x), static_cast<float>(p.y)});
}

void put_point(const desk::Reviewing& shown, CompareState& state) {
  if (state.points.size() >= most_points(shown.tool)) state.points.clear();
  state.points.push_back(state.cursor);
}

// The points set down, and the cursor as the next one while some are missing.
std::vector<gfx::Point> points_with_cursor(const desk::Reviewing& shown, const CompareState& state) {
  std::vector<gfx::Point> points = state.points;
  if (points.size() < most_points(shown.tool)) points.push_back(state.cursor);
  return points;
}

void stroke(const UiContext& ui, ImVec2 a, ImVec2 b) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine(a, b, colour(ui.theme.overlay_shade, 0.7F), ui.dp(3));
  list.AddLine(a, b, colour(ui.theme.accent), ui.dp(1));
}

void cross(const UiContext& ui, ImVec2 c) {
  const float near = ui.dp(3), far = ui.dp(10);
  stroke(ui, {c.x - far, c.y}, {c.x - near, c.y});
  stroke(ui, {c.x + near, c.y}, {c.x + far, c.y});
  stroke(ui, {c.x, c.y - far}, {c.x, c.y - near});
  stroke(ui, {c.x, c.y + near}, {c.x, c.y + far});
}

std::string said(const Length& length) {
  std::string text = number(length.px, 1) + " px";
  if (length.mm) text += " · " + number(*length.mm, 2) + " mm";
  return text;
}

std::vector<std::string> ruler_lines(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane,
                                     const std::vector<gfx::Point>& points) {
  if (points.size() < 2) return {std::string(ui.text("measure.ruler_first"))};
  const auto& profile = *shown.file->profile;
  const double dx = points[1].x - points[0].x, dy = points[1].y - points[0].y;
  const double h = pane.view.picture.h;
  return {said(standard_length(std::hypot(dx, dy), h, profile)),
          ui.format("measure.ruler_parts", {number(standard_length(std::abs(dx), h, profile).px, 1),
                                            number(standard_length(std::abs(dy), h, profile).px, 1),
                                            number(slope(points[0], points[1]), 1)})};
}

std::vector<std::string> angle_lines(const UiContext& ui, const std::vector<gfx::Point>& points) {
  if (points.size() < 2) return {std::string(ui.text("measure.angle_first"))};
  if (points.size() == 2) return {ui.format("measure.slope", {number(slope(points[0], points[1]), 1)}),
                                  std::string(ui.text("measure.angle_third"))};
  return {ui.format("measure.angle", {number(angle_at(points[1], points[0], points[2]), 1)})};
}

struct Swatches {
  domain::Rgb own, reference;
};

std::vector<std::string> picker_lines(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane, gfx::Point at,
                                      std::optional<Swatches>& swatches) {
  const auto& backgrounds = shown.file->profile->backgrounds;
  const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
  const auto found = ui.pictures.colour_at(pane.photo->sha256, x, y, backgrounds);
  if (!found) return {std::string(ui.text("measure.outside"))};
  const domain::Rgb near = backgrounds[found->nearest];
  swatches = {found->rgb, near};
  const auto whole = [](int value) { return std::to_string(value); };
  return {ui.format("measure.rgb", {whole(found->rgb.r), whole(found->rgb.g), whole(found->rgb.b)}),
          ui.format("measure.lab", {number(found->lab[0], 1), number(found->lab[1], 1), number(found->lab[2], 1)}),
          ui.format("measure.delta_e", {number(found->delta_e, 1), whole(near.r), whole(near.g), whole(near.b)})};
}

ImU32 ink(const domain::Rgb& c) { return IM_COL32(c.r, c.g, c.b, 255); }

// Beside the point and inside the pane, on the side that has room.
void card(const UiContext& ui, const Pane& pane, ImVec2 beside, const std::vector<std::string>& lines,
          const std::optional<Swatches>& swatches) {
  const float pad = ui.dp(8), row = ui.dp(20), patch = swatches ? ui.dp(28) : 0;
  float width = 0;
  for (const std::string& line : lines) width = std::max(width, measure(ui, Type::small, line).x);
  const ImVec2 size{width + 2 * pad + patch, row * static_cast<float>(lines.size()) + 2 * pad};
  ImVec2 at{beside.x + ui.dp(16), beside.y + ui.dp(16)};
  if (at.x + size.x > pane.picture.max.x) at.x = beside.x - ui.dp(16) - size.x;
  if (at.y + size.y > pane.picture.max.y) at.y = beside.y - ui.dp(16) - size.y;
  at.x = std::max(at.x, pane.picture.min.x + ui.dp(4));
  at.y = std::max(at.y, pane.picture.min.y + ui.dp(4));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, colour(ui.theme.raised), ui.dp(4));
  list.AddRect(at, {at.x + size.x, at.y + size.y}, colour(ui.theme.line), ui.dp(4));
  if (swatches) {
    const ImVec2 a{at.x + pad, at.y + pad}, b{at.x + pad + ui.dp(20), at.y + size.y - pad};
    const float half = (a.y + b.y) / 2;
    list.AddRectFilled(a, {b.x, half}, ink(swatches->own));
    list.AddRectFilled({a.x, half}, b, ink(swatches->reference));
  }
  std::string all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    put(ui, {at.x + pad + patch, at.y + pad + row * static_cast<float>(i)}, Type::small, ui.theme.text, lines[i]);
    all += (all.empty() ? "" : " | ") + lines[i];
  }
  ui.mark("compare/measure", at, {at.x + size.x, at.y + size.y}, all);
}

}  // namespace

Length standard_length(double photo_px, double photo_height, const domain::StandardProfile& profile) {
  const double px = photo_height > 0 && profile.height > 0 ? photo_px * profile.height / photo_height : photo_px;
  if (profile.dpi <= 0) return {px, {}};
  return {px, px * kMillimetresPerInch / profile.dpi};
}

double slope(gfx::Point b, gfx::Point c) {
  const bool leftwards = c.x < b.x;
  const double dx = leftwards ? b.x - c.x : c.x - b.x, dy = leftwards ? b.y - c.y : c.y - b.y;
  return dx == 0 && dy == 0 ? 0 : std::atan2(-dy, dx) * kDegrees;
}

double angle_at(gfx::Point corner, gfx::Point a, gfx::Point b) {
  const gfx::Point u{a.x - corner.x, a.y - corner.y}, v{b.x - corner.x, b.y - corner.y};
  const double lengths = std::hypot(u.x, u.y) * std::hypot(v.x, v.y);
  if (lengths <= 0) return 0;
  return std::acos(std::clamp((u.x * v.x + u.y * v.y) / lengths, -1.0, 1.0)) * kDegrees;
}

void move_cursor(const desk::Reviewing& shown, CompareState& state, const std::vector<Pane>& panes, bool hovered) {
  const Pane* pane = submission_pane(panes);
  const bool usable = pane && shown.tool != desk::Tool::none && pane->photo->role == domain::PhotoRole::submission;
  const bool place = std::exchange(state.place_point, false);
  const gfx::Point by = std::exchange(state.cursor_by, {});
  if (!usable) {
    if (shown.tool == desk::Tool::none) state.points.clear();
    return;
  }
  if (state.points.size() > most_points(shown.tool)) state.points.clear();
  const gfx::Size size = pane->view.picture;
  if (state.cursor.x < 0) {
    const domain::Spot middle = to_photo(*pane, pane->picture.centre());
    state.cursor = {std::floor(static_cast<double>(middle.x)) + 0.5, std::floor(static_cast<double>(middle.y)) + 0.5};
  }
  const ImGuiIO& io = ImGui::GetIO();
  const bool over = hovered && pane->picture.contains(io.MousePos);
  if (over && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    const domain::Spot spot = to_photo(*pane, io.MousePos);
    state.cursor = {static_cast<double>(spot.x), static_cast<double>(spot.y)};
  }
  state.cursor = {std::clamp(state.cursor.x + by.x, 0.5, std::max(0.5, size.w - 0.5)),
                  std::clamp(state.cursor.y + by.y, 0.5, std::max(0.5, size.h - 0.5))};
  const ImVec2 dragged = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left);
  const bool clicked = over && ImGui::IsMouseReleased(ImGuiMouseButton_Left) && dragged.x == 0 && dragged.y == 0;
  if (place || clicked) put_point(shown, state);
}

void draw_measure(const desk::Reviewing& shown, const CompareState& state, const UiContext& ui, const Pane& pane) {
  if (shown.tool == desk::Tool::none || state.cursor.x < 0) return;
  const auto points = points_with_cursor(shown, state);
  for (std::size_t i = 1; i < points.size(); ++i) stroke(ui, at_screen(pane, points[i - 1]), at_screen(pane, points[i]));
  for (const gfx::Point& point : state.points) cross(ui, at_screen(pane, point));
  cross(ui, at_screen(pane, state.cursor));
  std::optional<Swatches> swatches;
  std::vector<std::string> lines;
  if (shown.tool == desk::Tool::picker) lines = picker_lines(shown, ui, pane, points.front(), swatches);
  if (shown.tool == desk::Tool::ruler) lines = ruler_lines(shown, ui, pane, points);
  if (shown.tool == desk::Tool::angle) lines = angle_lines(ui, points);
  card(ui, pane, at_screen(pane, points.back()), lines, swatches);
}

}  // namespace zhaojian::ui
