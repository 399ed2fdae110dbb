#pragma once
#include <functional>
#include <optional>

#include "gfx/compare_pass.h"
#include "ui/pictures.h"

namespace zhaojian::ui {

// What the shaders are to draw for a composition; nothing while a photo of it has no texture yet. `texture_of` gives a
// photo's texture at full size, or null. UI thread.
[[nodiscard]] std::optional<gfx::CompareView> compare_view(
    const Composition& composition, const std::function<const gfx::Texture*(const Sha256&)>& texture_of);

}  // namespace zhaojian::ui
