#include <algorithm>
#include <utility>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"
#include "domain/decision_rules.h"
#include "domain/masking.h"

namespace zhaojian::desk {
namespace {

using domain::Decision;
using domain::DecisionState;

// The case whose photo was on screen when the key went down, ready to be decided; says why not otherwise.
Reviewing* decidable(Model& model, std::uint64_t sequence) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (!reviewing || reviewing->sequence != sequence) {
    notify(model, NoticeKind::warning, "notice.late_key");
    return nullptr;
  }
  if (reviewing->past) {
    notify(model, NoticeKind::warning, "notice.past_is_read_only");
    return nullptr;
  }
  if (model.store_failure) {
    notify(model, NoticeKind::warning, "notice.store_failure");
    return nullptr;
  }
  return reviewing;
}

std::optional<Pending> forget(Model& model, const OpId& op) {
  const auto it = std::ranges::find(model.pending, op, &Pending::op);
  if (it == model.pending.end()) return {};
  Pending pending = std::move(*it);
  model.pending.erase(it);
  return pending;
}

Effects record_and_go_on(Model& model, const OpId& op, Effect effect, const CaseFilePtr& file) {
  remember(model, op, effect, *file);
  Effects effects{std::move(effect)};
  append(effects, show_next(model));
  back_to_sheet(model, file->review_case.submission.id);
  return effects;
}

RecentDecision* find_recent(Model& model, const DecisionId& id) {
  for (RecentDecision& recent : model.recent)
    if (recent.decision.id == id) return &recent;
  return nullptr;
}

}  // namespace

void remember(Model& model, const OpId& op, const Effect& effect, const CaseFile& file) {
  const domain::Student& student = file.review_case.submission.student;
  model.pending.push_back({op, effect, student.name, student.student_number, false});
}

// A key that decides always answers: what it cannot do, and why.
Effects refuse(Model& model) {
  std::string_view text = "notice.nothing_on_desk";
  if (reviewing(model)) text = "notice.no_such_choice";
  if (std::holds_alternative<Gone>(model.review)) text = "notice.case_gone";
  if (std::holds_alternative<Opening>(model.review)) text = "notice.still_loading";
  if (looked_back(model)) text = "notice.past_is_read_only";
  if (model.store_failure) text = "notice.store_failure";
  notify(model, NoticeKind::warning, text);
  return {};
}

Effects decide(Model& model, const Decide& intent, const OpId& op) {
  Reviewing* reviewing = decidable(model, intent.sequence);
  if (!reviewing || !model.me || !model.reasons) return {};
  if (intent.outcome == domain::Outcome::approve && !reviewing->file->assessment && !reviewing->assess_error) {
    notify(model, NoticeKind::warning, "notice.wait_for_checks");
    return {};
  }
  const Decision decision = draft(model, *reviewing, intent.outcome, op);
  const Done allowed = domain::may_decide(*model.me, reviewing->file->review_case, decision,
                                          *reviewing->file->profile, *model.reasons, known(*reviewing->file));
  if (!allowed) {
    notify_error(model, allowed.error());
    return {};
  }
  const CaseFilePtr file = reviewing->file;
  return record_and_go_on(model, op, RecordDecision{file, decision}, file);
}

Effects escalate(Model& model, const Escalate& intent, const OpId& op) {
  Reviewing* reviewing = decidable(model, intent.sequence);
  if (!reviewing) return {};
  if (reviewing->file->review_case.place.round == domain::Round::supervisor) {
    notify(model, NoticeKind::warning, "notice.already_escalated");
    return {};
  }
  const CaseFilePtr file = reviewing->file;
  return record_and_go_on(model, op, RecordEscalation{file, op, intent.reason}, file);
}

Effects skip(Model& model, const Skip& intent, const OpId& op) {
  Reviewing* reviewing = decidable(model, intent.sequence);
  if (!reviewing) return {};
  const CaseFilePtr file = reviewing->file;
  return record_and_go_on(model, op, RecordSkip{file, op, intent.reason}, file);
}

Effects undo(Model& model, const Undo& intent) {
  if (!intent.which && !model.pending.empty()) {
    notify(model, NoticeKind::info, "notice.undo_wait");
    return {};
  }
  if (!intent.which && model.screen == Screen::sheet) return undo_sheet(model);
  // What is looked at is what is meant, where it can still be undone.
  if (const Past* past = looked_back(model); past && !intent.which && past->decision.state == DecisionState::held)
    return undo(model, {past->decision.id});
  for (const RecentDecision& recent : model.recent) {
    const Decision& decision = recent.decision;
    if (intent.which ? decision.id != *intent.which : decision.state != DecisionState::held) continue;
    if (decision.state != DecisionState::held || decision.release_at <= model.now) break;
    return {UndoDecision{decision.id}};
  }
  notify(model, NoticeKind::info, "notice.nothing_to_undo");
  return {};
}

Effects on_recorded(Model& model, const DecisionRecorded& event) {
  const std::optional<Pending> pending = forget(model, event.decision.op);
  // The same write may be confirmed twice, when it was sent again after a failure.
  std::erase_if(model.recent, [&](const RecentDecision& known) { return known.decision.id == event.decision.id; });
  RecentDecision recent{event.decision, {}, {}};
  if (pending) {
    recent.student_name = pending->student_name;
    recent.student_number = pending->student_number;
  }
  if (event.decision.state == DecisionState::opinion) {  // it is not told to the student yet, and cannot be undone
    const bool first = event.decision.round == domain::Round::first;
    notify(model, NoticeKind::info, first ? "notice.to_second_reviewer" : "notice.to_supervisor",
           {domain::masked_name(recent.student_name), recent.student_number});
  }
  sheet_recorded(model, event.decision);
  model.recent.insert(model.recent.begin(), std::move(recent));
  if (model.recent.size() > kRecent) model.recent.resize(kRecent);
  return {LoadDay{}};
}

Effects on_recorded(Model& model, const Recorded& event) {
  forget(model, event.op);
  return {LoadDay{}};
}

Effects on_refused(Model& model, const DecisionRefused& event) {
  const std::optional<Pending> pending = forget(model, event.op);
  std::vector<std::string> whose;
  if (pending) whose = {domain::masked_name(pending->student_name), pending->student_number};
  if (!whose.empty() && !event.by.empty()) whose.push_back(event.by);
  sheet_not_decided(model, event.op, event.error);
  notify_error(model, event.error, std::move(whose));
  return {};
}

Effects on_not_saved(Model& model, const DecisionNotSaved& event) {
  model.store_failure = event.error;
  for (Pending& pending : model.pending)
    if (pending.op == event.op) pending.failed = true;
  return {};
}

Effects on_undone(Model& model, const Undone& event) {
  // What was chosen is there again, so that a slip costs one key and not the whole form.
  Choices choices;
  if (const RecentDecision* recent = find_recent(model, event.decision)) {
    choices.identity = recent->decision.identity;
    choices.reasons = recent->decision.reasons;
    choices.ticks = recent->decision.ticks;
    for (domain::GivenReason& reason : choices.reasons)
      if (!reason.note.empty()) choices.note = std::exchange(reason.note, {});
  }
  became(model, event.decision, DecisionState::undone);
  notify(model, NoticeKind::done, "notice.undone");
  if (sheet_undone(model, event.decision, event.file)) return {};
  return put_back_on_desk(model, event.file, std::move(choices));
}

Effects on_undo_refused(Model& model, const UndoRefused& event) {
  notify_error(model, event.error);
  return {};
}

Effects on_released(Model& model, const Released& event) {
  for (const DecisionId& id : event.decisions) {
    became(model, id, DecisionState::released);
    for (Tile& tile : model.sheet.tiles)
      if (tile.decision && tile.decision->id == id) tile.decision->state = DecisionState::released;
  }
  return {};
}

}  // namespace zhaojian::desk
