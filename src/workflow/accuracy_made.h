#pragma once
#include <optional>
#include <string>
#include <vector>

#include "codec/label_json.h"
#include "domain/standard_profile.h"
#include "imaging/photo.h"
#include "samples/recipes.h"
#include "vision/evidence.h"

namespace zhaojian::workflow {

// A clean picture that flawed copies can be made from.
struct CleanSample {
  codec::Label label;
  imaging::Pixels pixels;
  vision::EvidencePtr evidence;
};

// Nothing when the picture is no source of copies, or too little is known of it.
[[nodiscard]] std::optional<CleanSample> clean_sample(const codec::Label& label, const imaging::Pixels& pixels,
                                                      const vision::EvidencePtr& evidence);

struct MadeSample {
  codec::Label label;  // of a flawed submission; `file` names the original and the flaw: "p001_made_red_eye_2.jpg"
  const CleanSample* from = nullptr;
  const samples::Recipe* recipe = nullptr;
};
// Every recipe on every clean sample, which must outlive them.
[[nodiscard]] std::vector<MadeSample> made_samples(const std::vector<CleanSample>& clean);

// At most how many there will be of the labelled pictures.
[[nodiscard]] std::size_t made_count(const std::vector<codec::Label>& labels);

[[nodiscard]] Result<Bytes> make(const MadeSample& sample, const domain::StandardProfile& profile);

}  // namespace zhaojian::workflow
