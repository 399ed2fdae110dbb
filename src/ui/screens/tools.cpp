#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/compare_panes.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Tool {
  const char* command;
  bool (*active)(const desk::Reviewing&, const ViewState&);
  bool standard_only;
};
constexpr Tool kTools[] = {
    {"review.identity_pass", [](const desk::Reviewing& r, const ViewState&) { return r.pass == desk::Pass::identity; }, false},
    {"review.standard_pass", [](const desk::Reviewing& r, const ViewState&) { return r.pass == desk::Pass::standard; }, false},
    {"view.guides", [](const desk::Reviewing& r, const ViewState&) { return r.guides; }, true},
    {"view.evidence", [](const desk::Reviewing&, const ViewState& v) { return v.compare.evidence; }, true},
    {"view.registered", [](const desk::Reviewing& r, const ViewState& v) { return wants_registration(r, v.compare); }, false},
    {"view.magnifier", [](const desk::Reviewing&, const ViewState& v) { return v.compare.magnifier; }, false},
    {"view.flicker", [](const desk::Reviewing&, const ViewState& v) { return v.compare.flicker; }, true},
};

bool has_capture(const desk::Reviewing& shown) {
  for (const desk::PaneState& pane : shown.panes)
    if (pane.role == domain::PhotoRole::capture && pane.phase == desk::PhotoPhase::ready) return true;
  return false;
}

}  // namespace

void draw_tools(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###tools", place.min, place.size(), ui.theme.panel);
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) return;
  const float height = ui.dp(28);
  const float top = place.min.y + (place.h() - height) / 2;

  // What the picture is shown as stands at the right and is never pushed out.
  const bool turned = wants_registration(*shown, view.compare) && !shown->panes.empty() && shown->panes.front().eyes.has_value();
  const std::string percent = number(view.compare.magnification * 100, 0) + " %";
  const std::string state = ui.format(turned ? "view.state_registered" : "view.state_plain", {percent});
  const float state_width = measure(ui, Type::small, state).x + ui.dp(12);
  put_right(ui, {place.max.x - ui.dp(12), top + (height - measure(ui, Type::small, state).y) / 2}, Type::small,
            ui.theme.dim, state);

  float x = place.min.x + ui.dp(8);
  for (const Tool& tool : kTools) {
    // The identity pass is plain: nothing that could be drawn over a face (review-tools.md §d4.1).
    if (tool.standard_only && shown->pass == desk::Pass::identity) continue;
    if (std::string_view(tool.command) == "view.flicker" && !has_capture(*shown)) continue;
    const desk::Command& command = *desk::find_command(tool.command);
    ButtonSpec spec{command.id, ui.text("command." + std::string(command.id)), ui.key(command.id)};
    spec.look = tool.active(*shown, view) ? ButtonLook::active : ButtonLook::plain;
    const float width = button_width(ui, spec);
    if (x + width > place.max.x - state_width) break;  // the key works all the same; `?` lists it
    if (button_at(ui, {x, top}, height, spec))
      if (const auto action = command.make(model, shown->sequence)) carry_out(*action, model, view, out);
    x += width + ui.dp(tool.active == kTools[1].active ? 16 : 6);
  }
}

}  // namespace zhaojian::ui
