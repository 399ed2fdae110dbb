#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/notice_words.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
NoticeLook notice_look(const Theme& theme, desk::NoticeKind kind) {
  switch (kind) {
    case desk::NoticeKind::info: return {icon::other, &theme.accent};
    case desk::NoticeKind::done: return {icon::pass, &theme.pass};
    case desk::NoticeKind::warning: return {icon::warn, &theme.warn};
    case desk::NoticeKind::error: return {icon::fail, &theme.fail};
  }
  return {icon::other, &theme.accent};
}

std::string notice_words(const UiContext& ui, const desk::Notice& notice) {
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

// The newest of them in the status line, at its right end, where nothing is pressed and nothing is read to decide: on the
// desk every other place shows a face, a reason, the card, or a button that is there for seconds. What is too long for one
// line takes a second one out of the empty edge below the action buttons. Errors stay until they are clicked away or
// Escape is pressed; how many wait behind the newest stands beside it.
Rect draw_toasts(const desk::Model& model, const UiContext& ui, const Rect& status, desk::Intents& out) {
  if (model.notices.empty()) return {{status.max.x, status.min.y}, status.max};
  const desk::Notice& newest = model.notices.back();
  const desk::Chord escape{desk::Key::escape};
  const std::string text = notice_words(ui, newest);
  const bool stays = newest.kind == desk::NoticeKind::error;
  const std::string behind = model.notices.size() > 1 ? "+" + std::to_string(model.notices.size() - 1) : std::string();
  const float cap = ui.dp(20), lead = ui.dp(36);
  const float tail = ui.dp(10) + (behind.empty() ? 0 : measure(ui, Type::small, behind).x + ui.dp(8)) +
                     (stays ? key_width(ui, escape) + ui.dp(8) : 0);
  const float widest = status.w() - lead - tail;
  // As wide as its words, but never a mere speck.
  const float room = std::min(widest, std::max(std::ceil(measure(ui, Type::small, text).x) + 1, ui.dp(220)));
  const float high = wrapped_height(ui, Type::small, text, room);
  const float height = std::max(status.h(), high + ui.dp(4));
  const ImVec2 min{status.max.x - lead - room - tail, status.max.y - height};

  ImGui::SetNextWindowPos(min);
  ImGui::SetNextWindowSize({status.max.x - min.x, height});
  const WithColour fill(ImGuiCol_WindowBg, ui.theme.raised);
  const WithVar border(ImGuiStyleVar_WindowBorderSize, 1.0F);
  const WithVar least(ImGuiStyleVar_WindowMinSize, ImVec2{1, 1});
  ImGui::Begin("###notice", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
  ImGui::SetCursorScreenPos(min);
  if (ImGui::InvisibleButton("###dismiss", {status.max.x - min.x, height})) out.push_back(desk::DismissNotice{newest.id});
  ui.mark("notice/" + newest.text, text);
  const NoticeLook look = notice_look(ui.theme, newest.kind);
  const float mid = (min.y + status.max.y) / 2, line = measure(ui, Type::small, "照").y;
  ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + ui.dp(4), status.max.y}, colour(*look.ink));
  put(ui, {min.x + ui.dp(13), mid - line / 2}, Type::small, *look.ink, look.sign);
  put_wrapped(ui, {min.x + lead, mid - high / 2}, Type::small, ui.theme.text, text, room);
  float x = status.max.x - ui.dp(10);
  if (stays) {
    x -= key_width(ui, escape);
    put_key(ui, {x, mid - cap / 2}, cap, escape, ui.theme.dim);
    x -= ui.dp(8);
  }
  if (!behind.empty()) put_right(ui, {x, mid - line / 2}, Type::small, ui.theme.dim, behind);
  ImGui::End();
  return {min, status.max};
}

}  // namespace zhaojian::ui
