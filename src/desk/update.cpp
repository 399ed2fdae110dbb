#include "desk/update.h"

#include "desk/notices.h"
#include "desk/parts.h"

namespace zhaojian::desk {
namespace {

constexpr Duration kRefreshEvery = seconds(30);  // news comes by itself; this is for what nobody reports

Effects on_tick(Model& model, const Tick& tick) {
  model.now = tick.now;
  drop_old_notices(model);
  Effects effects;
  // The wall clock may jump back; then the difference is negative and the next look is simply due again.
  const Duration since = model.now - model.last_refresh;
  if (model.me && (since >= kRefreshEvery || since.micros < 0)) {
    model.last_refresh = model.now;
    append(effects, reload_lists(model));
    if (std::holds_alternative<QueueEmpty>(model.review)) append(effects, claim_more(model));
  }
  return effects;
}

Effects on_preferences(Model& model, const SetPreferences& set) {
  model.preferences = set.to;
  if (!model.me) {
    model.chosen_at_sign_in = set.to;
    return {};
  }
  return {SavePreferences{model.me->id, set.to}};
}

Effects on_dismiss(Model& model, const DismissNotice& dismiss) {
  std::erase_if(model.notices, [&](const Notice& notice) { return notice.id == dismiss.id; });
  return {};
}

Effects on_operators(Model& model, const OperatorsLoaded& loaded) {
  model.operators = loaded.operators;
  model.operators_known = true;
  return {};
}

// The counts changed: the list has, too, and there may be something to review again.
Effects on_day(Model& model, const DayReported& event) {
  if (event.day == model.day) return {};
  model.day = event.day;
  if (!model.me) return {};
  Effects effects = reload_queue(model);
  if (std::holds_alternative<QueueEmpty>(model.review)) append(effects, claim_more(model));
  return effects;
}

Effects on_store_recovered(Model& model) {
  model.store_failure.reset();
  notify(model, NoticeKind::done, "notice.store_recovered");
  Effects effects;
  if (!model.me) effects.push_back(LoadOperators{});
  for (Pending& pending : model.pending) {
    if (!pending.failed) continue;
    pending.failed = false;
    effects.push_back(pending.again);
  }
  // A claim that could not be made meanwhile is made now.
  const bool waits = std::holds_alternative<QueueEmpty>(model.review) || std::holds_alternative<Claiming>(model.review);
  if (waits) append(effects, claim_more(model));
  return effects;
}

}  // namespace

Effects update(Model& model, const Intent& intent, const OpId& next_op) {
  return std::visit(
      Match{
          [&](const SignIn& i) { return sign_in(model, i); },
          [&](const SignOut&) { return sign_out(model); },
          [&](const Go& i) { return go(model, i); },
          [&](const Start&) { return start(model); },
          [&](const OpenCase& i) { return open_case(model, i); },
          [&](const FilterQueue& i) { return filter_queue(model, i); },
          [&](const ScrollQueue& i) { return scroll_queue(model, i); },
          [&](const ShowPass& i) { return show_pass(model, i); },
          [&](const AnswerIdentity& i) { return answer_identity(model, i); },
          [&](const PickReason& i) { return pick_reason(model, i); },
          [&](const ClearReasons&) { return clear_reasons(model); },
          [&](const SetNote& i) { return set_note(model, i); },
          [&](const PinReason& i) { return pin_reason(model, i); },
          [&](const ShowFinding& i) { return show_finding(model, i); },
          [&](const StepFinding& i) { return step_finding(model, i); },
          [&](const TogglePassed&) { return toggle_passed(model); },
          [&](const TickClause& i) { return tick_clause(model, i); },
          [&](const ToggleTicks&) { return toggle_ticks(model); },
          [&](const GroupByClause&) { return group_by_clause(model); },
          [&](const ToggleGuides&) { return toggle_guides(model); },
          [&](const TakeTool& i) { return take_tool(model, i); },
          [&](const TogglePreview&) { return toggle_preview(model); },
          [&](const Decide& i) { return decide(model, i, next_op); },
          [&](const Escalate& i) { return escalate(model, i, next_op); },
          [&](const Skip& i) { return skip(model, i, next_op); },
          [&](const Undo& i) { return undo(model, i); },
          [&](const Refuse&) { return refuse(model); },
          [&](const LookBack& i) { return look_back(model, i); },
          [&](const LookUp& i) { return look_up(model, i); },
          [&](const StepBack& i) { return step_back(model, i); },
          [&](const StopLooking&) { return stop_looking(model); },
          [&](const Reverse& i) { return reverse(model, i, next_op); },
          [&](const StepPin& i) { return step_pin(model, i); },
          [&](const MovePin& i) { return move_pin(model, i); },
          [&](const SheetShown& i) { return sheet_shown(model, i); },
          [&](const SheetStep& i) { return sheet_step(model, i); },
          [&](const SheetSelect& i) { return sheet_select(model, i); },
          [&](const SheetMark& i) { return sheet_mark(model, i); },
          [&](const SheetMarkAll& i) { return sheet_mark_all(model, i); },
          [&](const SheetPick& i) { return sheet_pick(model, i); },
          [&](const SheetDecide& i) { return sheet_decide(model, i, next_op); },
          [&](const SheetOpen& i) { return sheet_open(model, i); },
          [&](const SheetMore&) { return sheet_more(model); },
          [&](const Continue&) { return go_on(model); },
          [&](const ReplayEvent& i) -> Effects { return {ReplayDeadEvent{i.id}, LoadOutbox{}}; },
          [&](const Refresh&) { return refresh(model); },
          [&](const SetPreferences& i) { return on_preferences(model, i); },
          [&](const DismissNotice& i) { return on_dismiss(model, i); },
          [&](const Quit&) { return quit(model); },
      },
      intent);
}

Effects update(Model& model, const Event& event) {
  return std::visit(
      Match{
          [&](const Tick& e) { return on_tick(model, e); },
          [&](const OperatorsLoaded& e) { return on_operators(model, e); },
          [&](const SignedIn& e) { return on_signed_in(model, e); },
          [&](const QueueLoaded& e) { return on_queue_loaded(model, e); },
          [&](const QueueFailed& e) { return on_queue_failed(model, e); },
          [&](const CasesClaimed& e) { return on_claimed(model, e); },
          [&](const ClaimRefused& e) { return on_claim_refused(model, e); },
          [&](const PhotoArrived& e) { return on_photo(model, e); },
          [&](const AssessmentArrived& e) { return on_assessment(model, e); },
          [&](const AssessmentFailed& e) { return on_assessment_failed(model, e); },
          [&](const PreviewStepped& e) { return on_preview(model, e); },
          [&](const PreviewMade& e) { return on_preview(model, e); },
          [&](const LookalikesFound& e) { return on_lookalikes(model, e); },
          [&](const DecisionRecorded& e) { return on_recorded(model, e); },
          [&](const Recorded& e) { return on_recorded(model, e); },
          [&](const DecisionRefused& e) { return on_refused(model, e); },
          [&](const DecisionNotSaved& e) { return on_not_saved(model, e); },
          [&](const Undone& e) { return on_undone(model, e); },
          [&](const UndoRefused& e) { return on_undo_refused(model, e); },
          [&](const PastLoaded& e) { return on_past(model, e); },
          [&](const PastFailed& e) { return on_past_failed(model, e); },
          [&](const ReversalRecorded& e) { return on_reversed(model, e); },
          [&](const ReversalRefused& e) { return on_reversal_refused(model, e); },
          [&](const SheetClaimed& e) { return on_sheet_claimed(model, e); },
          [&](const SheetRefused& e) { return on_sheet_refused(model, e); },
          [&](const FavouritesLoaded& e) -> Effects { model.favourites[e.batch] = e.codes; return {}; },
          [&](const LeasesAtRisk& e) -> Effects { model.lease_until = e.until; return {}; },
          [&](const Released& e) { return on_released(model, e); },
          [&](const CaseChanged& e) { return on_case_changed(model, e); },
          [&](const CaseRefreshed& e) { return on_refreshed(model, e); },
          [&](const StudentFound& e) { return on_student_found(model, e); },
          [&](const LinkReported& e) -> Effects { model.link = e.link; return {}; },
          [&](const OutboxReported& e) -> Effects { model.outbox = e.outbox; return {}; },
          [&](const DayReported& e) { return on_day(model, e); },
          [&](const RecentLoaded& e) -> Effects { model.recent = e.recent; return {}; },
          [&](const OutboxLoaded& e) -> Effects { model.outbox_rows = e.rows; return {}; },
          [&](const ProblemsLoaded& e) -> Effects { model.problem_rows = e.rows; return {}; },
          [&](const HistoryLoaded& e) -> Effects { model.history_rows = e.rows; return {}; },
          [&](const PageFailed& e) { return on_page_failed(model, e); },
          [&](const Said& e) -> Effects { notify(model, e.kind, e.text, e.values); return {}; },
          [&](const StoreFailed& e) -> Effects { model.store_failure = e.error; return {}; },
          [&](const StoreRecovered&) { return on_store_recovered(model); },
      },
      event);
}

}  // namespace zhaojian::desk
