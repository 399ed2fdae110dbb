#include "desk/selectors.h"
#include "domain/masking.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/empty.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Scene {
  const char* sign = icon::hourglass;
  std::string title, sentence;
  const char* go_on = nullptr;  // text key of what Enter does; absent: it goes on by itself
  const ImVec4* ink = nullptr;
};

// Somebody else's now, or back in line; what was chosen is kept where it may count again.
Scene lost_scene(const desk::Gone& gone, const std::string& who, const UiContext& ui) {
  const bool back = gone.by.empty();
  std::string title = back ? ui.format("waiting.back_in_line", {who}) : ui.format("waiting.lease_lost", {who, gone.by});
  std::string more(ui.text(back ? "waiting.back_in_line_more" : "waiting.lease_lost_more"));
  if (gone.kept) more += std::string(ui.text("waiting.kept"));
  return {back ? icon::hourglass : icon::lock, std::move(title), std::move(more), "waiting.next", &ui.theme.warn};
}

Scene decided_scene(const desk::Gone& gone, const std::string& who, const UiContext& ui) {
  const std::string how = gone.outcome ? std::string(ui.text("outcome.done." + std::string(domain::name(*gone.outcome)))) : std::string();
  std::string title = gone.outcome ? ui.format("waiting.decided_as", {who, gone.by, how}) : ui.format("waiting.decided", {who, gone.by});
  return {icon::person, std::move(title), std::string(ui.text("waiting.decided_more")), "waiting.next", &ui.theme.warn};
}

Scene gone_scene(const desk::Gone& gone, const UiContext& ui) {
  const std::string who = domain::masked_name(gone.student_name) + " " + gone.student_number;
  const auto made = [&](const char* sign, const std::string& key) -> Scene {
    return {sign, ui.format(key, {who}), std::string(ui.text(key + "_more")), "waiting.next", &ui.theme.warn};
  };
  switch (gone.why) {
    case desk::GoneWhy::withdrawn: return made(icon::undo, "waiting.withdrawn");
    case desk::GoneWhy::superseded: return made(icon::photo, "waiting.superseded");
    case desk::GoneWhy::lease_lost: return lost_scene(gone, who, ui);
    case desk::GoneWhy::decided: return decided_scene(gone, who, ui);
  }
  return made(icon::undo, "waiting.withdrawn");
}

Scene scene_of(const desk::Model& model, const UiContext& ui) {
  const auto text = [&](std::string_view key) { return std::string(ui.text(key)); };
  if (std::holds_alternative<desk::QueueEmpty>(model.review)) {
    if (model.link.kind == desk::LinkState::Kind::offline)
      return {icon::offline, text("waiting.empty_offline"), text("waiting.empty_offline_more"), "waiting.look_again", &ui.theme.warn};
    if (model.day.to_check > 0 || model.link.photos_wanted > 0)
      return {icon::sync, text("waiting.preparing"), ui.format("waiting.preparing_more", {grouped(model.link.photos_wanted), grouped(model.day.to_check)}), "waiting.look_again"};
    return {icon::pass, text("waiting.done"), text("waiting.done_more"), "waiting.look_again", &ui.theme.pass};
  }
  if (const auto* failed = std::get_if<desk::ClaimFailed>(&model.review))
    return {icon::fail, text("waiting.claim_failed"), std::string(ui.texts.of(failed->error)), "list.retry", &ui.theme.fail};
  if (const auto* gone = std::get_if<desk::Gone>(&model.review)) return gone_scene(*gone, ui);
  if (std::holds_alternative<desk::Claiming>(model.review))
    return {icon::hourglass, text("waiting.claiming"), text("waiting.claiming_more")};
  if (desk::decides(model)) return {icon::person, text("waiting.idle"), text("waiting.idle_more"), "waiting.start"};
  return {icon::person, text("waiting.read_only"), ui.format("waiting.read_only_more", {desk::label(ui.key("app.palette")), desk::label(ui.key("app.outbox"))})};
}

}  // namespace

// What fills the desk when there is no photo to judge: says what is going on and what can be done.
void draw_waiting(const desk::Model& model, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###waiting", place.min, place.size(), ui.theme.background);
  const Scene scene = scene_of(model, ui);
  EmptyState state{scene.sign, scene.title, scene.sentence, {}, scene.ink};
  if (scene.go_on) state.action = ButtonSpec{.id = "review.continue", .label = ui.text(scene.go_on), .key = ui.key("review.continue")};
  if (empty_at(ui, place, state)) out.push_back(desk::Continue{});
  ui.mark("waiting", place.min, place.max, scene.title);
}

}  // namespace zhaojian::ui
