#include <algorithm>
#include <string>
#include <vector>

#include "desk/commands.h"
#include "ui/screens/screens.h"
#include "ui/widgets/modal.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Line {
  std::string keys;  // "A", "1 – 7"
  std::string label;
};
struct Group {
  std::string_view title;
  std::vector<Line> lines;
};

constexpr float kLine = 28, kTitle = 32, kKeys = 84, kHead = 48, kWidth = 880;

Line line_of(const UiContext& ui, const char* command) {
  const desk::Command* found = desk::find_command(command);
  return {desk::label(found->chord), std::string(ui.text(std::string("command.") + command))};
}

Group group(const UiContext& ui, std::string_view title, std::initializer_list<const char*> commands) {
  Group made{title, {}};
  for (const char* command : commands) made.lines.push_back(line_of(ui, command));
  return made;
}

Group reasons_group(const UiContext& ui) {
  Group made{ui.text("help.reasons"), {}};
  made.lines.push_back({"1 – 7", std::string(ui.text("help.digits_identity"))});
  made.lines.push_back({"1 – 9", std::string(ui.text("help.digits_reasons"))});
  made.lines.push_back(line_of(ui, "review.find_reason"));
  made.lines.push_back(line_of(ui, "review.clear_reasons"));
  return made;
}

Group list_group(const UiContext& ui, desk::Screen screen) {
  Group made{ui.text("help.list"), {{"↑ ↓", std::string(ui.text("help.select"))}}};
  if (screen == desk::Screen::settings) made.lines.push_back({"← →", std::string(ui.text("help.change"))});
  if (screen == desk::Screen::outbox) made.lines.push_back({"R", std::string(ui.text("outbox.replay"))});
  if (screen == desk::Screen::history) made.lines.push_back({"Enter", std::string(ui.text("command.review.undo"))});
  if (screen == desk::Screen::sign_in) {
    made.lines.push_back({"1 – 9", std::string(ui.text("help.digits_sign_in"))});
    made.lines.push_back({"Enter", std::string(ui.text("sign_in.enter"))});
  }
  return made;
}

using Groups = std::vector<Group>;

// Left column, right column.
std::pair<Groups, Groups> groups(const desk::Model& model, const UiContext& ui) {
  Group go = model.me ? group(ui, ui.text("help.go"),
                              {"app.palette", "app.review", "app.outbox", "app.problems", "app.history", "app.settings",
                               "app.refresh", "app.help", "app.sign_out", "app.quit"})
                      : group(ui, ui.text("help.go"), {"app.settings", "app.help", "app.quit"});
  if (model.screen != desk::Screen::review) return {{list_group(ui, model.screen)}, {std::move(go)}};
  go.lines.insert(go.lines.begin() + 1, line_of(ui, "queue.filter"));
  Group decide = group(ui, ui.text("help.decide"),
                       {"review.approve", "review.retake", "review.identity_doubt", "review.reprocess",
                        "review.escalate", "review.skip", "review.undo", "review.continue"});
  // The buttons of the passes say one word; here it needs a verb.
  decide.lines.push_back({line_of(ui, "review.identity_pass").keys, std::string(ui.text("help.identity_pass"))});
  decide.lines.push_back({line_of(ui, "review.standard_pass").keys, std::string(ui.text("help.standard_pass"))});
  Group look = group(ui, ui.text("help.look"),
                     {"review.next_finding", "review.previous_finding", "review.toggle_passed", "view.guides",
                      "view.evidence", "view.registered", "view.magnifier", "view.flicker", "view.fit_whole",
                      "view.fit_face", "view.actual_size", "view.zoom_in", "view.zoom_out", "view.focus_next_pane"});
  return {{std::move(decide), std::move(go)}, {reasons_group(ui), std::move(look)}};
}

float height_of(const UiContext& ui, const Groups& column) {
  float height = 0;
  for (const Group& group : column)
    height += ui.dp(kTitle) + ui.dp(kLine) * static_cast<float>(group.lines.size()) + ui.dp(12);
  return height;
}

void draw_column(const UiContext& ui, const Groups& column, ImVec2 at, float width) {
  for (const Group& group : column) {
    put(ui, {at.x, at.y + ui.dp(6)}, Type::small_strong, ui.theme.dim, group.title, width);
    at.y += ui.dp(kTitle);
    for (const Line& line : group.lines) {
      const ImVec2 size = measure(ui, Type::small, line.keys);
      const float cap = ui.dp(20), cap_width = size.x + ui.dp(10);
      const float y = at.y + (ui.dp(kLine) - cap) / 2;
      ImDrawList& list = *ImGui::GetWindowDrawList();
      list.AddRectFilled({at.x, y}, {at.x + cap_width, y + cap}, colour(ui.theme.dim, 0.10F), ui.dp(3));
      list.AddRect({at.x, y}, {at.x + cap_width, y + cap}, colour(ui.theme.dim, 0.35F), ui.dp(3));
      put_centred(ui, {at.x + cap_width / 2, y + cap / 2}, Type::small, ui.theme.text, line.keys);
      const float left = at.x + ui.dp(kKeys);
      const float text = measure(ui, Type::body, line.label).y;
      put(ui, {left, at.y + (ui.dp(kLine) - text) / 2}, Type::body, ui.theme.text, line.label, width - ui.dp(kKeys));
      at.y += ui.dp(kLine);
    }
    at.y += ui.dp(12);
  }
}

bool close_asked() {
  const bool question = ImGui::IsKeyPressed(ImGuiKey_Slash, false) && ImGui::GetIO().KeyShift;
  return question || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

}  // namespace

void draw_help(const desk::Model& model, ViewState& view, const UiContext& ui) {
  if (!view.help) return;
  const auto [left, right] = groups(model, ui);
  const float content = std::max(height_of(ui, left), height_of(ui, right));
  const float wanted = ui.dp(kHead) + content + ui.dp(20);
  const float top = std::max(ui.dp(16), (ImGui::GetIO().DisplaySize.y - wanted) * 0.4F);
  const Modal modal(ui, "##help", {ui.dp(kWidth), wanted}, top);
  const Rect& box = modal.box();
  const float head = ui.dp(kHead), side = ui.dp(24);
  const ImVec2 title = measure(ui, Type::strong, ui.text("help.title"));
  put(ui, {box.min.x + side, box.min.y + (head - title.y) / 2}, Type::strong, ui.theme.text, ui.text("help.title"));
  const desk::Chord escape{desk::Key::escape};
  const float cap = key_width(ui, escape);
  put_key(ui, {box.max.x - side - cap, box.min.y + (head - ui.dp(20)) / 2}, ui.dp(20), escape, ui.theme.dim);
  put_right(ui, {box.max.x - side - cap - ui.dp(8), box.min.y + (head - title.y) / 2 + ui.dp(1)}, Type::small,
            ui.theme.dim, ui.text("help.close"));
  ImGui::GetWindowDrawList()->AddLine({box.min.x, box.min.y + head}, {box.max.x, box.min.y + head},
                                      colour(ui.theme.line));
  ui.mark("help/box", box.min, box.max);

  const Rect list{{box.min.x + side, box.min.y + head + ui.dp(8)}, {box.max.x - side, box.max.y - ui.dp(12)}};
  ImGui::SetCursorScreenPos(list.min);
  {
    const Child child("keys", list.size(), 0, ImGuiWindowFlags_NoNav);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float column = (list.w() - ui.dp(32)) / 2;
    draw_column(ui, left, at, column);
    draw_column(ui, right, {at.x + column + ui.dp(32), at.y}, column);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({1, content - ui.dp(12)});
  }
  if (!modal.appearing() && (close_asked() || modal.outside_clicked())) view.help = false;
}

}  // namespace zhaojian::ui
