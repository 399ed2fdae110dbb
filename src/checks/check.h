#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "checks/recognition.h"
#include "domain/finding.h"
#include "domain/photo_ref.h"
#include "domain/standard_profile.h"
#include "imaging/photo.h"
#include "vision/evidence.h"

namespace zhaojian::checks {

// A reference photo as far as the checks need it.
struct Reference {
  domain::PhotoRole role = domain::PhotoRole::enrollment;
  vision::EvidencePtr evidence;              // at least detector, landmarks and embedding
  std::optional<std::uint64_t> fingerprint;  // imaging::perceptual_hash of its pixels
  std::optional<double> glasses = {};        // glasses_of() it; nothing without a face
  std::optional<imaging::FacePrint> face = {};  // of its face
};

[[nodiscard]] inline Reference reference_of(domain::PhotoRole role, const imaging::Pixels& pixels,
                                            vision::EvidencePtr evidence) {
  const imaging::Fingerprint prints = fingerprint_of(pixels, *evidence);
  return {.role = role, .evidence = std::move(evidence), .fingerprint = prints.whole, .face = prints.face};
}

// The raw picture (原始采集) the photo is said to be made from.
struct Capture {
  imaging::Photo photo;
  vision::Evidence evidence;  // at least Analyser::analyse_capture
};

// A photo of another student that is like this one, or the nearest one there is.
struct OtherPhoto {
  imaging::Fingerprint print;
  std::string submission;  // whose it is
};
// Says in a finding of dup.phash_other that warns or fails which submission the photo is known from.
[[nodiscard]] domain::Finding photo_of_other(domain::Finding finding, const std::string& submission);

// Everything the checks may look at, built once for a photo and const from then on.
struct Subject {
  const imaging::Photo& photo;
  const vision::Evidence& evidence;
  std::span<const Reference> references = {};
  const Capture* capture = nullptr;  // null: there is none, or it cannot be read
  std::span<const imaging::Fingerprint> rejected = {};  // the student's photos that were sent back before
  std::optional<Date> handed_in = {};
  std::span<const OtherPhoto> others = {};  // the nearest of those the store knows; none: it was not asked
};

using Findings = std::vector<domain::Finding>;

class Scene;  // a subject and what the checks share of it: checks/scene.h

// One rule of the standard. `run` yields exactly the findings it declares, whatever the picture, and only for rules the
// profile has; numbers come from the profile. Pure; any thread, one at a time for a scene.
struct Check {
  std::span<const std::string_view> yields;
  Findings (*run)(const Scene& scene, const domain::StandardProfile& profile);
};

}  // namespace zhaojian::checks
