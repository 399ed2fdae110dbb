#include <algorithm>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.2: the student's own likeness, compared with the photos the record holds. Advice to the reviewer only.
namespace zhaojian::checks {
namespace {

using domain::Finding;
using domain::PhotoRole;

// Value: cosine of the two faces' embeddings; of several references of a role the most alike.
template <PhotoRole role> Result<Finding> match(const Scene& scene, const AppliedRule& rule) {
  if (!scene.evidence().embedding) return cannot("check.why.no_face");
  bool any = false;
  std::optional<float> best;
  for (const Reference& reference : scene.subject().references) {
    if (reference.role != role) continue;
    any = true;
    if (!reference.evidence || !reference.evidence->embedding) continue;
    const float likeness = vision::cosine(*scene.evidence().embedding, *reference.evidence->embedding);
    best = std::max(best.value_or(likeness), likeness);
  }
  if (!any) return cannot("check.why.no_reference");
  if (!best) return cannot("check.why.reference_no_face");
  return rule.judged(static_cast<double>(*best));
}

constexpr Line lines[] = {{"id.match_enrollment", match<PhotoRole::enrollment>},
                          {"id.match_admission", match<PhotoRole::admission>},
                          {"id.match_population", match<PhotoRole::population>}};

}  // namespace

Check make_identity_match() { return check_of<lines>(); }

}  // namespace zhaojian::checks
