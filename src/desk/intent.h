#pragma once
#include <string>
#include <variant>
#include <vector>

#include "desk/model.h"

// What the operator asked for. A decision names the case that was on screen when the key went down (`sequence`): after
// the screen changed it is refused visibly, never applied to the next photo.
namespace zhaojian::desk {

struct SignIn { OperatorId who; bool operator==(const SignIn&) const = default; };
struct SignOut { bool operator==(const SignOut&) const = default; };
struct Go { Screen to; bool operator==(const Go&) const = default; };
struct Start { bool operator==(const Start&) const = default; };                      // claim the next
struct OpenCase { SubmissionId id; bool operator==(const OpenCase&) const = default; };  // this one, from the list
struct FilterQueue { std::string text; bool operator==(const FilterQueue&) const = default; };
struct ScrollQueue { std::int64_t offset = 0; bool operator==(const ScrollQueue&) const = default; };

struct ShowPass { Pass pass; bool operator==(const ShowPass&) const = default; };
struct AnswerIdentity { std::uint64_t sequence; int answer; bool operator==(const AnswerIdentity&) const = default; };
struct PickReason { std::uint64_t sequence; ReasonCode code; bool operator==(const PickReason&) const = default; };  // again: unpick
struct ClearReasons { bool operator==(const ClearReasons&) const = default; };
struct SetNote { std::string text; bool operator==(const SetNote&) const = default; };
struct PinReason { ReasonCode code; std::optional<domain::Region> region; bool operator==(const PinReason&) const = default; };
struct StepPin { int by = 1; bool operator==(const StepPin&) const = default; };  // which pin the arrow keys move
struct MovePin { double dx = 0, dy = 0, dw = 0, dh = 0; bool operator==(const MovePin&) const = default; };  // photo pixels
struct ShowFinding { std::optional<FindingId> id; bool operator==(const ShowFinding&) const = default; };
struct StepFinding { int by = 1; bool operator==(const StepFinding&) const = default; };
struct TogglePassed { bool operator==(const TogglePassed&) const = default; };
struct TakeTool { Tool tool = Tool::none; bool operator==(const TakeTool&) const = default; };  // again: put it down
struct TogglePreview { bool operator==(const TogglePreview&) const = default; };  // made at the first press
struct TickClause { std::uint64_t sequence; std::optional<TickId> id; bool operator==(const TickClause&) const = default; };  // again: untick; absent: the next
struct ToggleTicks { bool operator==(const ToggleTicks&) const = default; };
struct GroupByClause { bool operator==(const GroupByClause&) const = default; };  // again: by verdict
struct ToggleGuides { bool operator==(const ToggleGuides&) const = default; };

struct Decide { std::uint64_t sequence; domain::Outcome outcome; bool operator==(const Decide&) const = default; };
struct Escalate { std::uint64_t sequence; std::string reason; bool operator==(const Escalate&) const = default; };
struct Skip { std::uint64_t sequence; std::string reason; bool operator==(const Skip&) const = default; };
struct Undo { std::optional<DecisionId> which; bool operator==(const Undo&) const = default; };  // absent: the newest
// The last decisions, looked at again; nothing but taking one back can be done there.
struct LookBack { DecisionId which; bool operator==(const LookBack&) const = default; };
struct LookUp { std::string typed; bool operator==(const LookUp&) const = default; };  // a student's last decision, by his number or a submission id
struct StepBack { int by = 1; bool operator==(const StepBack&) const = default; };  // 1: an older one, -1: a newer one
struct StopLooking { bool operator==(const StopLooking&) const = default; };
struct Reverse { std::uint64_t sequence; std::string reason; bool operator==(const Reverse&) const = default; };  // after its release
struct Refuse { bool operator==(const Refuse&) const = default; };  // a deciding key where nothing can be decided
struct Continue { bool operator==(const Continue&) const = default; };  // after Gone, QueueEmpty, ClaimFailed

// The contact sheet. `tiles`: those whose pictures the last frame showed.
struct SheetShown { std::uint64_t sequence; std::vector<std::size_t> tiles; std::size_t columns = 1, room = 0; bool operator==(const SheetShown&) const = default; };
struct SheetStep { int columns = 0, rows = 0; bool operator==(const SheetStep&) const = default; };
struct SheetSelect { std::size_t tile = 0; bool operator==(const SheetSelect&) const = default; };
struct SheetMark { std::uint64_t sequence; std::optional<std::size_t> tile; bool operator==(const SheetMark&) const = default; };  // absent: the selected one, and on
struct SheetMarkAll { std::uint64_t sequence; bool operator==(const SheetMarkAll&) const = default; };  // all without a fault; again: none
struct SheetPick { std::uint64_t sequence; ReasonCode code; bool operator==(const SheetPick&) const = default; };  // again: unpick
struct SheetDecide { std::uint64_t sequence; domain::Outcome outcome; bool operator==(const SheetDecide&) const = default; };
struct SheetOpen { std::uint64_t sequence; bool operator==(const SheetOpen&) const = default; };  // the selected one, on the desk
struct SheetMore { bool operator==(const SheetMore&) const = default; };  // gives back what is open and claims others

struct ReplayEvent { EventId id; bool operator==(const ReplayEvent&) const = default; };
struct Refresh { bool operator==(const Refresh&) const = default; };    // poll now, and read the page again
struct SetPreferences { Preferences to; bool operator==(const SetPreferences&) const = default; };
struct DismissNotice { std::uint64_t id; bool operator==(const DismissNotice&) const = default; };
struct Quit { bool operator==(const Quit&) const = default; };

using Intent = std::variant<LookBack, LookUp, StepBack, StopLooking, Reverse, StepPin, MovePin, SheetShown, SheetStep,
                            SheetSelect, SheetMark, SheetMarkAll, SheetPick, SheetDecide, SheetOpen, SheetMore, Refuse,
                            SignIn, SignOut, Go, Start, OpenCase, FilterQueue, ScrollQueue, ShowPass, AnswerIdentity,
                            PickReason, ClearReasons, SetNote, PinReason, ShowFinding, StepFinding, TogglePassed,
                            TickClause, ToggleTicks, GroupByClause, ToggleGuides, TakeTool, TogglePreview, Decide, Escalate, Skip, Undo,
                            Continue, ReplayEvent, Refresh, SetPreferences,
                            DismissNotice, Quit>;
using Intents = std::vector<Intent>;

}  // namespace zhaojian::desk
