#include <catch2/catch.hpp>
#include <set>

#include "domain/audit_record.h"
#include "domain/outbox.h"

using namespace zhaojian;
using namespace zhaojian::domain;

TEST_CASE("every kind of audit record has a name that leads back to it") {
  std::set<std::string_view> names;
  for (int i = 0; i < kAuditKindCount; ++i) {
    const auto kind = static_cast<AuditKind>(i);
    REQUIRE(audit_kind_from(name(kind)));
    CHECK(*audit_kind_from(name(kind)) == kind);
    names.insert(name(kind));
  }
  CHECK(names.size() == std::size_t{kAuditKindCount});
  CHECK(name(AuditKind::key_rotated) == "key_rotated");
  CHECK_FALSE(audit_kind_from("Decided"));
}

TEST_CASE("every state of an event has a name that leads back to it") {
  std::set<std::string_view> names;
  for (int i = 0; i < kEventStateCount; ++i) {
    const auto state = static_cast<EventState>(i);
    REQUIRE(event_state_from(name(state)));
    CHECK(*event_state_from(name(state)) == state);
    names.insert(name(state));
  }
  CHECK(names.size() == std::size_t{kEventStateCount});
  CHECK(name(EventState::dead) == "dead");
  CHECK_FALSE(event_state_from(""));
}
