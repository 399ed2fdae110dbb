#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

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

// By how much a face is taken to stand elsewhere, in the picture that is printed.
struct FaceShift {
  double aside = 0;  // to the viewer's right, eye distances
  double turn = 0;   // clockwise, radians; small
};

// Nothing when the eyes fall together or lie outside the picture.
[[nodiscard]] std::optional<FacePrint> face_print(const Pixels& pixels, const FacePlace& place);

// The same picture's print, and those it would have mirrored: one for each shift of the mirrored face. Nothing where
// there is no face_print.
struct FaceViews {
  FacePrint face{};
  std::vector<FacePrint> mirrored;
};
[[nodiscard]] std::optional<FaceViews> face_views(const Pixels& pixels, const FacePlace& place,
                                                  std::span<const FaceShift> shifts);

// Differing bits, 0…256.
[[nodiscard]] int hamming_distance(const FacePrint& first, const FacePrint& second);

}  // namespace zhaojian::imaging
