#include "ui/screens/ruler.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using domain::Band;
using domain::Finding;
using domain::Unit;
using domain::Verdict;

int decimals_of(Unit unit) {
  switch (unit) {
    case Unit::degrees: case Unit::percent: case Unit::kib: case Unit::delta_e: case Unit::lightness: return 1;
    case Unit::ratio: case Unit::cosine: case Unit::probability: return 2;
    default: return 0;
  }
}

std::optional<Unit> unit_called(std::string_view called) {
  for (int i = 0; i <= static_cast<int>(Unit::probability); ++i) {
    const auto unit = static_cast<Unit>(i);
    if (called == name(unit) || called == symbol(unit)) return unit;
  }
  return {};
}

struct Scale {
  double from = 0, to = 1;
  [[nodiscard]] float at(double v) const {
    return static_cast<float>(std::clamp((v - from) / (to - from), 0.0, 1.0));
  }
};

// What the ruler spans: the band with room on both sides, and the values.
Scale scale_of(const Finding& finding, std::optional<double> other) {
  const Band& b = finding.band;
  double low = *finding.value, high = *finding.value;
  for (const auto& limit : {b.warn_min, b.warn_max, b.fail_min, b.fail_max, other}) {
    if (!limit) continue;
    low = std::min(low, *limit);
    high = std::max(high, *limit);
  }
  if (!b.fail_min && !b.warn_min) low = std::min(low, 0.0);
  const double room = std::max(1e-6, (high - low) * 0.18);
  const bool from_zero = low >= 0 && low - room < 0;
  return {from_zero ? 0 : low - room, high + room};
}

}  // namespace

std::string value_text(double value, Unit unit) {
  const std::string text = number(value, decimals_of(unit));
  if (unit == Unit::delta_e) return "ΔE " + text;
  if (unit == Unit::degrees) return text + "°";
  const std::string_view sign = symbol(unit);
  return sign.empty() ? text : text + " " + std::string(sign);
}

std::string value_text(const domain::Flag& theirs) {
  if (!theirs.value) return {};
  if (const auto unit = unit_called(theirs.unit)) return value_text(*theirs.value, *unit);
  return number(*theirs.value, 2) + (theirs.unit.empty() ? "" : " " + theirs.unit);
}

std::optional<double> on_ruler(const Finding& finding, const domain::Flag* theirs) {
  if (theirs == nullptr || !theirs->value || !std::isfinite(*theirs->value)) return {};
  if (unit_called(theirs->unit) != finding.unit) return {};
  return theirs->value;
}

void draw_ruler(const UiContext& ui, const Finding& finding, std::optional<double> other, ImVec2 min, float width) {
  const Scale scale = scale_of(finding, other);
  const Band& b = finding.band;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = min.y, h = ui.dp(6);
  const auto x = [&](double v) { return min.x + width * scale.at(v); };
  list.AddRectFilled({min.x, y}, {min.x + width, y + h}, colour(ui.theme.track), h / 2);
  // The allowed range as a bar; where a softer limit lies inside a harder one, the outer part is fainter.
  const auto limit = [](const std::optional<double>& first, const std::optional<double>& second, double or_else) {
    return first ? *first : second ? *second : or_else;
  };
  const double outer_from = limit(b.fail_min, b.warn_min, scale.from), outer_to = limit(b.fail_max, b.warn_max, scale.to);
  const double inner_from = limit(b.warn_min, b.fail_min, scale.from), inner_to = limit(b.warn_max, b.fail_max, scale.to);
  list.AddRectFilled({x(outer_from), y}, {x(outer_to), y + h}, colour(ui.theme.band, 0.45F), h / 2);
  list.AddRectFilled({x(inner_from), y}, {x(inner_to), y + h}, colour(ui.theme.band), h / 2);
  if (other) {
    const ImVec2 centre{std::round(x(*other)), y + h / 2};
    list.AddCircleFilled(centre, ui.dp(5), colour(ui.theme.panel));
    list.AddCircle(centre, ui.dp(5), colour(ui.theme.marker), 0, ui.dp(1.5F));
  }
  const float at = std::round(x(*finding.value));
  const ImVec4& ink = finding.verdict == Verdict::pass ? ui.theme.marker : verdict_colour(ui.theme, finding.verdict);
  list.AddRectFilled({at - ui.dp(1.5F), y - ui.dp(5)}, {at + ui.dp(1.5F), y + h + ui.dp(5)}, colour(ink), ui.dp(1));
}

}  // namespace zhaojian::ui
