#pragma once
#include <string>
#include <unordered_map>

#include <imgui.h>

namespace zhaojian::ui {

// Where each named widget was drawn and what it said; recorded only when a test asks for it.
struct Probe {
  struct Item {
    ImVec2 min, max;
    std::string text;
    bool enabled = true;
    float text_width = 0;  // of `text` as drawn, 0 when the widget may cut it
    float room = 0;        // for it
  };
  std::unordered_map<std::string, Item> items;
};

}  // namespace zhaojian::ui
