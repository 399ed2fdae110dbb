#include "audit/chain.h"

#include <catch2/catch.hpp>

#include "log_builder.h"

using namespace zhaojian;
using namespace zhaojian::test;

TEST_CASE("a station's first record starts a chain and each next one names the hash before it") {
  const StationId station("s");
  domain::AuditEntry entry;
  entry.outcome = "approve";
  const auto first = audit::link(std::nullopt, station, entry, kAuditKey);
  CHECK(first.seq == 1);
  CHECK(first.prev == Sha256{});
  CHECK(first.hash == audit::hash_of(first, kAuditKey));
  const auto second = audit::link(first, station, entry, kAuditKey);
  CHECK(second.seq == 2);
  CHECK(second.prev == first.hash);
  CHECK(second.hash != first.hash);
  CHECK(audit::hash_of(second, hash_of("another key")) != second.hash);
}

TEST_CASE("the bytes of a record are what they were in the first release") {
  // Computed once with Python's hmac and struct; a change here would make every stored log look altered.
  domain::AuditEntry entry;
  entry.kind = domain::AuditKind::doubted;
  entry.actor = OperatorId("op_1");
  entry.subject.fill(7);
  entry.epoch = 3;
  entry.outcome = "identity_doubt";
  entry.reasons = {ReasonCode("NOT_SAME_PERSON")};
  entry.decision = DecisionId("dec");
  entry.op = OpId("op");
  entry.at = Instant{1'697'853'600'000'000};
  Sha256 key;
  key.fill(1);
  const auto record = audit::link(std::nullopt, StationId("台1"), entry, key);
  CHECK(hex(record.hash) == "38e50ec2bd75a595681d964b779029842efe0b2773d735546f3f171787075c67");
  Sha256 photo;
  photo.fill(9);
  CHECK(hex(audit::commitment(key, SubmissionId("sub"), 2, photo)) ==
        "2f03f1ce46b72301f9bd14212082622be68b6aaf5595e4939a734364caf9ee4a");
}

TEST_CASE("fields that run into each other still give different bytes") {
  domain::AuditEntry a, b;
  a.outcome = "ab";
  a.reasons = {ReasonCode("c"), ReasonCode("d")};
  b.outcome = "a";
  b.reasons = {ReasonCode("bc"), ReasonCode("d")};
  CHECK(audit::canonical_bytes(StationId("s"), 1, {}, a) != audit::canonical_bytes(StationId("s"), 1, {}, b));
  b = a;
  b.reasons = {ReasonCode("cd")};
  CHECK(audit::canonical_bytes(StationId("s"), 1, {}, a) != audit::canonical_bytes(StationId("s"), 1, {}, b));
}

TEST_CASE("what was ticked is part of a record, and one without ticks is written as it always was") {
  domain::AuditEntry plain, ticked;
  ticked.ticks = {TickId("own_recent"), TickId("no_make_up")};
  domain::AuditEntry other = ticked;
  other.ticks = {TickId("own_recentno_make_up")};
  const auto bytes = [](const domain::AuditEntry& entry) { return audit::canonical_bytes(StationId("s"), 1, {}, entry); };
  CHECK(bytes(plain).front() == 1);
  CHECK(bytes(ticked).front() == 3);
  CHECK(bytes(ticked) != bytes(plain));
  CHECK(bytes(ticked) != bytes(other));
  auto d = a_decision("sub_1").built();
  d.ticks = ticked.ticks;
  CHECK(audit::entry_of(d, {}).ticks == ticked.ticks);
}

TEST_CASE("a record commits to its photo without telling which one") {
  const auto d = a_decision("sub_1").built();
  const auto entry = audit::entry_of(d, hash_of("key"));
  CHECK(entry.subject != audit::entry_of(d, hash_of("another key")).subject);
  auto other = d;
  other.version = 2;
  CHECK(entry.subject != audit::entry_of(other, hash_of("key")).subject);
  other = d;
  other.photo = hash_of("another photo");
  CHECK(entry.subject != audit::entry_of(other, hash_of("key")).subject);
  CHECK(audit::canonical_bytes(d.station, 1, {}, entry).find("张") == std::string::npos);
}

TEST_CASE("the entry of a decision tells what kind of decision it was") {
  auto d = a_decision("sub_1").doubt("NOT_SAME_PERSON").with_epoch(4).built();
  CHECK(audit::entry_of(d, {}).kind == domain::AuditKind::decided);
  CHECK(audit::entry_of(d, {}).reasons == std::vector{ReasonCode("NOT_SAME_PERSON")});
  CHECK(audit::entry_of(d, {}).epoch == 4);
  CHECK(audit::entry_of(d, {}).outcome == "identity_doubt");
  d.state = domain::DecisionState::opinion;
  CHECK(audit::entry_of(d, {}).kind == domain::AuditKind::doubted);
  d.reverses = DecisionId("old");
  CHECK(audit::entry_of(d, {}).kind == domain::AuditKind::reversed);
}
