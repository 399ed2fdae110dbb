#pragma once
#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

#include "audit/verify.h"
#include "support/builders.h"
#include "support/manual_clock.h"
#include "support/test_store.h"
#include "workflow/claim.h"
#include "workflow/decide.h"
#include "workflow/undo_decision.h"

namespace zhaojian::test {

inline const domain::Operator kSupervisor = an_operator("boss", domain::Role::supervisor);

// One of several photos that the same student hands in, a minute apart.
inline domain::Submission attempt(int number, const std::string& id) {
  return a_submission(id).with_student("stu").with_attempt(number).submitted_at(kSomeDay + minutes(number));
}

// A review room: one station, one store, as many people as a story needs, and a clock that stands still.
class Room {
 public:
  explicit Room(const std::filesystem::path& file = ":memory:") : store(support::test_store(clock, file)) {}

  // Cases "1" … "n" of different students, "1" due first.
  void fill(int count) {
    for (int i = 1; i <= count; ++i) add(a_case(a_submission(std::to_string(i)).submitted_at(kSomeDay + seconds(i))));
  }
  void add(const domain::ReviewCase& one) { REQUIRE(store->submissions().add(one)); }
  // Checked cases "plain_1" … "plain_n" of a school that has no reference photos.
  void without_references(int count) {
    for (int i = 1; i <= count; ++i) {
      domain::ReviewCase one = a_case(a_submission("plain_" + std::to_string(i)).submitted_at(kSomeDay + minutes(i)));
      std::erase_if(one.submission.photos, [](const domain::PhotoRef& p) { return domain::is_reference(p.role); });
      add(one);
      domain::Assessment made;
      made.submission = one.submission.id;
      made.version = one.submission.version;
      REQUIRE(store->submissions().put_assessment(made));
    }
  }
  [[nodiscard]] domain::ReviewCase get(const std::string& id) const {
    return store->submissions().find(SubmissionId(id)).value().value();
  }
  // What the student or the feed does to a case, without any of its other consequences.
  void happens(const std::string& id, domain::Happening what) {
    domain::ReviewCase one = get(id);
    one.place = domain::advance(one.place, what).value();
    one.holder.reset();
    REQUIRE(store->submissions().save(one));
  }

  std::vector<domain::CaseFilePtr> claim(const domain::Operator& who, int count = 1) {
    const auto files = workflow::claim(services, who, count, std::nullopt);
    INFO((files ? "" : files.error().message));
    REQUIRE(files);
    return *files;
  }
  domain::CaseFilePtr claim_one(const domain::Operator& who) {
    const auto files = claim(who);
    REQUIRE(files.size() == 1);
    return files.front();
  }

  // An approval of what is on the screen, by a key press of its own.
  DecisionBuilder judging(const domain::CaseFilePtr& file) {
    const domain::ReviewCase& one = file->review_case;
    return a_decision(one.submission)
        .with_op("press_" + std::to_string(++presses_))
        .in_round(one.place.round)
        .with_epoch(file->lease.epoch);
  }
  domain::Decision decide(const domain::Operator& who, const domain::Decision& decision) {
    const auto outcome = workflow::decide(services, who, decision);
    INFO((outcome ? "" : outcome.error().message));
    REQUIRE(outcome);
    REQUIRE(std::holds_alternative<workflow::Decided>(*outcome));
    return std::get<workflow::Decided>(*outcome).decision;
  }

  [[nodiscard]] domain::Decision stored(const domain::Decision& decision) const {
    return store->decisions().find(decision.id).value().value();
  }
  [[nodiscard]] std::optional<domain::OutboxEvent> event_of(const domain::Decision& decision) const {
    return store->outbox().of(decision.id).value();
  }
  [[nodiscard]] std::vector<domain::OutboxEvent> events() const { return store->outbox().list({}, 1'000'000).value(); }
  [[nodiscard]] std::vector<domain::AuditRecord> log() const {
    std::vector<domain::AuditRecord> records;
    REQUIRE(store->audit().read([&](const domain::AuditRecord& r) { return records.push_back(r), true; }));
    return records;
  }
  [[nodiscard]] domain::AuditEntry last_entry() const { return log().back().entry; }
  [[nodiscard]] std::vector<domain::Decision> decisions() const {
    std::vector<domain::Decision> all;
    REQUIRE(store->decisions().read([&](const domain::Decision& d) { return all.push_back(d), true; }));
    return all;
  }
  // The whole audit log against itself, the decisions with their photos, and the events.
  [[nodiscard]] audit::Report audited() const {
    audit::Verifier verifier(services.audit_key);
    for (const auto& record : log()) verifier.record(record);
    for (const auto& decision : decisions())
      verifier.decision(decision, store->audit().kept_case_key(decision.submission).value());
    for (const auto& event : events()) verifier.event(event);
    return verifier.finish();
  }

  support::ManualClock clock{kSomeDay + hours(1)};
  std::unique_ptr<store::Store> store;
  workflow::Profiles profiles{
      {ProfileId("chsi-99-2017"), std::make_shared<const domain::StandardProfile>(a_profile())}};
  workflow::Services services{*store,
                              clock,
                              StationId("station_1"),
                              hash_of("audit key"),
                              profiles,
                              std::make_shared<const domain::ReasonCatalogue>(some_reasons()),
                              {}};

 private:
  int presses_ = 0;
};

using Names = std::vector<std::string>;

inline Names ids(const std::vector<domain::CaseFilePtr>& files) {
  Names names;
  for (const auto& file : files) names.push_back(file->review_case.submission.id.value);
  return names;
}

inline std::vector<domain::Lease> leases(const std::vector<domain::CaseFilePtr>& files) {
  std::vector<domain::Lease> all;
  for (const auto& file : files) all.push_back(file->lease);
  return all;
}

}  // namespace zhaojian::test
