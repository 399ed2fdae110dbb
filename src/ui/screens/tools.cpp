#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/compare_panes.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::Model;
using desk::Reviewing;

struct Tool {
  const char* command;
  bool (*active)(const Model&, const Reviewing&, const ViewState&);
  bool standard_only;
};
constexpr float kMore = 40;     // dp; of the button for those that do not fit
constexpr float kTight = 1240;  // dp; a narrower row has smaller words, so that more of them fit
// In the order in which they are missed least when the row is too narrow, last first.
constexpr Tool kTools[] = {
    {"review.identity_pass", [](const Model&, const Reviewing& r, const ViewState&) { return r.pass == desk::Pass::identity; }, false},
    {"review.standard_pass", [](const Model&, const Reviewing& r, const ViewState&) { return r.pass == desk::Pass::standard; }, false},
    {"view.guides", [](const Model&, const Reviewing& r, const ViewState&) { return r.guides; }, true},
    {"view.evidence", [](const Model&, const Reviewing&, const ViewState& v) { return v.compare.evidence; }, true},
    {"view.registered", [](const Model& m, const Reviewing& r, const ViewState& v) { return wants_registration(r, m.preferences.compare, v.compare); }, false},
    {"view.magnifier", [](const Model&, const Reviewing&, const ViewState& v) { return v.compare.magnifier; }, false},
    {"view.difference", [](const Model&, const Reviewing&, const ViewState& v) { return v.compare.inspection == Inspection::difference; }, true},
    {"view.flicker", [](const Model&, const Reviewing&, const ViewState& v) { return v.compare.flicker; }, true},
    {"view.original", [](const Model&, const Reviewing&, const ViewState& v) { return v.compare.original; }, false},
    {"view.tone", [](const Model& m, const Reviewing&, const ViewState&) { return m.preferences.compare.tone_matched; }, false},
    {"view.arrangement", [](const Model& m, const Reviewing&, const ViewState&) { return m.preferences.compare.arrangement != desk::Arrangement::references; }, false},
    {"view.picker", [](const Model&, const Reviewing& r, const ViewState&) { return r.tool == desk::Tool::picker; }, true},
    {"view.ruler", [](const Model&, const Reviewing& r, const ViewState&) { return r.tool == desk::Tool::ruler; }, true},
    {"view.angle", [](const Model&, const Reviewing& r, const ViewState&) { return r.tool == desk::Tool::angle; }, true},
    {"view.texture_loss", [](const Model&, const Reviewing&, const ViewState& v) { return v.compare.inspection == Inspection::texture_loss; }, true},
    {"view.preview", [](const Model&, const Reviewing& r, const ViewState&) { return r.preview && r.preview->shown; }, true},
    {"view.zebra", [](const Model&, const Reviewing&, const ViewState& v) { return v.compare.zebra; }, true},
};

std::string shown_as(const Model& model, const Reviewing& shown, const ViewState& view, const UiContext& ui) {
  const desk::CompareLook& look = model.preferences.compare;
  // Most photos that are still read will turn out to have eyes.
  const bool eyes = std::ranges::any_of(shown.panes, [](const desk::PaneState& pane) { return pane.eyes || pane.phase == desk::PhotoPhase::loading; });
  std::string said;
  const auto add = [&](std::string_view key) { said += (said.empty() ? "" : " · ") + std::string(ui.text(key)); };
  if (eyes && wants_registration(shown, look, view.compare)) add("view.is_aligned");
  if (look.tone_matched && !view.compare.original) add("view.is_toned");
  const auto& nudges = view.compare.nudges[wants_registration(shown, look, view.compare) && eyes ? 1 : 0];
  if (!view.compare.original && std::ranges::any_of(nudges, [](gfx::Point by) { return by != gfx::Point{}; })) add("view.is_nudged");
  if (said.empty()) add("view.is_original");
  return said;
}

// What is compared with it has its place before it is there.
bool capture_on_its_way(const Reviewing& shown) {
  return std::ranges::any_of(shown.panes, [](const desk::PaneState& pane) {
    return pane.role == domain::PhotoRole::capture && pane.phase == desk::PhotoPhase::loading;
  });
}

struct Placed {
  const desk::Command* command = nullptr;
  ButtonSpec spec;
  float x = 0, width = 0;
};

// The tools of this pass from left to right, as though the row had no end.
std::vector<Placed> lay_out(const Model& model, const Reviewing& shown, const ViewState& view, const UiContext& ui, float x,
                            bool tight) {
  std::vector<Placed> placed;
  for (const Tool& tool : kTools) {
    // The identity pass is plain: nothing that could be drawn over a face (review-tools.md §d4.1).
    if (tool.standard_only && shown.pass == desk::Pass::identity) continue;
    const std::string_view id = tool.command;
    const bool compares = id == "view.flicker" || id == "view.difference" || id == "view.texture_loss";
    if (compares && !(capture_of(shown) || capture_on_its_way(shown))) continue;
    const desk::Command& command = *desk::find_command(id);
    ButtonSpec spec{command.id, ui.text("command." + std::string(command.id)), ui.key(command.id)};
    spec.small = tight;
    spec.enabled = desk::reviewing(model) && command.enabled(model);
    spec.look = spec.enabled && tool.active(model, shown, view) ? ButtonLook::active : ButtonLook::plain;
    const float width = button_width(ui, spec);
    placed.push_back({&command, spec, x, width});
    x += width + ui.dp(tool.active == kTools[1].active ? 14 : tight ? 4 : 6);
  }
  return placed;
}

}  // namespace

void draw_tools(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###tools", place.min, place.size(), ui.theme.panel);
  const desk::Reviewing* shown = desk::reviewing(model);
  // While the photos are on their way the tools stand where they will, and cannot be taken up.
  const auto* opening = std::get_if<desk::Opening>(&model.review);
  std::optional<desk::Reviewing> soon;
  if (opening) shown = &soon.emplace(desk::as_it_opens(*opening));
  if (!shown) return;
  const float height = ui.dp(28);
  const bool tight = place.w() < ui.dp(kTight);
  const float top = place.min.y + (place.h() - height) / 2;

  // What the pictures are shown as stands at the right and is never pushed out.
  // Its room is that of three digits at least: the tools stay as they are when a photo comes or is zoomed.
  const auto said_at = [&](const std::string& percent) { return ui.format("view.state", {shown_as(model, *shown, view, ui), percent + " %"}); };
  const std::string state = said_at(number(view.compare.magnification * 100, 0));
  const float state_width = std::max(measure(ui, Type::small, said_at("100")).x, measure(ui, Type::small, state).x) + ui.dp(12 + 12);
  if (opening) {
    const float middle = top + height / 2, half = ui.dp(5);
    ImGui::GetWindowDrawList()->AddRectFilled({place.max.x - state_width + ui.dp(12), middle - half},
                                              {place.max.x - ui.dp(12), middle + half}, colour(ui.theme.raised), ui.dp(3));
  } else {
    put_right(ui, {place.max.x - ui.dp(12), top + (height - measure(ui, Type::small, state).y) / 2}, Type::small,
              ui.theme.dim, state);
    ui.mark("tools/shown_as", {place.max.x - state_width, top}, {place.max.x, top + height}, state);
  }

  const float start = place.min.x + ui.dp(8), end = place.max.x - state_width;
  const std::vector<Placed> tools = lay_out(model, *shown, view, ui, start, tight);
  const auto fits = [&](float until) {
    return std::ranges::find_if(tools, [&](const Placed& tool) { return tool.x + tool.width > until; });
  };
  auto last = fits(end);
  const bool all = last == tools.end();
  if (!all) last = fits(end - ui.dp(kMore + 6));
  for (auto tool = tools.begin(); tool != last; ++tool)
    if (button_at(ui, {tool->x, top}, height, tool->spec))
      if (const auto action = tool->command->make(model, shown->sequence)) carry_out(*action, model, view, out);
  if (all) return;
  // Where the row is too narrow it says so: the others stand first in the list of commands, with their keys.
  const std::string count = std::to_string(tools.end() - last), label = "+" + count;
  ButtonSpec more{"tools/more", label, {}};
  more.small = true;
  more.enabled = !opening;
  const float x = last == tools.begin() ? start : std::prev(last)->x + std::prev(last)->width + ui.dp(6);
  if (button_at(ui, {x, top}, height, more, ui.dp(kMore))) {
    carry_out(desk::ViewAction::palette, model, view, out);
    for (auto tool = last; tool != tools.end(); ++tool) view.palette.first.push_back(tool->command->id);
  }
  const std::string said = ui.format("tools.more", {count, desk::label(ui.key("app.palette"))});
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort)) ImGui::SetTooltip("%s", said.c_str());
}

}  // namespace zhaojian::ui
