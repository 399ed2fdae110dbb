#include "intake/ingest.h"

#include <catch2/catch.hpp>

#include "codec/submission_json.h"
#include "domain/changed_photo.h"
#include "support/decision_builder.h"
#include "support/intake_desk.h"

using namespace zhaojian;
using namespace zhaojian::intake;
using namespace zhaojian::test;
using domain::DecisionState;
using domain::EventState;
using domain::FeedState;
using domain::Stage;

namespace {

struct Desk : IntakeDesk {
  Ingested take(const domain::Submission& item) {
    Ingested what = Ingested::unchanged;
    const Done done = store->transact([&]() -> Done {
      what = TRY(ingest(setting, item));
      return {};
    });
    REQUIRE(done);
    return what;
  }
  // A decision in force on sub_1, and its event.
  void decide(Stage stage, DecisionState decision_state, EventState event_state) {
    domain::Submission submission = a_submission("sub_1");
    const domain::Decision decision = a_decision(submission).retake("BLUR").in_state(decision_state);
    domain::OutboxEvent event;
    event.id = EventId("evt_1");
    event.decision = decision.id;
    event.submission = submission.id;
    event.student = submission.student.ref;
    event.type = "photo.retake_requested";
    event.body = "{}";
    event.state = event_state;
    domain::ReviewCase held = a_case(submission).at(stage).with_epoch(1);
    held.decision = decision.id;
    add(held);
    REQUIRE(store->transact([&]() -> Done {
      TRY(store->decisions().add(decision));
      return store->outbox().add(event);
    }));
  }
  [[nodiscard]] EventState event() const { return store->outbox().find(EventId("evt_1")).value()->state; }
  [[nodiscard]] DecisionState decision() const {
    return store->decisions().find(DecisionId("dec_sub_1")).value()->state;
  }
  [[nodiscard]] std::vector<domain::AuditRecord> log() const {
    std::vector<domain::AuditRecord> records;
    REQUIRE(store->audit().read([&](const domain::AuditRecord& record) { return records.push_back(record), true; }));
    return records;
  }
};

}  // namespace

TEST_CASE("A new item becomes a case that waits for its photos, due within a day or before the window closes") {
  Desk desk;
  CHECK(desk.take(a_submission("sub_1")) == Ingested::added);
  const domain::ReviewCase one = desk.find("sub_1");
  CHECK(one.place == domain::Place{});
  CHECK(one.first_seen == desk.clock.now());
  CHECK(one.due_at == kSomeDay + hours(24));
  CHECK(desk.take(a_submission("sub_2").window_closes(kSomeDay + hours(3))) == Ingested::added);
  CHECK(desk.find("sub_2").due_at == kSomeDay + hours(3));
  CHECK(desk.store->submissions().photos_of(SubmissionId("sub_1")).value().size() == 2);
  CHECK(desk.log().empty());
}

TEST_CASE("The same item again, or an older one, changes nothing at all") {
  Desk desk;
  (void)desk.take(a_submission("sub_1").with_version(3));
  const domain::ReviewCase before = desk.find("sub_1");
  CHECK(desk.take(a_submission("sub_1").with_version(3)) == Ingested::unchanged);
  CHECK(desk.take(a_submission("sub_1").with_version(2)) == Ingested::unchanged);
  CHECK(desk.take(a_submission("sub_1").with_version(2).with_state(FeedState::withdrawn)) == Ingested::unchanged);
  CHECK(desk.find("sub_1") == before);
}

TEST_CASE("The end of something we never had is no news, nor is its beginning after its end") {
  Desk desk;
  CHECK(desk.take(a_submission("sub_1").with_state(FeedState::withdrawn)) == Ingested::unchanged);
  CHECK_FALSE(desk.store->submissions().find(SubmissionId("sub_1")).value().has_value());
  (void)desk.take(a_submission("sub_2"));
  CHECK(desk.take(a_submission("sub_2").with_state(FeedState::withdrawn)) == Ingested::ended);
  CHECK(desk.take(a_submission("sub_2")) == Ingested::unchanged);
  CHECK(desk.take(a_submission("sub_2").with_state(FeedState::superseded)) == Ingested::unchanged);
  CHECK(desk.find("sub_2").place.stage == Stage::withdrawn);
  CHECK(desk.log().size() == 1);
}

TEST_CASE("A withdrawn or replaced photo ends its case in every stage, with one entry in the audit log") {
  const auto state = GENERATE(FeedState::withdrawn, FeedState::superseded);
  const int version = GENERATE(1, 2);
  const Stage ended = state == FeedState::withdrawn ? Stage::withdrawn : Stage::superseded;
  for (const Stage stage :
       {Stage::flagged, Stage::fetched, Stage::checked, Stage::queued, Stage::leased, Stage::held, Stage::released,
        Stage::notified, Stage::receipted, Stage::second_opinion, Stage::escalated, Stage::reversed}) {
    CAPTURE(domain::name(stage));
    Desk desk;
    desk.add(a_case("sub_1").at(stage).with_epoch(7));
    CHECK(desk.take(a_submission("sub_1").with_version(version).with_state(state)) == Ingested::ended);
    const domain::ReviewCase after = desk.find("sub_1");
    CHECK(after.place.stage == ended);
    CHECK(after.epoch == 8);
    CHECK(after.submission.version == version);
    CHECK(after.submission.state == state);
    REQUIRE(desk.log().size() == 1);
    const domain::AuditEntry entry = desk.log()[0].entry;
    CHECK(entry.kind == (state == FeedState::withdrawn ? domain::AuditKind::withdrawn : domain::AuditKind::superseded));
    CHECK(entry.outcome == domain::name(stage));
    CHECK(entry.actor.empty());
    CHECK(entry.epoch == 7);
  }
}

TEST_CASE("What was exported stays exported, what was purged stays gone") {
  Desk desk;
  desk.add(a_case("sub_1").at(Stage::exported));
  desk.add(a_case("sub_2").at(Stage::purged));
  CHECK(desk.take(a_submission("sub_1").with_version(2).with_state(FeedState::withdrawn)) == Ingested::ended);
  CHECK(desk.find("sub_1").place.stage == Stage::exported);
  CHECK(desk.find("sub_1").submission.state == FeedState::withdrawn);  // recorded all the same
  CHECK(desk.log().size() == 1);
  CHECK(desk.take(a_submission("sub_2").with_version(2).with_state(FeedState::withdrawn)) == Ingested::unchanged);
}

TEST_CASE("A reviewer who holds the case when the student withdraws can no longer decide it") {
  Desk desk;
  desk.add(a_case("sub_1"));
  std::vector<domain::Lease> leases;
  REQUIRE(desk.store->transact([&]() -> Done {
    leases = TRY(desk.store->submissions().claim(
        {OperatorId("op_1"), StationId("station_1"), minutes(2), 1, false, SubmissionId("sub_1")}));
    return {};
  }));
  REQUIRE(leases.size() == 1);
  CHECK(desk.take(a_submission("sub_1").with_version(2).with_state(FeedState::withdrawn)) == Ingested::ended);
  CHECK(desk.find("sub_1").epoch > leases[0].epoch);
  CHECK_FALSE(desk.find("sub_1").holder.has_value());
  CHECK_FALSE(desk.store->submissions().renew(leases[0], minutes(2)).value());
}

TEST_CASE("What the student's change does to the message depends on how far it got") {
  const bool replaced = GENERATE(false, true);  // by a newer photo, or withdrawn
  struct Row {
    Stage stage;
    DecisionState decision, decision_after;
    EventState event, event_after;
  };
  const auto row = GENERATE(
      Row{Stage::held, DecisionState::held, DecisionState::cancelled, EventState::held, EventState::cancelled},
      Row{Stage::released, DecisionState::released, DecisionState::released, EventState::ready, EventState::superseded},
      Row{Stage::released, DecisionState::released, DecisionState::released, EventState::dead, EventState::superseded},
      Row{Stage::released, DecisionState::released, DecisionState::released, EventState::inflight,
          EventState::inflight},
      Row{Stage::notified, DecisionState::released, DecisionState::released, EventState::accepted,
          EventState::accepted},
      Row{Stage::receipted, DecisionState::released, DecisionState::released, EventState::delivered,
          EventState::delivered});
  CAPTURE(replaced, domain::name(row.event));
  Desk desk;
  desk.decide(row.stage, row.decision, row.event);
  const auto state = replaced ? FeedState::flagged : FeedState::withdrawn;
  (void)desk.take(a_submission("sub_1").with_version(2).with_state(state));
  CHECK(desk.decision() == row.decision_after);
  CHECK(desk.event() == row.event_after);
  CHECK(desk.find("sub_1").place.stage == (replaced ? Stage::flagged : Stage::withdrawn));
  REQUIRE(desk.log().size() == 1);
  CHECK(desk.log()[0].entry.decision == DecisionId("dec_sub_1"));
}

TEST_CASE("A newer photo begins a new life: new content, nobody's lease, nobody's opinion") {
  Desk desk;
  domain::ReviewCase old = a_case("sub_1").leased_by("op_1", domain::Round::second).judged_by("op_2");
  desk.add(old);
  domain::Submission newer = a_submission("sub_1").with_version(2).with_attempt(2).submitted_at(kSomeDay + hours(30));
  newer.photos = {a_photo("fresh")};
  desk.clock.advance(hours(31));
  CHECK(desk.take(newer) == Ingested::renewed);
  const domain::ReviewCase after = desk.find("sub_1");
  CHECK(after.submission == newer);
  CHECK(after.place == domain::Place{});
  CHECK(after.epoch == old.epoch + 1);
  CHECK(after.due_at == kSomeDay + hours(54));
  CHECK(after.first_seen == old.first_seen);
  CHECK_FALSE(after.holder.has_value());
  CHECK_FALSE(after.decision.has_value());
  CHECK(after.judged_by.empty());
  REQUIRE(desk.store->submissions().photos_of(SubmissionId("sub_1")).value().size() == 1);
  CHECK(desk.photo_row("sub_1").ref.id == PhotoId("fresh"));
  CHECK(desk.log().at(0).entry.kind == domain::AuditKind::superseded);
}

TEST_CASE("The entries of the audit log follow each other") {
  Desk desk;
  for (const char* id : {"sub_1", "sub_2", "sub_3"}) {
    (void)desk.take(a_submission(id));
    (void)desk.take(a_submission(id).with_state(FeedState::withdrawn));
  }
  const auto log = desk.log();
  REQUIRE(log.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(log[i].station == StationId("station_1"));
    CHECK(log[i].seq == static_cast<std::int64_t>(i) + 1);
    CHECK(log[i].prev == (i == 0 ? Sha256{} : log[i - 1].hash));
  }
  CHECK(log[0].entry.subject != log[1].entry.subject);
}

TEST_CASE("A name, a finding or a window put right before the release takes the case from nobody") {
  const auto stage = GENERATE(Stage::flagged, Stage::checked, Stage::queued, Stage::second_opinion, Stage::held);
  Desk desk;
  desk.add(a_case("sub_1").at(stage).with_epoch(7));
  const domain::ReviewCase before = desk.find("sub_1");
  const domain::Submission right =
      a_submission("sub_1").with_name("章*").with_flag("qual.sharp").window_closes(kSomeDay + hours(2));
  CHECK(desk.take(right) == Ingested::corrected);
  const domain::ReviewCase after = desk.find("sub_1");
  CHECK(after.submission == right);
  CHECK(after.due_at == kSomeDay + hours(2));
  CHECK(after.place == before.place);
  CHECK(after.epoch == 7);
  CHECK(desk.log().empty());
  CHECK(desk.take(right) == Ingested::unchanged);
}

TEST_CASE("A reviewer who holds the case when a fact is put right still holds it, and decides it") {
  Desk desk;
  desk.add(a_case("sub_1").leased_by("op_1"));
  const domain::ReviewCase before = desk.find("sub_1");
  CHECK(desk.take(a_submission("sub_1").with_name("章*")) == Ingested::corrected);
  CHECK(desk.find("sub_1").holder == before.holder);
  CHECK(desk.store->submissions().renew({SubmissionId("sub_1"), OperatorId("op_1"), StationId("station_1"), before.epoch, {}}, minutes(2)).value());
}

TEST_CASE("What was judged and released stays on record as it was") {
  Desk desk;
  desk.add(a_case("sub_1").at(GENERATE(Stage::released, Stage::notified, Stage::receipted, Stage::exported)));
  CHECK(desk.take(a_submission("sub_1").with_name("章*")) == Ingested::unchanged);
  CHECK(desk.find("sub_1").submission.student.name == "张*");
}

TEST_CASE("Another photo under the version we have is kept as a problem, once, and the case stays as it was") {
  Desk desk;
  desk.add(a_case("sub_1").at(GENERATE(Stage::queued, Stage::held, Stage::released, Stage::exported)).with_epoch(7));
  const domain::ReviewCase before = desk.find("sub_1");
  domain::Submission item = a_submission("sub_1").with_name("章*").with_photos({a_photo("another")});
  CHECK(desk.take(item) == Ingested::other_photo);
  CHECK(desk.find("sub_1") == before);
  const auto kept = desk.store->submissions().quarantined_of(SubmissionId("sub_1")).value();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].fault == domain::ItemFault{domain::FaultKind::other_photo, *domain::changed_photo(before.submission, item)});
  CHECK(codec::submission_from_json(bytes_of(kept[0].raw)).value() == item);  // nothing of it is lost

  // The feed sends it again and again, in whatever words: it is told.
  item.photos[0].url += "?signed=anew";
  item.student.name = "张*";
  CHECK(desk.take(item) == Ingested::unchanged);
  CHECK(desk.store->submissions().quarantined(10).value().size() == 1);

  // A third photo is news, and what the student sends under a new version ends the matter.
  CHECK(desk.take(a_submission("sub_1").with_photos({a_photo("a third")})) == Ingested::other_photo);
  CHECK(desk.store->submissions().quarantined(10).value().size() == 2);
  CHECK(desk.take(a_submission("sub_1").with_version(2).with_photos({a_photo("another")})) == Ingested::renewed);
}

TEST_CASE("Another photo of a case that was purged brings nothing back") {
  Desk desk;
  desk.add(a_case("sub_1").at(Stage::purged));
  CHECK(desk.take(a_submission("sub_1").with_photos({a_photo("another")})) == Ingested::unchanged);
  CHECK(desk.store->submissions().quarantined(10).value().empty());
}

TEST_CASE("A photo that is to be had from another place now is no news") {
  Desk desk;
  desk.add(a_case("sub_1"));
  domain::Submission moved = a_submission("sub_1");
  for (domain::PhotoRef& photo : moved.photos) photo.url += "?signed=anew";
  CHECK(desk.take(moved) == Ingested::unchanged);
}
