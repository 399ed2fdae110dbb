#pragma once
#include <functional>
#include <map>
#include <string>

#include <imgui.h>

#include "base/result.h"

namespace zhaojian::ui {

// Colours by what they are for (assets/theme/*.json). Screens name tokens, never numbers. Neutral greys, one accent;
// every text token reaches 4.5:1 on what it stands on (tested).
struct Theme {
  ImVec4 background, panel, raised, hover, selected, line, surround, on_surround;
  ImVec4 text, dim, faint;
  ImVec4 accent, on_accent;
  ImVec4 pass, warn, fail, not_assessable;
  ImVec4 approve_fill, approve_text, retake_fill, retake_text;
  ImVec4 band, track, marker;
  ImVec4 card, card_text, card_dim;
  ImVec4 overlay_line, overlay_shade, scrim;
  ImVec4 loss;                         // where the submission lost detail that the capture has
  float lens_size = 0, lens_power = 0; // the magnifier: its side in design pixels, and times what the panes show
};

using TokenMap = std::map<std::string, std::string, std::less<>>;  // token → "#rrggbb", or a number

// `invalid` naming the token that is missing, unknown, not a colour or not a number within its range.
[[nodiscard]] Result<Theme> theme_from(const TokenMap& tokens);

// WCAG 2 contrast of two opaque colours, 1…21.
[[nodiscard]] double contrast(const ImVec4& a, const ImVec4& b);

// Sets the whole style anew for this theme and scale (ScaleAllSizes is cumulative, so never on a used style).
void apply(const Theme& theme, float scale, ImGuiStyle& style);

[[nodiscard]] inline ImU32 colour(const ImVec4& c) { return ImGui::ColorConvertFloat4ToU32(c); }
[[nodiscard]] inline ImU32 colour(const ImVec4& c, float alpha) {
  return ImGui::ColorConvertFloat4ToU32({c.x, c.y, c.z, alpha});
}

}  // namespace zhaojian::ui
