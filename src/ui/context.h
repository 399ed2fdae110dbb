#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include <imgui.h>

#include "domain/texts.h"
#include "ui/fonts.h"
#include "ui/pictures.h"
#include "ui/probe.h"
#include "ui/theme.h"

namespace zhaojian::ui {

// What every draw function needs and none may keep. Lives for one frame.
struct UiContext {
  const Theme& theme;
  const domain::Texts& texts;
  Fonts fonts;
  float scale = 1;  // 1.0 … 2.0
  Pictures& pictures;
  Probe* probe = nullptr;

  [[nodiscard]] float dp(float x) const { return static_cast<float>(static_cast<int>(x * scale + 0.5F)); }
  [[nodiscard]] std::string_view text(std::string_view key) const { return texts(key); }
  [[nodiscard]] std::string format(std::string_view key, std::initializer_list<std::string_view> values) const {
    return texts.format(key, values);
  }

  // Names the item drawn last, for tests.
  void mark(std::string_view id, std::string_view said = {}, bool enabled = true) const {
    if (probe) probe->items[std::string(id)] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), std::string(said), enabled};
  }
  void mark(std::string_view id, ImVec2 min, ImVec2 max, std::string_view said = {}, bool enabled = true) const {
    if (probe) probe->items[std::string(id)] = {min, max, std::string(said), enabled};
  }
};

}  // namespace zhaojian::ui
