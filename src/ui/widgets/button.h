#pragma once
#include <optional>
#include <string_view>

#include "desk/keymap.h"
#include "ui/context.h"

namespace zhaojian::ui {

enum class ButtonLook { plain, active, approve, retake, picked };  // picked: a reason among those that are sent

struct ButtonSpec {
  std::string_view id;            // probe name and ImGui identity
  std::string_view label;
  std::optional<desk::Chord> key; // drawn as a key cap behind the label
  const char* icon = nullptr;     // in front
  const char* sign = nullptr;     // behind the label, in its own colour
  ImVec4 sign_colour{};
  ButtonLook look = ButtonLook::plain;
  bool enabled = true;
  bool strong = false;
  bool small = false;             // smaller text and narrower sides, for many of them in little room
  std::string_view lead = {};     // before the label and fainter: the digit that presses it
};

// The width the button needs at this height.
[[nodiscard]] float button_width(const UiContext& ui, const ButtonSpec& spec);
// Draws it at a place; true when pressed. Never takes the keyboard focus: keys are commands here.
bool button_at(const UiContext& ui, ImVec2 at, float height, const ButtonSpec& spec, float width = 0);

}  // namespace zhaojian::ui
