#pragma once
#include <optional>

#include "domain/standard_profile.h"
#include "imaging/geometry.h"

// Where to crop. Pure.
namespace zhaojian::workflow {

// A head in a picture, in its pixels.
struct HeadPlace {
  double top = 0, eyes = 0;      // y of the hair's top and the eye line
  double centre = 0, width = 0;  // of the face at cheek height, x
};

// Which sides of a picture a crop may not reach beyond: there the person would end in mid-air. The top never is one.
struct Confines {
  double width = 0, height = 0;
  bool left = false, right = false;
};

struct Bands {
  domain::Band head_top, eye_line, face_width;  // in pixels of the profile's picture
  int width = 0, height = 0;
};
// Nothing when one of the bands is open at an end.
[[nodiscard]] std::optional<Bands> bands_of(const domain::StandardProfile& profile);

// The crop that brings top, eyes and width nearest to the middle of their bands, by least squares with each distance in
// halves of its band; the face is always in the middle. Nothing when no crop within the confines keeps all of them
// inside the bands that warn.
[[nodiscard]] std::optional<imaging::Box> framing_of(const HeadPlace& head, const Bands& bands,
                                                     const Confines& confines);

}  // namespace zhaojian::workflow
