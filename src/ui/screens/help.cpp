#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "desk/commands.h"
#include "desk/selectors.h"
#include "ui/keys.h"
#include "ui/screens/command_groups.h"
#include "ui/screens/screens.h"
#include "ui/widgets/modal.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Line {
  std::string keys;  // "A", "1 – 7"
  std::string label;
  bool enabled = true;
  std::string id = {};
};
struct Group {
  std::string_view title;
  std::vector<Line> lines;
};
using Groups = std::vector<Group>;

constexpr float kLine = 26, kTitle = 32, kHead = 48, kColumn = 300, kBetween = 28, kAfter = 12;

// "1 – 7" for keys in a row; what is rebound says its own: "1 – 5 Q W".
std::string digit_keys(const UiContext& ui, int count) {
  const auto usual = [&](int digit) {
    return ui.key("review.digit_" + std::to_string(digit)) == desk::Chord{static_cast<desk::Key>(static_cast<int>(desk::Key::d0) + digit)};
  };
  std::string keys;
  for (int digit = 1; digit <= count; ++digit) {
    if (!keys.empty()) keys += " ";
    keys += desk::label(ui.key("review.digit_" + std::to_string(digit)));
    int last = digit;
    while (usual(digit) && last < count && usual(last + 1)) ++last;
    if (last > digit + 1) keys += " – " + std::to_string(last), digit = last;
  }
  return keys;
}

Group answers(const desk::Model& model, const UiContext& ui) {
  const desk::Reviewing* shown = desk::reviewing(model);
  const bool identity = shown && shown->pass == desk::Pass::identity;
  const bool standard = shown && !identity;
  return {ui.text("help.reasons"),
          {{digit_keys(ui, 7), std::string(ui.text("help.digits_identity")), identity},
           {digit_keys(ui, 9), std::string(ui.text("help.digits_reasons")), standard}}};
}

// What the screens read by themselves: arrows and the like in a list.
Group list_group(const UiContext& ui, desk::Screen screen) {
  Group made{ui.text("help.list"), {{"↑ ↓", std::string(ui.text("help.select"))}}};
  if (screen == desk::Screen::settings) {
    made.lines.push_back({"← →", std::string(ui.text("help.change"))});
    made.lines.push_back({"Enter", std::string(ui.text("help.rebind"))});
    made.lines.push_back({"Del", std::string(ui.text("keys.restore"))});
  }
  if (screen == desk::Screen::outbox) made.lines.push_back({"R", std::string(ui.text("outbox.replay"))});
  if (screen == desk::Screen::history) made.lines.push_back({"Enter", std::string(ui.text("help.history_enter"))});
  if (screen == desk::Screen::sign_in) {
    made.lines.push_back({"1 – 9", std::string(ui.text("help.digits_sign_in"))});
    made.lines.push_back({"Enter", std::string(ui.text("sign_in.enter"))});
  }
  return made;
}

Groups groups(const desk::Model& model, const UiContext& ui) {
  Groups all;
  const bool list = model.screen == desk::Screen::outbox || model.screen == desk::Screen::problems ||
                    model.screen == desk::Screen::history || model.screen == desk::Screen::settings ||
                    model.screen == desk::Screen::sign_in;
  if (list) all.push_back(list_group(ui, model.screen));
  for (const CommandGroup& group : command_groups()) {
    Group made{ui.text(group.title), {}};
    for (const desk::Command* command : group.commands) {
      if (!desk::works_on(command->where, model.screen) || is_digit(*command)) continue;
      // Before somebody has signed in only the few that work then are worth reading.
      if (!model.me && !command->enabled(model)) continue;
      made.lines.push_back({desk::label(ui.key(command->id)), command_words(ui, *command), command->enabled(model),
                            std::string(command->id)});
    }
    if (!made.lines.empty()) all.push_back(std::move(made));
    if (model.screen == desk::Screen::review && group.title == "help.decide") all.push_back(answers(model, ui));
  }
  return all;
}

// One under the other in as few columns as the height allows; a group may be continued in the next column.
struct Placed {
  const Group* group;
  const Line* line;  // absent: the title, again where the group goes on in the next column
  int column;
  float y;
};

std::vector<Placed> flow(const UiContext& ui, const Groups& all, float height) {
  std::vector<Placed> placed;
  int column = 0;
  float y = 0;
  for (const Group& group : all) {
    if (y > 0 && y + ui.dp(kTitle) + ui.dp(kLine) * 2 > height) ++column, y = 0;
    placed.push_back({&group, nullptr, column, y});
    y += ui.dp(kTitle);
    for (const Line& line : group.lines) {
      if (y + ui.dp(kLine) > height) {
        ++column;
        placed.push_back({&group, nullptr, column, 0});
        y = ui.dp(kTitle);
      }
      placed.push_back({&group, &line, column, y});
      y += ui.dp(kLine);
    }
    y += ui.dp(kAfter);
  }
  return placed;
}

float total_height(const UiContext& ui, const Groups& all) {
  float height = 0;
  for (const Group& group : all)
    height += ui.dp(kTitle) + ui.dp(kLine) * static_cast<float>(group.lines.size()) + ui.dp(kAfter);
  return height;
}

// The height at which everything takes `columns` columns.
float height_for(const UiContext& ui, const Groups& all, int columns) {
  float height = std::ceil(total_height(ui, all) / static_cast<float>(columns));
  while (true) {
    const auto placed = flow(ui, all, height);
    if (placed.empty() || placed.back().column < columns) return height;
    height += ui.dp(kLine) / 2;
  }
}

float widest_key(const UiContext& ui, const Groups& all) {
  float width = ui.dp(44);
  for (const Group& group : all) {
    for (const Line& line : group.lines) {
      const float own = measure(ui, Type::small, line.keys).x + ui.dp(10);
      if (own <= ui.dp(116)) width = std::max(width, own);  // a longer one pushes its own words aside
    }
  }
  return width;
}

void draw_line(const UiContext& ui, const Line& line, ImVec2 at, float keys, float width) {
  const float cap = ui.dp(20), cap_width = std::max(cap, measure(ui, Type::small, line.keys).x + ui.dp(10));
  const float y = at.y + (ui.dp(kLine) - cap) / 2;
  const ImVec4& ink = line.enabled ? ui.theme.text : ui.theme.faint;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({at.x, y}, {at.x + cap_width, y + cap}, colour(ui.theme.dim, 0.10F), ui.dp(3));
  list.AddRect({at.x, y}, {at.x + cap_width, y + cap}, colour(ui.theme.dim, 0.35F), ui.dp(3));
  put_centred(ui, {at.x + cap_width / 2, y + cap / 2}, Type::small, ink, line.keys);
  const float left = at.x + std::max(keys, cap_width) + ui.dp(12);
  const float text = measure(ui, Type::body, line.label).y;
  put(ui, {left, at.y + (ui.dp(kLine) - text) / 2}, Type::body, ink, line.label, at.x + width - left);
  if (!line.id.empty())
    ui.mark("help/" + line.id, at, {at.x + width, at.y + ui.dp(kLine)}, line.keys + " " + line.label, line.enabled);
  if (!line.id.empty()) ui.must_fit("help/" + line.id, measure(ui, Type::body, line.label).x, at.x + width - left);
}

bool close_asked(const UiContext& ui) {
  return struck(ui.key("app.help")) || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

// Title, a sentence, and at the right the keys of the box itself.
void draw_head(const UiContext& ui, const Rect& box, bool more) {
  const float head = ui.dp(kHead), side = ui.dp(24), cap = ui.dp(20);
  const ImVec2 title = measure(ui, Type::strong, ui.text("help.title"));
  const float y = box.min.y + (head - title.y) / 2;
  put(ui, {box.min.x + side, y}, Type::strong, ui.theme.text, ui.text("help.title"));
  float right = box.max.x - side;
  const auto key = [&](desk::Key what, std::string_view text) {
    right -= put_right(ui, {right, y + ui.dp(1)}, Type::small, ui.theme.dim, ui.text(text)) + ui.dp(6);
    right -= key_width(ui, {what});
    put_key(ui, {right, box.min.y + (head - cap) / 2}, cap, {what}, ui.theme.dim);
    right -= ui.dp(18);
  };
  key(desk::Key::escape, "dialog.close");
  if (more) key(desk::Key::down, "dialog.scroll");
  const float left = box.min.x + side + title.x + ui.dp(16);
  put(ui, {left, y + ui.dp(2)}, Type::small, ui.theme.dim, ui.format("help.sentence", {desk::label(ui.key("app.settings"))}),
      std::max(ui.dp(20), right - left));
  ImGui::GetWindowDrawList()->AddLine({box.min.x, box.min.y + head}, {box.max.x, box.min.y + head},
                                      colour(ui.theme.line));
}

}  // namespace

void draw_help(const desk::Model& model, ViewState& view, const UiContext& ui) {
  if (!view.help) return;
  const Groups all = groups(model, ui);
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float chrome = ui.dp(kHead) + ui.dp(20), most = window.y - ui.dp(32) - chrome;
  const int fitting = std::max(1, static_cast<int>((window.x - ui.dp(32 + 48) + ui.dp(kBetween)) / ui.dp(kColumn + kBetween)));
  int columns = std::min(2, fitting);
  while (columns < fitting && height_for(ui, all, columns) > most) ++columns;
  const float content = height_for(ui, all, columns);
  const float width = static_cast<float>(columns) * ui.dp(kColumn + kBetween) - ui.dp(kBetween) + ui.dp(48);
  const float wanted = chrome + content;
  const float top = std::max(ui.dp(16), (window.y - wanted) * 0.4F);
  const Modal modal(ui, "##help", {width, wanted}, top);
  const Rect& box = modal.box();
  ui.mark("help/box", box.min, box.max);

  const float side = ui.dp(24);
  const Rect list{{box.min.x + side, box.min.y + ui.dp(kHead) + ui.dp(8)}, {box.max.x - side, box.max.y - ui.dp(12)}};
  draw_head(ui, box, content - ui.dp(12) > list.h() + 1);
  ImGui::SetCursorScreenPos(list.min);
  {
    const Child child("keys", list.size(), 0, ImGuiWindowFlags_NoNav);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float column = (list.w() - static_cast<float>(columns - 1) * ui.dp(kBetween)) / static_cast<float>(columns);
    const float keys = widest_key(ui, all);
    for (const Placed& one : flow(ui, all, content)) {
      const ImVec2 place{at.x + static_cast<float>(one.column) * (column + ui.dp(kBetween)), at.y + one.y};
      if (one.line)
        draw_line(ui, *one.line, place, keys, column);
      else
        put(ui, {place.x, place.y + ui.dp(6)}, Type::small_strong, ui.theme.dim, one.group->title, column);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({1, content - ui.dp(12)});
    scroll_by_key(ui.dp(kLine), list.h());
  }
  if (!modal.appearing() && (close_asked(ui) || modal.outside_clicked())) view.help = false;
}

}  // namespace zhaojian::ui
