#include "ui/theme.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace zhaojian::ui {
namespace {

struct Token {
  const char* name;
  ImVec4 Theme::* member;
};
constexpr Token kTokens[] = {
    {"background", &Theme::background}, {"panel", &Theme::panel}, {"raised", &Theme::raised},
    {"hover", &Theme::hover}, {"selected", &Theme::selected}, {"line", &Theme::line},
    {"surround", &Theme::surround}, {"on_surround", &Theme::on_surround}, {"text", &Theme::text}, {"dim", &Theme::dim}, {"faint", &Theme::faint},
    {"accent", &Theme::accent}, {"on_accent", &Theme::on_accent}, {"pass", &Theme::pass}, {"warn", &Theme::warn},
    {"fail", &Theme::fail}, {"not_assessable", &Theme::not_assessable}, {"approve_fill", &Theme::approve_fill},
    {"approve_text", &Theme::approve_text}, {"retake_fill", &Theme::retake_fill},
    {"retake_text", &Theme::retake_text}, {"band", &Theme::band}, {"track", &Theme::track},
    {"marker", &Theme::marker}, {"card", &Theme::card}, {"card_text", &Theme::card_text},
    {"card_dim", &Theme::card_dim}, {"overlay_line", &Theme::overlay_line},
    {"overlay_shade", &Theme::overlay_shade}, {"scrim", &Theme::scrim}, {"loss", &Theme::loss}};

struct NumberToken {
  const char* name;
  float Theme::* member;
  float least, most;
};
constexpr NumberToken kNumbers[] = {{"lens_size", &Theme::lens_size, 60, 480}, {"lens_power", &Theme::lens_power, 1.5F, 8}};

bool parse(const std::string& text, ImVec4& out) {
  unsigned value = 0;
  if (text.size() != 7 || text[0] != '#') return false;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
  if (error != std::errc{} || end != text.data() + 7) return false;
  const auto channel = [&](unsigned shift) { return static_cast<float>((value >> shift) & 0xFFU) / 255.0F; };
  out = {channel(16), channel(8), channel(0), 1.0F};
  return true;
}

bool parse(const std::string& text, float& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

double luminance(const ImVec4& c) {
  const auto linear = [](float v) {
    const auto x = static_cast<double>(v);
    return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.x) + 0.7152 * linear(c.y) + 0.0722 * linear(c.z);
}

}  // namespace

Result<Theme> theme_from(const TokenMap& tokens) {
  Theme theme;
  for (const Token& token : kTokens) {
    const auto it = tokens.find(token.name);
    if (it == tokens.end()) return Error{Errc::invalid, std::string("theme: no token ") + token.name, {}};
    if (!parse(it->second, theme.*token.member))
      return Error{Errc::invalid, std::string("theme: ") + token.name + ": not #rrggbb: " + it->second, {}};
  }
  for (const NumberToken& token : kNumbers) {
    const auto it = tokens.find(token.name);
    if (it == tokens.end()) return Error{Errc::invalid, std::string("theme: no token ") + token.name, {}};
    float& value = theme.*token.member;
    if (!parse(it->second, value) || value < token.least || value > token.most)
      return Error{Errc::invalid, std::string("theme: ") + token.name + ": not a number within its range: " + it->second, {}};
  }
  if (tokens.size() != std::size(kTokens) + std::size(kNumbers)) {
    for (const auto& [name, value] : tokens) {
      const bool known = std::ranges::any_of(kTokens, [&](const Token& t) { return name == t.name; }) ||
                         std::ranges::any_of(kNumbers, [&](const NumberToken& t) { return name == t.name; });
      if (!known) return Error{Errc::invalid, "theme: unknown token " + name, {}};
    }
  }
  return theme;
}

double contrast(const ImVec4& a, const ImVec4& b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

void apply(const Theme& theme, float scale, ImGuiStyle& style) {
  style = ImGuiStyle();
  style.WindowPadding = {0, 0};
  style.WindowMinSize = {1, 1};  // the default is taller than the status line
  style.FramePadding = {8, 5};
  style.ItemSpacing = {8, 8};
  style.ItemInnerSpacing = {6, 4};
  style.CellPadding = {8, 6};
  style.IndentSpacing = 16;
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 5;
  style.FrameRounding = 3;
  style.PopupRounding = 4;
  style.GrabRounding = 3;
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
  style.DisabledAlpha = 0.45F;
  style.ScaleAllSizes(scale);
  const auto set = [&](ImGuiCol_ slot, const ImVec4& c) { style.Colors[slot] = c; };
  set(ImGuiCol_Text, theme.text);
  set(ImGuiCol_TextDisabled, theme.faint);
  set(ImGuiCol_WindowBg, theme.panel);
  set(ImGuiCol_ChildBg, {0, 0, 0, 0});
  set(ImGuiCol_PopupBg, theme.raised);
  set(ImGuiCol_Border, theme.line);
  set(ImGuiCol_FrameBg, theme.background);
  set(ImGuiCol_FrameBgHovered, theme.hover);
  set(ImGuiCol_FrameBgActive, theme.hover);
  set(ImGuiCol_Button, theme.raised);
  set(ImGuiCol_ButtonHovered, theme.hover);
  set(ImGuiCol_ButtonActive, theme.selected);
  set(ImGuiCol_Header, theme.selected);
  set(ImGuiCol_HeaderHovered, theme.hover);
  set(ImGuiCol_HeaderActive, theme.selected);
  set(ImGuiCol_Separator, theme.line);
  set(ImGuiCol_ScrollbarBg, {0, 0, 0, 0});
  set(ImGuiCol_ScrollbarGrab, theme.line);
  set(ImGuiCol_ScrollbarGrabHovered, theme.faint);
  set(ImGuiCol_ScrollbarGrabActive, theme.dim);
  set(ImGuiCol_CheckMark, theme.accent);
  set(ImGuiCol_SliderGrab, theme.accent);
  set(ImGuiCol_SliderGrabActive, theme.accent);
  set(ImGuiCol_NavCursor, theme.accent);
  set(ImGuiCol_InputTextCursor, theme.accent);
  set(ImGuiCol_TextSelectedBg, {theme.accent.x, theme.accent.y, theme.accent.z, 0.35F});
  set(ImGuiCol_TableHeaderBg, theme.panel);
  set(ImGuiCol_TableBorderLight, theme.line);
  set(ImGuiCol_TableBorderStrong, theme.line);
  set(ImGuiCol_TableRowBg, {0, 0, 0, 0});
  set(ImGuiCol_TableRowBgAlt, {0, 0, 0, 0});
  set(ImGuiCol_ModalWindowDimBg, {theme.scrim.x, theme.scrim.y, theme.scrim.z, 0.55F});
}

}  // namespace zhaojian::ui
