#include <utility>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

// What was read before stays until the answer comes: a list that is read again does not blink.
template <class Rows> void read_again(Async<Rows>& rows) {
  if (!std::holds_alternative<Rows>(rows)) rows = Loading{};
}

Effects load_page(Model& model, Screen screen) {
  switch (screen) {
    case Screen::outbox: read_again(model.outbox_rows); return {LoadOutbox{}};
    case Screen::problems: read_again(model.problem_rows); return {LoadProblems{}};
    case Screen::history: read_again(model.history_rows); return {LoadHistory{}};
    case Screen::sign_in: return {LoadOperators{}};
    case Screen::sheet: return open_sheet(model);
    case Screen::review:
    case Screen::settings: return {};
  }
  return {};
}

}  // namespace

Effects sign_in(Model& model, const SignIn& intent) {
  if (model.me) return {};
  return {OpenSession{intent.who}};
}

Effects on_signed_in(Model& model, const SignedIn& event) {
  if (model.me) return {};  // Enter pressed twice
  model.me = event.who;
  const auto chosen = std::exchange(model.chosen_at_sign_in, std::nullopt);
  const bool takes_chosen = chosen && !event.preferences;
  model.preferences = event.preferences.value_or(chosen.value_or(Preferences{}));
  model.recent = event.recent;
  model.favourites.clear();
  model.screen = Screen::review;
  model.review = Idle{};
  model.last_refresh = model.now;
  Effects effects = reload_lists(model);
  if (takes_chosen) effects.push_back(SavePreferences{event.who.id, *chosen});
  append(effects, start(model));
  return effects;
}

Effects sign_out(Model& model) {
  if (!model.me) return {};
  if (!model.pending.empty()) {
    notify(model, NoticeKind::warning, "notice.still_saving");
    return {};
  }
  Effects effects{ReturnCases{held_leases(model)}, CloseSession{model.me->id}, LoadOperators{}};
  model.me.reset();
  model.review = Idle{};
  model.prefetched.clear();
  model.sheet = {};
  model.looking.reset();
  model.reversing.reset();
  model.kept.reset();
  model.recent.clear();
  model.told.clear();  // names of students are among it
  model.claim_pending = false;
  model.history_rows = Loading{};  // were of whoever signed out
  model.queue.filter.clear();  // what was looked for is nothing to the next operator
  model.queue.offset = 0;
  model.screen = Screen::sign_in;
  return effects;
}

Effects quit(Model& model) {
  // Decisions not yet confirmed are worth more than a quick exit; a second try after the store has answered works.
  if (!model.pending.empty() && !model.store_failure) {
    notify(model, NoticeKind::warning, "notice.still_saving");
    return {};
  }
  return {ReturnCases{held_leases(model)}, CloseWindow{}};
}

Effects go(Model& model, const Go& intent) {
  const bool open = model.me ? intent.to != Screen::sign_in
                             : intent.to == Screen::sign_in || intent.to == Screen::settings;
  if (!open || (intent.to == Screen::sheet && !decides(model))) return {};
  Effects effects;
  // Whoever leaves the sheet lets others have its photos; the one opened from it is still to be judged.
  const bool leaves = model.screen == Screen::sheet || (model.sheet.opened && intent.to != Screen::review);
  if (leaves && intent.to != Screen::sheet) effects = close_sheet(model);
  if (auto* shown = std::get_if<Reviewing>(&model.review); shown && intent.to == Screen::review && model.screen != intent.to)
    shown->shown_at = model.now;  // it was not on screen
  model.screen = intent.to;
  append(effects, load_page(model, intent.to));
  return effects;
}

Effects refresh(Model& model) {
  Effects effects{PollNow{}};
  append(effects, reload_lists(model));
  append(effects, load_page(model, model.screen));
  return effects;
}

Effects on_page_failed(Model& model, const PageFailed& event) {
  switch (event.screen) {
    case Screen::outbox: model.outbox_rows = Failed{event.error}; break;
    case Screen::problems: model.problem_rows = Failed{event.error}; break;
    case Screen::history: model.history_rows = Failed{event.error}; break;
    default: notify_error(model, event.error);
  }
  return {};
}

}  // namespace zhaojian::desk
