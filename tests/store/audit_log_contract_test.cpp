#include "fixture.h"
#include "store/sqlite_connection.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditRecord;

namespace {

AuditRecord record(const std::string& station, std::int64_t seq) {
  AuditRecord r;
  r.station = StationId(station);
  r.seq = seq;
  r.prev = hash_of(station + std::to_string(seq - 1));
  r.hash = hash_of(station + std::to_string(seq));
  r.entry.kind = domain::AuditKind::doubted;
  r.entry.actor = OperatorId("op\n1");
  r.entry.subject = hash_of("subject");
  r.entry.epoch = 7;
  r.entry.outcome = "identity_doubt";
  r.entry.reasons = {ReasonCode("A,B"), ReasonCode("")};
  r.entry.decision = DecisionId("dec");
  r.entry.op = OpId("op");
  r.entry.at = kSomeDay;
  return r;
}

}  // namespace

TEST_CASE("each station's records are kept in order and its newest is known") {
  Fixture f(GENERATE(false, true));
  auto& log = f.store->audit();
  CHECK_FALSE(log.head(StationId("b"))->has_value());
  for (const auto& r : {record("b", 1), record("a", 1), record("b", 2), record("a", 2), record("b", 3)})
    REQUIRE(log.append(r));
  CHECK(*log.head(StationId("b")) == record("b", 3));
  CHECK(*log.head(StationId("a")) == record("a", 2));

  std::vector<AuditRecord> read;
  REQUIRE(log.read([&](const AuditRecord& r) { return read.push_back(r), true; }));
  CHECK(read == std::vector{record("a", 1), record("a", 2), record("b", 1), record("b", 2), record("b", 3)});
  read.clear();
  REQUIRE(log.read([&](const AuditRecord& r) { return read.push_back(r), read.size() < 2; }));
  CHECK(read.size() == 2);
  // Reading may ask the store in between.
  REQUIRE(log.read([&](const AuditRecord& r) { return log.head(r.station)->has_value(); }));
}

TEST_CASE("a number in a station's chain is given once") {
  Fixture f(GENERATE(false, true));
  REQUIRE(f.store->audit().append(record("a", 1)));
  const auto twice = f.store->audit().append(record("a", 1));
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == Errc::conflict);
}

TEST_CASE("the database itself refuses to change or delete an audit record") {
  Fixture f(true);
  REQUIRE(f.store->audit().append(record("a", 1)));
  const auto db = store::open_sqlite(f.folder / "desk.db");
  REQUIRE(db);
  for (const char* sql : {"UPDATE audit_records SET outcome = 'approve'", "DELETE FROM audit_records",
                          "REPLACE INTO audit_records SELECT * FROM audit_records"}) {
    INFO(sql);
    const auto refused = (*db)->execute(sql, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::denied);
    CHECK(refused.error().text == "error.store.append_only");
  }
  CHECK(*f.store->audit().head(StationId("a")) == record("a", 1));
}

TEST_CASE("a case has one random key, made when it is first asked for") {
  Fixture f(GENERATE(false, true));
  CHECK_FALSE(*f.store->audit().kept_case_key(SubmissionId("sub_1")));
  const auto key = f.store->audit().case_key(SubmissionId("sub_1"));
  REQUIRE(key);
  CHECK(*key != Sha256{});
  CHECK(*f.store->audit().case_key(SubmissionId("sub_1")) == *key);
  CHECK(*f.store->audit().kept_case_key(SubmissionId("sub_1")) == *key);
  CHECK(*f.store->audit().case_key(SubmissionId("sub_2")) != *key);
}
