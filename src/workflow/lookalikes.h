#pragma once
#include <optional>
#include <vector>

#include "domain/lookalike.h"
#include "store/store.h"
#include "vision/face_index.h"
#include "workflow/services.h"

// Who else of a batch looks like a photo: only where the batch's profile allows faces to be kept. Store thread.
namespace zhaojian::workflow {

// The face of an assessed photo, as it is kept; nothing where the profile does not allow that, or without a face.
[[nodiscard]] std::optional<store::KeptFace> kept_face(const domain::Submission& submission,
                                                       const domain::StandardProfile& profile,
                                                       const vision::Evidence& evidence);

// The faces of one batch in memory, those of its newest network. Keeps up with one store.
class BatchFaces {
 public:
  struct Whose {
    SubmissionId submission;
    StudentRef student;
  };
  [[nodiscard]] Done up_to_date(store::Store& store, const BatchId& batch);
  [[nodiscard]] const vision::FaceIndex& faces() const { return faces_; }
  [[nodiscard]] const std::vector<Whose>& whose() const { return whose_; }  // of faces(), in its order

 private:
  void take(const std::vector<store::KeptFace>& more);
  BatchId batch_;
  std::string network_;
  vision::FaceIndex faces_;
  std::vector<Whose> whose_;
  std::int64_t row_ = 0, removed_ = 0;
};

// The most alike of other students, most alike first, at most `most`, from the cosine on that the profile calls alike
// (parameter "lookalike_from" of id.match_enrollment). `denied` (error.lookalikes.off) where faces may not be kept,
// `not_found` (error.lookalikes.no_face) where this photo has none.
[[nodiscard]] Result<std::vector<domain::Lookalike>> lookalikes_of(const Services& services, BatchFaces& faces,
                                                                   const SubmissionId& id, std::size_t most);

struct LikePair {
  SubmissionId first, second;
  double cosine = 0;
};
// All pairs of a batch, most alike first; `least` instead of the profile's number where it is given. Errors as above,
// for the batch.
[[nodiscard]] Result<std::vector<LikePair>> lookalikes_in(const Services& services, BatchFaces& faces, const BatchId& batch,
                                                          std::size_t most, std::optional<double> least);

}  // namespace zhaojian::workflow
