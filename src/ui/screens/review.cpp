#include <algorithm>

#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/list_page.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

// The store cannot take decisions: nothing more is decided until it can, and what was decided is kept. Returns what is
// left for the photos; over them it would lie under their panel.
Rect draw_store_failure(const desk::Model& model, const UiContext& ui, const Rect& above) {
  const float height = ui.dp(56);
  const Panel panel("###store_failure", above.min, {above.w(), height}, ui.theme.retake_fill);
  const float x = above.min.x + ui.dp(14);
  put(ui, {x, above.min.y + ui.dp(6)}, Type::strong, ui.theme.retake_text,
      std::string(icon::fail) + " " + ui.format("store_failure.title", {std::to_string(model.pending.size())}), above.w() - ui.dp(28));
  put(ui, {x, above.min.y + ui.dp(31)}, Type::small, ui.theme.retake_text, ui.texts.of(*model.store_failure), above.w() - ui.dp(28));
  ui.mark("store_failure", above.min, {above.max.x, above.min.y + height});
  return {{above.min.x, above.min.y + height + 1}, above.max};
}

// A decision that is looked at again: what it was, and that nothing is judged here. Returns what is left for the photos.
Rect draw_past(const desk::Model& model, const desk::Past& past, const UiContext& ui, const Rect& above) {
  const float height = ui.dp(56);
  const Panel panel("###past", above.min, {above.w(), height}, ui.theme.raised);
  ImGui::GetWindowDrawList()->AddRectFilled(above.min, {above.min.x + ui.dp(4), above.min.y + height}, colour(ui.theme.accent));
  const Outlook outcome = outlook(ui, past.decision.outcome), state = outlook(ui, past.decision.state);
  const float x = above.min.x + ui.dp(16), room = above.w() - ui.dp(32);
  float at = x + put(ui, {x, above.min.y + ui.dp(6)}, Type::strong, *outcome.ink, std::string(outcome.icon) + " " + std::string(outcome.word)) + ui.dp(12);
  at += put(ui, {at, above.min.y + ui.dp(6)}, Type::strong, *state.ink, std::string(state.icon) + " " + std::string(state.word)) + ui.dp(12);
  if (past.told && past.decision.state == domain::DecisionState::released) {  // how far the student's message is
    const Outlook told = outlook(ui, *past.told);
    at += put(ui, {at, above.min.y + ui.dp(6)}, Type::strong, *told.ink, std::string(told.icon) + " " + std::string(told.word)) + ui.dp(12);
  }
  put(ui, {at, above.min.y + ui.dp(8)}, Type::small, ui.theme.dim, list_time(past.decision.decided_at, model.now), std::max(ui.dp(10), x + room - at));
  std::string reasons;
  for (const domain::GivenReason& given : past.decision.reasons) {
    const domain::Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
    const bool en = model.preferences.language == domain::Language::en;
    if (!reasons.empty()) reasons += en ? ", " : "、";
    reasons += !reason ? given.code.value : en ? reason->label_en : reason->label_zh;
    if (!given.note.empty()) reasons += " (" + given.note + ")";
  }
  std::string said(ui.text("past.read_only"));
  if (!reasons.empty()) said = reasons + " · " + said;
  put(ui, {x, above.min.y + ui.dp(31)}, Type::small, ui.theme.dim, said, room);
  ui.mark("past", above.min, {above.max.x, above.min.y + height}, said);
  return {{above.min.x, above.min.y + height + 1}, above.max};
}

}  // namespace

void draw_review(const desk::Model& model, ViewState& view, const UiContext& ui, const Layout& l, desk::Intents& out) {
  // The photos alone, above the actions; keys do what they always do.
  if (const desk::Reviewing* full = desk::reviewing(model); full && view.compare.full && !model.store_failure) {
    draw_tools(model, view, ui, {l.body.min, {l.body.max.x, l.body.min.y + l.tools.h()}}, out);
    draw_compare(model, *full, view, ui, {{l.body.min.x, l.body.min.y + l.tools.h() + 1}, {l.body.max.x, l.actions.min.y - 1}}, out);
    draw_actions(model, view, ui, l.actions, out);
    return;
  }
  if (l.queue.w() > 0) {
    draw_queue(model, view, ui, l.queue, out);
    draw_student(model, ui, l.student);
  }
  // A window too narrow for the queue finds numbers in the palette.
  if (l.queue.w() <= 0 && view.filter_focus) {
    view.filter_focus = false;
    carry_out(desk::ViewAction::palette, model, view, out);
  }
  draw_tools(model, view, ui, l.tools, out);
  Rect panes = model.store_failure ? draw_store_failure(model, ui, l.panes) : l.panes;
  if (const desk::Past* past = desk::looked_back(model)) panes = draw_past(model, *past, ui, panes);
  if (const desk::Reviewing* shown = desk::reviewing(model))
    draw_compare(model, *shown, view, ui, panes, out);
  else if (const auto* opening = std::get_if<desk::Opening>(&model.review))
    draw_opening(model, *opening, view, ui, panes);
  else
    draw_waiting(model, ui, panes, out);
  draw_side(model, view, ui, l.side, l.student.w() <= 0, out);
  draw_strip(model, ui, l.strip, out);
  draw_actions(model, view, ui, l.actions, out);
}

}  // namespace zhaojian::ui
