#pragma once
#include <functional>

#include "domain/standard_profile.h"
#include "imaging/geometry.h"
#include "imaging/photo.h"
#include "vision/analyser.h"

// From a raw capture the photo the standard asks for: what re-processing would give.
namespace zhaojian::workflow {

struct Standardised {
  Bytes file;              // JPEG of the profile's size, density and bytes
  imaging::Pixels pixels;  // as they went into the file
  int quality = 0;         // IJG scale, at least 60
  imaging::Box crop;       // what of the capture it shows, in the capture's pixels; may reach beyond its edges
};

// Face, frame, cut-out, file: what is told to `began`, 0 … kStandardiseSteps - 1, as each begins; on the same thread.
inline constexpr int kStandardiseSteps = 4;
using StepBegan = std::function<void(int step)>;

// Cropped so that head top, eye line, face width and centre come together as near as can be to the middle of the
// profile's bands, resized, and laid on the profile's first background; never mirrored, turned or retouched. Half a
// second. not_found or invalid, with a text that says what to do: error.standardise.no_face, .several_faces, .cut_off,
// .too_small, .no_room (the head does not fit the bands without leaving the capture), .rules (the profile lacks a
// band).
[[nodiscard]] Result<Standardised> standardise(const imaging::Pixels& capture, vision::Analyser& analyser,
                                               const domain::StandardProfile& profile, const StepBegan& began = {});

}  // namespace zhaojian::workflow
