#pragma once
#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include <imgui.h>

#include "desk/bindings.h"
#include "domain/identity_error.h"
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
  const desk::Bindings& bindings;
  Probe* probe = nullptr;
  const domain::IdentityError* identity_error = nullptr;  // how often a similarity is wrong, where that was counted

  [[nodiscard]] float dp(float x) const { return static_cast<float>(static_cast<int>(x * scale + 0.5F)); }
  [[nodiscard]] std::string_view text(std::string_view key) const { return texts(key); }
  [[nodiscard]] std::string format(std::string_view key, std::initializer_list<std::string_view> values) const {
    return texts.format(key, values);
  }

  // The key in force for a command of the table.
  [[nodiscard]] desk::Chord key(std::string_view command) const { return desk::chord_of(bindings, command); }

  // Names the item drawn last, for tests.
  void mark(std::string_view id, std::string_view said = {}, bool enabled = true) const {
    mark(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), said, enabled);
  }
  void mark(std::string_view id, ImVec2 min, ImVec2 max, std::string_view said = {}, bool enabled = true) const {
    if (!probe) return;
    if (ImGui::GetScrollMaxY() > 0) {  // what is scrolled out of sight cannot be clicked
      const ImVec2 from = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
      min.y = std::max(min.y, from.y);
      max.y = std::min(max.y, from.y + size.y);
      if (max.y <= min.y) return;
    }
    probe->items[std::string(id)] = {min, max, std::string(said), enabled};
  }
  // Says that the text of a marked widget must never be cut: `width` of it as drawn, `room` for it.
  void must_fit(std::string_view id, float width, float room) const {
    if (!probe) return;
    const auto item = probe->items.find(std::string(id));
    if (item == probe->items.end()) return;
    item->second.text_width = width;
    item->second.room = room;
  }
};

}  // namespace zhaojian::ui
