#pragma once
#include "intake/setting.h"
#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/submission_builder.h"
#include "support/temporary_folder.h"
#include "support/test_store.h"

namespace zhaojian::test {

// Everything intake works with: a store in memory, a server that is a function, a clock that stands still.
struct IntakeDesk {
  support::TemporaryFolder folder;
  support::ManualClock clock;
  std::unique_ptr<store::Store> store = support::test_store(clock);
  FakeHttp http;
  Secret token{"t0ken"};
  intake::Setting setting{
      *store, http, clock, "https://capture.example.edu", &token, StationId("station_1"), hash_of("audit key"), [] {
        return 0.5;
      }};

  void add(const domain::ReviewCase& review_case) {
    const Done added = store->transact([&] { return store->submissions().add(review_case); });
    if (!added) throw std::runtime_error(added.error().message);
  }
  [[nodiscard]] domain::ReviewCase find(const std::string& id) const {
    return store->submissions().find(SubmissionId(id)).value().value();
  }
  [[nodiscard]] store::PhotoRow photo_row(const std::string& submission, std::size_t index = 0) const {
    return store->submissions().photos_of(SubmissionId(submission)).value().at(index);
  }
};

}  // namespace zhaojian::test
