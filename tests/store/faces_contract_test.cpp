#include <cmath>

#include "store/fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using store::KeptFace;

namespace {

KeptFace a_face(const std::string& id, float first = 0.5F) {
  KeptFace kept;
  kept.submission = SubmissionId(id);
  kept.version = 1;
  kept.student = a_submission(id).built().student.ref;
  kept.network = "embedding 87aacdfe";
  for (std::size_t i = 0; i < kept.face.size(); ++i) kept.face[i] = static_cast<float>(std::sin(static_cast<double>(i)));
  kept.face[0] = first;
  return kept;
}

struct Kept : Fixture {
  Kept() : Fixture(GENERATE(false, true)) {}

  store::Faces& faces() { return store->faces(); }
  void put(const KeptFace& face) { REQUIRE(faces().put(face)); }
  std::vector<KeptFace> here(std::int64_t after = 0) {
    auto found = faces().of_batch(a_submission("1").built().batch.id, after);
    INFO((found ? "" : found.error().message));
    REQUIRE(found);
    return *found;
  }
};

}  // namespace

TEST_CASE_METHOD(Kept, "a face is read back as it was written, with the student it belongs to", "[contract]") {
  add(a_case("1"));
  KeptFace face = a_face("1");
  face.face[3] = -0.0F;
  face.face[4] = 1e-40F;
  put(face);
  REQUIRE(here().size() == 1);
  face.row = here()[0].row;
  CHECK(here()[0] == face);
  CHECK(std::signbit(here()[0].face[3]));
  CHECK(faces().of_batch(BatchId("another"), 0)->empty());
}

TEST_CASE_METHOD(Kept, "a submission has one face, that of its newest photo", "[contract]") {
  add(a_case("1"));
  put(a_face("1"));
  const auto row = here().back().row;
  put(a_face("1"));  // the same again
  CHECK(here(row).empty());
  CHECK(faces().removed().value() == 0);
  KeptFace newer = a_face("1", 0.25F);
  newer.version = 2;
  put(newer);
  REQUIRE(here().size() == 1);
  CHECK(here(row).size() == 1);
  CHECK(here()[0].version == 2);
  CHECK(faces().removed().value() == 1);
}

TEST_CASE_METHOD(Kept, "faces go with a purged case, one by one, or the whole batch at once", "[contract]") {
  for (const char* id : {"1", "2", "3", "4"}) {
    add(a_case(id));
    put(a_face(id));
  }
  domain::ReviewCase one = get("1");
  one.place.stage = domain::Stage::purged;
  REQUIRE(cases().save(one));
  CHECK(here().size() == 3);
  REQUIRE(faces().drop(SubmissionId("2")));
  REQUIRE(faces().drop(SubmissionId("2")));
  CHECK(here().size() == 2);
  CHECK(faces().forget(BatchId("another")).value() == 0);
  CHECK(faces().forget(a_submission("1").built().batch.id).value() == 2);
  CHECK(here().empty());
  CHECK(faces().removed().value() == 4);
}
