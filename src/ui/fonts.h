#pragma once
#include <filesystem>
#include <string>

#include <imgui.h>

#include "base/result.h"

namespace zhaojian::ui {

struct FontFiles {
  std::filesystem::path regular = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
  std::filesystem::path bold = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
  std::filesystem::path rare = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf";  // CJK Extension B and later
  std::filesystem::path icons = "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
};

// Glyphs are made when they are first drawn, at any size, so every character of a name can be shown.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
};

// Loads into the current context's atlas; the rare and icon fonts are merged into both. `not_found` naming the file.
[[nodiscard]] Result<Fonts> load_fonts(const FontFiles& files);

// Dear ImGui's size is a font's line height; Noto Sans CJK's is 1.448 em (its hhea table), so Han of `han` px need this.
[[nodiscard]] constexpr float line_size(float han) { return han * 1.448F; }

}  // namespace zhaojian::ui
