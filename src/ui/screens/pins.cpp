#include "ui/screens/pins.h"

#include <algorithm>
#include <cmath>

namespace zhaojian::ui {
namespace {

using domain::GivenReason;
using domain::Region;
using domain::Spot;

bool inside(const Region& r, Spot at) {
  return at.x >= r[0] && at.y >= r[1] && at.x <= r[0] + r[2] && at.y <= r[1] + r[3];
}

bool near_corner(const Pane& pane, const Region& r, ImVec2 mouse, float reach) {
  const ImVec2 corner = to_screen(pane, {static_cast<float>(r[0] + r[2]), static_cast<float>(r[1] + r[3])});
  return std::abs(corner.x - mouse.x) <= reach && std::abs(corner.y - mouse.y) <= reach;
}

// What a press at this place takes hold of; the reason chosen last lies on top.
std::optional<PinGrab> grab(const desk::Reviewing& shown, const Pane& pane, const UiContext& ui, ImVec2 mouse) {
  const Spot at = to_photo(pane, mouse);
  if (ImGui::GetIO().KeyShift && shown.pin) return PinGrab{*shown.pin, {at.x, at.y, 0, 0}, at, true};
  std::vector<const GivenReason*> pins;
  for (const GivenReason& given : shown.reasons)
    if (given.region) pins.push_back(&given);
  std::ranges::stable_sort(pins, std::ranges::greater{}, [&](const GivenReason* g) { return shown.pin == g->code; });
  for (const GivenReason* given : pins) {
    if (near_corner(pane, *given->region, mouse, ui.dp(10))) return PinGrab{given->code, *given->region, at, true};
    if (inside(*given->region, at)) return PinGrab{given->code, *given->region, at, false};
  }
  return {};
}

Region dragged(const PinGrab& held, Spot to) {
  const double dx = to.x - held.from.x, dy = to.y - held.from.y;
  Region r = held.start;
  if (held.resizes) {
    r[2] += dx;
    r[3] += dy;
    // Drawn to the left or upwards.
    if (r[2] < 0) r[0] += r[2], r[2] = -r[2];
    if (r[3] < 0) r[1] += r[3], r[3] = -r[3];
  } else {
    r[0] += dx;
    r[1] += dy;
  }
  return r;
}

}  // namespace

bool take_pins(const desk::Reviewing& shown, CompareState& state, const UiContext& ui, const std::vector<Pane>& panes,
               desk::Intents& out) {
  const Pane* pane = submission_pane(panes);
  if (!pane || shown.past || shown.pass != desk::Pass::standard || !ImGui::IsItemActive()) {
    state.pin.reset();
    return false;
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsItemActivated() && pane->picture.contains(mouse)) state.pin = grab(shown, *pane, ui, mouse);
  if (!state.pin) return false;
  const Region now = dragged(*state.pin, to_photo(*pane, mouse));
  const auto given = std::ranges::find(shown.reasons, state.pin->code, &GivenReason::code);
  if (given != shown.reasons.end() && given->region != now && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2))
    out.push_back(desk::PinReason{state.pin->code, now});
  return true;
}

}  // namespace zhaojian::ui
