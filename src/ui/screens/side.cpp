#include <algorithm>
#include <cmath>
#include <utility>

#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/checks.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kTight = 760;      // dp; a lower panel has closer lines
constexpr float kLeastChecks = 104, kAbove = 8;
constexpr float kMore = 26;        // the line that says there is more
constexpr float kShare = 0.40F;    // of the panel, for the checks where there is room

float gap_of(const UiContext& ui, bool tight) { return ui.dp(tight ? 8 : 14); }

// How high the checks are. It does not depend on them: the reasons are found at the same place on every photo, and
// nothing moves when what was measured arrives. What must be seen without scrolling comes first.
float checks_room(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place, bool tight) {
  const float must = ui.dp(kAbove + 8) + reasons_height(model, shown, ui, place.w(), tight) + card_height(ui, place.w(), tight) +
                     identity_height(shown, ui) + 2 * gap_of(ui, tight) + ui.dp(kMore);
  return std::round(std::clamp(place.h() - must, ui.dp(kLeastChecks), std::max(ui.dp(kLeastChecks), place.h() * kShare)));
}

// Turns the pages asked for and says at the lower edge that there is more, and by which key.
void turn_pages(SidePanel& side, const UiContext& ui, bool anew) {
  constexpr float kKept = 56;  // of a page stands on the next one, so that the eye finds its place
  const float most = ImGui::GetScrollMaxY();
  float at = ImGui::GetScrollY();
  const float page = std::max(ui.dp(kKept), ImGui::GetWindowHeight() - ui.dp(kKept));
  const int by = std::exchange(side.by, 0);
  if (anew || by != 0) {
    at = anew ? 0 : std::clamp(at + static_cast<float>(by) * page, 0.0F, most);
    ImGui::SetScrollY(at);
  }
  side.at = at / ui.scale;
  side.farthest = most / ui.scale;
}

void draw_more(const UiContext& ui, const Rect& place, const SidePanel& side) {
  if (side.farthest - side.at < 4) return;
  const float height = ui.dp(kMore);
  const Rect strip{{place.min.x, place.max.y - height}, place.max};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(strip.min, strip.max, colour(ui.theme.panel));
  list.AddLine(strip.min, {strip.max.x, strip.min.y}, colour(ui.theme.line));
  const desk::Chord key = ui.key("review.panel_down");
  const std::string_view words = ui.text("side.more");
  const float key_left = strip.max.x - ui.dp(14) - key_width(ui, key), size = measure(ui, Type::small, words).y;
  put_key(ui, {key_left, strip.min.y + ui.dp(3)}, ui.dp(20), key, ui.theme.dim);
  put_right(ui, {key_left - ui.dp(8), strip.min.y + (height - size) / 2}, Type::small, ui.theme.dim, words);
  ui.mark("side/more", strip.min, strip.max, words);
}

void draw_opening_side(const desk::Model& model, const desk::Opening& opening, const UiContext& ui, const Rect& place, bool alone, desk::Intents& out) {
  const desk::Reviewing soon = desk::as_it_opens(opening);
  if (soon.pass == desk::Pass::identity) {
    draw_identity_question(model, soon, ui, place, out);
    return;
  }
  const bool tight = place.h() < ui.dp(kTight);
  draw_side_opening(model, soon, ui, place, {checks_room(model, soon, ui, place, tight), ui.dp(kAbove), gap_of(ui, tight), tight, alone});
}

}  // namespace

void draw_side(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, bool alone, desk::Intents& out) {
  const Panel panel("###side", place.min, place.size(), ui.theme.panel);
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) {
    if (const auto* opening = std::get_if<desk::Opening>(&model.review)) draw_opening_side(model, *opening, ui, place, alone, out);
    return;
  }
  if (shown->pass == desk::Pass::identity) {
    draw_identity_question(model, *shown, ui, place, out);
    return;
  }
  const bool tight = place.h() < ui.dp(kTight);
  const float checks = checks_room(model, *shown, ui, place, tight);
  const bool anew = std::exchange(view.side.sequence, shown->sequence) != shown->sequence;
  const bool regrouped = std::exchange(view.side.by_clause, shown->by_clause) != shown->by_clause;
  draw_checks(model, *shown, ui, {place.min, {place.max.x, place.min.y + checks}}, anew || regrouped, out);

  const float top = place.min.y + checks;
  ImGui::GetWindowDrawList()->AddLine({place.min.x, top}, {place.max.x, top}, colour(ui.theme.line));
  ImGui::SetCursorScreenPos({place.min.x, top + 1});
  const Child rest("###decide", {place.w(), std::max(1.0F, place.max.y - top - 1)});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  float y = start.y + ui.dp(kAbove);
  // As wide with a scroll bar as without: it lies in the margin, so that nothing moves when it comes.
  const auto section = [&] { return Rect{{start.x, y}, {start.x + place.w(), place.max.y}}; };
  const float gap = gap_of(ui, tight);
  if (alone) y = draw_what_was_said(model, *shown, ui, section());
  y = draw_reasons(model, *shown, view, ui, section(), tight, out) + gap;
  y = draw_card(model, *shown, ui, section(), tight) + gap;
  // What has nothing to say takes no room: the end is that of the last words, or the line below would promise more.
  float end = draw_identity_answer(*shown, ui, section());
  const auto add = [&](float bottom) { end = bottom > y ? bottom : end; };
  y = end + ui.dp(4);
  add(draw_identity_advice(*shown, ui, section()));
  y = end + ui.dp(4);
  add(draw_long_text(model, *shown, ui, section()));
  y = end;
  if (alone) y = draw_whose(*shown->file, ui, section());
  // The strip that says so covers nothing at the very end.
  ImGui::SetCursorScreenPos({start.x, y});
  ImGui::Dummy({1, 1});
  turn_pages(view.side, ui, anew);
  draw_more(ui, {{place.min.x, top + 1}, place.max}, view.side);
}

}  // namespace zhaojian::ui
