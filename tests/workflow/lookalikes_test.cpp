#include "workflow/lookalikes.h"

#include <cmath>

#include "workflow/assess_submission.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;

// Who else looks like a photo: asked of the faces of the batch, which are kept only where that is allowed.
namespace {

const ProfileId kProfile("chsi-99-2017");

// A direction `turn` radians from the first, in a plane of its own: the cosine of two is that of their difference.
vision::Embedding face(double turn) {
  vision::Embedding made{};
  made[0] = static_cast<float>(std::cos(turn));
  made[1] = static_cast<float>(std::sin(turn));
  return made;
}

struct Batch : Room {
  explicit Batch(bool allowed = true) { allow(allowed); }
  void allow(bool allowed) {
    auto profile = a_profile();
    profile.store_embeddings = allowed;
    profile.rules["id.match_enrollment"].parameters["lookalike_from"] = 0.5;
    profiles[kProfile] = std::make_shared<const domain::StandardProfile>(profile);
  }
  // A photo that was checked and shows this face.
  void checked(const std::string& id, const std::string& student, double turn, const std::string& network = "embedding 1") {
    domain::Submission submission = a_submission(id);
    submission.student.ref = StudentRef(student);
    if (!store->submissions().find(submission.id).value()) add(a_case(submission));
    vision::Evidence evidence;
    evidence.engine = "engine 1; detect 2; " + network + "; pose 3";
    evidence.embedding = face(turn);
    domain::Assessment made;
    made.submission = submission.id;
    made.version = submission.version;
    REQUIRE(workflow::keep_assessment(services, {made, {}, workflow::kept_face(submission, *profiles[kProfile], evidence)}));
  }
  Names like(const std::string& id, std::size_t most = 3) {
    const auto found = workflow::lookalikes_of(services, faces, SubmissionId(id), most);
    INFO((found ? "" : found.error().message));
    REQUIRE(found);
    Names names;
    for (const auto& one : *found) names.push_back(one.submission.value);
    return names;
  }
  std::string refusal(const std::string& id) {
    const auto found = workflow::lookalikes_of(services, faces, SubmissionId(id), 3);
    return found ? "none" : std::string(found.error().text);
  }
  workflow::BatchFaces faces;
};

}  // namespace

TEST_CASE("others are named most alike first, from where the profile calls it alike, the student himself left out") {
  Batch room;
  room.checked("me", "stu_a", 0);
  room.checked("mine", "stu_a", 0.01);
  room.checked("near", "stu_b", 0.3);
  room.checked("nearer", "stu_c", 0.2);
  room.checked("far", "stu_d", 1.2);  // cosine 0.36
  CHECK(room.like("me") == Names{"nearer", "near"});
  CHECK(room.like("me", 1) == Names{"nearer"});
  const auto found = workflow::lookalikes_of(room.services, room.faces, SubmissionId("me"), 1);
  CHECK(found->front().cosine == Approx(std::cos(0.2)).margin(1e-5));
  CHECK(found->front().student_number == room.get("nearer").submission.student.student_number);
}

TEST_CASE("what comes later, is replaced or goes away is known at the next question") {
  Batch room;
  room.checked("me", "stu_a", 0);
  room.checked("b", "stu_b", 0.3);
  CHECK(room.like("me") == Names{"b"});
  room.checked("c", "stu_c", 0.2);
  CHECK(room.like("me") == Names{"c", "b"});
  room.checked("c", "stu_c", 1.3);  // another look at another photo
  CHECK(room.like("me") == Names{"b"});
  domain::ReviewCase gone = room.get("b");
  gone.place = {domain::Stage::purged, domain::Round::first};
  REQUIRE(room.store->submissions().save(gone));
  CHECK(room.like("me").empty());
}

TEST_CASE("faces of another network are not compared") {
  Batch room;
  room.checked("old", "stu_o", 0.1, "embedding 1");
  room.checked("me", "stu_a", 0, "embedding 2");
  room.checked("b", "stu_b", 0.3, "embedding 2");
  CHECK(room.like("me") == Names{"b"});
  CHECK(room.refusal("old") == "error.lookalikes.no_face");
}

TEST_CASE("where the profile does not allow it no face is kept and nobody is named") {
  Batch room(false);
  room.checked("me", "stu_a", 0);
  room.checked("b", "stu_b", 0.1);
  CHECK(room.store->faces().of_batch(room.get("me").submission.batch.id, 0)->empty());
  CHECK(room.refusal("me") == "error.lookalikes.off");
}

TEST_CASE("when it is no longer allowed nothing more is said, and the next check deletes the face") {
  Batch room;
  room.checked("me", "stu_a", 0);
  room.checked("b", "stu_b", 0.1);
  room.allow(false);
  CHECK(room.refusal("me") == "error.lookalikes.off");
  CHECK(workflow::lookalikes_in(room.services, room.faces, room.get("me").submission.batch.id, 3, {}).error().text ==
        "error.lookalikes.off");
  room.checked("b", "stu_b", 0.1);
  REQUIRE(room.store->faces().of_batch(room.get("me").submission.batch.id, 0)->size() == 1);
}

TEST_CASE("the pairs of a batch are listed once each") {
  Batch room;
  room.checked("a", "stu_a", 0);
  room.checked("b", "stu_b", 0.3);
  room.checked("c", "stu_c", 0.4);
  room.checked("d", "stu_d", 3);
  const auto pairs = workflow::lookalikes_in(room.services, room.faces, room.get("a").submission.batch.id, 3, {});
  REQUIRE(pairs);
  REQUIRE(pairs->size() == 3);
  CHECK((*pairs)[0].first == SubmissionId("b"));
  CHECK((*pairs)[0].second == SubmissionId("c"));
  CHECK(workflow::lookalikes_in(room.services, room.faces, room.get("a").submission.batch.id, 3, 0.94)->size() == 2);
}
