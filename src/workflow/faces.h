#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include "domain/identity_error.h"
#include "imaging/decoder.h"
#include "vision/analyser.h"

// What the comparison desk relies on, measured on portraits of which the truth is known (assets/demo): how well faces
// lie on each other once they are aligned, and how often a similarity is wrong.
namespace zhaojian::workflow {

// Distances between the same true point of two aligned portraits of a person, as shares of the true distance of the
// eyes in the submission. Against every reference and the raw capture.
struct AlignmentErrors {
  std::vector<double> eyes, nose, chin;
  int not_aligned = 0;  // pairs in which the eyes of one were not found
};

struct FaceMeasurements {
  AlignmentErrors same_moment;  // submission and raw capture
  AlignmentErrors other_day;    // submission and references
  domain::IdentityError identity;
};

// Reads labels.json and the clean portraits beside it; a minute or so. `progress` as in measure_accuracy.
[[nodiscard]] Result<FaceMeasurements> measure_faces(const std::filesystem::path& folder, imaging::Decoder& decoder,
                                                     vision::Analyser& analyser,
                                                     const std::function<bool(std::size_t, std::size_t)>& progress);

}  // namespace zhaojian::workflow
