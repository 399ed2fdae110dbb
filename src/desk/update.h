#pragma once
#include <variant>

#include "desk/effect.h"
#include "desk/event.h"
#include "desk/intent.h"
#include "desk/model.h"

namespace zhaojian::desk {

// The whole behaviour of the desk. Pure: no clock, no I/O, no ImGui. `op` of the effects it makes comes from
// `next_op`, which the caller sets to a fresh UUID before each call that carries an intent.
[[nodiscard]] Effects update(Model& model, const Intent& intent, const OpId& next_op);
[[nodiscard]] Effects update(Model& model, const Event& event);

}  // namespace zhaojian::desk
