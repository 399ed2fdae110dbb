#include <catch2/catch.hpp>

#include <algorithm>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

struct Screen {
  ImVec2 size;
  float scale;
};
constexpr Screen kScreens[] = {{{1280, 800}, 1},    {{1280, 800}, 1.5F}, {{1280, 800}, 2},  {{1366, 768}, 1},
                               {{1366, 768}, 1.5F}, {{1366, 768}, 2},    {{1920, 1080}, 1}, {{1920, 1080}, 1.5F},
                               {{1920, 1080}, 2},   {{3840, 2160}, 2}};

void check_probe(const UiHarness& desk) {
  constexpr float slack = 1;
  for (const auto& [id, item] : desk.probe().items) {
    INFO(id << " at " << item.min.x << "," << item.min.y << " to " << item.max.x << "," << item.max.y << " says \""
            << item.text << "\"");
    CHECK((item.min.x >= -slack && item.min.y >= -slack));
    CHECK((item.max.x <= desk.size().x + slack && item.max.y <= desk.size().y + slack));
    CHECK((item.max.x >= item.min.x && item.max.y >= item.min.y));
    // In a window of half the least size we support, a word may be cut; nothing may overlap or fall out.
    const bool roomy = desk.size().x / desk.scale() >= 1280;
    if (item.enabled && item.text_width > 0 && roomy) CHECK(item.text_width <= item.room + slack);
    CHECK(item.text.find('\n') == std::string::npos);
  }
}

// Buttons never lie on one another; of what lies over a screen that is the point, so only without it.
void check_buttons_apart(const UiHarness& desk) {
  const ui::ViewState& view = desk.view;
  if (view.help || view.palette.open || view.finder.open || view.aside_menu || !desk.model.notices.empty()) return;
  std::vector<std::pair<std::string, ui::Probe::Item>> buttons;
  for (const auto& [id, item] : desk.probe().items)
    if (item.text_width > 0) buttons.emplace_back(id, item);
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    for (std::size_t j = i + 1; j < buttons.size(); ++j) {
      const auto& [a_id, a] = buttons[i];
      const auto& [b_id, b] = buttons[j];
      INFO(a_id << " and " << b_id);
      CHECK((a.max.x <= b.min.x + 1 || b.max.x <= a.min.x + 1 || a.max.y <= b.min.y + 1 || b.max.y <= a.min.y + 1));
    }
  }
}

void sweep(domain::Language language) {
  UiHarness desk(assets());
  const Shipped material = shipped(assets());
  for (const Screen& screen : kScreens) {
    desk.resize(screen.size, screen.scale);
    for (Scene& one : scenes(material, language)) {
      INFO(one.name << " at " << screen.size.x << " x " << screen.size.y << ", scale " << screen.scale);
      desk.forget();
      desk.model = std::move(one.model);
      desk.view = std::move(one.view);
      if (screen.scale == 1.5F) desk.model.preferences.theme = desk::ThemeName::light;
      desk.settle();
      check_probe(desk);
      check_buttons_apart(desk);
      CHECK(desk.misplaced_panels() == std::vector<std::string>{});
      CHECK(desk.probe().items.size() > 2);
      // Drawing alone asks for nothing; the contact sheet only says what can be seen.
      const desk::Intents taken = desk.taken();
      CHECK(std::ranges::all_of(taken, [](const desk::Intent& i) { return std::holds_alternative<desk::SheetShown>(i); }));
    }
  }
}

}  // namespace

TEST_CASE("every screen in every state draws at every size and scale, in Chinese") { sweep(domain::Language::zh_cn); }
TEST_CASE("every screen in every state draws at every size and scale, in English") { sweep(domain::Language::en); }

// What is there while the data is still on its way stays where it is when they come.
TEST_CASE("nothing moves when data arrive, on any screen") {
  for (const auto& [loading, ready] : {std::pair{"review-loading", "review-identity"},
                                       {"review-claiming", "review-ready"},
                                       {"outbox-loading", "outbox-ready"},
                                       {"problems-loading", "problems-ready"},
                                       {"history-loading", "history-ready"}}) {
    for (const ImVec2 size : {ImVec2{1366, 768}, ImVec2{1920, 1080}}) {
      UiHarness desk(assets(), size);
      show(desk, loading);
      const auto before = desk.probe().items;
      show(desk, ready);
      std::size_t compared = 0;
      for (const auto& [id, item] : before) {
        const ui::Probe::Item* now = desk.find(id);
        if (!now) continue;
        INFO(loading << " " << id << " at " << size.x);
        CHECK((item.min.x == now->min.x && item.min.y == now->min.y));
        ++compared;
      }
      CHECK(compared >= 6);
    }
  }
}

TEST_CASE("nothing of a case moves when its checks arrive") {
  UiHarness desk(assets(), {1920, 1080});
  show(desk, "review-photo_missing");
  const auto before = desk.probe().items;
  show(desk, "review-all_checks");
  for (const char* id : {"review.approve", "review.retake", "review.identity_doubt", "review.reprocess",
                         "review.escalate", "review.skip", "app.palette"}) {
    CAPTURE(id);
    REQUIRE(before.contains(id));
    REQUIRE(desk.find(id));
    CHECK(before.at(id).min.x == desk.find(id)->min.x);
    CHECK(before.at(id).min.y == desk.find(id)->min.y);
  }
}
