#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "base/time.h"
#include "domain/lifecycle.h"

namespace zhaojian::domain {

enum class Outcome { approve, retake, identity_doubt, reprocess };  // 通过 重拍 身份存疑 系统重处理
[[nodiscard]] constexpr std::string_view name(Outcome outcome) {
  constexpr std::string_view names[] = {"approve", "retake", "identity_doubt", "reprocess"};
  return names[static_cast<int>(outcome)];
}

// x, y, w, h in pixels of the submission photo, when the reason is pinned to a place.
using Region = std::array<double, 4>;

struct GivenReason {
  ReasonCode code;
  std::string note;  // only with a reason that needs one (OTHER)
  std::optional<Region> region;
  bool operator==(const GivenReason&) const = default;
};

// 1 surely different … 7 surely the same (review-tools.md §d4.3). Given before any score is shown.
struct IdentityAnswer {
  int first = 0;
  std::optional<int> changed_to;  // one change after the reveal, logged
  bool operator==(const IdentityAnswer&) const = default;
};

// What a decision has become.
enum class DecisionState {
  held,       // may be undone
  released,   // final; its event may leave
  undone,     // taken back within the hold time
  cancelled,  // the student withdrew or replaced the photo before release
  reversed,   // taken back after release; a correction was sent
  opinion,    // of several (domain/second_look.h): counts only together with another reviewer's
};

struct Decision {
  DecisionId id;
  OpId op;  // of the key press; a replay finds the decision already there
  SubmissionId submission;
  int version = 0;   // of the submission that was on screen
  Sha256 photo{};    // of the photo that was on screen when the key went down
  Round round = Round::first;
  Outcome outcome = Outcome::approve;
  std::vector<GivenReason> reasons;  // worst first, at most three
  std::vector<TickId> ticks;  // of the profile's, those a person ticked, in its order
  std::optional<IdentityAnswer> identity;
  OperatorId by;
  StationId station;
  std::int64_t epoch = 0;  // the lease it was made under
  Instant decided_at;
  Instant release_at;      // decided_at + the profile's hold
  std::int64_t looked_ms = 0;  // how long the photo was on screen
  DecisionState state = DecisionState::held;
  std::optional<DecisionId> reverses;
  bool operator==(const Decision&) const = default;
};

}  // namespace zhaojian::domain
