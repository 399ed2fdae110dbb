#include "desk/selectors.h"
#include "domain/masking.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Scene {
  const char* sign = icon::hourglass;
  std::string title, sentence;
  bool go_on = false;  // offers Enter
};

Scene scene_of(const desk::Model& model, const UiContext& ui) {
  const auto text = [&](std::string_view key) { return std::string(ui.text(key)); };
  if (const auto* opening = std::get_if<desk::Opening>(&model.review)) {
    const std::string name = domain::masked_name(opening->file->review_case.submission.student.name);
    return {icon::photo, ui.format("waiting.opening", {name}), text("waiting.opening_more"), false};
  }
  if (std::holds_alternative<desk::QueueEmpty>(model.review)) {
    if (model.link.kind == desk::LinkState::Kind::offline)
      return {icon::offline, text("waiting.empty_offline"), text("waiting.empty_offline_more"), true};
    if (model.day.to_check > 0 || model.link.photos_wanted > 0)
      return {icon::sync, text("waiting.preparing"), ui.format("waiting.preparing_more", {std::to_string(model.link.photos_wanted), std::to_string(model.day.to_check)}), false};
    return {icon::pass, text("waiting.done"), text("waiting.done_more"), true};
  }
  if (const auto* failed = std::get_if<desk::ClaimFailed>(&model.review))
    return {icon::fail, text("waiting.claim_failed"), std::string(ui.texts.of(failed->error)), true};
  if (const auto* gone = std::get_if<desk::Gone>(&model.review)) {
    const std::string who = domain::masked_name(gone->student_name) + " " + gone->student_number;
    switch (gone->why) {
      case desk::GoneWhy::withdrawn: return {icon::undo, ui.format("waiting.withdrawn", {who}), text("waiting.withdrawn_more"), true};
      case desk::GoneWhy::superseded: return {icon::photo, ui.format("waiting.superseded", {who}), text("waiting.superseded_more"), true};
      case desk::GoneWhy::lease_lost: return {icon::lock, ui.format("waiting.lease_lost", {who}), text("waiting.lease_lost_more"), true};
    }
  }
  if (std::holds_alternative<desk::Claiming>(model.review))
    return {icon::hourglass, text("waiting.claiming"), text("waiting.claiming_more"), false};
  const bool decides = desk::decides(model);
  return {icon::person, text(decides ? "waiting.idle" : "waiting.read_only"), text(decides ? "waiting.idle_more" : "waiting.read_only_more"), decides};
}

}  // namespace

// What fills the desk when there is no photo to judge: says what is going on and what can be done.
void draw_waiting(const desk::Model& model, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###waiting", place.min, place.size(), ui.theme.background);
  const Scene scene = scene_of(model, ui);
  const ImVec2 c = place.centre();
  put_centred(ui, {c.x, c.y - ui.dp(70)}, Type::title, ui.theme.faint, scene.sign);
  put_centred(ui, {c.x, c.y - ui.dp(32)}, Type::strong, ui.theme.text, scene.title);
  const float width = std::min(place.w() - ui.dp(48), ui.dp(440));
  const ImVec2 size = measure(ui, Type::body, scene.sentence);
  const float x = size.x < width ? c.x - size.x / 2 : c.x - width / 2;
  const float h = put_wrapped(ui, {x, c.y - ui.dp(10)}, Type::body, ui.theme.dim, scene.sentence, width);
  ui.mark("waiting", {c.x - width / 2, c.y - ui.dp(80)}, {c.x + width / 2, c.y + h}, scene.title);
  if (!scene.go_on) return;
  const ButtonSpec spec{"review.continue", ui.text("waiting.go_on"), ui.key("review.continue")};
  const float button = button_width(ui, spec);
  if (button_at(ui, {c.x - button / 2, c.y + h + ui.dp(12)}, ui.dp(36), spec)) out.push_back(desk::Continue{});
}

}  // namespace zhaojian::ui
