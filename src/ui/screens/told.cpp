#include <algorithm>
#include <string>

#include "ui/keys.h"
#include "ui/screens/list_page.h"
#include "ui/screens/notice_words.h"
#include "ui/screens/screens.h"
#include "ui/widgets/modal.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kWide = 720, kHead = 48, kFoot = 40, kSide = 24, kTime = 92, kSign = 28, kBetween = 10;

float row_height(const UiContext& ui, const desk::Notice& notice, float room) {
  return wrapped_height(ui, Type::body, notice_words(ui, notice), room) + ui.dp(kBetween);
}

void draw_row(const desk::Notice& notice, Instant now, const UiContext& ui, ImVec2 at, float room) {
  const NoticeLook look = notice_look(ui.theme, notice.kind);
  const std::string words = notice_words(ui, notice);
  put(ui, at, Type::body, ui.theme.dim, list_time(notice.at, now), ui.dp(kTime - 8));
  put(ui, {at.x + ui.dp(kTime), at.y}, Type::body, *look.ink, look.sign);
  const ImVec2 text{at.x + ui.dp(kTime + kSign), at.y};
  const float height = put_wrapped(ui, text, Type::body, ui.theme.text, words, room);
  ui.mark("told/" + notice.text, at, {text.x + room, at.y + height}, words);
}

}  // namespace

// What the status line said since sign-in, newest first: there each has four seconds, and only the newest is read.
void draw_told(const desk::Model& model, ViewState& view, const UiContext& ui) {
  if (!view.notices) return;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float width = std::min(ui.dp(kWide), window.x - ui.dp(32));
  const float room = width - ui.dp(2 * kSide + kTime + kSign + 12);  // 12: the scroll bar's
  float content = 0;
  for (const desk::Notice& one : model.told) content += row_height(ui, one, room);
  content = std::max(content, ui.dp(26));
  const float wanted = std::min(content + ui.dp(kHead + kFoot + 20), window.y - ui.dp(32));
  const Modal modal(ui, "##told", {width, wanted}, std::max(ui.dp(16), (window.y - wanted) * 0.4F));
  const Rect& box = modal.box();
  ui.mark("told/box", box.min, box.max);
  const float title = measure(ui, Type::strong, ui.text("told.title")).y;
  put(ui, {box.min.x + ui.dp(kSide), box.min.y + (ui.dp(kHead) - title) / 2}, Type::strong, ui.theme.text, ui.text("told.title"));
  ImGui::GetWindowDrawList()->AddLine({box.min.x, box.min.y + ui.dp(kHead)}, {box.max.x, box.min.y + ui.dp(kHead)}, colour(ui.theme.line));
  const Rect list{{box.min.x + ui.dp(kSide), box.min.y + ui.dp(kHead + 8)}, {box.max.x - ui.dp(kSide - 12), box.max.y - ui.dp(kFoot + 4)}};
  if (content > list.h() + 1) draw_dialog_keys(ui, box, kFoot, {{"↑ ↓", "dialog.scroll"}, {"Esc", "dialog.close"}});
  else draw_dialog_keys(ui, box, kFoot, {{"Esc", "dialog.close"}});
  ImGui::SetCursorScreenPos(list.min);
  {
    const Child child("told", list.size(), 0, ImGuiWindowFlags_NoNav);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    float y = at.y;
    if (model.told.empty()) put(ui, at, Type::body, ui.theme.dim, ui.text("told.empty"), list.w());
    for (const desk::Notice& one : model.told) {
      draw_row(one, model.now, ui, {at.x, y}, room);
      y += row_height(ui, one, room);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({1, content});
    scroll_by_key(ui.dp(26), list.h());
  }
  const bool close = struck(ui.key("app.notices")) || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  if (!modal.appearing() && (close || modal.outside_clicked())) view.notices = false;
}

}  // namespace zhaojian::ui
