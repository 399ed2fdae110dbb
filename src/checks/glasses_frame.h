#pragma once
#include "checks/applied_rule.h"
#include "checks/scene.h"

// The frame of glasses, whatever its colour, as a line across the bridge of the nose and one below each eye.
namespace zhaojian::checks {

// How much (L*) the frame differs from the skin on either side of it, of bridge and lower rims the fainter: what both
// have is a frame. 0 without one. `lab`: see Scene::face_lab.
[[nodiscard]] double frame_contrast(const Face& face, const PartLab& lab);

}  // namespace zhaojian::checks
