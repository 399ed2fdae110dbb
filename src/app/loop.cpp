#include <epoxy/gl.h>  // before anything that brings GL declarations of its own

#include <algorithm>
#include <deque>

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include "app/app.h"
#include "desk/selectors.h"
#include "gfx/fill.h"
#include "ui/draw.h"
#include "ui/fills.h"
#include "ui/keys.h"

namespace zhaojian::app {
namespace {

constexpr Duration kCountSeconds = seconds(10);  // how long "on screen" counts every second
constexpr std::int64_t kSheetSlack = seconds(1).micros;  // until the clocks of the sheet are gone for certain
constexpr std::chrono::milliseconds kCaretPhase{600};
constexpr std::chrono::seconds kCaretBlinks{10};  // after the last key, as GTK does it; then it stands, and costs nothing
constexpr double kIdleRedraw = 20;               // seconds; deadlines are shown in minutes

// Window rows count from the upper edge, GL's from the lower one.
void set_pixels(const ImDrawList*, const ImDrawCmd* command) {
  const ui::Fill& fill = *static_cast<const ui::Fill*>(command->UserCallbackData);
  const int height = static_cast<int>(ImGui::GetIO().DisplaySize.y);
  gfx::fill_pixels(fill.x, height - fill.y - fill.height, fill.width, fill.height, fill.colour);
}

// A fresh id for what a key press may write.
OpId new_op(const Clock& clock) { return OpId(uuid_v7(clock.now().micros / 1000)); }

// A photo on the contact sheet that has not been on screen long enough yet: the screen counts that.
bool sheet_counts(const desk::Model& model) {
  if (model.screen != desk::Screen::sheet) return false;
  return std::ranges::any_of(model.sheet.tiles, [&](const desk::Tile& tile) {
    return tile.seen_since && desk::seen_for(model, tile) < Duration{tile.file->profile->least_view.micros + kSheetSlack};
  });
}

}  // namespace

double App::time_to_next_change() const {
  if (sheet_counts(model_)) return 0.5;
  if (const auto since = std::chrono::steady_clock::now() - caret_since_; ImGui::GetIO().WantTextInput && since < kCaretBlinks)
    return std::chrono::duration<double>(kCaretPhase - since % kCaretPhase).count();
  if (model_.lease_until || model_.notices.size() > 0 || !model_.pending.empty() || desk::undoable(model_)) return 1;
  if (const auto* shown = std::get_if<desk::Reviewing>(&model_.review); shown && model_.now - shown->shown_at < kCountSeconds) return 1;
  return kIdleRedraw;
}

void App::sign_in_first() {
  if (!model_.operators.empty())
    carry_out(desk::update(model_, desk::Intent{desk::SignIn{model_.operators.front().id}}, new_op(clock_)));
}

void App::press(const desk::Chord& chord) { pressed_.push_back({chord, false, desk::sequence_on_screen(model_)}); }

void App::ask(const desk::Intent& intent) {
  carry_out(desk::update(model_, intent, new_op(clock_)));
  frames_due_ = 3;
}

// Dear ImGui's own caret asks for a frame every time; this one only for the two a blink needs, and for a while only.
void App::blink() {
  const auto now = std::chrono::steady_clock::now();
  const bool typing = ImGui::GetIO().WantTextInput;
  if (frames_due_ > 1 || !typing) caret_since_ = now;  // solid while something is done
  const bool on = now - caret_since_ > kCaretBlinks || (now - caret_since_) / kCaretPhase % 2 == 0;
  ImGui::GetStyle().Colors[ImGuiCol_InputTextCursor].w = on ? 1.0F : 0.0F;
  if (typing && on != caret_on_) frames_due_ = std::max(frames_due_, 1);
  caret_on_ = on;
}

// One key at a time: what the second one means may depend on what the first one did.
void App::take_keys() {
  std::vector<desk::KeyPress> presses = window_.take_keys();
  presses.insert(presses.end(), pressed_.begin(), pressed_.end());
  pressed_.clear();
  for (const desk::KeyPress& press : presses) {
    model_.now = clock_.now();
    for (const desk::Intent& intent : ui::take_keys(model_, view_, {&press, 1}, ImGui::GetIO().WantTextInput))
      carry_out(desk::update(model_, intent, new_op(clock_)));
    frames_due_ = 3;
  }
}

void App::apply_style() {
  const float scale = model_.preferences.scale >= 1 ? model_.preferences.scale : std::min(2.0F, window_.scale());
  if (scale == styled_scale_ && styled_ == model_.preferences) return;
  styled_ = model_.preferences;
  styled_scale_ = scale;
  ui::apply(themes_[model_.preferences.theme], scale, ImGui::GetStyle());
}

void App::draw() {
  apply_style();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  view_.compare.flicker = view_.compare.flicker && ui::held(desk::chord_of(model_.preferences.bindings, "view.flicker"));
  const domain::Texts& texts = station_.assets.texts.at(model_.preferences.language);
  const ui::UiContext ui{themes_[model_.preferences.theme], texts, fonts_, styled_scale_, *photos_, model_.preferences.bindings, nullptr,
                         identity_error_ ? &*identity_error_ : nullptr};
  const desk::Intents intents = ui::draw(model_, view_, ui);
  ImGui::Render();
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  glViewport(0, 0, static_cast<int>(size.x), static_cast<int>(size.y));
  std::deque<ui::Fill> fills;
  ui::take_out_fills(*ImGui::GetDrawData(), set_pixels, fills);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  window_.present();
  // From now on a key is meant for what this frame showed.
  drawn_sequence_ = desk::sequence_on_screen(model_);
  window_.set_sequence(drawn_sequence_);
  for (const desk::Intent& intent : intents) {
    carry_out(desk::update(model_, intent, new_op(clock_)));
    frames_due_ = 3;
  }
}

bool App::turn(double wait) {
  window_.wait(frames_due_ > 0 ? 0 : wait);
  if (window_.take_activity()) frames_due_ = std::max(frames_due_, 3);
  if (window_.busy()) frames_due_ = std::max(frames_due_, 2);
  if (window_.should_close() || signalled()) {
    window_.keep_open();
    carry_out(desk::update(model_, desk::Intent{desk::Quit{}}, new_op(clock_)));
    if (signalled()) closing_ = true;
  }
  take_in();
  take_keys();
  clock_tick();
  blink();
  if (photos_->upload()) frames_due_ = std::max(frames_due_, 1);
  if (frames_due_ > 0 && !window_.minimised()) {
    --frames_due_;
    draw();
  }
  return !closing_;
}

void App::run() {
  while (turn(std::min(1.0, time_to_next_change()))) {
  }
}

}  // namespace zhaojian::app
