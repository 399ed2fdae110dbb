#pragma once
#include <optional>
#include <variant>
#include <vector>

#include "desk/model.h"

// What the world did: answers of the store thread and the pool, reports of intake and notify, and time.
namespace zhaojian::desk {

struct Tick { Instant now; };
struct OperatorsLoaded { std::vector<domain::Operator> operators; };
// `preferences`: absent for an operator who never changed any.
struct SignedIn { domain::Operator who; std::optional<Preferences> preferences; std::vector<RecentDecision> recent; };
struct QueueLoaded { Ticket ticket; std::int64_t offset = 0; std::int64_t total = 0; std::vector<domain::QueueItem> rows; };
struct QueueFailed { Ticket ticket; Error error; };

struct CasesClaimed { std::vector<CaseFilePtr> files; bool asked_for_one = false; };  // empty: nothing to claim
struct ClaimRefused { Error error; };
// A photo was decoded and stands in the texture cache (or never will).
struct PhotoArrived { Sha256 sha256{}; PhotoPhase phase = PhotoPhase::ready; std::string problem; int width = 0, height = 0;
                      std::int64_t bytes = 0; std::optional<std::array<domain::Spot, 2>> eyes; std::optional<FaceTone> tone = {}; };
struct AssessmentArrived { SubmissionId id; int version = 0; CaseFilePtr file; };     // the file with its assessment
struct AssessmentFailed { SubmissionId id; int version = 0; Error error; };
// A preview for the case shown under this number; `picture` is a failure with its text key where none could be made.
struct PreviewStepped { std::uint64_t sequence = 0; int step = 0, steps = 0; };
struct PreviewMade { std::uint64_t sequence = 0; PhotoArrived picture; };
struct LookalikesFound { std::uint64_t sequence = 0; Lookalikes lookalikes; };

struct DecisionRecorded { domain::Decision decision; };
struct Recorded { OpId op; };                                        // a skip or an escalation is in the store
struct DecisionRefused { SubmissionId id; OpId op; Error error; std::string by = {}; };  // stale: lease lost; conflict: withdrawn or replaced
struct DecisionNotSaved { SubmissionId id; OpId op; Error error; }; // the store failed: nothing was written, it can be tried again
struct Undone { DecisionId decision; CaseFilePtr file; };           // the case is ours again
struct UndoRefused { DecisionId decision; Error error; };
struct PastLoaded { Past past; CaseFilePtr file; };                  // a decision to look at again
struct PastFailed { DecisionId decision; Error error; };
struct ReversalRecorded { DecisionId decision; CaseFilePtr file; };  // taken back; the case is ours again
struct ReversalRefused { DecisionId decision; OpId op; Error error; };
struct SheetClaimed { std::vector<CaseFilePtr> files; };             // empty: nothing suits a contact sheet
struct SheetRefused { Error error; };
struct FavouritesLoaded { BatchId batch; std::vector<ReasonCode> codes; };
struct LeasesAtRisk { std::optional<Instant> until; };               // they cannot be renewed; absent: they can again
struct Released { std::vector<DecisionId> decisions; };             // hold time over
// A case we hold is ours no longer; `by`: the name of who has it or judged it.
struct CaseChanged { SubmissionId id; GoneWhy why = GoneWhy::withdrawn; std::string by = {}; std::optional<domain::Outcome> outcome = {}; };
struct CaseRefreshed { CaseFilePtr file; };  // still ours, but the feed or somebody else wrote something about it

// Of the student looked up; no stage: there is none. `waits`: what he handed in last is not judged.
struct StudentFound { std::string typed, name; std::optional<domain::Stage> stage; std::optional<DecisionId> decision; bool waits = false; };

struct LinkReported { LinkState link; };
struct OutboxReported { OutboxState outbox; };
struct DayReported { DayState day; };
struct RecentLoaded { std::vector<RecentDecision> recent; };
struct OutboxLoaded { std::vector<OutboxRow> rows; };
struct ProblemsLoaded { std::vector<ProblemRow> rows; };
struct HistoryLoaded { std::vector<HistoryRow> rows; };
struct PageFailed { Screen screen = Screen::outbox; Error error; };
struct Said { NoticeKind kind = NoticeKind::info; std::string text; std::vector<std::string> values; };
struct StoreFailed { Error error; };
struct StoreRecovered {};

using Event = std::variant<Tick, OperatorsLoaded, SignedIn, QueueLoaded, QueueFailed, CasesClaimed, ClaimRefused,
                           PhotoArrived, AssessmentArrived, AssessmentFailed, PreviewStepped, PreviewMade, LookalikesFound,
                           DecisionRecorded, Recorded, DecisionRefused, DecisionNotSaved, Undone, UndoRefused, Released, CaseChanged, CaseRefreshed, StudentFound, LinkReported, OutboxReported,
                           DayReported, RecentLoaded, OutboxLoaded, ProblemsLoaded, HistoryLoaded, PageFailed, Said,
                           StoreFailed, StoreRecovered, PastLoaded, PastFailed, ReversalRecorded, ReversalRefused,
                           SheetClaimed, SheetRefused, FavouritesLoaded, LeasesAtRisk>;

}  // namespace zhaojian::desk
