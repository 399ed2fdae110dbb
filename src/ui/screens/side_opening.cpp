#include <algorithm>
#include <array>
#include <string>

#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/checks.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

// The side panel of a case whose photos are on their way: its headings, and bars where the rest will stand.
namespace zhaojian::ui {
namespace {

constexpr float kEdge = 14, kHead = 22;  // dp; kHead: from a heading's top to what is below it
constexpr float kBar = 5;                // dp; half of a bar's height
constexpr std::array kFill = {0.62F, 0.84F, 0.48F, 0.72F, 0.55F};  // of the room, so that it looks like text

void draw_bar(const UiContext& ui, float x, float middle, float width) {
  ImGui::GetWindowDrawList()->AddRectFilled({x, middle - ui.dp(kBar)}, {x + width, middle + ui.dp(kBar)},
                                            colour(ui.theme.raised), ui.dp(3));
}

// Lines of `line` pixels from the top of the place down, as many as are whole.
void draw_lines(const UiContext& ui, const Rect& place, float line, std::size_t most) {
  float y = place.min.y;
  for (std::size_t i = 0; i < most && y + line <= place.max.y + 1; ++i, y += line)
    draw_bar(ui, place.min.x, y + line / 2, place.w() * kFill[i % kFill.size()]);
}

void draw_checks(const desk::Reviewing& soon, const UiContext& ui, const Rect& place) {
  constexpr float head = 36, row = 32, sign = 16, name_from = 40;
  const float x = place.min.x + ui.dp(kEdge);
  const domain::StandardProfile& profile = *soon.file->profile;
  const std::string title = ui.format("side.checks", {profile.id.value, std::to_string(profile.version)});
  put(ui, {x, place.min.y + ui.dp(10)}, Type::small_strong, ui.theme.dim, title, place.w() - 2 * ui.dp(kEdge));
  ui.mark("side/opening/checks", place.min, place.max, title, false);
  float y = place.min.y + ui.dp(head);
  const float name_x = place.min.x + ui.dp(name_from), room = place.w() - ui.dp(name_from + kEdge);
  for (std::size_t i = 0; y + ui.dp(row) <= place.max.y; ++i, y += ui.dp(row)) {
    const float middle = y + ui.dp(row) / 2;
    draw_bar(ui, x, middle, ui.dp(sign));
    draw_bar(ui, name_x, middle, room * 0.45F * kFill[i % kFill.size()]);
    draw_bar(ui, name_x + room * 0.5F, middle, room * 0.5F * kFill[(i + 2) % kFill.size()]);
  }
}

void draw_reasons(const desk::Model& model, const desk::Reviewing& soon, const UiContext& ui, const Rect& place, bool tight) {
  std::string head(ui.text(soon.past ? "past.reasons" : "side.reasons"));
  if (soon.past) head = std::string(icon::lock) + " " + head;
  put(ui, {place.min.x + ui.dp(kEdge), place.min.y}, Type::small_strong, ui.theme.dim, head);
  for (const auto& [id, chip] : reason_places(model, soon, ui, place.w(), tight)) {
    const ImVec2 min{place.min.x + chip.min.x, place.min.y + chip.min.y}, max{place.min.x + chip.max.x, place.min.y + chip.max.y};
    ImGui::GetWindowDrawList()->AddRectFilled(min, max, colour(ui.theme.raised), ui.dp(4));
    ui.mark(id, min, max, {}, false);
  }
}

// The student's card is light in either theme; while it is empty its place alone is drawn, which does not dazzle.
void draw_card(const desk::Reviewing& soon, const UiContext& ui, const Rect& place) {
  const ImVec2 min{place.min.x + ui.dp(kEdge), place.min.y + ui.dp(kHead)}, max{place.max.x - ui.dp(kEdge), place.max.y};
  put(ui, {min.x, place.min.y}, Type::small_strong, ui.theme.dim, ui.text(soon.past ? "past.message" : "side.student_sees"));
  ImGui::GetWindowDrawList()->AddRect(min, max, colour(ui.theme.line), ui.dp(6));
  const float pad = ui.dp(10), inside = min.x + ui.dp(kEdge);
  draw_lines(ui, {{inside, min.y + pad}, {max.x - ui.dp(kEdge), max.y - pad}}, ui.dp(22), 5);
  ui.mark("side/card", min, max, {}, false);
}

void draw_identity(const UiContext& ui, const Rect& place) {
  const ImVec2 min{place.min.x + ui.dp(kEdge), place.min.y + ui.dp(kHead)};
  const float line = ui.dp(20), right = place.max.x - ui.dp(kEdge);
  put(ui, {min.x, place.min.y}, Type::small_strong, ui.theme.dim, ui.text("side.identity"));
  draw_lines(ui, {min, {right, place.max.y}}, line, kFill.size());
  ui.mark("side/identity", min, {right, min.y + line}, {}, false);
}

}  // namespace

void draw_side_opening(const desk::Model& model, const desk::Reviewing& soon, const UiContext& ui, const Rect& place,
                       const SideMeasures& m) {
  draw_checks(soon, ui, {place.min, {place.max.x, place.min.y + m.checks}});
  const float top = place.min.y + m.checks;
  ImGui::GetWindowDrawList()->AddLine({place.min.x, top}, {place.max.x, top}, colour(ui.theme.line));
  ImGui::SetCursorScreenPos({place.min.x, top + 1});
  const Child rest("###decide", {place.w(), std::max(1.0F, place.max.y - top - 1)});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  float y = start.y + m.above;
  const auto section = [&](float height) { return Rect{{start.x, y}, {start.x + place.w(), y + height}}; };
  if (m.alone) y = draw_what_was_said(model, soon, ui, {{start.x, y}, {start.x + place.w(), place.max.y}});
  const float reasons = reasons_height(model, soon, ui, place.w(), m.tight), card = card_height(ui, place.w(), m.tight);
  draw_reasons(model, soon, ui, section(reasons), m.tight);
  y += reasons + m.gap;
  draw_card(soon, ui, section(card));
  y += card + m.gap;
  const float identity = identity_height(soon, ui);
  draw_identity(ui, section(identity));
  ImGui::SetCursorScreenPos({start.x, y + identity});
  ImGui::Dummy({1, 1});
}

}  // namespace zhaojian::ui
