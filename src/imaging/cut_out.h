#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "imaging/colour.h"
#include "imaging/photo.h"

// A person taken off the wall behind, hair by hair as far as the pixels tell.
namespace zhaojian::imaging {

// The colours are those of the person alone: in a pixel that shows half hair and half wall, the hair's.
struct CutOut {
  Pixels person;
  std::vector<std::uint8_t> alpha;  // a byte a pixel, 255 wholly person
};

// `mask` is a byte a pixel, 0 background … 255 person, right but for a few pixels at the outline: only there pixels are
// looked at anew, elsewhere they stay as they are. Each pixel of the outline is taken as a mixture of the nearest sure
// colours of person and wall (compositing equation; the mixture's share as in Bayesian matting, Chuang et al. 2001,
// with means for distributions); where the two are alike, or the pixel like neither, the mask decides. Any thread.
[[nodiscard]] CutOut cut_out(const Pixels& pixels, std::span<const std::uint8_t> mask);

[[nodiscard]] Pixels laid_on(const CutOut& cut, const Rgb& colour);

}  // namespace zhaojian::imaging
