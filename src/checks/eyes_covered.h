#pragma once
#include <array>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// Whether the eyes can be seen: what hides them makes every check of the eyes not assessable.
namespace zhaojian::checks {

// Percent of the band of the brows that is darker than the skin by `darker` L*, or nearer to darker hair above than to
// the skin; "check.why.too_dark".
[[nodiscard]] Result<double> hair_over_brows(const Scene& scene, double darker);
[[nodiscard]] Corners brow_band(const Face& face);

// By how much L* the lightest fifth round the eyes is darker than the cheeks, of both eyes the less: one side in the
// shade is no lens, and behind a clear one some skin is as light as elsewhere; "check.why.face_hidden".
[[nodiscard]] Result<double> shade_around_eyes(const Scene& scene);
// Eye, lids and the skin below that even a small lens covers.
[[nodiscard]] std::array<Corners, 2> around_eyes(const Face& face);

// The lenses with what of the eyes is behind them, as the network for parts of a head sees them; empty where no glasses
// are worn. Fails as Scene::head_parts.
[[nodiscard]] Result<Area> lenses(const Scene& scene);

// Percent of the lenses, without the eyes, that reflects; "check.why.grey".
[[nodiscard]] Result<double> glare_on_lenses(const Scene& scene, const Glare& glare);

// Fails with "check.why.eyes_tinted" or "check.why.eyes_under_hair" where glasses.tint or hair.brow_eye of the profile
// would fail; a profile without these rules asks for nothing.
[[nodiscard]] Done eyes_seen(const Scene& scene, const domain::StandardProfile& profile);

// Fails with "check.why.eyes_glare" where glasses.glare of the profile would fail: a reflection lightens an iris, while
// lids still tell open from closed.
[[nodiscard]] Done irises_seen(const Scene& scene, const domain::StandardProfile& profile);

}  // namespace zhaojian::checks
