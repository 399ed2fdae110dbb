#include "desk/notices.h"
#include "desk/parts.h"

namespace zhaojian::desk {
namespace {

// Whatever is leased to us goes back in line, so that nobody waits for a lease to lapse.
std::vector<domain::Lease> all_leases(const Model& model) {
  std::vector<domain::Lease> leases;
  for (const Prefetched& ahead : model.prefetched) leases.push_back(ahead.file->lease);
  if (const auto* opening = std::get_if<Opening>(&model.review)) leases.push_back(opening->file->lease);
  if (const auto* reviewing = std::get_if<Reviewing>(&model.review)) leases.push_back(reviewing->file->lease);
  return leases;
}

Effects load_page(Model& model, Screen screen) {
  switch (screen) {
    case Screen::outbox: model.outbox_rows = Loading{}; return {LoadOutbox{}};
    case Screen::problems: model.problem_rows = Loading{}; return {LoadProblems{}};
    case Screen::history: model.history_rows = Loading{}; return {LoadHistory{}};
    case Screen::sign_in: return {LoadOperators{}};
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
  model.preferences = event.preferences;
  model.recent = event.recent;
  model.screen = Screen::review;
  model.review = Idle{};
  model.last_refresh = model.now;
  Effects effects = reload_lists(model);
  append(effects, start(model));
  return effects;
}

Effects sign_out(Model& model) {
  if (!model.me) return {};
  if (!model.pending.empty()) {
    notify(model, NoticeKind::warning, "notice.still_saving");
    return {};
  }
  Effects effects{ReturnCases{all_leases(model)}, CloseSession{model.me->id}, LoadOperators{}};
  model.me.reset();
  model.review = Idle{};
  model.prefetched.clear();
  model.recent.clear();
  model.claim_pending = false;
  model.screen = Screen::sign_in;
  return effects;
}

Effects quit(Model& model) {
  // Decisions not yet confirmed are worth more than a quick exit; a second try after the store has answered works.
  if (!model.pending.empty() && !model.store_failure) {
    notify(model, NoticeKind::warning, "notice.still_saving");
    return {};
  }
  return {ReturnCases{all_leases(model)}, CloseWindow{}};
}

Effects go(Model& model, const Go& intent) {
  const bool open = model.me ? intent.to != Screen::sign_in
                             : intent.to == Screen::sign_in || intent.to == Screen::settings;
  if (!open) return {};
  model.screen = intent.to;
  return load_page(model, intent.to);
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
