#include <algorithm>
#include <cmath>
#include <span>

#include "desk/selectors.h"
#include "domain/masking.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Sign {
  const char* icon;
  const ImVec4* colour;
};
Sign sign_of(const Theme& theme, const domain::Decision& decision) {
  if (decision.state == domain::DecisionState::undone) return {icon::undo, &theme.dim};
  if (decision.state == domain::DecisionState::reversed) return {icon::history, &theme.warn};
  if (decision.state == domain::DecisionState::opinion) return {icon::people, &theme.warn};
  switch (decision.outcome) {
    case domain::Outcome::approve: return {icon::pass, &theme.pass};
    case domain::Outcome::retake: return {icon::replay, &theme.fail};
    case domain::Outcome::identity_doubt: return {icon::people, &theme.warn};
    case domain::Outcome::reprocess: return {icon::sync, &theme.accent};
  }
  return {icon::other, &theme.dim};
}

}  // namespace

// The last decisions with the time in which they can still be taken back. The only thing that moves is the countdown.
void draw_strip(const desk::Model& model, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###strip", place.min, place.size(), ui.theme.panel);
  const float mid = place.centre().y;
  const float text_y = mid - measure(ui, Type::small, "好").y / 2;
  const desk::RecentDecision* undoable = desk::undoable(model);

  // The undo sentence keeps its room at the right, so that thumbnails never push it away.
  float right = place.max.x - ui.dp(10);
  if (undoable) {
    const double left = std::ceil((undoable->decision.release_at - model.now).seconds());
    const desk::Command& command = *desk::find_command("review.undo");
    const ButtonSpec spec{command.id, ui.text("command.review.undo"), ui.key(command.id), icon::undo};
    const float width = button_width(ui, spec);
    if (button_at(ui, {right - width, mid - ui.dp(14)}, ui.dp(28), spec)) out.push_back(desk::Undo{});
    right -= width + ui.dp(10);
    const std::string said = ui.format("strip.undoable", {ui.text("outcome.done." + std::string(name(undoable->decision.outcome))),
                                                          domain::masked_name(undoable->student_name), number(left, 0)});
    const float said_width = std::min(measure(ui, Type::small, said).x, place.w() * 0.45F);
    put(ui, {right - said_width, text_y}, Type::small, ui.theme.text, said, said_width);
    ui.mark("strip/undoable", {right - said_width, mid - ui.dp(10)}, {right, mid + ui.dp(10)}, said);
    right -= said_width + ui.dp(12);
  }
  float x = place.min.x + ui.dp(10);
  x += put(ui, {x, text_y}, Type::small, ui.theme.dim, ui.text("strip.recent")) + ui.dp(6);
  if (!model.recent.empty()) {
    const desk::Chord key = ui.key("review.look_back");
    put_key(ui, {x, mid - ui.dp(10)}, ui.dp(20), key, ui.theme.dim);
    x += key_width(ui, key) + ui.dp(10);
  }
  const desk::Past* past = desk::looked_back(model);
  if (model.recent.empty()) put(ui, {x, text_y}, Type::small, ui.theme.faint, ui.text("strip.none"), right - x);
  const ImVec2 size{ui.dp(25), ui.dp(34)};
  for (const desk::RecentDecision& recent : model.recent) {
    if (x + size.x + ui.dp(14) > right) break;
    const ImVec2 at{x, mid - size.y / 2}, max{x + size.x, mid + size.y / 2};
    ImGui::SetCursorScreenPos(at);
    const WithId with(recent.decision.id.value.c_str());
    const bool held = recent.decision.state == domain::DecisionState::held && recent.decision.release_at > model.now;
    if (ImGui::InvisibleButton("###recent", {size.x + ui.dp(10), size.y})) out.push_back(desk::LookBack{recent.decision.id});
    ui.mark("strip/" + recent.decision.id.value, domain::masked_name(recent.student_name));
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort))
      ImGui::SetTooltip("%s %s · %s", domain::masked_name(recent.student_name).c_str(), recent.student_number.c_str(),
                        std::string(ui.text("outcome." + std::string(name(recent.decision.outcome)))).c_str());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Picture picture = ui.pictures.get(recent.decision.photo, 128);
    if (picture.state == Picture::State::ready)
      list.AddImageRounded(picture.texture, at, max, {0, 0}, {1, 1}, colour({1, 1, 1, 1}, held ? 1.0F : 0.55F), ui.dp(2));
    else
      list.AddRectFilled(at, max, colour(ui.theme.raised), ui.dp(2));
    const Sign sign = sign_of(ui.theme, recent.decision);
    const ImVec2 dot{max.x - ui.dp(2), max.y - ui.dp(5)};
    list.AddCircleFilled({dot.x + ui.dp(1), dot.y}, ui.dp(7), colour(ui.theme.panel));
    put_centred(ui, {dot.x + ui.dp(1), dot.y}, Type::small, *sign.colour, sign.icon);
    if (past && past->decision.id == recent.decision.id)
      list.AddRect({at.x - ui.dp(2), at.y - ui.dp(2)}, {max.x + ui.dp(2), max.y + ui.dp(2)}, colour(ui.theme.accent), ui.dp(2), 0, ui.dp(2));
    x += size.x + ui.dp(14);
  }
}

void draw_actions(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###actions", place.min, place.size(), ui.theme.panel);
  const float height = ui.dp(36), top = place.centre().y - height / 2;
  const desk::Reviewing* shown = desk::reviewing(model);
  const desk::Command& help = *desk::find_command("app.help");
  const ButtonSpec help_spec{help.id, ui.text("command.app.help"), ui.key(help.id)};
  const float help_width = button_width(ui, help_spec);
  float x = place.min.x + ui.dp(12);
  constexpr const char* judging[] = {"review.approve",   "review.retake",   "review.identity_doubt",
                                     "review.reprocess", "review.escalate", "review.skip"};
  constexpr const char* looking[] = {"review.continue", "review.look_back", "review.look_forward", "review.undo", "review.reverse"};
  const bool back = desk::looked_back(model) != nullptr;
  // Who only reads looks up one decision after another, has none of his own and takes none back.
  const auto offered = desk::decides(model) ? std::span<const char* const>(looking) : std::span<const char* const>(looking, 1);
  const auto ids = back ? offered : std::span<const char* const>(judging);
  const auto barred = shown && !back ? desk::barred_from_approval(*shown) : std::nullopt;
  const auto spec_of = [&](const desk::Command& command, bool waits) {
    ButtonSpec spec{command.id, ui.text(waits ? "actions.approve_second" : back && command.id == "review.continue" ? (desk::decides(model) ? "past.go_on" : "past.close") : "command." + std::string(command.id)),
                    ui.key(command.id)};
    spec.strong = true;
    spec.enabled = shown != nullptr && command.enabled(model) && !(command.id == "review.approve" && barred);
    if (command.id == "review.approve") spec.look = ButtonLook::approve;
    if (command.id == "review.retake") spec.look = ButtonLook::retake;
    return spec;
  };
  // Approving is as wide for either of its words, so that the keys beside it do not move with the answer; unless a key
  // would have no room then.
  const auto width_of = [&](const desk::Command& command, bool either) {
    const bool approves = command.id == "review.approve";
    const bool waits = approves && shown && desk::approval_note(*shown);
    const float own = button_width(ui, spec_of(command, waits));
    return approves && either ? std::max(own, button_width(ui, spec_of(command, !waits))) : own;
  };
  const auto needed = [&](bool either_word) {
    float all = x - ui.dp(10);
    for (const char* id : ids) all += width_of(*desk::find_command(id), either_word) + ui.dp(10);
    return all;
  };
  // What can be done with the photo comes before the way to the list of keys, which has a key of its own.
  const bool with_help = needed(false) <= place.max.x - ui.dp(24) - help_width;
  const float end = with_help ? place.max.x - ui.dp(24) - help_width : place.max.x - ui.dp(12);
  if (with_help && button_at(ui, {place.max.x - ui.dp(12) - help_width, top}, height, help_spec)) view.help = !view.help;
  const bool either = needed(true) <= end;
  for (const char* id : ids) {
    const desk::Command& command = *desk::find_command(id);
    const bool waits = command.id == "review.approve" && shown && desk::approval_note(*shown);
    const float width = width_of(command, either);
    if (x + width > end) break;
    if (button_at(ui, {x, top}, height, spec_of(command, waits), width) && shown)
      if (const auto action = command.make(model, shown->sequence)) carry_out(*action, model, view, out);
    x += width + ui.dp(10);
  }
  const auto note = barred ? barred : shown ? desk::approval_note(*shown) : std::nullopt;
  if (note && end - x >= ui.dp(200)) {
    const float tall = wrapped_height(ui, Type::small, ui.text(*note), end - x);
    const ImVec2 at{x, place.centre().y - tall / 2};
    put_wrapped(ui, at, Type::small, ui.theme.warn, ui.text(*note), end - x);
    ui.mark("actions/note", at, {end, at.y + tall}, ui.text(*note));
  }
}

}  // namespace zhaojian::ui
