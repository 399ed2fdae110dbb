#pragma once
#include <imgui.h>

#include "ui/context.h"

// Begin/End and Push/Pop as objects, so that no path through a draw function can leave one open.
namespace zhaojian::ui {

// A fixed, undecorated window: the screens are built of these, meeting at one-pixel lines.
class Panel {
 public:
  Panel(const char* id, ImVec2 pos, ImVec2 size, const ImVec4& fill, ImVec2 padding = {0, 0}, ImGuiWindowFlags more = 0) {
    ImGui::SetNextWindowPos(pos);
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, fill);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::Begin(id, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNavFocus | more);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
  }
  ~Panel() { ImGui::End(); }
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;
};

class Child {
 public:
  Child(const char* id, ImVec2 size, ImGuiChildFlags child = 0, ImGuiWindowFlags window = 0) {
    ImGui::BeginChild(id, size, child, window);
  }
  ~Child() { ImGui::EndChild(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
};

class WithId {
 public:
  explicit WithId(const char* id) { ImGui::PushID(id); }
  explicit WithId(int id) { ImGui::PushID(id); }
  ~WithId() { ImGui::PopID(); }
  WithId(const WithId&) = delete;
  WithId& operator=(const WithId&) = delete;
};

class WithColour {
 public:
  WithColour(ImGuiCol slot, const ImVec4& c) { ImGui::PushStyleColor(slot, c); }
  ~WithColour() { ImGui::PopStyleColor(); }
  WithColour(const WithColour&) = delete;
  WithColour& operator=(const WithColour&) = delete;
};

class WithVar {
 public:
  WithVar(ImGuiStyleVar slot, float v) { ImGui::PushStyleVar(slot, v); }
  WithVar(ImGuiStyleVar slot, ImVec2 v) { ImGui::PushStyleVar(slot, v); }
  ~WithVar() { ImGui::PopStyleVar(); }
  WithVar(const WithVar&) = delete;
  WithVar& operator=(const WithVar&) = delete;
};

class Disabled {
 public:
  explicit Disabled(bool disabled) { ImGui::BeginDisabled(disabled); }
  ~Disabled() { ImGui::EndDisabled(); }
  Disabled(const Disabled&) = delete;
  Disabled& operator=(const Disabled&) = delete;
};

// The three sizes of the type scale (desk-mock.md): 16 body, 13 secondary, 16 bold for names and actions.
enum class Type { body, small, strong, small_strong, title };
class WithType {
 public:
  WithType(const UiContext& ui, Type type) {
    const bool bold = type == Type::strong || type == Type::small_strong || type == Type::title;
    const float han = type == Type::title ? 22.0F : type == Type::small || type == Type::small_strong ? 13.0F : 15.0F;
    ImGui::PushFont(bold ? ui.fonts.bold : ui.fonts.regular, line_size(han) * ui.scale);
  }
  ~WithType() { ImGui::PopFont(); }
  WithType(const WithType&) = delete;
  WithType& operator=(const WithType&) = delete;
};

}  // namespace zhaojian::ui
