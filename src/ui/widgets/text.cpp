#include "ui/widgets/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

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

namespace {

bool is_han(char32_t c) { return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFFEF) || c >= 0x20000; }
// These close what stands before them and never begin a line.
bool closes(char32_t c) {
  constexpr std::u32string_view signs = U"，。、；：？！）》」』”’…·%";
  return signs.find(c) != std::u32string_view::npos;
}

// Lines of at most `width`: Chinese may break between any two characters, Latin only at spaces. Dear ImGui knows spaces
// alone and would move a whole Chinese sentence behind a single one.
std::vector<std::string> wrapped(std::string_view text, float width) {
  std::vector<std::string> lines(1);
  std::string word;
  const auto room = [&](const std::string& more) { return ImGui::CalcTextSize((lines.back() + more).c_str()).x <= width; };
  const auto flush = [&] {
    if (word.empty()) return;
    if (!lines.back().empty() && !room(word)) {
      lines.emplace_back();
      if (word.front() == ' ') word.erase(0, 1);
    }
    lines.back() += word;
    word.clear();
  };
  for (const char32_t c : code_points(text)) {
    if (c == U'\n') {
      flush();
      lines.emplace_back();
      continue;
    }
    const bool glued = closes(c);
    if (!glued && (c == U' ' || is_han(c))) flush();
    word += utf8(c);
  }
  flush();
  return lines;
}

}  // namespace

float wrapped_height(const UiContext& ui, Type type, std::string_view text, float width) {
  const WithType with(ui, type);
  return ImGui::GetFontSize() * static_cast<float>(wrapped(text, width).size());
}

float put_wrapped(const UiContext& ui, ImVec2 at, Type type, const ImVec4& c, std::string_view text, float width) {
  const WithType with(ui, type);
  float y = at.y;
  for (const std::string& line : wrapped(text, width)) {
    draw_text({at.x, y}, c, line);
    y += ImGui::GetFontSize();
  }
  return y - at.y;
}

float put_wrapped_centred(const UiContext& ui, ImVec2 top, Type type, const ImVec4& c, std::string_view text, float width) {
  const WithType with(ui, type);
  // As many lines as it takes, but of like length: no last character alone in a line.
  const std::size_t count = wrapped(text, width).size();
  float least = width / 2, most = width;
  while (count > 1 && most - least > 4) {
    const float middle = (least + most) / 2;
    (wrapped(text, middle).size() > count ? least : most) = middle;
  }
  float y = top.y;
  for (const std::string& line : wrapped(text, most)) {
    draw_text({top.x - ImGui::CalcTextSize(line.c_str()).x / 2, y}, c, line);
    y += ImGui::GetFontSize();
  }
  return y - top.y;
}

float key_width(const UiContext& ui, const desk::Chord& chord) {
  return std::max(measure(ui, Type::small, desk::label(chord)).x + ui.dp(10), ui.dp(20));  // one letter: a square
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
  return past ? ui.format("time.overdue", {shown}) : shown;
}

std::string clock_time(Instant at) {
  const BeijingTime t = beijing(at);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", t.hour, t.minute, t.second);
  return text.data();
}

std::string grouped(std::int64_t count) {
  std::string text = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (count < 0 ? 1 : 0); at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

std::string number(double value, int decimals) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

}  // namespace zhaojian::ui
