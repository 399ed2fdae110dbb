#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/time.h"

namespace zhaojian::domain {

// A decision event on its way to the back end (contracts/intake.openapi.yaml, Event).
enum class EventState {
  held,        // waits for the end of the undo time
  ready,       // may be sent from next_at on
  inflight,    // an attempt is under way
  accepted,    // 2xx
  delivered,   // a receipt says the student's message was sent
  refused,     // a receipt says it did not reach the student (user_refused, unreachable, failed)
  superseded,  // 409: the submission was withdrawn or replaced since; or a newer event of the student came first
  cancelled,   // the decision was undone before it left
  dead,        // given up, or refused for good (4xx); a person may replay it
};
inline constexpr int kEventStateCount = 9;
[[nodiscard]] std::string_view name(EventState state);
[[nodiscard]] Result<EventState> event_state_from(std::string_view name);

struct OutboxEvent {
  EventId id;              // webhook-id, never changes
  DecisionId decision;
  SubmissionId submission;
  StudentRef student;      // events of one student leave in order of seq
  std::int64_t seq = 0;    // given by the store
  std::string type;        // "photo.retake_requested"
  std::string body;        // the exact JSON that is signed and sent; made once, with the decision
  EventState state = EventState::held;
  int attempts = 0;
  Instant next_at;         // not before
  std::int64_t epoch = 0;  // fence of the sender's claim
  Instant created_at;
  std::string last_problem;    // English, for people who look after it
  std::string last_text;       // the same as a key of the text catalogue; may be empty
  std::string receipt_status;  // "delivered", "user_refused" …
  std::string receipt_code;    // the channel's own code
  bool operator==(const OutboxEvent&) const = default;
};

}  // namespace zhaojian::domain
