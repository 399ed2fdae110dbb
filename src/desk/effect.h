#pragma once
#include <string>
#include <variant>
#include <vector>

#include "desk/review.h"
#include "base/ticket.h"
#include "desk/preferences.h"

// What must now be done elsewhere. app runs these and answers with events.
namespace zhaojian::desk {

struct LoadOperators { bool operator==(const LoadOperators&) const = default; };
struct OpenSession { OperatorId who; bool operator==(const OpenSession&) const = default; };
struct CloseSession { OperatorId who; bool operator==(const CloseSession&) const = default; };  // gives all leases back
struct LoadQueue { Ticket ticket; std::string filter; std::int64_t offset = 0; bool operator==(const LoadQueue&) const = default; };
struct ClaimCases { int count = 1; std::optional<SubmissionId> this_one; bool operator==(const ClaimCases&) const = default; };
struct ReturnCases { std::vector<domain::Lease> leases; bool operator==(const ReturnCases&) const = default; };
struct FetchPhoto { Sha256 sha256{}; bool now = true; bool operator==(const FetchPhoto&) const = default; };  // decode and upload; false: ahead
struct AssessCase { CaseFilePtr file; bool now = true; bool operator==(const AssessCase&) const = default; };
// What re-processing would give, on another thread; answered by PreviewStepped and PreviewMade. One at a time: a newer
// one takes the place of what is still being made.
struct MakePreview {
  std::uint64_t sequence = 0;
  Sha256 capture{};
  std::shared_ptr<const domain::StandardProfile> profile;
  bool operator==(const MakePreview&) const = default;
};
struct FindLookalikes { std::uint64_t sequence = 0; SubmissionId id; bool operator==(const FindLookalikes&) const = default; };
struct RecordDecision {  // the store fills id, decided_at and release_at
  CaseFilePtr file;
  domain::Decision decision;
  bool operator==(const RecordDecision&) const = default;
};
struct RecordEscalation { CaseFilePtr file; OpId op; std::string reason; bool operator==(const RecordEscalation&) const = default; };
struct RecordSkip { CaseFilePtr file; OpId op; std::string reason; bool operator==(const RecordSkip&) const = default; };
struct RecordIdentityChange { CaseFilePtr file; domain::IdentityAnswer answer; bool operator==(const RecordIdentityChange&) const = default; };
struct UndoDecision { DecisionId decision; bool operator==(const UndoDecision&) const = default; };
struct LoadPast { DecisionId decision; bool operator==(const LoadPast&) const = default; };
struct FindStudent { std::string typed; bool operator==(const FindStudent&) const = default; };
struct ReverseDecision { DecisionId decision; OpId op; std::string reason; bool operator==(const ReverseDecision&) const = default; };
struct ClaimSheet { std::size_t count = 1; bool operator==(const ClaimSheet&) const = default; };
struct LoadFavourites { BatchId batch; bool operator==(const LoadFavourites&) const = default; };
struct LoadOutbox { bool operator==(const LoadOutbox&) const = default; };
struct LoadProblems { bool operator==(const LoadProblems&) const = default; };
struct LoadHistory { bool operator==(const LoadHistory&) const = default; };
struct LoadDay { bool operator==(const LoadDay&) const = default; };
struct ReplayDeadEvent { EventId id; bool operator==(const ReplayDeadEvent&) const = default; };
struct PollNow { bool operator==(const PollNow&) const = default; };
struct SavePreferences { OperatorId who; Preferences preferences; bool operator==(const SavePreferences&) const = default; };
struct CloseWindow { bool operator==(const CloseWindow&) const = default; };

using Effect = std::variant<LoadOperators, OpenSession, CloseSession, LoadQueue, ClaimCases, ReturnCases, FetchPhoto,
                            AssessCase, MakePreview, FindLookalikes, RecordDecision, RecordEscalation, RecordSkip, RecordIdentityChange,
                            UndoDecision, LoadPast, FindStudent, ReverseDecision, ClaimSheet, LoadFavourites,
                            LoadOutbox, LoadProblems, LoadHistory, LoadDay, ReplayDeadEvent, PollNow, SavePreferences,
                            CloseWindow>;
using Effects = std::vector<Effect>;

}  // namespace zhaojian::desk
