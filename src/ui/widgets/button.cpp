#include "ui/widgets/button.h"

#include <string>

#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

Type type_of(const ButtonSpec& spec) { return spec.strong ? Type::strong : spec.small ? Type::small : Type::body; }
float edge_of(const UiContext& ui, const ButtonSpec& spec) { return ui.dp(spec.small ? 8 : 12); }
float lead_width(const UiContext& ui, const ButtonSpec& spec) {
  return spec.lead.empty() ? 0 : measure(ui, type_of(spec), spec.lead).x + ui.dp(6);
}

struct Fill {
  ImVec4 back, hover, text, border;
};
Fill fill_of(const Theme& theme, ButtonLook look) {
  switch (look) {
    case ButtonLook::plain: return {theme.raised, theme.hover, theme.text, theme.line};
    case ButtonLook::active: return {theme.selected, theme.hover, theme.accent, theme.accent};
    case ButtonLook::approve: return {theme.approve_fill, theme.approve_fill, theme.approve_text, theme.approve_fill};
    case ButtonLook::retake: return {theme.retake_fill, theme.retake_fill, theme.retake_text, theme.retake_fill};
    case ButtonLook::picked: return {theme.retake_fill, theme.retake_fill, theme.retake_text, theme.retake_text};
  }
  return {theme.raised, theme.hover, theme.text, theme.line};
}

float sign_width(const UiContext& ui, const ButtonSpec& spec) { return ui.dp(5) + measure(ui, Type::small, spec.sign).x; }

}  // namespace

float button_width(const UiContext& ui, const ButtonSpec& spec) {
  float width = 2 * edge_of(ui, spec) + lead_width(ui, spec) + measure(ui, type_of(spec), spec.label).x;
  if (spec.icon) width += ui.dp(22);
  if (spec.sign) width += sign_width(ui, spec);
  if (spec.key) width += ui.dp(8) + key_width(ui, *spec.key);
  return width;
}

bool button_at(const UiContext& ui, ImVec2 at, float height, const ButtonSpec& spec, float width) {
  if (width <= 0) width = button_width(ui, spec);
  const Fill fill = fill_of(ui.theme, spec.look);
  ImGui::SetCursorScreenPos(at);
  const std::string id = "###" + std::string(spec.id);
  ImGui::BeginDisabled(!spec.enabled);
  const bool pressed = ImGui::InvisibleButton(id.c_str(), {width, height}, ImGuiButtonFlags_None);
  const bool hovered = ImGui::IsItemHovered();
  const bool held = ImGui::IsItemActive();
  ImGui::EndDisabled();
  ui.mark(spec.id, spec.label, spec.enabled);

  const float alpha = spec.enabled ? 1.0F : 0.45F;
  const ImVec2 max{at.x + width, at.y + height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, max, colour(hovered ? fill.hover : fill.back, alpha), ui.dp(3));
  list.AddRect(at, max, colour(hovered || held ? ui.theme.accent : fill.border, alpha), ui.dp(3));
  ImVec4 ink = fill.text;
  ink.w = alpha;
  const float line = measure(ui, type_of(spec), spec.label).y;
  float x = at.x + edge_of(ui, spec);
  if (!spec.lead.empty()) {
    ImVec4 faint = spec.look == ButtonLook::plain ? ui.theme.dim : ink;
    faint.w = alpha;
    put(ui, {x, at.y + (height - line) / 2}, type_of(spec), faint, spec.lead);
    x += lead_width(ui, spec);
  }
  if (spec.icon) x += put(ui, {x, at.y + (height - line) / 2}, type_of(spec), ink, spec.icon) + ui.dp(4);
  const float keys = spec.key ? key_width(ui, *spec.key) + ui.dp(8) : 0;
  const float sign = spec.sign ? sign_width(ui, spec) : 0;
  const float room = max.x - edge_of(ui, spec) + ui.dp(1) - keys - sign - x;
  ui.must_fit(spec.id, measure(ui, type_of(spec), spec.label).x, room);
  x += put(ui, {x, at.y + (height - line) / 2}, type_of(spec), ink, spec.label, room);
  if (spec.sign) put(ui, {x + ui.dp(5), at.y + (height - measure(ui, Type::small, spec.sign).y) / 2}, Type::small, spec.sign_colour, spec.sign);
  if (spec.key) {
    const float cap = ui.dp(20);
    put_key(ui, {max.x - edge_of(ui, spec) - key_width(ui, *spec.key), at.y + (height - cap) / 2}, cap, *spec.key, ink);
  }
  return pressed && spec.enabled;
}

}  // namespace zhaojian::ui
