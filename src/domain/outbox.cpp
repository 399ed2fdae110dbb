#include "domain/outbox.h"

namespace zhaojian::domain {
namespace {

constexpr std::string_view names[kEventStateCount] = {"held",    "ready",      "inflight",  "accepted", "delivered",
                                                      "refused", "superseded", "cancelled", "dead"};

}  // namespace

std::string_view name(EventState state) { return names[static_cast<int>(state)]; }

Result<EventState> event_state_from(std::string_view name) {
  for (int i = 0; i < kEventStateCount; ++i) {
    if (names[i] == name) return static_cast<EventState>(i);
  }
  return Error{Errc::invalid, "no event state is called \"" + std::string(name) + "\""};
}

}  // namespace zhaojian::domain
