#include <catch2/catch.hpp>

#include "base/utf8.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

// The glyph of its own, not the box or "?" that stands for what a font lacks.
bool drawn_itself(ImFont* font, char32_t c) {
  ImFontBaked* baked = font->GetFontBaked(ui::line_size(15));
  return baked->FindGlyphNoFallback(static_cast<ImWchar>(c)) != nullptr;
}

}  // namespace

TEST_CASE("rare names have glyphs of their own in both weights, above U+FFFF too") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  for (ImFont* font : {desk.fonts().regular, desk.fonts().bold}) {
    for (const char32_t c : code_points("司马懿𬭎𠮷䶮㛃龘喆犇𪚥𠀀")) {
      CAPTURE(utf8(c));
      CHECK(drawn_itself(font, c));
    }
    CHECK_FALSE(drawn_itself(font, U'\U0005ABCD'));  // assigned to nothing
  }
}

TEST_CASE("digits are all as wide as one another, so that columns of numbers stand straight") {
  UiHarness desk(assets());
  for (ImFont* font : {desk.fonts().regular, desk.fonts().bold}) {
    ImFontBaked* baked = font->GetFontBaked(ui::line_size(15));
    const float width = baked->GetCharAdvance(static_cast<ImWchar>('0'));
    for (char digit = '1'; digit <= '9'; ++digit)
      CHECK(baked->GetCharAdvance(static_cast<ImWchar>(digit)) == width);
  }
}

TEST_CASE("text above U+FFFF typed or pasted into a field comes out whole") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(desk::Chord{desk::Key::k, true});
  desk.type("李𬭎𠮷");
  CHECK(desk.view.palette.typed == "李𬭎𠮷");
  desk.type("好");
  CHECK(desk.view.palette.typed == "李𬭎𠮷好");
}
