#include <algorithm>
#include <string>
#include <vector>

#include "ui/icons.h"
#include "ui/screens/list_page.h"
#include "ui/screens/screens.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using domain::Operator;

std::vector<const Operator*> who_may(const desk::Model& model) {
  std::vector<const Operator*> listed;
  for (const Operator& who : model.operators)
    if (who.active) listed.push_back(&who);
  return listed;
}

desk::Preferences other_language(desk::Preferences now) {
  using domain::Language;
  now.language = now.language == Language::zh_cn ? Language::en : Language::zh_cn;
  return now;
}

desk::Preferences other_theme(desk::Preferences now) {
  now.theme = now.theme == desk::ThemeName::dark ? desk::ThemeName::light : desk::ThemeName::dark;
  return now;
}

void draw_name(const UiContext& ui, ImVec2 centre_top) {
  const ImVec2 title = measure(ui, Type::title, ui.text("app.name"));
  put(ui, {centre_top.x - title.x / 2, centre_top.y}, Type::title, ui.theme.text, ui.text("app.name"));
  const ImVec2 sub = measure(ui, Type::small, ui.text("sign_in.subtitle"));
  put(ui, {centre_top.x - sub.x / 2, centre_top.y + title.y + ui.dp(2)}, Type::small, ui.theme.dim,
      ui.text("sign_in.subtitle"));
}

// The chosen one, if any was chosen in this frame.
const Operator* draw_list(const std::vector<const Operator*>& listed, ViewState& view, const UiContext& ui,
                          const Rect& place) {
  const bool keys = keyboard_free(view);
  const Column columns[] = {
      {ui.text("sign_in.key"), 28}, {ui.text("sign_in.operator"), 120, 1}, {ui.text("sign_in.role"), 136}};
  Table table(ui, "sign_in", place, columns, static_cast<int>(listed.size()), view.sign_in_selected, keys);
  while (table.next()) {
    const Operator& who = *listed[static_cast<std::size_t>(table.row())];
    const Rect cell = table.cell();
    if (table.row() < 9) {
      const auto digit = static_cast<desk::Key>(static_cast<int>(desk::Key::d1) + table.row());
      put_key(ui, {cell.min.x, cell.centre().y - ui.dp(10)}, ui.dp(20), {digit}, ui.theme.dim);
    }
    table.state(icon::person, ui.theme.text, who.name);
    table.text(ui.text("operator." + std::string(domain::name(who.role))), ui.theme.dim, Type::small);
  }
  if (keys) {
    for (int i = 0; i < std::min(9, static_cast<int>(listed.size())); ++i) {
      if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + i), false) && !ImGui::GetIO().KeyCtrl) {
        view.sign_in_selected = i;
        return listed[static_cast<std::size_t>(i)];
      }
    }
  }
  return table.chosen() ? listed[static_cast<std::size_t>(view.sign_in_selected)] : nullptr;
}

// Language, theme and settings, in one line; works before anybody has signed in.
void draw_choices(const desk::Model& model, ViewState& view, const UiContext& ui, ImVec2 at, float width,
                  desk::Intents& out) {
  const bool chinese = model.preferences.language == domain::Language::zh_cn;
  const bool dark = model.preferences.theme == desk::ThemeName::dark;
  const bool keys = keyboard_free(view) && !ImGui::GetIO().KeyCtrl;
  const ButtonSpec language{
      .id = "sign_in/language", .label = chinese ? "English" : "中文", .key = desk::Chord{desk::Key::l}};
  const ButtonSpec theme{.id = "sign_in/theme",
                         .label = ui.text(dark ? "settings.theme.light" : "settings.theme.dark"),
                         .key = desk::Chord{desk::Key::t}};
  const ButtonSpec settings{
      .id = "sign_in/settings", .label = ui.text("command.app.settings"), .key = ui.key("app.settings")};
  const ButtonSpec quit{.id = "sign_in/quit", .label = ui.text("command.app.quit"), .key = ui.key("app.quit")};
  const float gap = ui.dp(8), height = ui.dp(32);
  const float all = button_width(ui, language) + button_width(ui, theme) + button_width(ui, settings) + button_width(ui, quit) + 3 * gap;
  float x = at.x + (width - all) / 2;
  if (button_at(ui, {x, at.y}, height, language) || (keys && ImGui::IsKeyPressed(ImGuiKey_L, false)))
    out.push_back(desk::SetPreferences{other_language(model.preferences)});
  x += button_width(ui, language) + gap;
  if (button_at(ui, {x, at.y}, height, theme) || (keys && ImGui::IsKeyPressed(ImGuiKey_T, false)))
    out.push_back(desk::SetPreferences{other_theme(model.preferences)});
  x += button_width(ui, theme) + gap;
  if (button_at(ui, {x, at.y}, height, settings)) out.push_back(desk::Go{desk::Screen::settings});
  x += button_width(ui, settings) + gap;
  if (button_at(ui, {x, at.y}, height, quit)) out.push_back(desk::Quit{});
}

bool draw_enter(const UiContext& ui, ImVec2 at, float width) {
  const ButtonSpec enter{.id = "sign_in/enter",
                         .label = ui.text("sign_in.enter"),
                         .key = desk::Chord{desk::Key::enter},
                         .look = ButtonLook::active,
                         .strong = true};
  const float own = button_width(ui, enter);
  return button_at(ui, {at.x + (width - own) / 2, at.y}, ui.dp(40), enter, own);
}

void draw_nobody(const desk::Model& model, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const ButtonSpec again{
      .id = "sign_in/retry", .label = ui.text("list.retry"), .key = desk::Chord{desk::Key::f5}, .icon = icon::sync};
  if (model.store_failure) {
    if (failed_at(ui, place, *model.store_failure, "sign_in/retry")) out.push_back(desk::Refresh{});
  } else if (!model.operators_known) {
    empty_at(ui, place,
             {icon::hourglass,
              std::string(ui.text("sign_in.loading.title")),
              std::string(ui.text("sign_in.loading.sentence")),
              {},
              nullptr});
  } else if (empty_at(ui, place,
                      {icon::people, std::string(ui.text("sign_in.none.title")),
                       std::string(ui.text("sign_in.none.sentence")), again, nullptr})) {
    out.push_back(desk::Refresh{});
  }
}

}  // namespace

void draw_sign_in(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place,
                  desk::Intents& out) {
  const Panel panel("##sign_in", place.min, place.size(), ui.theme.background);
  const std::vector<const Operator*> listed = who_may(model);

  const float width = std::min(ui.dp(440), place.w() - ui.dp(32));
  const float x = place.min.x + (place.w() - width) / 2;
  // Where there is little room and nobody to choose, what can be done about that is worth more than the name.
  const bool named = !listed.empty() || place.h() >= ui.dp(420);
  const float gap = ui.dp(16), name = named ? ui.dp(64) + gap : 0;
  const float button = listed.empty() ? 0 : ui.dp(40) + gap, choices = ui.dp(32) + gap;
  const float rest = place.h() - 2 * gap - name - button - choices;
  const float rows = listed.empty() ? 6 : std::clamp(static_cast<float>(listed.size()), 4.0F, 9.0F);
  const float list = std::min(ui.dp(32) + ui.dp(40) * rows, rest);
  // Where a usual list would put it, so that the name stays when the operators have been read.
  const float usual = std::min(ui.dp(32) + ui.dp(40) * 6, rest);
  float y = place.min.y + std::min(std::max(gap, (rest - usual) * 0.4F), gap + rest - list);
  if (named) draw_name(ui, {place.min.x + place.w() / 2, y});
  y += name;

  const Rect list_place{{x, y}, {x + width, y + list}};
  const Operator* chosen = nullptr;
  if (listed.empty())
    draw_nobody(model, ui, list_place, out);
  else
    chosen = draw_list(listed, view, ui, list_place);
  y += list + gap;
  if (!listed.empty() && draw_enter(ui, {x, y}, width))
    chosen = listed[static_cast<std::size_t>(view.sign_in_selected)];
  y += button;
  draw_choices(model, view, ui, {x, y}, width, out);
  if (chosen) out.push_back(desk::SignIn{chosen->id});
}

}  // namespace zhaojian::ui
