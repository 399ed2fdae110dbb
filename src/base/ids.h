#pragma once
#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace zhaojian {

// A string that names one kind of thing and cannot be passed where another kind is meant.
// The text comes from outside and may hold anything (quotes, newlines, emoji): never build SQL, paths or JSON from it.
template <class Tag>
struct Id {
  std::string value;

  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}
  [[nodiscard]] bool empty() const { return value.empty(); }
  auto operator<=>(const Id&) const = default;
};

using SubmissionId = Id<struct SubmissionTag>;
using PhotoId = Id<struct PhotoTag>;
using BatchId = Id<struct BatchTag>;
using StudentRef = Id<struct StudentTag>;
using DecisionId = Id<struct DecisionTag>;  // UUIDv7, made by us
using OpId = Id<struct OpTag>;              // UUIDv7 of one key press; makes a replayed write harmless
using EventId = Id<struct EventTag>;        // webhook-id, constant over retries
using OperatorId = Id<struct OperatorTag>;
using StationId = Id<struct StationTag>;
using ProfileId = Id<struct ProfileTag>;    // "chsi-99-2017"
using ReasonCode = Id<struct ReasonTag>;    // "GLASSES_GLARE"
using FindingId = Id<struct FindingTag>;    // "geom.head_top"
using TickId = Id<struct TickTag>;          // "own_recent"

}  // namespace zhaojian

template <class Tag>
struct std::hash<zhaojian::Id<Tag>> {
  std::size_t operator()(const zhaojian::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
