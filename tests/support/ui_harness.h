#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "desk/keymap.h"
#include "desk/model.h"
#include "desk/update.h"
#include "ui/context.h"
#include "ui/view_state.h"

// The whole interface without a window, a graphics card or threads: real fonts, texts and themes, keys and mouse put
// into Dear ImGui by hand, widgets found by the names they report to the probe. One at a time a thread.
//   UiHarness desk(assets);  desk.model = …;  desk.frame();  desk.click("outbox.replay");
//   CHECK(desk.taken() == desk::Intents{…});
namespace zhaojian::test {

// The shipped texts of a language, from assets/i18n; and a theme, from assets/theme. Throw when unreadable.
[[nodiscard]] domain::Texts shipped_texts(const std::filesystem::path& assets, domain::Language language);
[[nodiscard]] ui::Theme shipped_theme(const std::filesystem::path& assets, desk::ThemeName name);

class UiHarness {
 public:
  explicit UiHarness(const std::filesystem::path& assets, ImVec2 size = {1280, 800}, float scale = 1);
  ~UiHarness();
  UiHarness(const UiHarness&) = delete;
  UiHarness& operator=(const UiHarness&) = delete;

  desk::Model model;  // its preferences choose language and theme
  ui::ViewState view;
  bool live = false;  // intents go through desk::update, effects are kept; else the model stays as it is

  void resize(ImVec2 size, float scale);
  // Leaves nothing of what was open before: no focus, no scroll, no keys down.
  void forget();
  // Draws until pop-ups and focus have settled.
  void settle() { frame(3); }
  void frame(int count = 1);

  void press(const desk::Chord& chord, bool repeat = false);  // down, a frame, up, a frame
  void press(desk::Key key) { press(desk::Chord{key}); }
  void type(std::string_view text);
  void click(const std::string& id);  // throws when there is no such widget
  void double_click(const std::string& id);
  void click_at(ImVec2 at);

  // What the last frame had drawn by shader, by pane (ui/pictures.h).
  [[nodiscard]] const std::map<std::size_t, ui::Composition>& composed() const { return composed_; }
  // What the operator asked for since the last call.
  [[nodiscard]] desk::Intents taken();
  [[nodiscard]] desk::Effects effects();
  [[nodiscard]] const ui::Probe::Item* find(const std::string& id) const;
  [[nodiscard]] const ui::Probe& probe() const { return probe_; }
  [[nodiscard]] bool says(std::string_view text) const;  // some widget's text holds this
  // Pairs of panels that cover one another, or panels that leave the window; those of the screens must meet, no more.
  [[nodiscard]] std::vector<std::string> misplaced_panels() const;
  [[nodiscard]] ImVec2 size() const { return size_; }
  [[nodiscard]] float scale() const { return scale_; }
  [[nodiscard]] const domain::Texts& texts() const;
  [[nodiscard]] const ui::Theme& theme() const;
  [[nodiscard]] const ui::Fonts& fonts() const { return fonts_; }

 private:
  void one_frame();
  void keep(desk::Intents intents);

  struct Shipped;
  std::unique_ptr<const Shipped> shipped_;
  ui::Fonts fonts_;
  ui::Probe probe_;
  ImVec2 size_;
  float scale_;
  float styled_for_ = 0;
  bool styled_dark_ = true;
  std::vector<desk::KeyPress> presses_;
  desk::Intents intents_;
  desk::Effects effects_;
  std::map<std::size_t, ui::Composition> composed_;
  int ops_ = 0;
};

}  // namespace zhaojian::test
