#pragma once
#include <span>

#include "domain/finding.h"
#include "imaging/photo.h"

namespace zhaojian::cli {

// A copy of the photo with what the checks found drawn on it: heat maps of what is doubtful or wrong, measured places
// in the colour of their verdict (green, amber, red), the limits they were measured against in thin blue.
[[nodiscard]] imaging::Pixels evidence_picture(const imaging::Pixels& photo, std::span<const domain::Finding> findings);

}  // namespace zhaojian::cli
