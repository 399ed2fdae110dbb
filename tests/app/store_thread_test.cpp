#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/store_thread.h"
#include "base/files.h"
#include "station/station_fixture.h"
#include "store/sqlite_connection.h"
#include "support/decision_builder.h"
#include "workflow/claim.h"
#include "workflow/decide.h"

using namespace zhaojian;

namespace {

// The store thread with nothing round it: effects go in, events come out.
class Desk {
 public:
  Desk() : station_(site_.open()), cache_(*station::open_photos(*station_)), tools_(*station_, cache_, 1), pool_(1) {
    thread_ = std::make_unique<app::StoreThread>(*station_, clock_, pool_, tools_,
                                                 [this](desk::Event event) { inbox_.post(std::move(event)); }, [] {});
  }

  // The first event of this kind within ten seconds; other kinds are passed over.
  template <class T>
  T next() {
    for (int i = 0; i < 1000; ++i) {
      for (desk::Event& event : inbox_.drain()) seen_.push_back(std::move(event));
      for (auto it = seen_.begin(); it != seen_.end(); ++it) {
        if (!std::holds_alternative<T>(*it)) continue;
        T found = std::get<T>(*it);
        seen_.erase(seen_.begin(), std::next(it));
        return found;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL("no such event came");
    return T{};
  }
  template <class T>
  [[nodiscard]] std::size_t heard() const {
    return static_cast<std::size_t>(std::ranges::count_if(seen_, [](const desk::Event& e) { return std::holds_alternative<T>(e); }));
  }
  void run(const desk::Effect& effect) { thread_->run(effect); }
  void tick(std::vector<domain::CaseFilePtr> held = {}) { thread_->tick(std::move(held)); }
  // Another connection to the same database, as the intake, another station or the command line has one.
  std::unique_ptr<store::Store> elsewhere() {
    auto store = station::open_store_of(*station_, clock_);
    REQUIRE(store);
    return std::move(*store);
  }
  [[nodiscard]] workflow::Services services(store::Store& store) const { return station_->services(store, clock_); }
  // The first reviewer signs in and claims the only case there is.
  domain::CaseFilePtr open_one() {
    run(desk::LoadOperators{});
    who = next<desk::OperatorsLoaded>().operators.front();
    run(desk::OpenSession{who.id});
    run(desk::ClaimCases{1, {}});
    const auto files = next<desk::CasesClaimed>().files;
    REQUIRE(files.size() == 1);
    return files.front();
  }
  // A case that waits for a reviewer; its batch is of the school that has no reference photos.
  void waiting(const std::string& id) {
    domain::ReviewCase one = test::a_case(test::a_submission(id).without_references());
    const auto store = elsewhere();
    REQUIRE(store->submissions().add(one));
    domain::Assessment made;
    made.submission = one.submission.id;
    made.version = 1;
    REQUIRE(store->submissions().put_assessment(made));
  }
  // Ticks as the window does, once a second, until the event is there.
  template <class T>
  T tick_until(const std::vector<domain::CaseFilePtr>& held) {
    tick(held);
    for (int i = 0; i < 4; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(800));
      tick(held);
      for (desk::Event& event : inbox_.drain()) seen_.push_back(std::move(event));
      if (std::ranges::any_of(seen_, [](const desk::Event& e) { return std::holds_alternative<T>(e); })) break;
    }
    return next<T>();
  }

  // From now on nothing can be put on record, as on a full disk.
  void refuse_audit() {
    const auto db = store::open_sqlite(site_.data("zhaojian.db"));
    REQUIRE(db);
    REQUIRE((*db)->run_script("CREATE TRIGGER full BEFORE INSERT ON audit_records BEGIN SELECT RAISE(FAIL, 'full'); END;"));
  }

  domain::Operator who;
  // A fetched submission of this student with this demo photo, as the intake leaves it.
  void arrive(const std::string& id, const std::string& student, const std::string& demo_photo) {
    const auto file = read_file(std::filesystem::path(ZHAOJIAN_SOURCE_DIR) / "assets/demo" / demo_photo, 8U << 20);
    REQUIRE(file);
    domain::PhotoRef photo = test::a_photo(id, domain::PhotoRole::submission);
    photo.sha256 = sha256(*file);
    std::filesystem::create_directories(cache_.file(photo.sha256).parent_path());
    REQUIRE(write_file_atomically(cache_.file(photo.sha256), *file));
    domain::Submission submission = test::a_submission(id).with_photos({photo});
    submission.student.ref = StudentRef(student);
    const auto store = station::open_store_of(*station_, clock_);
    REQUIRE(store);
    REQUIRE((*store)->submissions().add(test::a_case(submission).at(domain::Stage::fetched)));
  }

 private:
  test::Site site_;
  SystemClock clock_;
  std::unique_ptr<const station::Station> station_;
  intake::PhotoCache cache_;
  app::Tools tools_;
  Pool pool_;
  Mailbox<desk::Event> inbox_;
  std::vector<desk::Event> seen_;
  std::unique_ptr<app::StoreThread> thread_;
};

}  // namespace

TEST_CASE("a first start offers operators, reviewers first, and signs one in") {
  Desk desk;
  desk.run(desk::LoadOperators{});
  const auto operators = desk.next<desk::OperatorsLoaded>().operators;
  REQUIRE(operators.size() >= 2);
  CHECK(operators.front().role == domain::Role::reviewer);
  desk.run(desk::OpenSession{operators.front().id});
  CHECK(desk.next<desk::SignedIn>().who == operators.front());
}

TEST_CASE("an operator who does not exist is not signed in") {
  Desk desk;
  desk.run(desk::OpenSession{OperatorId("nobody'; --")});
  CHECK(desk.next<desk::Said>().text == "notice.sign_in_refused");
}

TEST_CASE("what an operator set is there again at the next sign-in") {
  Desk desk;
  desk.run(desk::LoadOperators{});
  const OperatorId who = desk.next<desk::OperatorsLoaded>().operators.front().id;
  const desk::Preferences wanted{domain::Language::en, desk::ThemeName::light, 1.25F};
  desk.run(desk::SavePreferences{who, wanted});
  desk.run(desk::OpenSession{who});
  CHECK(desk.next<desk::SignedIn>().preferences == wanted);
}

TEST_CASE("an empty queue answers with nothing to claim, and counts come only when they change") {
  Desk desk;
  desk.run(desk::LoadOperators{});
  desk.run(desk::OpenSession{desk.next<desk::OperatorsLoaded>().operators.front().id});
  desk.run(desk::ClaimCases{6, {}});
  CHECK(desk.next<desk::CasesClaimed>().files.empty());
  desk.run(desk::LoadDay{});
  CHECK(desk.next<desk::DayReported>().day.waiting == 0);
  desk.run(desk::LoadDay{});
  desk.run(desk::LoadOutbox{});
  CHECK(desk.next<desk::OutboxLoaded>().rows.empty());
}

TEST_CASE("a case on the desk is shown anew when its photo comes a second time from somebody else") {
  Desk desk;
  desk.arrive("first", "stu_a", "p003_submission.jpg");
  desk.tick();
  desk.arrive("second", "stu_b", "p003_submission.jpg");
  for (int i = 0; i < 20; ++i) {
    desk.tick();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const auto arrived = desk.next<desk::AssessmentArrived>();
  CHECK(arrived.id == SubmissionId("first"));
  REQUIRE(arrived.file->assessment);
  const domain::Finding* finding = arrived.file->assessment->find(FindingId("dup.phash_other"));
  REQUIRE(finding);
  CHECK(finding->verdict == domain::Verdict::fail);
  CHECK(finding->why_values == std::vector<std::string>{"second"});
}

TEST_CASE("an open case is shown anew when the intake has put a fact right, and not for anything else") {
  Desk desk;
  desk.waiting("sub_1");
  desk.waiting("sub_2");
  const auto file = desk.open_one();
  const auto other = desk.elsewhere();
  domain::ReviewCase one = other->submissions().find(SubmissionId("sub_1")).value().value();
  one.submission.student.name = "章*";
  REQUIRE(other->submissions().save(one));
  desk.tick({file});
  const auto fresh = desk.next<desk::CaseRefreshed>().file;
  CHECK(fresh->review_case.submission.student.name == "章*");
  CHECK(fresh->lease == file->lease);
  // From now on the desk has it; what is written about another case says nothing.
  one = other->submissions().find(SubmissionId("sub_2")).value().value();
  one.submission.student.name = "章*";
  REQUIRE(other->submissions().save(one));
  desk.tick({fresh});
  desk.run(desk::LoadOutbox{});
  desk.next<desk::OutboxLoaded>();
  CHECK(desk.heard<desk::CaseRefreshed>() == 0);
}

TEST_CASE("an open case that the command line decides is said to be decided, by whom and how") {
  Desk desk;
  desk.waiting("sub_1");
  const auto file = desk.open_one();
  const auto other = desk.elsewhere();
  const workflow::Services elsewhere = desk.services(*other);
  const auto outcome = workflow::decide(elsewhere, desk.who,
                                        test::a_decision(file->review_case.submission).with_epoch(file->lease.epoch).retake("BLUR"));
  REQUIRE(outcome);
  REQUIRE(std::holds_alternative<workflow::Decided>(*outcome));
  const auto changed = desk.tick_until<desk::CaseChanged>({file});
  CHECK(changed.id == SubmissionId("sub_1"));
  CHECK(changed.why == desk::GoneWhy::decided);
  CHECK(changed.by == desk.who.name);
  CHECK(changed.outcome == domain::Outcome::retake);

  // The key that was already down is refused, and says the same.
  domain::Decision late = test::a_decision(file->review_case.submission).with_op("late").with_epoch(file->lease.epoch);
  desk.run(desk::RecordDecision{file, late});
  const auto refused = desk.next<desk::DecisionRefused>();
  CHECK(refused.op == OpId("late"));
  CHECK(refused.error.text == "error.decide.decided");
  CHECK(refused.by == desk.who.name);
}

TEST_CASE("a case from the list that somebody else has open is not opened, and it is said who has it") {
  Desk desk;
  desk.waiting("sub_1");
  const auto file = desk.open_one();
  desk.run(desk::ClaimCases{1, SubmissionId("sub_1")});
  const auto said = desk.next<desk::Said>();
  CHECK(said.text == "notice.case_with");
  CHECK(said.values == std::vector<std::string>{desk.who.name});
}

TEST_CASE("the list shows who has opened a case elsewhere without being asked again, and says nothing where nothing is new") {
  Desk desk;
  desk.waiting("sub_1");
  desk.waiting("sub_2");
  desk.run(desk::LoadQueue{{7}, {}, 0});
  REQUIRE(desk.next<desk::QueueLoaded>().rows.size() == 2);
  desk.tick();
  const auto other = desk.elsewhere();
  REQUIRE(workflow::claim(desk.services(*other), test::an_operator("colleague"), 1, SubmissionId("sub_2")));
  desk.tick();
  const auto news = desk.next<desk::QueueLoaded>();
  CHECK(news.ticket == Ticket{7});
  REQUIRE(news.rows.size() == 2);
  CHECK_FALSE(news.rows[0].holder);
  CHECK(news.rows[1].holder == OperatorId("colleague"));
  REQUIRE(other->transact([&] { return other->people().set_setting(OperatorId("colleague"), "k", "nothing of the list"); }));
  desk.tick();
  desk.run(desk::LoadOutbox{});
  desk.next<desk::OutboxLoaded>();
  CHECK(desk.heard<desk::QueueLoaded>() == 0);
}

TEST_CASE("what is decided here of one attempt reaches the next one of the same student, which lies open") {
  Desk desk;
  {
    const auto store = desk.elsewhere();
    for (const char* id : {"sub_1", "sub_2"}) {
      domain::ReviewCase one = test::a_case(test::a_submission(id).without_references());
      one.submission.student.ref = StudentRef("stu_a");
      REQUIRE(store->submissions().add(one));
      domain::Assessment made;
      made.submission = one.submission.id;
      made.version = 1;
      REQUIRE(store->submissions().put_assessment(made));
    }
  }
  const auto decided = desk.open_one();
  desk.run(desk::ClaimCases{1, {}});
  const auto claimed = desk.next<desk::CasesClaimed>().files;
  REQUIRE(claimed.size() == 1);
  desk.tick({decided, claimed.front()});
  desk.run(desk::RecordDecision{decided, test::a_decision(decided->review_case.submission).with_epoch(decided->lease.epoch).retake("BLUR")});
  desk.next<desk::DecisionRecorded>();
  CHECK(desk.heard<desk::CaseRefreshed>() == 0);
  desk.tick({claimed.front()});
  const auto fresh = desk.next<desk::CaseRefreshed>().file;
  CHECK(fresh->review_case.submission.id == claimed.front()->review_case.submission.id);
  REQUIRE(fresh->earlier.size() == 1);
  CHECK(fresh->earlier.front().submission == decided->review_case.submission.id);
}

TEST_CASE("a look-up and the decision it leads to are on record; where they cannot be, they answer all the same and it is said") {
  Desk desk;
  desk.waiting("sub_1");
  const auto file = desk.open_one();
  desk.run(desk::RecordDecision{file, test::a_decision(file->review_case.submission).with_epoch(file->lease.epoch).retake("BLUR")});
  desk.next<desk::DecisionRecorded>();
  const auto look = [&] {
    desk.run(desk::FindStudent{"sub_1"});
    const auto found = desk.next<desk::StudentFound>();
    REQUIRE(found.decision);
    desk.run(desk::LoadPast{*found.decision});
    return desk.next<desk::PastLoaded>();
  };
  look();
  desk.run(desk::LoadOutbox{});
  desk.next<desk::OutboxLoaded>();
  std::vector<domain::AuditKind> kinds;
  REQUIRE(desk.elsewhere()->audit().read([&](const domain::AuditRecord& one) {
    if (one.entry.actor == desk.who.id) kinds.push_back(one.entry.kind);
    return true;
  }));
  REQUIRE(kinds.size() >= 2);
  CHECK(kinds[kinds.size() - 2] == domain::AuditKind::looked_up);
  CHECK(kinds.back() == domain::AuditKind::looked_back);

  desk.refuse_audit();
  CHECK(look().file->review_case.submission.id == SubmissionId("sub_1"));
  CHECK(desk.next<desk::Said>().text == "notice.look_not_noted");
}
