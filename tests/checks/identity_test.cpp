#include "checks/verdicts.h"
#include "imaging/perceptual_hash.h"
#include "support/photos.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;
using domain::PhotoRole;

namespace {

// Evidence of a face whose embedding has this cosine to direction(0).
vision::EvidencePtr face_like(float cosine) {
  auto evidence = std::make_shared<vision::Evidence>();
  vision::Embedding embedding{};
  embedding[0] = cosine;
  embedding[1] = std::sqrt(1 - cosine * cosine);
  evidence->embedding = embedding;
  return evidence;
}

}  // namespace

TEST_CASE("likeness is judged for each kind of reference by itself") {
  const std::vector<Reference> references{{PhotoRole::enrollment, face_like(0.7F), {}},
                                          {PhotoRole::admission, face_like(0.4F), {}},
                                          {PhotoRole::population, face_like(0.1F), {}}};
  const Findings findings = all_of(sitting_of({}), references);
  CHECK(only(findings, "id.match_enrollment").verdict == Verdict::pass);
  CHECK(*only(findings, "id.match_enrollment").value == Approx(0.7));
  CHECK(only(findings, "id.match_admission").verdict == Verdict::warn);
  CHECK(only(findings, "id.match_population").verdict == Verdict::fail);
}

TEST_CASE("of several references of a kind the most alike counts") {
  const std::vector<Reference> references{{PhotoRole::enrollment, face_like(0.2F), {}},
                                          {PhotoRole::enrollment, face_like(0.8F), {}}};
  CHECK(*of("id.match_enrollment", sitting_of({}), references).value == Approx(0.8));
}

TEST_CASE("a missing reference, one without a face and a photo without one are told apart") {
  const std::vector<Reference> faceless{{PhotoRole::enrollment, std::make_shared<vision::Evidence>(), {}},
                                        {PhotoRole::admission, nullptr, {}}};
  const Findings findings = all_of(sitting_of({}), faceless);
  CHECK(only(findings, "id.match_enrollment").why == "check.why.reference_no_face");
  CHECK(only(findings, "id.match_admission").why == "check.why.reference_no_face");
  CHECK(only(findings, "id.match_population").why == "check.why.no_reference");
  Sitting nobody = sitting_of({});
  nobody.evidence.embedding.reset();
  CHECK(of("id.match_enrollment", nobody).why == "check.why.no_face");
}

TEST_CASE("the photo of the record handed in again is found out, mirrored too") {
  Sitting sitting = sitting_of({});
  sitting.photo.pixels = support::a_portrait(480, 640, {.seed = 5, .head_top = 0.2, .face_width = 0.3});
  const auto turns = imaging::dihedral_hashes(sitting.photo.pixels);
  for (const std::size_t turn : {0U, 1U}) {
    const std::vector<Reference> same{{PhotoRole::enrollment, nullptr, turns[turn]}};
    const Finding finding = of("dup.phash_reference", sitting, same);
    CHECK(*finding.value == 0);
    CHECK(finding.verdict == Verdict::fail);
  }
  const std::vector<Reference> other{
      {PhotoRole::enrollment, nullptr, imaging::perceptual_hash(support::a_gradient(300, 400))}};
  CHECK(of("dup.phash_reference", sitting, other).verdict == Verdict::pass);
  CHECK(of("dup.phash_reference", sitting).why == "check.why.no_reference");
}
