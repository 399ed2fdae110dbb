#include "station/audit_check.h"

#include <thread>

#include "base/files.h"
#include "station/station_fixture.h"
#include "store/sqlite_connection.h"
#include "workflow/claim.h"
#include "workflow/decide.h"
#include "workflow/undo_decision.h"

using namespace zhaojian;
using namespace zhaojian::test;
using audit::Trouble;

namespace {

const domain::Operator kAnn = an_operator("ann");

// A station where some decisions were made and released.
struct Worked : Site {
  Worked() {
    for (int i = 0; i < 4; ++i) decide("case_" + std::to_string(i));
    clock.advance(minutes(1));
    REQUIRE(workflow::release_due(station->services(*store, clock))->size() == 4);
  }

  void decide(const std::string& id) {
    REQUIRE(store->submissions().add(a_case(id)));
    const auto services = station->services(*store, clock);
    const auto files = workflow::claim(services, kAnn, 1, SubmissionId(id));
    REQUIRE(files);
    REQUIRE(files->size() == 1);
    const auto& file = *files->front();
    const auto outcome = workflow::decide(
        services, kAnn, a_decision(file.review_case.submission).with_epoch(file.lease.epoch).with_op("op_" + id));
    REQUIRE(outcome);
    REQUIRE(std::holds_alternative<workflow::Decided>(*outcome));
  }

  // Somebody with the file and without scruples.
  void tamper(const std::string& sql) {
    const auto db = store::open_sqlite(data("zhaojian.db"));
    REQUIRE(db);
    const auto done = (*db)->run_script(
        "DROP TRIGGER IF EXISTS audit_records_stay; DROP TRIGGER IF EXISTS audit_records_remain; " + sql + ";");
    INFO((done ? "" : done.error().message));
    REQUIRE(done);
  }

  [[nodiscard]] audit::Report check() const {
    const auto report = station::verify_audit(*station, *store);
    INFO((report ? "" : report.error().message));
    REQUIRE(report);
    return *report;
  }
  // That there is this trouble, and how often.
  void check_found(Trouble trouble, int times = 1) const {
    const auto report = check();
    CHECK_FALSE(report.clean());
    CHECK(std::ranges::count(report.problems, trouble, &audit::Problem::trouble) == times);
  }
  [[nodiscard]] std::string checkpoint() const {
    const auto text = read_file(data("audit.checkpoint"), 10'000);
    return text ? std::string(text_of(*text)) : "none";
  }

  support::ManualClock clock;
  std::unique_ptr<const station::Station> station = open();
  std::unique_ptr<store::Store> store = std::move(*station::open_store_of(*station, clock));
};

}  // namespace

TEST_CASE("an honest log is clean, with a checkpoint and without") {
  Worked site;
  const auto report = site.check();
  CHECK(report.clean());
  CHECK(report.records == 8);
  CHECK(report.decisions == 4);
  CHECK(report.events == 4);
  REQUIRE(station::keep_checkpoint(*site.station, *site.store));
  CHECK(site.check().clean());
  site.decide("one more");
  CHECK(site.check().clean());
}

TEST_CASE("an empty log is clean and leaves no checkpoint") {
  const Site site;
  const support::ManualClock clock;
  const auto station = site.open();
  const auto store = station::open_store_of(*station, clock);
  REQUIRE(station::keep_checkpoint(*station, **store));
  CHECK_FALSE(std::filesystem::exists(site.data("audit.checkpoint")));
  CHECK(station::verify_audit(*station, **store)->clean());
}

TEST_CASE("the checkpoint follows the log") {
  Worked site;
  CHECK(site.checkpoint() == "none");
  REQUIRE(station::keep_checkpoint(*site.station, *site.store));
  const std::string first = site.checkpoint();
  CHECK(first.find(site.station->id.value + " 8 ") != std::string::npos);
  REQUIRE(station::keep_checkpoint(*site.station, *site.store));
  CHECK(site.checkpoint() == first);
  site.decide("one more");
  REQUIRE(station::keep_checkpoint(*site.station, *site.store));
  CHECK(site.checkpoint().find(site.station->id.value + " 9 ") != std::string::npos);
}

TEST_CASE("cutting off the end of the log is found by the checkpoint, which does not follow it back") {
  Worked site;
  REQUIRE(station::keep_checkpoint(*site.station, *site.store));
  const std::string before = site.checkpoint();
  site.tamper("DELETE FROM audit_records WHERE seq > 6");
  site.check_found(Trouble::removed);
  const auto kept = station::keep_checkpoint(*site.station, *site.store);
  REQUIRE_FALSE(kept);
  CHECK(kept.error().code == Errc::conflict);
  CHECK(site.checkpoint() == before);
  // Nor when the log has grown again to where it was.
  site.decide("another");
  site.decide("yet another");
  CHECK_FALSE(station::keep_checkpoint(*site.station, *site.store));
  site.check_found(Trouble::altered);
}

TEST_CASE("every kind of tampering is found") {
  Worked site;
  SECTION("a record changed") {
    site.tamper("UPDATE audit_records SET outcome = 'retake' WHERE seq = 2");
    site.check_found(Trouble::altered);
  }
  SECTION("a record taken out") {
    site.tamper("DELETE FROM audit_records WHERE seq = 6");
    site.check_found(Trouble::removed);
  }
  SECTION("a decision changed") {
    site.tamper("UPDATE decisions SET outcome = 'retake' WHERE submission = 'case_1'");
    site.check_found(Trouble::decision_differs);
  }
  SECTION("a decision moved to another photo") {
    site.tamper("UPDATE decisions SET photo = zeroblob(32) WHERE submission = 'case_1'");
    site.check_found(Trouble::decision_differs);
  }
  SECTION("a decision moved to another student") {
    site.tamper("UPDATE decisions SET submission = 'case_9' WHERE submission = 'case_1'");
    // Its key is another's now, or nobody's; the photo it names is told by the key that is left.
    site.tamper("UPDATE case_keys SET submission = 'case_9' WHERE submission = 'case_1'");
    site.check_found(Trouble::decision_differs);
  }
  SECTION("a decision removed") {
    site.tamper("DELETE FROM decisions WHERE submission = 'case_1'");
    site.check_found(Trouble::decision_missing);
  }
  SECTION("an event that nobody decided") {
    site.tamper("UPDATE events SET decision = 'forged' WHERE submission = 'case_1'");
    site.check_found(Trouble::record_missing);
  }
}

TEST_CASE("a log still verifies after the keys of purged cases were deleted") {
  Worked site;
  site.tamper("DELETE FROM case_keys");
  CHECK(site.check().clean());
  // And checking made no new ones.
  CHECK_FALSE(*site.store->audit().kept_case_key(SubmissionId("case_1")));
}

TEST_CASE("a checkpoint file that was edited is refused") {
  Worked site;
  REQUIRE(station::keep_checkpoint(*site.station, *site.store));
  std::string text = site.checkpoint();
  text[text.find(" 8 ") + 1] = '7';
  REQUIRE(write_file_atomically(site.data("audit.checkpoint"), bytes_of(text)));
  const auto report = station::verify_audit(*site.station, *site.store);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == Errc::corrupt);
  CHECK_FALSE(station::keep_checkpoint(*site.station, *site.store));
  CHECK(site.checkpoint() == text);
}

TEST_CASE("checking while people decide raises no false alarm") {
  Worked site;
  std::atomic<bool> stop = false;
  std::thread checking([&] {
    const auto own = station::open_store_of(*site.station, site.clock);
    while (own && !stop) {
      const auto report = station::verify_audit(*site.station, **own);
      if (!report || !report->clean()) stop = true;
    }
  });
  for (int i = 0; i < 200 && !stop; ++i) site.decide("busy_" + std::to_string(i));
  CHECK_FALSE(stop);
  stop = true;
  checking.join();
  CHECK(site.check().decisions == 204);
}
