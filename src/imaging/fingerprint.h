#pragma once
#include <array>
#include <cstdint>
#include <optional>

#include "imaging/geometry.h"
#include "imaging/photo.h"

// What tells copies of one picture from other pictures, also when they were cut, re-saved or given another background.
namespace zhaojian::imaging {

// 256 bits of the face alone, upright and at one size: the signs, against their median, of the 16 × 16 lowest
// frequencies (without the constant one) of a 32 × 32 grey version.
using FacePrint = std::array<std::uint64_t, 4>;

struct Fingerprint {
  std::uint64_t whole = 0;        // perceptual_hash of the picture
  std::optional<FacePrint> face;  // absent: no face was found
  bool operator==(const Fingerprint&) const = default;
};

// Where the face stands, in pixels; "left" is the viewer's.
struct FacePlace {
  Point left_eye, right_eye;  // centres
  bool operator==(const FacePlace&) const = default;
};

// `mirrored`: as if the picture were mirrored. Nothing when the eyes fall together or lie outside the picture.
[[nodiscard]] std::optional<FacePrint> face_print(const Pixels& pixels, const FacePlace& place, bool mirrored = false);

// Differing bits, 0…256.
[[nodiscard]] int hamming_distance(const FacePrint& first, const FacePrint& second);

}  // namespace zhaojian::imaging
