#include "workflow/sheet.h"

#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Stage;

namespace {
const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

Names sheet_of(Room& room, const domain::Operator& who, std::size_t count) {
  const auto files = workflow::claim_for_sheet(room.services, who, count);
  REQUIRE(files);
  return ids(*files);
}
}  // namespace

TEST_CASE("a contact sheet takes photos on which no identity has to be judged, in queue order, and leaves the others") {
  Room room;
  room.fill(3);
  room.without_references(4);
  CHECK(sheet_of(room, kAnn, 3) == Names{"plain_1", "plain_2", "plain_3"});
  CHECK(sheet_of(room, kBob, 3) == Names{"plain_4"});
  CHECK(sheet_of(room, kBob, 3).empty());
  CHECK(room.get("plain_1").holder == kAnn.id);
  for (const char* id : {"1", "2", "3"}) CHECK(room.get(id).place.stage == Stage::queued);
}

TEST_CASE("a reference that cannot be had is none; a profile without the identity pass asks for none") {
  Room room;
  room.fill(1);
  domain::Assessment made;
  made.submission = SubmissionId("1");
  made.version = 1;
  REQUIRE(room.store->submissions().put_assessment(made));
  CHECK(sheet_of(room, kAnn, 3).empty());
  SECTION("missing") {
    for (const domain::PhotoRef& photo : room.get("1").submission.photos)
      if (domain::is_reference(photo.role))
        REQUIRE(room.store->submissions().mark_photo(photo.sha256, domain::PhotoState::missing, "gone"));
  }
  SECTION("not asked for") {
    domain::StandardProfile profile = a_profile();
    profile.identity_pass = false;
    room.profiles[profile.id] = std::make_shared<const domain::StandardProfile>(profile);
  }
  CHECK(sheet_of(room, kAnn, 3) == Names{"1"});
}

TEST_CASE("what has not been checked yet marks nothing, so it is no photo for the sheet") {
  Room room;
  domain::ReviewCase one = a_case(a_submission("raw"));
  std::erase_if(one.submission.photos, [](const domain::PhotoRef& p) { return domain::is_reference(p.role); });
  room.add(one);
  CHECK(sheet_of(room, kAnn, 3).empty());
}

TEST_CASE("a contact sheet is for those who decide") {
  Room room;
  room.without_references(1);
  const auto denied = workflow::claim_for_sheet(room.services, an_operator("desk", domain::Role::customer_service), 3);
  REQUIRE_FALSE(denied);
  CHECK(denied.error().code == Errc::denied);
  CHECK(room.get("plain_1").place.stage == Stage::queued);
}
