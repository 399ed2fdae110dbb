#include "ui/widgets/empty.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kIcon = 40;  // dp; the only large icon of the program

void draw_large_icon(const UiContext& ui, ImVec2 centre, const ImVec4& ink, const char* text) {
  ImGui::PushFont(ui.fonts.regular, ui.dp(kIcon) * 1.3F);
  const ImVec2 size = ImGui::CalcTextSize(text);
  ImGui::GetWindowDrawList()->AddText({centre.x - size.x / 2, centre.y - size.y / 2}, colour(ink), text);
  ImGui::PopFont();
}

}  // namespace

bool empty_at(const UiContext& ui, const Rect& place, const EmptyState& state) {
  const float width = std::min(ui.dp(440), place.w() - ui.dp(48));
  const ImVec2 title = measure(ui, Type::strong, state.title);
  const float sentence = wrapped_height(ui, Type::body, state.sentence, width);
  const float button = ui.dp(36);
  const float height =
      ui.dp(kIcon) + ui.dp(16) + title.y + ui.dp(8) + sentence + (state.action ? ui.dp(20) + button : 0);
  // A little above the middle looks like the middle.
  float y = std::max(place.min.y + ui.dp(12), place.centre().y - height / 2 - place.h() * 0.06F);
  const float x = place.centre().x;
  draw_large_icon(ui, {x, y + ui.dp(kIcon) / 2}, state.ink ? *state.ink : ui.theme.faint, state.icon);
  y += ui.dp(kIcon) + ui.dp(16);
  put(ui, {x - title.x / 2, y}, Type::strong, ui.theme.text, state.title);
  y += title.y + ui.dp(8);
  put_wrapped_centred(ui, {x, y}, Type::body, ui.theme.dim, state.sentence, width);
  y += sentence + ui.dp(20);
  if (!state.action) return false;
  return button_at(ui, {x - button_width(ui, *state.action) / 2, y}, button, *state.action);
}

bool failed_at(const UiContext& ui, const Rect& place, const Error& error, std::string_view retry_id) {
  EmptyState state;
  state.icon = icon::fail;
  state.ink = &ui.theme.fail;
  state.title = ui.text("list.failed.title");
  state.sentence = ui.texts.of(error);
  state.action =
      ButtonSpec{.id = retry_id, .label = ui.text("list.retry"), .key = desk::Chord{desk::Key::f5}, .icon = icon::sync};
  return empty_at(ui, place, state);
}

Rect banner_at(const UiContext& ui, const Rect& place, Tone tone, std::string_view id, std::string_view sentence) {
  const ImVec4& ink = tone == Tone::alarm ? ui.theme.fail : tone == Tone::warning ? ui.theme.warn : ui.theme.dim;
  const char* sign = tone == Tone::alarm ? icon::fail : tone == Tone::warning ? icon::warn : icon::offline;
  const float left = place.min.x + ui.dp(16), text_left = left + ui.dp(26);
  const float width = place.max.x - ui.dp(16) - text_left;
  float text_height = 0;
  {
    const WithType with(ui, Type::body);
    text_height = ImGui::CalcTextSize(sentence.data(), sentence.data() + sentence.size(), false, width).y;
  }
  const float height = text_height + ui.dp(16);
  const ImVec2 max{place.max.x, place.min.y + height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(place.min, max, colour(ui.theme.raised));
  list.AddRectFilled(place.min, {place.min.x + ui.dp(3), max.y}, colour(ink));
  list.AddLine({place.min.x, max.y}, max, colour(ui.theme.line));
  put(ui, {left, place.min.y + ui.dp(8)}, Type::body, ink, sign);
  put_wrapped(ui, {text_left, place.min.y + ui.dp(8)}, Type::body, ui.theme.text, sentence, width);
  ui.mark(id, place.min, max, sentence);
  return {{place.min.x, max.y + 1}, place.max};
}

}  // namespace zhaojian::ui
