#include <algorithm>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.1: the student's own recent photo. Not the photo of the record once more and not one that was sent back
// before; not another student's either; also not mirrored, turned, cut, re-saved or before another background.
namespace zhaojian::checks {
namespace {

using domain::Finding;

Result<Finding> nearest(const Scene& scene, const AppliedRule& rule, std::span<const imaging::Fingerprint> others,
                        std::string_view none) {
  const double face_bits = TRY(rule.parameter("face_bits"));
  if (others.empty()) return cannot(none);
  const PrintViews own = TRY(scene.print_views());
  double least = 64;
  for (const imaging::Fingerprint& other : others) least = std::min(least, nearest_view(own, other, face_bits));
  return rule.judged(least);
}

// Value: bits of 64 by which the fingerprints of photo and nearest reference differ.
Result<Finding> reference(const Scene& scene, const AppliedRule& rule) {
  std::vector<imaging::Fingerprint> others;
  for (const Reference& one : scene.subject().references) {
    if (one.fingerprint) others.push_back({*one.fingerprint, one.face});
  }
  return nearest(scene, rule, others, "check.why.no_reference");
}

// Value: the same of the nearest photo that was sent back.
Result<Finding> rejected(const Scene& scene, const AppliedRule& rule) {
  return nearest(scene, rule, scene.subject().rejected, "check.why.no_rejected");
}

// Value: bits of 64 by which the nearest photo of another student differs; names it where the two are alike.
Result<Finding> other(const Scene& scene, const AppliedRule& rule) {
  const Subject& subject = scene.subject();
  const double face_bits = TRY(rule.parameter("face_bits"));
  if (subject.others.empty()) return cannot("check.why.no_others");
  const PrintViews own = TRY(scene.print_views());
  const auto distance = [&](const OtherPhoto& one) { return same_photo(own, one.print, face_bits); };
  const auto nearest = std::ranges::min_element(subject.others, {}, distance);
  return photo_of_other(rule.judged(distance(*nearest)), nearest->submission);
}

constexpr Line lines[] = {
    {"dup.phash_reference", reference}, {"dup.phash_rejected", rejected}, {"dup.phash_other", other}};

}  // namespace

Finding photo_of_other(Finding finding, const std::string& submission) {
  if (finding.verdict != domain::Verdict::warn && finding.verdict != domain::Verdict::fail) return finding;
  finding.why = "check.why.photo_of_other";
  finding.why_values = {submission};
  return finding;
}

Check make_repeated_photo() { return check_of<lines>(); }

}  // namespace zhaojian::checks
