#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/decision.h"
#include "domain/message.h"

// The contract's Event. Thin: no name and no ID number ever leaves in it.
namespace zhaojian::codec {

[[nodiscard]] std::string_view event_type(domain::Outcome outcome);  // "photo.retake_requested"
inline constexpr std::string_view reversal_type = "photo.decision_reversed";

// The exact bytes that are signed and sent; the same arguments give the same bytes.
[[nodiscard]] std::string event_body(const domain::Decision& decision, const domain::Message& message,
                                     const StudentRef& student);
// That `reversed` does not hold any more. `reversal` names the act of taking it back, at `at`.
[[nodiscard]] std::string reversal_body(const domain::Decision& reversed, const DecisionId& reversal, Instant at,
                                        const domain::Message& correction, const StudentRef& student);

// An event as its receiver reads it.
struct Event {
  std::string type;
  Instant timestamp;
  SubmissionId submission;
  int version = 0;
  StudentRef student;
  DecisionId decision;
  std::optional<DecisionId> reverses;
  Instant decided_at;
  domain::Message message;
  bool operator==(const Event&) const = default;
};
// invalid, naming the field, when it is not the contract's.
[[nodiscard]] Result<Event> event_from_json(ByteView bytes);

}  // namespace zhaojian::codec
