#pragma once
#include <catch2/catch.hpp>

#include "support/decision_builder.h"
#include "support/manual_clock.h"
#include "support/submission_builder.h"
#include "support/temporary_folder.h"
#include "support/test_store.h"

namespace zhaojian::test {

// One store in memory or on disk, so that every promise of the port is kept by both.
struct Fixture {
  explicit Fixture(bool on_disk) : store(support::test_store(clock, on_disk ? folder / "desk.db" : ":memory:")) {}

  store::Submissions& cases() { return store->submissions(); }
  store::Decisions& decisions() { return store->decisions(); }
  store::Outbox& outbox() { return store->outbox(); }

  domain::ReviewCase get(const std::string& id) {
    const auto found = cases().find(SubmissionId(id));
    INFO((found ? "" : found.error().message));
    REQUIRE(found);
    REQUIRE(*found);
    return **found;
  }
  void add(const domain::ReviewCase& one) { REQUIRE(cases().add(one)); }
  std::vector<domain::Lease> claim(const store::ClaimRequest& request) {
    std::vector<domain::Lease> leases;
    const auto done = store->transact([&]() -> Done {
      leases = TRY(cases().claim(request));
      return {};
    });
    REQUIRE(done);
    return leases;
  }

  support::ManualClock clock{kSomeDay};
  support::TemporaryFolder folder;
  std::unique_ptr<store::Store> store;
};

inline store::ClaimRequest request(const std::string& who, int count = 1, bool supervisor = false) {
  store::ClaimRequest request;
  request.who = OperatorId(who);
  request.station = StationId("station_" + who);
  request.length = seconds(120);
  request.count = count;
  request.supervisor = supervisor;
  return request;
}

inline std::vector<std::string> ids(const std::vector<domain::Lease>& leases) {
  std::vector<std::string> ids;
  for (const auto& lease : leases) ids.push_back(lease.submission.value);
  return ids;
}

inline std::vector<std::string> ids(const std::vector<domain::QueueItem>& items) {
  std::vector<std::string> ids;
  for (const auto& item : items) ids.push_back(item.id.value);
  return ids;
}

inline std::vector<std::string> ids(const std::vector<SubmissionId>& found) {
  std::vector<std::string> ids;
  for (const auto& id : found) ids.push_back(id.value);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace zhaojian::test
