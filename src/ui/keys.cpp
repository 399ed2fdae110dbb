#include "ui/keys.h"

#include <array>

namespace zhaojian::ui {
namespace {

using desk::Key;

constexpr std::array kNamed{ImGuiKey_Enter,     ImGuiKey_Escape,     ImGuiKey_Space,   ImGuiKey_Tab,
                            ImGuiKey_Backspace, ImGuiKey_Delete,     ImGuiKey_UpArrow, ImGuiKey_DownArrow,
                            ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_PageUp,  ImGuiKey_PageDown,
                            ImGuiKey_Home,      ImGuiKey_End,        ImGuiKey_Slash,   ImGuiKey_Comma,
                            ImGuiKey_Period,    ImGuiKey_Minus,      ImGuiKey_Equal};
static_assert(kNamed.size() == static_cast<std::size_t>(Key::f1) - static_cast<std::size_t>(Key::enter));

}  // namespace

ImGuiKey imgui_key(Key key) {
  const int at = static_cast<int>(key);
  if (key <= Key::z) return static_cast<ImGuiKey>(ImGuiKey_A + at);
  if (key <= Key::d9) return static_cast<ImGuiKey>(ImGuiKey_0 + at - static_cast<int>(Key::d0));
  if (key >= Key::f1) return static_cast<ImGuiKey>(ImGuiKey_F1 + at - static_cast<int>(Key::f1));
  return kNamed[static_cast<std::size_t>(at - static_cast<int>(Key::enter))];
}

bool held(const desk::Chord& chord) { return ImGui::IsKeyDown(imgui_key(chord.key)); }

bool struck(const desk::Chord& chord) {
  const ImGuiIO& io = ImGui::GetIO();
  return ImGui::IsKeyPressed(imgui_key(chord.key), false) && io.KeyCtrl == chord.ctrl && io.KeyShift == chord.shift &&
         io.KeyAlt == chord.alt;
}

}  // namespace zhaojian::ui
