#include "store/fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using store::PhotoPrint;

namespace {

PhotoPrint a_print(const std::string& id, std::uint64_t whole = 1) {
  PhotoPrint print;
  print.submission = SubmissionId(id);
  print.version = 1;
  print.student = a_submission(id).built().student.ref;
  print.photo = hash_of("photo of " + id);
  print.whole = whole;
  return print;
}

struct Prints : Fixture {
  Prints() : Fixture(GENERATE(false, true)) {}

  store::Fingerprints& prints() { return store->fingerprints(); }
  void put(const PhotoPrint& print) { REQUIRE(prints().put(print)); }
  std::vector<PhotoPrint> since(std::int64_t row = 0) {
    auto found = prints().since(row);
    INFO((found ? "" : found.error().message));
    REQUIRE(found);
    return *found;
  }
  std::int64_t removed() { return prints().removed().value(); }
  void decided(const std::string& id, domain::Outcome outcome, domain::DecisionState state) {
    auto one = a_decision(id).with_outcome(outcome).in_state(state);
    if (outcome != domain::Outcome::approve) one.because("BLUR");
    REQUIRE(decisions().add(one));
  }
};

}  // namespace

TEST_CASE_METHOD(Prints, "a print is read back as it was written, to the last bit", "[contract]") {
  add(a_case("1"));
  add(a_case("2"));
  PhotoPrint with_face = a_print("1", 0xfedc'ba98'7654'3210);
  with_face.face = {{0x8000'0000'0000'0001, 0, ~std::uint64_t{0}, 0x0123'4567'89ab'cdef}};
  put(with_face);
  put(a_print("2", ~std::uint64_t{0}));
  auto found = since();
  REQUIRE(found.size() == 2);
  CHECK(found[0].row < found[1].row);
  with_face.row = found[0].row;
  CHECK(found[0] == with_face);
  CHECK(found[1].whole == ~std::uint64_t{0});
  CHECK_FALSE(found[1].face);
}

TEST_CASE_METHOD(Prints, "whoever has read before reads only what is new, and sees when something went away", "[contract]") {
  add(a_case("1"));
  add(a_case("2"));
  put(a_print("1"));
  const auto row = since().back().row;
  CHECK(since(row).empty());
  put(a_print("1"));  // the same again
  CHECK(since(row).empty());
  CHECK(removed() == 0);
  put(a_print("2"));
  CHECK(since(row).size() == 1);
  put(a_print("1", 99));  // another one in its place
  CHECK(since(row).size() == 2);
  CHECK(since().size() == 2);
  CHECK(removed() == 1);
}

TEST_CASE_METHOD(Prints, "a purged case takes its prints along, those of every version, and no others", "[contract]") {
  add(a_case("1"));
  add(a_case("2"));
  put(a_print("1"));
  PhotoPrint newer = a_print("1");
  newer.version = 2;
  put(newer);
  put(a_print("2"));
  domain::ReviewCase one = get("1");
  one.place.stage = domain::Stage::withdrawn;
  REQUIRE(cases().save(one));
  CHECK(since().size() == 3);  // still to be judged whether somebody else handed it in
  one = get("1");
  one.place.stage = domain::Stage::purged;
  REQUIRE(cases().save(one));
  REQUIRE(since().size() == 1);
  CHECK(since()[0].submission == SubmissionId("2"));
  CHECK(removed() == 2);
}

TEST_CASE_METHOD(Prints, "a student's refused photos are those a released decision sent back", "[contract]") {
  using domain::DecisionState, domain::Outcome;
  const StudentRef student("stu_x");
  const auto add_one = [&](const std::string& id, Outcome outcome, DecisionState state) {
    add(a_case(id));
    PhotoPrint print = a_print(id);
    print.student = student;
    put(print);
    decided(id, outcome, state);
  };
  add_one("retaken", Outcome::retake, DecisionState::released);
  add_one("doubted", Outcome::identity_doubt, DecisionState::released);
  add_one("approved", Outcome::approve, DecisionState::released);
  add_one("processed", Outcome::reprocess, DecisionState::released);
  add_one("held", Outcome::retake, DecisionState::held);
  add_one("reversed", Outcome::retake, DecisionState::reversed);
  add_one("opinion", Outcome::identity_doubt, DecisionState::opinion);
  add(a_case("other"));
  put(a_print("other"));
  decided("other", Outcome::retake, DecisionState::released);

  const auto refused = [&](const std::string& but, int version) {
    const auto found = prints().refused_of(student, SubmissionId(but), version);
    REQUIRE(found);
    Ids refused_ids;
    for (const PhotoPrint& print : *found) refused_ids.push_back(print.submission.value);
    return refused_ids;
  };
  CHECK(refused("new", 1) == Ids{"retaken", "doubted"});
  CHECK(refused("retaken", 1) == Ids{"doubted"});
  CHECK(refused("retaken", 2) == Ids{"retaken", "doubted"});  // the version before was refused
}

TEST_CASE_METHOD(Prints, "a print of a case that is not there is refused", "[contract]") {
  CHECK_FALSE(prints().put(a_print("nobody")));
}
