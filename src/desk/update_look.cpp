#include <algorithm>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"
#include "domain/decision_rules.h"
#include "domain/masking.h"

namespace zhaojian::desk {
namespace {

using domain::DecisionState;

Effects load(Model& model, const DecisionId& id) {
  model.looking = id;
  return {LoadPast{id}};
}

}  // namespace

Effects look_back(Model& model, const LookBack& intent) {
  if (!model.me) return {};
  return load(model, intent.which);
}

Effects look_up(Model& model, const LookUp& intent) {
  if (!model.me) return {};
  return {FindStudent{intent.typed}};
}

Effects on_student_found(Model& model, const StudentFound& event) {
  if (!model.me) return {};
  using enum domain::Stage;
  if (!event.stage) {
    notify(model, NoticeKind::warning, "notice.lookup_nobody", {event.typed});
  } else if (!event.decision) {
    const bool gone = *event.stage == withdrawn || *event.stage == superseded;
    notify(model, NoticeKind::info, gone ? "notice.lookup_gone" : "notice.lookup_waits", {domain::masked_name(event.name)});
  } else {
    if (event.waits) notify(model, NoticeKind::info, "notice.lookup_came_again", {domain::masked_name(event.name)});
    return load(model, *event.decision);
  }
  return {};
}

// Along the strip: from the present photo to the newest decision, then to older ones, and back.
Effects step_back(Model& model, const StepBack& intent) {
  if (!model.me || model.recent.empty()) {
    notify(model, NoticeKind::info, "notice.nothing_to_look_at");
    return {};
  }
  const Past* past = looked_back(model);
  const DecisionId here = model.looking ? *model.looking : past ? past->decision.id : DecisionId();
  const auto at = std::ranges::find(model.recent, here, [](const RecentDecision& r) { return r.decision.id; });
  const auto count = static_cast<int>(model.recent.size());
  const int from = at == model.recent.end() ? -1 : static_cast<int>(at - model.recent.begin());
  const int next = from + intent.by;
  if (next < 0) return from < 0 ? Effects{} : stop_looking(model);
  if (next >= count) {
    notify(model, NoticeKind::info, "notice.oldest_decision");
    return {};
  }
  return load(model, model.recent[static_cast<std::size_t>(next)].decision.id);
}

Effects stop_looking(Model& model) {
  model.looking.reset();
  if (!looked_back(model)) return {};
  if (decides(model)) return show_next(model);
  model.review = Idle{};  // who only reads has no photo to go back to
  return {};
}

Effects go_on(Model& model) { return looked_back(model) ? stop_looking(model) : start(model); }

Effects on_past(Model& model, const PastLoaded& event) {
  if (!model.me || model.looking != event.past.decision.id) return {};  // asked for something else since
  model.looking.reset();
  model.screen = Screen::review;
  std::vector<PaneState> panes = panes_of(*event.file);
  // Who answers the phone explains what was sent back; the photos of the register are none of his business.
  if (model.me->role == domain::Role::customer_service)
    std::erase_if(panes, [](const PaneState& pane) { return pane.role != domain::PhotoRole::submission; });
  // What the case is now may be with somebody else; only what was judged is shown.
  return put_on_desk(model, {event.file, std::move(panes),
                             {event.past.decision.identity, event.past.decision.reasons, {}}}, event.past);
}

Effects on_past_failed(Model& model, const PastFailed& event) {
  if (model.looking == event.decision) model.looking.reset();
  notify_error(model, event.error);
  return {};
}

Effects reverse(Model& model, const Reverse& intent, const OpId& op) {
  const Reviewing* shown = reviewing(model);
  if (!shown || shown->sequence != intent.sequence || !shown->past || !model.me) {
    notify(model, NoticeKind::warning, "notice.late_key");
    return {};
  }
  if (model.store_failure) {
    notify(model, NoticeKind::warning, "notice.store_failure");
    return {};
  }
  if (model.reversing) return {};  // the first press is on its way
  if (const Done allowed = domain::may_reverse(*model.me, shown->past->decision); !allowed) {
    notify_error(model, allowed.error());
    return {};
  }
  model.reversing = op;
  return {ReverseDecision{shown->past->decision.id, op, intent.reason}};
}

Effects on_reversed(Model& model, const ReversalRecorded& event) {
  model.reversing.reset();
  Choices choices;  // the reasons to start from; who it is must be looked at anew
  const Past* past = looked_back(model);
  if (past && past->decision.id == event.decision) choices.reasons = past->decision.reasons;
  for (domain::GivenReason& reason : choices.reasons)
    if (!reason.note.empty()) choices.note = std::exchange(reason.note, {});
  became(model, event.decision, DecisionState::reversed);
  notify(model, NoticeKind::done, "notice.reversed");
  Effects effects{LoadDay{}};
  if (event.file) append(effects, put_back_on_desk(model, event.file, std::move(choices)));
  return effects;
}

Effects on_reversal_refused(Model& model, const ReversalRefused& event) {
  model.reversing.reset();
  notify_error(model, event.error);
  return {};
}

void became(Model& model, const DecisionId& id, DecisionState state) {
  for (RecentDecision& recent : model.recent)
    if (recent.decision.id == id) recent.decision.state = state;
  const auto change = [&](std::optional<Past>& past) {
    if (past && past->decision.id == id) past->decision.state = state;
  };
  if (auto* opening = std::get_if<Opening>(&model.review)) change(opening->past);
  if (auto* shown = std::get_if<Reviewing>(&model.review)) change(shown->past);
}

}  // namespace zhaojian::desk
