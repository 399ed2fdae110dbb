#include <algorithm>

#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Look {
  const char* sign;
  const ImVec4* ink;
};
Look look_of(const Theme& theme, desk::NoticeKind kind) {
  switch (kind) {
    case desk::NoticeKind::info: return {icon::other, &theme.accent};
    case desk::NoticeKind::done: return {icon::pass, &theme.pass};
    case desk::NoticeKind::warning: return {icon::warn, &theme.warn};
    case desk::NoticeKind::error: return {icon::fail, &theme.fail};
  }
  return {icon::other, &theme.accent};
}

std::string text_of(const UiContext& ui, const desk::Notice& notice) {
  std::string text(ui.text(notice.text));
  std::string rest;
  for (std::size_t i = 0; i < notice.values.size(); ++i) {
    const std::string hole = "{" + std::to_string(i) + "}";
    if (const auto p = text.find(hole); p != std::string::npos)
      text.replace(p, hole.size(), notice.values[i]);
    else if (!notice.values[i].empty())
      rest += (rest.empty() ? "" : " ") + notice.values[i];  // whose photo it was
  }
  return rest.empty() ? text : rest + std::string(ui.text("notice.of")) + text;
}

}  // namespace

// Bottom right above the actions, newest lowest; errors stay until they are clicked away or Escape is pressed.
void draw_toasts(const desk::Model& model, const UiContext& ui, const Rect& above, desk::Intents& out) {
  const float width = std::min(ui.dp(420), above.w() - ui.dp(24));
  float bottom = above.max.y - ui.dp(12);
  const desk::Chord escape{desk::Key::escape};
  for (auto it = model.notices.rbegin(); it != model.notices.rend(); ++it) {
    const std::string text = text_of(ui, *it);
    // Escape puts the newest away; what stays until then says so.
    const bool stays = it->kind == desk::NoticeKind::error, first = it == model.notices.rbegin();
    const float room = width - ui.dp(44 + 16) - (!stays ? 0 : first ? key_width(ui, escape) : ui.dp(20));
    const float text_height = wrapped_height(ui, Type::body, text, room);
    const float height = text_height + ui.dp(20);
    const ImVec2 min{above.max.x - ui.dp(12) - width, bottom - height};
    ImGui::SetNextWindowPos(min);
    ImGui::SetNextWindowSize({width, height});
    const WithColour fill(ImGuiCol_WindowBg, ui.theme.raised);
    const WithVar border(ImGuiStyleVar_WindowBorderSize, 1.0F);
    const WithVar rounding(ImGuiStyleVar_WindowRounding, ui.dp(4));
    const std::string id = "###notice" + std::to_string(it->id);
    ImGui::Begin(id.c_str(), nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                          ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
    ImGui::SetCursorScreenPos(min);
    if (ImGui::InvisibleButton("###dismiss", {width, height})) out.push_back(desk::DismissNotice{it->id});
    ui.mark("notice/" + it->text, text);
    const Look look = look_of(ui.theme, it->kind);
    ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + ui.dp(4), min.y + height}, colour(*look.ink), ui.dp(2));
    put(ui, {min.x + ui.dp(16), min.y + ui.dp(10)}, Type::body, *look.ink, look.sign);
    put_wrapped(ui, {min.x + ui.dp(44), min.y + ui.dp(10)}, Type::body, ui.theme.text, text, room);
    if (stays && first)
      put_key(ui, {min.x + width - ui.dp(10) - key_width(ui, escape), min.y + ui.dp(10)}, ui.dp(20), escape, ui.theme.dim);
    else if (stays)
      put(ui, {min.x + width - ui.dp(28), min.y + ui.dp(10)}, Type::body, ui.theme.dim, icon::close);
    ImGui::End();
    bottom = min.y - ui.dp(8);
  }
}

}  // namespace zhaojian::ui
