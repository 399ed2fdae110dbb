#include "ui/theme.h"

#include <catch2/catch.hpp>

#include <array>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using ui::Theme;

namespace {

struct Token {
  const char* name;
  ImVec4 Theme::*member;
};

constexpr Token kInks[] = {{"text", &Theme::text},   {"dim", &Theme::dim},
                           {"faint", &Theme::faint}, {"accent", &Theme::accent},
                           {"pass", &Theme::pass},   {"warn", &Theme::warn},
                           {"fail", &Theme::fail},   {"not_assessable", &Theme::not_assessable}};
constexpr Token kGrounds[] = {{"background", &Theme::background},
                              {"panel", &Theme::panel},
                              {"raised", &Theme::raised},
                              {"hover", &Theme::hover},
                              {"selected", &Theme::selected}};

}  // namespace

TEST_CASE("every text can be read on everything it stands on, in both themes") {
  for (const auto name : {desk::ThemeName::dark, desk::ThemeName::light}) {
    const Theme theme = shipped_theme(assets(), name);
    const char* which = name == desk::ThemeName::dark ? "dark" : "light";
    for (const Token& ink : kInks) {
      for (const Token& ground : kGrounds) {
        // What is dimmed or switched off never stands on the pointer's highlight as the only thing said.
        INFO(which << ": " << ink.name << " on " << ground.name);
        CHECK(ui::contrast(theme.*ink.member, theme.*ground.member) >= 4.5);
      }
    }
    INFO(which);
    CHECK(ui::contrast(theme.approve_text, theme.approve_fill) >= 4.5);
    CHECK(ui::contrast(theme.retake_text, theme.retake_fill) >= 4.5);
    CHECK(ui::contrast(theme.card_text, theme.card) >= 4.5);
    CHECK(ui::contrast(theme.card_dim, theme.card) >= 4.5);
    CHECK(ui::contrast(theme.on_accent, theme.accent) >= 4.5);
    CHECK(ui::contrast(theme.overlay_line, theme.overlay_shade) >= 4.5);
    CHECK(ui::contrast(theme.on_surround, theme.surround) >= 4.5);
    CHECK(ui::contrast(theme.marker, theme.band) >= 3);  // WCAG 1.4.11, things that are not text
    CHECK(ui::contrast(theme.marker, theme.track) >= 3);
  }
}

TEST_CASE("the surround of the photos has no tint in either theme") {
  for (const auto name : {desk::ThemeName::dark, desk::ThemeName::light}) {
    const ImVec4 c = shipped_theme(assets(), name).surround;
    CHECK(std::max({c.x, c.y, c.z}) - std::min({c.x, c.y, c.z}) <= 2.5F / 255);
  }
}

TEST_CASE("contrast is WCAG's") {
  CHECK(ui::contrast({0, 0, 0, 1}, {1, 1, 1, 1}) == Approx(21));
  CHECK(ui::contrast({1, 1, 1, 1}, {1, 1, 1, 1}) == Approx(1));
  const ImVec4 grey{119 / 255.0F, 119 / 255.0F, 119 / 255.0F, 1};  // #777777 on white, the well-known near miss
  CHECK(ui::contrast(grey, {1, 1, 1, 1}) == Approx(4.478).margin(0.001));
}

TEST_CASE("a theme that lacks a token, has an unknown one or a colour that is none is refused by name") {
  ui::TokenMap tokens;
  const ui::TokenMap whole = [] {
    ui::TokenMap map;
    for (const char* name :
         {"background",  "panel",       "raised",       "hover",          "selected",     "line",
          "surround",    "text",        "dim",          "faint",          "accent",       "on_accent",
          "pass",        "warn",        "fail",         "not_assessable", "approve_fill", "approve_text",
          "retake_fill", "retake_text", "band",         "track",          "marker",       "card",
          "card_text",   "card_dim",    "overlay_line", "overlay_shade",  "scrim",
          "on_surround", "loss"})
      map[name] = "#102030";
    map["lens_size"] = "180";
    map["lens_power"] = "2.5";
    return map;
  }();
  REQUIRE(ui::theme_from(whole));
  CHECK(ui::theme_from(whole)->text.z == Approx(48 / 255.0));

  tokens = whole;
  tokens.erase("accent");
  REQUIRE_FALSE(ui::theme_from(tokens));
  CHECK(ui::theme_from(tokens).error().message.find("accent") != std::string::npos);
  tokens = whole;
  tokens["shadow"] = "#000000";
  CHECK_FALSE(ui::theme_from(tokens));
  for (const char* wrong : {"", "#12345", "#1234567", "123456#", "#12345g", "#-12345"}) {
    tokens = whole;
    tokens["text"] = wrong;
    CAPTURE(wrong);
    CHECK_FALSE(ui::theme_from(tokens));
  }
  CHECK(ui::theme_from(whole)->lens_power == 2.5F);
  for (const char* wrong : {"", "0", "-2", "1e9", "2x", "#102030"}) {
    tokens = whole;
    tokens["lens_power"] = wrong;
    CAPTURE(wrong);
    CHECK_FALSE(ui::theme_from(tokens));
  }
}
