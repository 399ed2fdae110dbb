#include <algorithm>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/perceptual_hash.h"

// 99号 一.1: a recent photo. The photo of the record handed in once more is not one.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: bits by which the photo's fingerprint differs from the nearest reference's, however that one is mirrored.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  if (scene.subject().photo.pixels.empty()) return cannot("check.why.no_picture");
  if (scene.subject().references.empty()) return cannot("check.why.no_reference");
  const auto own = imaging::dihedral_hashes(scene.subject().photo.pixels);
  std::optional<int> nearest;
  for (const Reference& reference : scene.subject().references) {
    if (!reference.fingerprint) continue;
    for (const std::uint64_t hash : {own[0], own[1]}) {  // as it is and mirrored
      const int distance = imaging::hamming_distance(hash, *reference.fingerprint);
      nearest = std::min(nearest.value_or(distance), distance);
    }
  }
  if (!nearest) return cannot("check.why.no_reference");
  return rule.judged(*nearest);
}

constexpr Line lines[] = {{"dup.phash_reference", measure}};

}  // namespace

Check make_repeated_photo() { return check_of<lines>(); }

}  // namespace zhaojian::checks
