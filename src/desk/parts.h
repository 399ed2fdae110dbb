#pragma once
#include <iterator>
#include <utility>

#include "desk/update.h"

// The pieces of update(), one file a subject. Internal to desk.
namespace zhaojian::desk {

template <class... Fs>
struct Match : Fs... {
  using Fs::operator()...;
};

inline void append(Effects& to, Effects more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

inline constexpr std::size_t kPrefetch = 5;       // product.md: prefetch of the next five
inline constexpr std::size_t kRecent = 20;        // the undo strip
inline constexpr std::size_t kMostReasons = 3;    // standard.md §3.1: at most three at a time

// update_session.cpp
Effects sign_in(Model& model, const SignIn& intent);
Effects sign_out(Model& model);
Effects quit(Model& model);
Effects on_signed_in(Model& model, const SignedIn& event);
Effects go(Model& model, const Go& intent);
Effects refresh(Model& model);
Effects on_page_failed(Model& model, const PageFailed& event);

// update_queue.cpp
Effects reload_queue(Model& model);
Effects reload_lists(Model& model);  // and the counts
Effects filter_queue(Model& model, const FilterQueue& intent);
Effects scroll_queue(Model& model, const ScrollQueue& intent);
Effects on_queue_loaded(Model& model, const QueueLoaded& event);
Effects on_queue_failed(Model& model, const QueueFailed& event);

// update_desk.cpp: what lies on the desk and what comes next
Effects start(Model& model);
Effects claim_more(Model& model);
Effects open_case(Model& model, const OpenCase& intent);
Effects show_next(Model& model);
std::vector<PaneState> panes_of(const CaseFile& file);
Effects put_on_desk(Model& model, Prefetched next, std::optional<Past> past = {});  // what was there goes back to the front of the prefetched
Effects put_back_on_desk(Model& model, const CaseFilePtr& file, Choices choices);  // after an undo
std::optional<Prefetched> take_off_desk(Model& model);
Effects on_claimed(Model& model, const CasesClaimed& event);
Effects on_claim_refused(Model& model, const ClaimRefused& event);
Effects on_photo(Model& model, const PhotoArrived& event);
Effects on_assessment(Model& model, const AssessmentArrived& event);
Effects on_assessment_failed(Model& model, const AssessmentFailed& event);

// update_changes.cpp: what others do to the cases we hold
Effects on_case_changed(Model& model, const CaseChanged& event);
Effects on_refreshed(Model& model, const CaseRefreshed& event);
void take_up_again(Model& model, Prefetched& claimed);  // with what was chosen before the lease was lost

// update_look.cpp: past decisions looked at again, and taken back after their release
Effects look_back(Model& model, const LookBack& intent);
Effects look_up(Model& model, const LookUp& intent);
Effects go_on(Model& model);  // back from a past decision, or to the next photo
Effects on_student_found(Model& model, const StudentFound& event);
Effects step_back(Model& model, const StepBack& intent);
Effects stop_looking(Model& model);
Effects reverse(Model& model, const Reverse& intent, const OpId& op);
Effects on_past(Model& model, const PastLoaded& event);
Effects on_past_failed(Model& model, const PastFailed& event);
Effects on_reversed(Model& model, const ReversalRecorded& event);
Effects on_reversal_refused(Model& model, const ReversalRefused& event);
void became(Model& model, const DecisionId& id, domain::DecisionState state);  // wherever the decision is shown

// update_sheet.cpp: the contact sheet
Effects open_sheet(Model& model);
Effects close_sheet(Model& model);  // gives back what is open
Effects sheet_shown(Model& model, const SheetShown& intent);
Effects sheet_step(Model& model, const SheetStep& intent);
Effects sheet_select(Model& model, const SheetSelect& intent);
Effects sheet_mark(Model& model, const SheetMark& intent);
Effects sheet_mark_all(Model& model, const SheetMarkAll& intent);
Effects sheet_pick(Model& model, const SheetPick& intent);
Effects sheet_more(Model& model);
Effects on_sheet_claimed(Model& model, const SheetClaimed& event);
Effects on_sheet_refused(Model& model, const SheetRefused& event);
// update_sheet_decide.cpp
Effects sheet_decide(Model& model, const SheetDecide& intent, const OpId& op);
Effects sheet_open(Model& model, const SheetOpen& intent);
Effects undo_sheet(Model& model);
void sheet_recorded(Model& model, const domain::Decision& decision);
void sheet_not_decided(Model& model, const OpId& op, const Error& error);
bool sheet_undone(Model& model, const DecisionId& id, const CaseFilePtr& file);  // it was decided there
void sheet_lost(Model& model, const SubmissionId& id, GoneWhy why);
bool back_to_sheet(Model& model, const SubmissionId& id);  // it was opened from there

// update_review.cpp: what the operator does to the case before deciding
Effects show_pass(Model& model, const ShowPass& intent);
Effects answer_identity(Model& model, const AnswerIdentity& intent);
Effects on_lookalikes(Model& model, const LookalikesFound& event);
Effects pick_reason(Model& model, const PickReason& intent);
Effects clear_reasons(Model& model);
Effects set_note(Model& model, const SetNote& intent);
Effects pin_reason(Model& model, const PinReason& intent);
Effects step_pin(Model& model, const StepPin& intent);
Effects move_pin(Model& model, const MovePin& intent);
Effects toggle_guides(Model& model);
Effects take_tool(Model& model, const TakeTool& intent);

// update_preview.cpp: what re-processing would give
Effects toggle_preview(Model& model);
Effects on_preview(Model& model, const PreviewStepped& event);
Effects on_preview(Model& model, const PreviewMade& event);

// update_checks.cpp: the list of checks
Effects show_finding(Model& model, const ShowFinding& intent);
Effects step_finding(Model& model, const StepFinding& intent);
Effects toggle_passed(Model& model);
Effects tick_clause(Model& model, const TickClause& intent);
Effects toggle_ticks(Model& model);
Effects group_by_clause(Model& model);

// update_decide.cpp: decisions, and what the store says of them
Effects decide(Model& model, const Decide& intent, const OpId& op);
Effects escalate(Model& model, const Escalate& intent, const OpId& op);
Effects skip(Model& model, const Skip& intent, const OpId& op);
Effects refuse(Model& model);
void remember(Model& model, const OpId& op, const Effect& effect, const CaseFile& file);
Effects undo(Model& model, const Undo& intent);
Effects on_recorded(Model& model, const DecisionRecorded& event);
Effects on_recorded(Model& model, const Recorded& event);
Effects on_refused(Model& model, const DecisionRefused& event);
Effects on_not_saved(Model& model, const DecisionNotSaved& event);
Effects on_undone(Model& model, const Undone& event);
Effects on_undo_refused(Model& model, const UndoRefused& event);
Effects on_released(Model& model, const Released& event);

}  // namespace zhaojian::desk
