#include "workflow/lookalikes.h"

#include <algorithm>

namespace zhaojian::workflow {
namespace {

const FindingId kMatch("id.match_enrollment");

Error off() { return {Errc::denied, "the profile does not allow faces to be kept", "error.lookalikes.off"}; }
Error no_face() { return {Errc::not_found, "no face is kept", "error.lookalikes.no_face"}; }

// "embedding 87aacdfe" of all that an engine names.
std::string embedding_network(const std::string& engine) {
  constexpr std::string_view kWord = "embedding ";
  const auto at = engine.find(kWord);
  return at == std::string::npos ? std::string() : engine.substr(at, engine.find(';', at) - at);
}

Result<double> alike_from(const Services& services, const domain::Submission& submission) {
  const auto profile = TRY(services.profile(submission.batch.profile));
  if (!profile->store_embeddings) return off();
  return profile->parameter(kMatch, "lookalike_from");
}

}  // namespace

std::optional<store::KeptFace> kept_face(const domain::Submission& submission, const domain::StandardProfile& profile,
                                         const vision::Evidence& evidence) {
  if (!profile.store_embeddings || !evidence.embedding) return {};
  return store::KeptFace{0, submission.id, submission.version, submission.student.ref, embedding_network(evidence.engine),
                         *evidence.embedding};
}

void BatchFaces::take(const std::vector<store::KeptFace>& more) {
  for (const store::KeptFace& one : more) {
    row_ = one.row;
    if (one.network != network_) continue;  // of an older network: comparable with none of the others
    faces_.add(one.face);
    whose_.push_back({one.submission, one.student});
  }
}

Done BatchFaces::up_to_date(store::Store& store, const BatchId& batch) {
  const std::int64_t removed = TRY(store.faces().removed());
  bool anew = batch != batch_ || removed != removed_;
  auto more = TRY(store.faces().of_batch(batch, anew ? 0 : row_));
  if (!more.empty() && more.back().network != network_ && !anew) {
    anew = true;
    more = TRY(store.faces().of_batch(batch, 0));
  }
  if (anew) *this = BatchFaces();
  batch_ = batch;
  removed_ = removed;
  if (anew && !more.empty()) network_ = more.back().network;
  take(more);
  return {};
}

Result<std::vector<domain::Lookalike>> lookalikes_of(const Services& services, BatchFaces& faces, const SubmissionId& id,
                                                     std::size_t most) {
  const auto found = TRY(services.store.submissions().find(id));
  if (!found) return Error{Errc::not_found, "no submission with this id", "error.decide.not_found"};
  const double least = TRY(alike_from(services, found->submission));
  TRY(faces.up_to_date(services.store, found->submission.batch.id));
  const auto own = std::ranges::find(faces.whose(), id, &BatchFaces::Whose::submission);
  if (own == faces.whose().end()) return no_face();
  const auto place = static_cast<std::size_t>(own - faces.whose().begin());
  // The student's own other photos are among them, and are left out.
  const auto own_photos = static_cast<std::size_t>(
      std::ranges::count(faces.whose(), found->submission.student.ref, &BatchFaces::Whose::student));
  std::vector<domain::Lookalike> like;
  for (const auto& hit : faces.faces().nearest(faces.faces().face(place), most + own_photos, static_cast<float>(least))) {
    const BatchFaces::Whose& whose = faces.whose()[hit.place];
    if (whose.student == found->submission.student.ref || like.size() >= most) continue;
    const auto other = TRY(services.store.submissions().find(whose.submission));
    if (!other) continue;
    const domain::Student& student = other->submission.student;
    like.push_back({whose.submission, student.name, student.student_number, static_cast<double>(hit.cosine)});
  }
  return like;
}

Result<std::vector<LikePair>> lookalikes_in(const Services& services, BatchFaces& faces, const BatchId& batch,
                                            std::size_t most, std::optional<double> least) {
  TRY(faces.up_to_date(services.store, batch));
  if (faces.whose().empty()) return no_face();
  const auto one = TRY(services.store.submissions().find(faces.whose().front().submission));
  if (!one) return no_face();
  const double allowed = TRY(alike_from(services, one->submission));
  const auto from = static_cast<float>(least.value_or(allowed));
  std::vector<LikePair> pairs;
  for (std::size_t place = 0; place < faces.whose().size(); ++place) {
    const BatchFaces::Whose& mine = faces.whose()[place];
    std::size_t shown = 0;
    for (const auto& hit : faces.faces().nearest(faces.faces().face(place), most + 1, from)) {
      const BatchFaces::Whose& theirs = faces.whose()[hit.place];
      if (theirs.student == mine.student || shown++ >= most) continue;
      const bool twice = std::ranges::any_of(pairs, [&](const LikePair& pair) {
        return pair.first == theirs.submission && pair.second == mine.submission;
      });
      if (!twice) pairs.push_back({mine.submission, theirs.submission, static_cast<double>(hit.cosine)});
    }
  }
  std::ranges::stable_sort(pairs, std::ranges::greater{}, &LikePair::cosine);
  return pairs;
}

}  // namespace zhaojian::workflow
