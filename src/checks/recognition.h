#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "imaging/fingerprint.h"
#include "vision/evidence.h"

// By what a photo is recognised when it is handed in again.
namespace zhaojian::checks {

// Where the largest face's eyes are; nothing without landmarks.
[[nodiscard]] std::optional<imaging::FacePlace> face_place(const vision::Evidence& evidence);

// Whole and, where there is a face, face.
[[nodiscard]] imaging::Fingerprint fingerprint_of(const imaging::Pixels& pixels, const vision::Evidence& evidence);

// A photo's own prints: as it lies, and as it would be mirrored or turned.
struct PrintViews {
  std::array<std::uint64_t, 8> whole{};                     // imaging::dihedral_hashes
  std::optional<imaging::FaceViews> face;                   // the first mirrored one where it should lie, others nearby
  bool turned_known = true;                                 // whole[2] … whole[7] are what they are said to be
};
[[nodiscard]] PrintViews views_of(const imaging::Pixels& pixels, const vision::Evidence& evidence);
// What a kept print still knows of its photo: nothing of how it would be turned.
[[nodiscard]] PrintViews views_of(const imaging::Fingerprint& print);

// Bits of 64 by which the nearest view differs. A face differs by `face_bits` where unrelated pictures differ by 64:
// faces have much in common.
// For a few photos of one person: whole picture or face, whichever is nearer.
[[nodiscard]] double nearest_view(const PrintViews& views, const imaging::Fingerprint& other, double face_bits);
// For the photos of many people, which all look alike as a whole: the face, or the mean of face, counted twice, and
// whole; without a face in both twice the whole. Also twice the whole of what is turned upside down or on its side, which
// looks like nobody's.
// Nearest of the pairs of different people, copies cut, saved again, mirrored and turned a little among them, and what
// the exponential through their nearest thousandth says of a photo among 100,000 of strangers: 50 photographed people
// (102,418 pairs) 22.5, below 13 in 0.05 %; 26 rendered ones, more alike than people are (52,650 pairs), 17.5 and 1 %.
[[nodiscard]] double same_photo(const PrintViews& views, const imaging::Fingerprint& other, double face_bits);

}  // namespace zhaojian::checks
