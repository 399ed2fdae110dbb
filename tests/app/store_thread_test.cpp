#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

#include "app/store_thread.h"
#include "base/files.h"
#include "station/station_fixture.h"

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
  void run(const desk::Effect& effect) { thread_->run(effect); }
  void tick() { thread_->tick({}); }
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
