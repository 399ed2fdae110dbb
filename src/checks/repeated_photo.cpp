#include <algorithm>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/perceptual_hash.h"

// 99号 一.1: the student's own recent photo. Not the photo of the record once more and not one that was sent back
// before; also not mirrored, turned, cut, re-saved or before another background.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// The photo's own fingerprints, as it lies and as it might have been turned.
struct Own {
  std::array<std::uint64_t, 8> whole{};
  std::array<std::optional<imaging::FacePrint>, 2> face;  // mirrored: [1]
};

Result<Own> own_of(const Scene& scene) {
  const Subject& subject = scene.subject();
  if (subject.photo.pixels.empty()) return cannot("check.why.no_picture");
  Own own;
  own.whole = imaging::dihedral_hashes(subject.photo.pixels);
  const auto place = face_place(subject.evidence);
  if (!place) return own;
  own.face = {imaging::face_print(subject.photo.pixels, *place), imaging::face_print(subject.photo.pixels, *place, true)};
  return own;
}

// Bits of 64. A face differs by `face_bits` where unrelated pictures differ by 64: faces have much in common.
double distance(const Own& own, const imaging::Fingerprint& other, double face_bits) {
  int whole = 64;
  for (const std::uint64_t hash : own.whole) whole = std::min(whole, imaging::hamming_distance(hash, other.whole));
  double nearest = whole;
  for (const auto& face : own.face) {
    if (face && other.face) nearest = std::min(nearest, imaging::hamming_distance(*face, *other.face) * 64 / face_bits);
  }
  return nearest;
}

Result<Finding> nearest(const Scene& scene, const AppliedRule& rule, std::span<const imaging::Fingerprint> others,
                        std::string_view none) {
  const double face_bits = TRY(rule.parameter("face_bits"));
  if (others.empty()) return cannot(none);
  const Own own = TRY(own_of(scene));
  double least = 64;
  for (const imaging::Fingerprint& other : others) least = std::min(least, distance(own, other, face_bits));
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

constexpr Line lines[] = {{"dup.phash_reference", reference}, {"dup.phash_rejected", rejected}};

}  // namespace

Check make_repeated_photo() { return check_of<lines>(); }

}  // namespace zhaojian::checks
