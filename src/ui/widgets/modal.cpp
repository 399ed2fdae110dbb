#include "ui/widgets/modal.h"

#include <algorithm>
#include <cmath>

namespace zhaojian::ui {

Modal::Modal(const UiContext& ui, const char* id, ImVec2 wanted, float from_top) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  ImVec4 shade = ui.theme.scrim;
  shade.w = 0.55F;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(window);
  const WithColour back(ImGuiCol_WindowBg, shade);
  ImGui::Begin(id, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav);
  appearing_ = ImGui::IsWindowAppearing();
  const float margin = ui.dp(16);
  const float width = std::min(wanted.x, window.x - 2 * margin);
  const float height = std::min(wanted.y, window.y - 2 * margin);
  const float x = std::floor((window.x - width) / 2);
  const float y = std::min(std::floor(from_top), window.y - margin - height);
  box_ = {{x, y}, {x + width, y + height}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box_.min, box_.max, colour(ui.theme.panel), ui.dp(6));
  list.AddRect(box_.min, box_.max, colour(ui.theme.line), ui.dp(6));
  outside_clicked_ =
      !appearing_ && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !box_.contains(ImGui::GetIO().MousePos);
}

Modal::~Modal() { ImGui::End(); }

}  // namespace zhaojian::ui
