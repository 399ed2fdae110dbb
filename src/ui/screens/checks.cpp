#include "ui/screens/checks.h"

#include <algorithm>

#include "desk/check_rows.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/check_rows.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kHead = 36;

// Another photo, or the same list in another order, begins at its top, wherever the one before had been scrolled to.
void begin_at_top() {
  ImGui::SetScrollY(0);
  *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("cursor"), 0) = 0;  // a cursor that stays is followed again
}

// The row the cursor went to is brought into sight once; after that the list scrolls as its reader likes.
void follow_cursor(const desk::Reviewing& shown, float y, float height) {
  const std::string where = shown.shown_tick ? "t" + shown.shown_tick->value
                            : shown.shown_finding ? "f" + shown.shown_finding->value : std::string();
  const auto now = static_cast<int>(ImGui::GetID(where.c_str()));
  int& last = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("cursor"), 0);
  if (last == now) return;
  last = now;
  const float top = ImGui::GetWindowPos().y, room = ImGui::GetWindowSize().y;
  if (y < top) ImGui::SetScrollY(ImGui::GetScrollY() - (top - y));
  if (y + height > top + room) ImGui::SetScrollY(ImGui::GetScrollY() + (y + height - top - room));
}

bool has_cursor(const desk::Reviewing& shown, const desk::CheckRow& row) {
  if (const auto* finding = std::get_if<desk::FindingRow>(&row)) return shown.shown_finding == finding->finding->id;
  if (const auto* tick = std::get_if<desk::TickRow>(&row)) return shown.shown_tick == tick->tick->id;
  return false;
}

// Which standard, how often the back end disagrees, and the key that groups the list.
void draw_head(const desk::Reviewing& shown, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const desk::Chord key = ui.key("review.by_clause");
  const std::string group(ui.text(shown.by_clause ? "side.by_verdict" : "side.by_clause"));
  const float y = place.min.y + ui.dp(10);
  const float cap = ui.dp(20), key_x = place.max.x - ui.dp(14) - key_width(ui, key);
  const float group_x = key_x - ui.dp(6) - measure(ui, Type::small, group).x;
  ImGui::SetCursorScreenPos({group_x, place.min.y + ui.dp(4)});
  if (ImGui::InvisibleButton("###group", {place.max.x - ui.dp(14) - group_x, ui.dp(28)}))
    out.push_back(desk::GroupByClause{});
  ui.mark("side/group", group);
  put(ui, {group_x, y}, Type::small, ui.theme.dim, group);
  put_key(ui, {key_x, y - ui.dp(1)}, cap, key, ui.theme.dim);

  const domain::StandardProfile& profile = *shown.file->profile;
  float x = place.min.x + ui.dp(14);
  const float room = group_x - ui.dp(12) - x;
  const std::string title = ui.format("side.checks", {profile.id.value, std::to_string(profile.version)});
  const int alarms = desk::count_disagreements(shown);
  if (alarms == 0) {
    put(ui, {x, y}, Type::small_strong, ui.theme.dim, title, room);
    return;
  }
  const std::string alarm = std::string(icon::warn) + " " + std::to_string(alarms);
  const float width = measure(ui, Type::small_strong, alarm).x;
  x += put(ui, {x, y}, Type::small_strong, ui.theme.dim, title, room - width - ui.dp(10)) + ui.dp(10);
  put(ui, {x, y}, Type::small_strong, ui.theme.warn, alarm);
  ImGui::SetCursorScreenPos({x, y});
  ImGui::Dummy({width, ui.dp(18)});
  const std::string said = ui.format("side.disagreements", {std::to_string(alarms)});
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", said.c_str());
  ui.mark("side/alarms", said);
}

void draw_waiting(const desk::Reviewing& shown, const UiContext& ui, const Rect& place) {
  const bool failed = shown.assess_error.has_value();
  std::string said(ui.text(failed ? "side.checks_failed" : "side.checking"));
  if (failed) said += " " + std::string(ui.texts.of(*shown.assess_error));
  put_wrapped(ui, {place.min.x + ui.dp(14), place.min.y + ui.dp(6)}, Type::body, failed ? ui.theme.fail : ui.theme.dim,
              said, place.w() - ui.dp(28));
}

// While there is nothing measured yet.
float waiting_height(const desk::Reviewing& shown, const UiContext& ui) {
  return shown.file->assessment ? 0 : ui.dp(shown.assess_error ? 56 : 32);
}

// The list fades out where it goes on below its edge, so that a row cut there does not look like a mistake.
void draw_fade(const UiContext& ui, const Rect& list) {
  if (ImGui::GetScrollMaxY() - ImGui::GetScrollY() < ui.dp(4)) return;
  constexpr float kFade = 26, kSign = 9;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 min{list.min.x, list.max.y - ui.dp(kFade)};
  ImVec4 clear = ui.theme.panel;
  clear.w = 0;
  const ImU32 above = colour(clear), below = colour(ui.theme.panel);
  draw.AddRectFilledMultiColor(min, list.max, above, above, below, below);
  put_centred(ui, {(list.min.x + list.max.x) / 2, list.max.y - ui.dp(kSign)}, Type::small, ui.theme.dim, icon::more_below);
  ui.mark("side/checks_below", min, list.max, {}, false);
}

}  // namespace

float draw_checks(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place,
                  bool anew, desk::Intents& out) {
  draw_head(shown, ui, place, out);
  const float top = place.min.y + ui.dp(kHead);
  ImGui::SetCursorScreenPos({place.min.x, top});
  const Child child("###checks", {place.w(), std::max(1.0F, place.max.y - top)});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  if (anew) begin_at_top();
  const float width = place.w();  // the scroll bar lies in the margin
  if (!shown.file->assessment) draw_waiting(shown, ui, {start, {start.x + width, place.max.y}});
  float y = start.y + waiting_height(shown, ui);
  for (const desk::CheckRow& row : desk::check_rows(shown)) {
    const float height = row_height(model, shown, ui, row, width);
    if (!anew && has_cursor(shown, row)) follow_cursor(shown, y, height);
    draw_check_row(model, shown, ui, row, {{start.x, y}, {start.x + width, y + height}}, out);
    y += height;
  }
  ImGui::SetCursorScreenPos({start.x, y});
  ImGui::Dummy({1, 1});
  draw_fade(ui, {{place.min.x, top}, place.max});
  return y;
}

}  // namespace zhaojian::ui
