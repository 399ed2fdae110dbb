#include <catch2/catch.hpp>

#include <cmath>

#include "ui/screens/compare_panes.h"
#include "ui/screens/measure.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;

namespace {

std::vector<ui::Pane> panes_of(UiHarness& desk) {
  return ui::arrange(the_case(desk), desk.model.preferences.compare, desk.view.compare, {{0, 0}, {1200, 700}}, 30, 1);
}

constexpr Chord shift(Key key) { return {key, false, true, false}; }
constexpr Chord alt(Key key) { return {key, false, false, true}; }
constexpr Chord ctrl(Key key) { return {key, true, false, false}; }

float distance(ImVec2 a, ImVec2 b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Where the eyes are, from the pane's own corner.
std::pair<ImVec2, ImVec2> eyes_in(const ui::Pane& pane) {
  const auto& [left, right] = *pane.photo->eyes;
  ImVec2 a = ui::to_screen(pane, left), b = ui::to_screen(pane, right);
  a.x -= pane.picture.min.x, a.y -= pane.picture.min.y, b.x -= pane.picture.min.x, b.y -= pane.picture.min.y;
  return {a, b};
}

}  // namespace

TEST_CASE("aligned faces have their eyes level and at the same place of every pane, through zoom and pan") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  desk.press(Key::plus);
  desk.press(shift(Key::left));
  desk.press(shift(Key::down));
  const auto panes = panes_of(desk);
  REQUIRE(panes.size() >= 3);
  const auto [left, right] = eyes_in(panes.front());
  CHECK(left.y == Approx(right.y).margin(0.01));
  for (const ui::Pane& pane : panes) {
    CHECK(pane.aligned);
    const auto [l, r] = eyes_in(pane);
    CHECK(distance(l, left) < 0.05F);
    CHECK(distance(r, right) < 0.05F);
  }
}

TEST_CASE("a place goes to the screen and back") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  for (const ui::Pane& pane : panes_of(desk)) {
    const domain::Spot spot = ui::to_photo(pane, ui::to_screen(pane, {123.5F, 77.25F}));
    CHECK(spot.x == Approx(123.5F).margin(0.01));
    CHECK(spot.y == Approx(77.25F).margin(0.01));
  }
}

TEST_CASE("a nudge moves one pane and survives zoom, pan and fit") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  desk.press(shift(Key::tab));  // the first reference
  for (int i = 0; i < 6; ++i) desk.press(alt(Key::right), i > 0);
  const auto shift_of = [&] {
    const auto panes = panes_of(desk);
    const double zoom = desk.view.compare.camera.zoom;
    return std::pair((eyes_in(panes[1]).first.x - eyes_in(panes[0]).first.x) / static_cast<float>(zoom),
                     (eyes_in(panes[2]).first.x - eyes_in(panes[0]).first.x) / static_cast<float>(zoom));
  };
  const auto [nudged, other] = shift_of();
  CHECK(nudged > 0);
  CHECK(other == Approx(0).margin(1e-4));
  desk.press(Key::plus);
  desk.press(shift(Key::up));
  CHECK(shift_of().first == Approx(nudged).margin(1e-4));
  desk.press(Key::d0);
  CHECK(shift_of().first == Approx(nudged).margin(1e-4));
  CHECK(panes_of(desk)[1].nudged);
  CHECK(desk.says(desk.texts()("view.is_nudged")));
  desk.press(alt(Key::backspace));
  CHECK_FALSE(panes_of(desk)[1].nudged);
}

TEST_CASE("the photos as delivered are one key away, and the screen says which is which") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  CHECK(desk.find("pane/submission/shown_as"));
  CHECK(desk.find("tools/shown_as")->text.starts_with(desk.texts()("view.is_aligned")));
  desk.press(Key::o);
  CHECK_FALSE(desk.find("pane/submission/shown_as"));
  CHECK(desk.find("tools/shown_as")->text.starts_with(desk.texts()("view.is_original")));
  for (const ui::Pane& pane : panes_of(desk)) {
    CHECK_FALSE(pane.aligned);
    CHECK(pane.to_screen.b == 0);
  }
}

TEST_CASE("every number of references gets equal panes inside the place, none over another") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  const auto all = the_case(desk).panes;
  for (std::size_t count = 1; count <= all.size(); ++count) {
    the_case(desk).panes.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    for (const ImVec2 size : {ImVec2{700, 520}, ImVec2{1400, 860}, ImVec2{500, 900}}) {
      const auto panes = ui::arrange(the_case(desk), desk.model.preferences.compare, desk.view.compare, {{10, 20}, {10 + size.x, 20 + size.y}}, 30, 1);
      for (std::size_t i = 0; i < panes.size(); ++i) {
        CHECK(panes[i].frame.max.x <= 10 + size.x);
        CHECK(panes[i].frame.max.y <= 20 + size.y);
        CHECK(std::abs(panes[i].picture.w() - panes[0].picture.w()) <= 4);
        for (std::size_t j = 0; j < i; ++j) {
          const ui::Rect &a = panes[i].frame, &b = panes[j].frame;
          CHECK((a.min.x >= b.max.x || b.min.x >= a.max.x || a.min.y >= b.max.y || b.min.y >= a.max.y));
        }
      }
    }
  }
}

TEST_CASE("a photo that cannot be had leaves its room to the others and still says what became of it") {
  UiHarness desk(assets());
  for (const desk::Pass pass : {desk::Pass::identity, desk::Pass::standard}) {
    show(desk, "review-identity");
    the_case(desk).pass = pass;
    desk.frame(2);
    const float whole = panes_of(desk)[0].picture.w();
    REQUIRE(panes_of(desk).size() >= 3);
    the_case(desk).panes[1].phase = desk::PhotoPhase::missing;
    the_case(desk).panes[1].problem = "photo.missing";
    the_case(desk).panes[1].eyes.reset();
    desk.frame(2);
    const auto panes = panes_of(desk);
    CHECK(panes[0].picture.w() >= whole);
    CHECK(panes.back().photo->phase == desk::PhotoPhase::missing);
    CHECK(panes.back().picture.w() < panes[1].picture.w());
    for (std::size_t i = 1; i < panes.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const ui::Rect &one = panes[i].frame, &other = panes[j].frame;
        CHECK((one.min.x >= other.max.x || other.min.x >= one.max.x || one.min.y >= other.max.y || other.min.y >= one.max.y));
      }
    // Alone it has all the room, as any photo.
    desk.view.compare.focus = 1;
    desk.frame(2);
    REQUIRE(panes_of(desk).size() == 1);
    CHECK(panes_of(desk)[0].picture.w() > panes[0].picture.w());
  }
}

TEST_CASE("the standard is judged on a submission larger than its references, and zoom and pan still move all") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  the_case(desk).pass = desk::Pass::standard;
  desk.frame(2);
  const auto shown_height = [](const ui::Pane& pane) { return pane.to_screen.scale() * pane.view.picture.h; };
  auto panes = panes_of(desk);
  REQUIRE(panes.size() >= 3);
  for (std::size_t i = 1; i < panes.size(); ++i) {
    CHECK(shown_height(panes[i]) < shown_height(panes[0]));
    // Each whole in its pane.
    for (const gfx::Point& corner : gfx::corners(panes[i].to_screen, panes[i].view.picture)) {
      CHECK(corner.x >= panes[i].picture.min.x - 1.0F);
      CHECK(corner.x <= panes[i].picture.max.x + 1.0F);
      CHECK(corner.y >= panes[i].picture.min.y - 1.0F);
      CHECK(corner.y <= panes[i].picture.max.y + 1.0F);
    }
  }
  const double before = shown_height(panes[0]) / shown_height(panes[1]);
  desk.press(Key::plus);
  desk.press(shift(Key::left));
  panes = panes_of(desk);
  CHECK(shown_height(panes[0]) / shown_height(panes[1]) == Approx(before));
  const auto middle = [](const ui::Pane& pane) {
    return ui::to_photo(pane, {pane.picture.min.x + static_cast<float>(pane.view.pane.w) / 2, pane.picture.min.y + static_cast<float>(pane.view.pane.h) / 2});
  };
  CHECK(middle(panes[1]).x / panes[1].view.picture.w == Approx(middle(panes[0]).x / panes[0].view.picture.w).margin(0.03));
  desk.live = true;
  desk.press(Key::t);  // aligned by the face they are compared, and so equally large
  panes = panes_of(desk);
  CHECK(panes[1].view.pane == panes[0].view.pane);
}

TEST_CASE("one reference at a time is stepped through, and the layout is kept for the operator") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  desk.live = true;
  desk.press(Key::v);
  CHECK(desk.model.preferences.compare.arrangement == desk::Arrangement::pair);
  const desk::Effects effects = desk.effects();
  CHECK(std::ranges::any_of(effects, [](const desk::Effect& e) { return std::holds_alternative<desk::SavePreferences>(e); }));
  REQUIRE(panes_of(desk).size() == 2);
  const auto first = panes_of(desk)[1].photo->role;
  desk.press(Key::tab);
  CHECK(panes_of(desk)[1].photo->role != first);
  desk.press(shift(Key::v));
  CHECK(panes_of(desk)[1].photo->role == domain::PhotoRole::submission);
}

TEST_CASE("one to one shows a pixel as a pixel, and the wheel keeps what is under the mouse") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Key::z);
  CHECK(desk.view.compare.magnification == Approx(1));
  const auto* pane = desk.find("pane/submission");
  REQUIRE(pane);
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(pane->min.x + 60, pane->min.y + 150);
  desk.frame(2);
  io.AddMouseWheelEvent(0, 2);
  desk.frame(2);
  CHECK(desk.view.compare.magnification == Approx(1.15 * 1.15));
}

TEST_CASE("while a tool is in hand the arrows move its cursor, and put away they walk through the checks") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.live = true;
  desk.press(Key::u);
  CHECK(the_case(desk).tool == desk::Tool::ruler);
  const gfx::Point from = desk.view.compare.cursor;
  desk.press(Key::period);
  for (int i = 0; i < 3; ++i) desk.press(ctrl(Key::right), i > 0);
  desk.press(Key::down);
  desk.press(Chord{Key::down}, true);
  CHECK(desk.view.compare.cursor.x - from.x == Approx(30));
  CHECK(desk.view.compare.cursor.y - from.y == Approx(2));
  CHECK_FALSE(the_case(desk).shown_finding);
  const auto* card = desk.find("compare/measure");
  REQUIRE(card);
  CHECK(card->text.find("30.1 px") != std::string::npos);
  CHECK(card->text.find("2.55 mm") != std::string::npos);  // 30.07 px at 300 dpi
  desk.press(Key::escape);
  CHECK(the_case(desk).tool == desk::Tool::none);
  desk.press(Key::down);
  CHECK(the_case(desk).shown_finding);
}

TEST_CASE("the magnifier shows the difference where the pane shows the difference, larger") {
  UiHarness desk(assets());
  show(desk, "review-difference");
  desk.view.compare.magnifier = true;
  const auto* pane = desk.find("pane/submission");
  REQUIRE(pane);
  ImGui::GetIO().AddMousePosEvent((pane->min.x + pane->max.x) / 2, (pane->min.y + pane->max.y) / 2);
  desk.frame(2);
  using Kind = ui::Composition::Kind;
  REQUIRE(desk.composed().contains(0));
  REQUIRE(desk.composed().contains(8));
  const ui::Composition &shown = desk.composed().at(0), &lens = desk.composed().at(8);
  CHECK(shown.kind == Kind::difference);
  CHECK(lens.kind == Kind::difference);
  CHECK(lens.photo.to_pane.scale() == Approx(shown.photo.to_pane.scale() * static_cast<double>(desk.theme().lens_power)).epsilon(0.01));
  CHECK(static_cast<float>(lens.width) == desk.theme().lens_size);
  REQUIRE(lens.other);  // the capture lies under it as it lies under the pane
  CHECK(lens.other->to_pane.scale() / lens.photo.to_pane.scale() ==
        Approx(shown.other->to_pane.scale() / shown.photo.to_pane.scale()));
}

TEST_CASE("without a pointer the magnifier shows the middle, and goes where the photos are moved") {
  UiHarness desk(assets());
  show(desk, "review-difference");
  desk.view.compare.magnifier = true;
  desk.live = true;
  desk.frame(2);
  REQUIRE(desk.composed().contains(8));
  const auto shown = [&](const ui::Composition& lens) {  // the place of the photo in the middle of the lens
    return lens.photo.to_pane.inverse()({lens.width / 2.0, lens.height / 2.0});
  };
  const gfx::Point middle = shown(desk.composed().at(8));
  CHECK(middle.x == Approx(desk.composed().at(8).photo.picture.w / 2).margin(2));
  CHECK(middle.y == Approx(desk.composed().at(8).photo.picture.h / 2).margin(2));
  desk.press(shift(Key::up));
  desk.frame(2);
  CHECK(shown(desk.composed().at(8)).y < middle.y - 5);
}

TEST_CASE("under the lens everything is equally large, however small its pane") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  the_case(desk).pass = desk::Pass::standard;
  desk.model.preferences.compare.tone_matched = true;
  for (desk::PaneState& photo : the_case(desk).panes) photo.tone = desk::FaceTone{60, 10};
  desk.view.compare.magnifier = true;
  desk.frame(2);
  const auto* pane = desk.find("pane/enrollment");
  REQUIRE(pane);
  ImGui::GetIO().AddMousePosEvent((pane->min.x + pane->max.x) / 2, (pane->min.y + pane->max.y) / 2);
  desk.frame(2);
  REQUIRE(desk.composed().contains(1));
  REQUIRE(desk.composed().contains(9));
  const ui::Composition& lens = desk.composed().at(9);
  const double frame = std::min(1 / lens.photo.picture.h, 0.75 / lens.photo.picture.w);
  const double submission = desk.view.compare.camera.zoom * static_cast<double>(desk.theme().lens_power) * frame;
  CHECK(desk.composed().at(1).photo.to_pane.scale() < 0.9 * desk.view.compare.camera.zoom * frame);
  CHECK(lens.photo.to_pane.scale() == Approx(submission));
}

TEST_CASE("angles are those of a school book") {
  CHECK(ui::slope({0, 0}, {10, -10}) == Approx(45));
  CHECK(ui::slope({10, -10}, {0, 0}) == Approx(45));
  CHECK(ui::angle_at({0, 0}, {5, 0}, {0, -3}) == Approx(90));
  CHECK(ui::angle_at({0, 0}, {5, 0}, {5, 0}) == Approx(0));
}

TEST_CASE("the identity pass shows nothing over the faces and takes no tool") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  desk.live = true;
  for (const Key key : {Key::u, Key::c, Key::j, Key::d, Key::l, Key::h}) desk.press(key);
  CHECK(the_case(desk).tool == desk::Tool::none);
  CHECK(desk.view.compare.inspection == ui::Inspection::none);
  for (const char* tool : {"view.guides", "view.evidence", "view.difference", "view.picker", "view.zebra"}) CHECK_FALSE(desk.find(tool));
}

TEST_CASE("faces are compared large, the standard is judged on the whole photo, and each keeps the fit asked for") {
  UiHarness desk(assets());
  show(desk, "review-identity");
  CHECK(desk.view.compare.fit == ui::Fit::head);
  const auto panes = panes_of(desk);
  const ImVec2 between = {eyes_in(panes[0]).second.x - eyes_in(panes[0]).first.x, 0};
  CHECK(between.x * 3.5F > panes[0].picture.w());  // a head is three eye distances wide with hair and ears
  desk.press(Key::f);
  the_case(desk).pass = desk::Pass::standard;
  desk.frame(2);
  CHECK(desk.view.compare.fit == ui::Fit::whole);
  desk.press(Key::plus);
  CHECK(desk.view.compare.fit == ui::Fit::free);
  the_case(desk).pass = desk::Pass::identity;
  desk.frame(2);
  CHECK(desk.view.compare.fit == ui::Fit::face);
  the_case(desk).pass = desk::Pass::standard;
  ++the_case(desk).sequence;
  desk.frame(2);
  CHECK(desk.view.compare.fit == ui::Fit::whole);
}

TEST_CASE("the photos get the whole window, and Esc gives it back") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  const float before = desk.find("pane/submission")->max.x - desk.find("pane/submission")->min.x;
  desk.press(Key::f11);
  CHECK(desk.find("pane/submission")->max.x - desk.find("pane/submission")->min.x > before);
  CHECK(desk.find("review.approve"));
  CHECK(desk.misplaced_panels().empty());
  desk.press(Key::escape);
  CHECK(desk.find("pane/submission")->max.x - desk.find("pane/submission")->min.x == before);
}
