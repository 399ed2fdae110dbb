#pragma once
#include <optional>
#include <string>

#include "domain/finding.h"
#include "domain/submission.h"
#include "ui/context.h"

namespace zhaojian::ui {

// "76 px", "ΔE 4.3", "0.6°": the value with as many decimals as its unit deserves.
[[nodiscard]] std::string value_text(double value, domain::Unit unit);
// What the back end measured, in its own unit; empty when it measured nothing.
[[nodiscard]] std::string value_text(const domain::Flag& theirs);

// The band as a bar, the value as a mark on it; with a second, hollow one for a value of the same kind from elsewhere.
void draw_ruler(const UiContext& ui, const domain::Finding& finding, std::optional<double> other, ImVec2 min,
                float width);
// The back end's value where it stands on the same ruler.
[[nodiscard]] std::optional<double> on_ruler(const domain::Finding& finding, const domain::Flag* theirs);

}  // namespace zhaojian::ui
