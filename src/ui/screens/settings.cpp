#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "ui/screens/key_map.h"
#include "ui/screens/list_page.h"
#include "ui/screens/screens.h"
#include "ui/widgets/modal.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::Preferences;
using desk::ThemeName;
using domain::Language;

struct Option {
  std::string label;
  Preferences made;  // what the preferences become
};
struct Setting {
  const char* id;
  std::vector<Option> options;
  int chosen = 0;
};

constexpr std::array<float, 6> kScales{0, 1, 1.25F, 1.5F, 1.75F, 2};

template <class T, class Values, class Label>
Setting setting(const char* id, const Preferences& now, T Preferences::*member, const Values& values, Label label) {
  Setting made{id, {}, 0};
  for (const T& value : values) {
    Option option{label(value), now};
    option.made.*member = value;
    if (now.*member == value) made.chosen = static_cast<int>(made.options.size());
    made.options.push_back(std::move(option));
  }
  return made;
}

std::vector<Setting> all_settings(const desk::Model& model, const UiContext& ui) {
  const Preferences& now = model.preferences;
  std::vector<Setting> all;
  // A language is named in itself, so that whoever cannot read the present one finds it.
  all.push_back(setting("language", now, &Preferences::language, std::array{Language::zh_cn, Language::en},
                        [](Language l) { return std::string(l == Language::zh_cn ? "中文" : "English"); }));
  all.push_back(
      setting("theme", now, &Preferences::theme, std::array{ThemeName::dark, ThemeName::light}, [&](ThemeName t) {
        return std::string(ui.text(t == ThemeName::dark ? "settings.theme.dark" : "settings.theme.light"));
      }));
  all.push_back(setting("scale", now, &Preferences::scale, kScales, [&](float s) {
    return s <= 0 ? std::string(ui.text("settings.scale.auto"))
                  : ui.format("settings.scale.percent", {number(static_cast<double>(s) * 100, 0)});
  }));
  all.push_back(setting("preset", now, &Preferences::bindings,
                        std::array{desk::Bindings{desk::Preset::standard, {}}, desk::Bindings{desk::Preset::left_hand, {}}},
                        [&](const desk::Bindings& b) {
                          return std::string(ui.text(b.preset == desk::Preset::standard ? "settings.preset.standard"
                                                                                        : "settings.preset.left_hand"));
                        }));
  // With keys of his own it is neither, and choosing either puts all of them back.
  if (!now.bindings.own.empty()) all.back().chosen = -1;
  return all;
}

float options_width(const UiContext& ui, const Setting& setting) {
  float width = 0;
  for (const Option& option : setting.options) width += measure(ui, Type::body, option.label).x + ui.dp(24);
  return width - static_cast<float>(setting.options.size()) + 1;  // neighbours share a border
}

// The option that was clicked, or -1. Neighbours share a border: one control, not many.
int draw_options(const UiContext& ui, const Setting& setting, ImVec2 at, float height) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  int clicked = -1;
  float x = at.x;
  for (int i = 0; i < static_cast<int>(setting.options.size()); ++i) {
    const std::string& label = setting.options[static_cast<std::size_t>(i)].label;
    const float width = measure(ui, Type::body, label).x + ui.dp(24);
    const ImVec2 min{x, at.y}, max{x + width, at.y + height};
    ImGui::SetCursorScreenPos(min);
    const std::string id = std::string("settings/") + setting.id + "/" + std::to_string(i);
    if (ImGui::InvisibleButton(id.c_str(), {width, height})) clicked = i;
    const bool hovered = ImGui::IsItemHovered();
    ui.mark(id, label);
    const bool chosen = i == setting.chosen;
    list.AddRectFilled(min, max, colour(hovered ? ui.theme.hover : chosen ? ui.theme.selected : ui.theme.raised));
    list.AddRect(min, max, colour(ui.theme.line));
    if (chosen) list.AddRectFilled({min.x, max.y - ui.dp(2)}, max, colour(ui.theme.accent));
    put_centred(ui, {x + width / 2, at.y + height / 2}, Type::body, chosen ? ui.theme.accent : ui.theme.text, label);
    x += width - 1;
  }
  return clicked;
}

void choose(const Setting& setting, int option, desk::Intents& out) {
  if (option < 0 || option >= static_cast<int>(setting.options.size()) || option == setting.chosen) return;
  out.push_back(desk::SetPreferences{setting.options[static_cast<std::size_t>(option)].made});
}

void take_keyboard(const std::vector<Setting>& settings, ViewState& view, desk::Intents& out) {
  int& row = view.list_selected;
  const int page = 10, last = static_cast<int>(settings.size()) + key_map_lines() - 1;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++row;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --row;
  if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) row += page;
  if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) row -= page;
  if (ImGui::IsKeyPressed(ImGuiKey_Home)) row = 0;
  if (ImGui::IsKeyPressed(ImGuiKey_End)) row = last;
  row = std::clamp(row, 0, last);
  if (row >= static_cast<int>(settings.size())) return;
  const Setting& setting = settings[static_cast<std::size_t>(row)];
  if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) choose(setting, setting.chosen + 1, out);
  if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) choose(setting, setting.chosen - 1, out);
}

// Whether the choices must stand below their sentence, because beside one of them there is no room.
bool too_narrow(const UiContext& ui, const std::vector<Setting>& settings, float width) {
  return std::ranges::any_of(settings, [&](const Setting& setting) {
    const float hint = measure(ui, Type::small, ui.text(std::string("settings.") + setting.id + ".hint")).x;
    return options_width(ui, setting) + hint + ui.dp(3 * 16) > width;
  });
}

// Name and what it is for at the left, the choices at the right or below. Returns the height.
float draw_setting(const UiContext& ui, const Setting& setting, const Rect& place, bool below, bool selected,
                   desk::Intents& out, bool& touched) {
  const float options = options_width(ui, setting), button = ui.dp(32), side = ui.dp(16);
  const float height = ui.dp(60) + (below ? button + ui.dp(10) : 0);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 max{place.max.x, place.min.y + height};
  if (selected) list.AddRectFilled(place.min, max, colour(ui.theme.selected));
  if (selected) list.AddRectFilled(place.min, {place.min.x + ui.dp(3), max.y}, colour(ui.theme.accent));
  list.AddLine({place.min.x, max.y}, max, colour(ui.theme.line));
  const std::string key = std::string("settings.") + setting.id;
  const float room = below ? place.w() - 2 * side : place.w() - options - 3 * side;
  put(ui, {place.min.x + side, place.min.y + ui.dp(9)}, Type::strong, ui.theme.text, ui.text(key), room);
  put(ui, {place.min.x + side, place.min.y + ui.dp(33)}, Type::small, ui.theme.dim, ui.text(key + ".hint"), room);
  const std::string hint = std::string("settings/") + setting.id + "/hint";
  ui.mark(hint, {place.min.x + side, place.min.y + ui.dp(33)}, {place.min.x + side + room, place.min.y + ui.dp(52)}, ui.text(key + ".hint"));
  ui.must_fit(hint, measure(ui, Type::small, ui.text(key + ".hint")).x, room);
  const ImVec2 at = below ? ImVec2{place.min.x + side, place.min.y + ui.dp(60)}
                          : ImVec2{place.max.x - side - options, place.min.y + (height - button) / 2};
  const int clicked = draw_options(ui, setting, at, button);
  if (clicked >= 0) touched = true;
  choose(setting, clicked, out);
  return height + 1;
}

float draw_facts(const desk::Model& model, const UiContext& ui, ImVec2 at, float room) {
  const std::string who =
      model.me ? model.me->name + " · " + std::string(ui.text("operator." + std::string(domain::name(model.me->role))))
               : std::string(ui.text("settings.nobody"));
  float y = at.y;
  y += put_field(ui, {at.x, y}, ui.text("settings.who"), who, room);
  if (!model.station.empty()) y += put_field(ui, {at.x, y}, ui.text("settings.station"), model.station.value, room);
  y += put_field(ui, {at.x, y}, ui.text("settings.version"), ZHAOJIAN_VERSION, room);
  return y - at.y;
}

ButtonSpec sign_out_button(const UiContext& ui) {
  return {.id = "settings/sign_out", .label = ui.text("command.app.sign_out"), .key = ui.key("app.sign_out")};
}

// The settings, one under the other; the height they took.
float draw_choices(const std::vector<Setting>& settings, ViewState& view, const UiContext& ui, const Rect& place,
                   desk::Intents& out) {
  float y = place.min.y;
  const bool below = too_narrow(ui, settings, place.w());
  for (int i = 0; i < static_cast<int>(settings.size()); ++i) {
    bool touched = false;
    const Rect row{{place.min.x, y}, place.max};
    y += draw_setting(ui, settings[static_cast<std::size_t>(i)], row, below, i == view.list_selected, out, touched);
    if (touched) view.list_selected = i;
  }
  return y - place.min.y;
}

constexpr float kFoot = 36, kLeft = 480, kSideBySide = 1200, kMost = 880;  // dp

}  // namespace

void draw_settings(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place,
                   desk::Intents& out) {
  const Panel panel("##settings", place.min, place.size(), ui.theme.background);
  const float sign_out = model.me ? button_width(ui, sign_out_button(ui)) + ui.dp(12) : 0;
  const PageBar page = draw_page_head(model, ui, place, {"settings.title", "settings.sentence", ""}, kEscape, out, sign_out);
  if (model.me && button_at(ui, {page.right - sign_out, page.bar.min.y + (page.bar.h() - ui.dp(32)) / 2}, ui.dp(32), sign_out_button(ui)))
    out.push_back(desk::SignOut{});
  draw_dialog_keys(ui, page.rest, kFoot, {{"↑ ↓", "help.select"}, {"← →", "help.change"}, {"Enter", "help.rebind"}, {"Del", "keys.restore"}});
  const Rect rest{page.rest.min, {page.rest.max.x, page.rest.max.y - ui.dp(kFoot)}};

  const std::vector<Setting> settings = all_settings(model, ui);
  const bool keys = keyboard_free(view) && !view.key_change.just_ended;
  view.key_change.just_ended = false;
  const int before = view.list_selected, count = static_cast<int>(settings.size());
  if (keys) take_keyboard(settings, view, out);
  view.list_selected = std::clamp(view.list_selected, 0, count + key_map_lines() - 1);
  const bool moved = view.list_selected != before;

  // With room for it the keys stand beside the choices, else below them.
  const bool beside = rest.w() >= ui.dp(kSideBySide);
  const float choices = beside ? ui.dp(kLeft) : std::min(rest.w(), ui.dp(kMost));
  float left = rest.min.x;
  if (beside) {
    const float used = draw_choices(settings, view, ui, {rest.min, {rest.min.x + choices, rest.max.y}}, out);
    draw_facts(model, ui, {rest.min.x + ui.dp(16), rest.min.y + used + ui.dp(20)}, choices - ui.dp(32));
    left += choices + 1;
    ImGui::GetWindowDrawList()->AddLine({left - 1, rest.min.y}, {left - 1, rest.max.y}, colour(ui.theme.line));
  }
  const float width = beside ? std::min(rest.max.x - left, ui.dp(kMost)) : choices;
  ImGui::SetCursorScreenPos({left, rest.min.y});
  const Child child("settings", {beside ? width : rest.w(), rest.h()}, 0, ImGuiWindowFlags_NoNav);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  float y = start.y;
  if (!beside) y += draw_choices(settings, view, ui, {start, {start.x + width, rest.max.y}}, out);
  if (moved && view.list_selected < count) ImGui::SetScrollY(0);
  int line = view.list_selected - count;
  y += draw_key_map(model, view, ui, {{start.x, y}, {start.x + width, rest.max.y}}, line, keys, moved, out);
  if (line >= 0) view.list_selected = count + line;
  y += ui.dp(20);
  if (!beside) y += draw_facts(model, ui, {start.x + ui.dp(16), y}, width - ui.dp(32));
  ImGui::SetCursorScreenPos({start.x, y});
  ImGui::Dummy({1, ui.dp(12)});
}

}  // namespace zhaojian::ui
