#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/scope.h"
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

}  // namespace

void draw_review(const desk::Model& model, ViewState& view, const UiContext& ui, const Layout& l, desk::Intents& out) {
  // The photos alone, above the actions; keys do what they always do.
  if (const desk::Reviewing* full = desk::reviewing(model); full && view.compare.full && !model.store_failure) {
    draw_tools(model, view, ui, {l.body.min, {l.body.max.x, l.body.min.y + l.tools.h()}}, out);
    draw_compare(model, *full, view, ui, {{l.body.min.x, l.body.min.y + l.tools.h() + 1}, {l.body.max.x, l.actions.min.y - 1}});
    draw_actions(model, view, ui, l.actions, out);
    return;
  }
  if (l.queue.w() > 0) {
    draw_queue(model, view, ui, l.queue, out);
    draw_student(model, ui, l.student);
  }
  draw_tools(model, view, ui, l.tools, out);
  const Rect panes = model.store_failure ? draw_store_failure(model, ui, l.panes) : l.panes;
  if (const desk::Reviewing* shown = desk::reviewing(model))
    draw_compare(model, *shown, view, ui, panes);
  else
    draw_waiting(model, ui, panes, out);
  draw_side(model, view, ui, l.side, out);
  draw_strip(model, ui, l.strip, out);
  draw_actions(model, view, ui, l.actions, out);
}

}  // namespace zhaojian::ui
