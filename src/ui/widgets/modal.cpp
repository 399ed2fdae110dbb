#include "ui/widgets/modal.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/widgets/text.h"

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

void scroll_by_key(float line, float page) {
  float by = 0;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) by += line;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) by -= line;
  if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) by += page - line;
  if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) by -= page - line;
  if (ImGui::IsKeyPressed(ImGuiKey_Home)) by = -ImGui::GetScrollMaxY();
  if (ImGui::IsKeyPressed(ImGuiKey_End)) by = ImGui::GetScrollMaxY();
  if (by != 0) ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + by, 0.0F, ImGui::GetScrollMaxY()));
}

void draw_dialog_keys(const UiContext& ui, const Rect& box, float height, std::initializer_list<DialogKey> keys) {
  const float top = box.max.y - ui.dp(height), cap = ui.dp(20), small = measure(ui, Type::small, "好").y;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine({box.min.x, top}, {box.max.x, top}, colour(ui.theme.line));
  float x = box.min.x + ui.dp(16);
  for (const DialogKey& one : keys) {
    const float y = top + (ui.dp(height) - cap) / 2;
    const float width = std::max(measure(ui, Type::small, one.key).x + ui.dp(10), cap);
    list.AddRect({x, y}, {x + width, y + cap}, colour(ui.theme.dim, 0.35F), ui.dp(3));
    put_centred(ui, {x + width / 2, y + cap / 2}, Type::small, ui.theme.dim, one.key);
    x += width + ui.dp(6);
    const std::string_view text = ui.text(one.text);
    const float said = put(ui, {x, top + (ui.dp(height) - small) / 2}, Type::small, ui.theme.dim, text);
    ui.mark("dialog/" + std::string(one.key), {x - width, y}, {x + said, y + cap}, text);
    x += said + ui.dp(18);
  }
}

}  // namespace zhaojian::ui
