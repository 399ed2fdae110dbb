#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

DeskTester on_desk(bool allowed) {
  domain::StandardProfile profile = a_profile();
  profile.store_embeddings = allowed;
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1", a_submission("sub_1"), profile))});
  desk.photos_arrive();
  return desk;
}

desk::LookalikesFound found_for(std::uint64_t sequence) {
  return {sequence, {false, {{SubmissionId("sub_9"), "李*", "2021040999", 0.71}}, {}}};
}

}  // namespace

TEST_CASE("who else looks like the photo is asked after the reviewer's own answer, never before") {
  DeskTester desk = on_desk(true);
  CHECK_FALSE(desk.shown()->lookalikes);
  desk.hear(found_for(desk.sequence()));  // nobody asked: it must not be shown
  CHECK_FALSE(desk.shown()->lookalikes);
  const desk::Effects effects = desk.ask(desk::AnswerIdentity{desk.sequence(), 6});
  REQUIRE(first<desk::FindLookalikes>(effects));
  CHECK(*first<desk::FindLookalikes>(effects) == desk::FindLookalikes{desk.sequence(), SubmissionId("sub_1")});
  REQUIRE(desk.shown()->lookalikes);
  CHECK(desk.shown()->lookalikes->searching);
  desk.hear(found_for(desk.sequence()));
  CHECK_FALSE(desk.shown()->lookalikes->searching);
  CHECK(desk.shown()->lookalikes->found.size() == 1);
}

TEST_CASE("where the profile allows no faces to be kept nothing is asked") {
  DeskTester desk = on_desk(false);
  CHECK_FALSE(first<desk::FindLookalikes>(desk.ask(desk::AnswerIdentity{desk.sequence(), 6})));
  CHECK_FALSE(desk.shown()->lookalikes);
}

TEST_CASE("an answer about a case that has left is nobody's") {
  DeskTester desk = on_desk(true);
  const auto before = desk.sequence();
  desk.ask(desk::AnswerIdentity{before, 7});
  desk.claim({checked(a_file("sub_2"))});
  desk.ask(desk::Decide{before, domain::Outcome::approve});
  desk.photos_arrive();
  desk.hear(found_for(before));
  REQUIRE(desk.shown());
  CHECK_FALSE(desk.shown()->lookalikes);
}
