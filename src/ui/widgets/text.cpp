#include "ui/widgets/text.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "base/utf8.h"
#include "ui/icons.h"

namespace zhaojian::ui {
namespace {

// The longest beginning that leaves room for "…"; whole characters only.
std::string cut_to(std::string_view text, float room) {
  const float dots = ImGui::CalcTextSize("…").x;
  std::string kept;
  for (const char32_t c : code_points(text)) {
    const std::string next = kept + utf8(c);
    if (ImGui::CalcTextSize(next.c_str()).x + dots > room) break;
    kept = next;
  }
  return kept + "…";
}

void draw_text(ImVec2 at, const ImVec4& c, std::string_view text) {
  const ImVec2 whole{std::floor(at.x), std::floor(at.y)};  // half pixels blur small Han
  ImGui::GetWindowDrawList()->AddText(whole, colour(c), text.data(), text.data() + text.size());
}

}  // namespace

ImVec2 measure(const UiContext& ui, Type type, std::string_view text) {
  const WithType with(ui, type);
  return ImGui::CalcTextSize(text.data(), text.data() + text.size());
}

float put(const UiContext& ui, ImVec2 at, Type type, const ImVec4& c, std::string_view text, float room) {
  const WithType with(ui, type);
  const float width = ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
  if (room <= 0 || width <= room) {
    draw_text(at, c, text);
    return width;
  }
  draw_text(at, c, cut_to(text, room));
  return room;
}

float put_right(const UiContext& ui, ImVec2 right, Type type, const ImVec4& c, std::string_view text) {
  const float width = measure(ui, type, text).x;
  put(ui, {right.x - width, right.y}, type, c, text);
  return width;
}

void put_centred(const UiContext& ui, ImVec2 centre, Type type, const ImVec4& c, std::string_view text) {
  const ImVec2 size = measure(ui, type, text);
  put(ui, {centre.x - size.x / 2, centre.y - size.y / 2}, type, c, text);
}

float put_wrapped(const UiContext& ui, ImVec2 at, Type type, const ImVec4& c, std::string_view text, float width) {
  const WithType with(ui, type);
  const char* end = text.data() + text.size();
  ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), {std::floor(at.x), std::floor(at.y)},
                                      colour(c), text.data(), end, width);
  return ImGui::CalcTextSize(text.data(), end, false, width).y;
}

float key_width(const UiContext& ui, const desk::Chord& chord) {
  return measure(ui, Type::small, desk::label(chord)).x + ui.dp(10);
}

float put_key(const UiContext& ui, ImVec2 at, float height, const desk::Chord& chord, const ImVec4& c) {
  const float width = key_width(ui, chord);
  const ImVec2 max{at.x + width, at.y + height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, max, colour(c, 0.10F), ui.dp(3));
  list.AddRect(at, max, colour(c, 0.35F), ui.dp(3));
  put_centred(ui, {at.x + width / 2, at.y + height / 2}, Type::small, c, desk::label(chord));
  return width;
}

const char* verdict_icon(domain::Verdict verdict) {
  switch (verdict) {
    case domain::Verdict::pass: return icon::pass;
    case domain::Verdict::warn: return icon::warn;
    case domain::Verdict::fail: return icon::fail;
    case domain::Verdict::not_assessable: return icon::not_assessable;
  }
  return icon::not_assessable;
}

const ImVec4& verdict_colour(const Theme& theme, domain::Verdict verdict) {
  switch (verdict) {
    case domain::Verdict::pass: return theme.pass;
    case domain::Verdict::warn: return theme.warn;
    case domain::Verdict::fail: return theme.fail;
    case domain::Verdict::not_assessable: return theme.not_assessable;
  }
  return theme.not_assessable;
}

std::string short_duration(const UiContext& ui, Duration duration) {
  const bool past = duration.micros < 0;
  const std::int64_t total = std::abs(duration.micros) / 60'000'000;
  std::array<char, 32> text{};
  if (total >= 48 * 60)
    std::snprintf(text.data(), text.size(), "%lld", static_cast<long long>(total / (24 * 60)));
  else
    std::snprintf(text.data(), text.size(), "%lld:%02lld", static_cast<long long>(total / 60),
                  static_cast<long long>(total % 60));
  std::string shown = total >= 48 * 60 ? ui.format("time.days", {text.data()}) : std::string(text.data());
  return past ? "-" + shown : shown;
}

std::string clock_time(Instant at) {
  const BeijingTime t = beijing(at);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", t.hour, t.minute, t.second);
  return text.data();
}

std::string number(double value, int decimals) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

}  // namespace zhaojian::ui
