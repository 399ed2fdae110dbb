#pragma once
#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>

#include "app/photos.h"
#include "app/previews.h"
#include "app/rim.h"
#include "app/store_thread.h"
#include "app/window.h"
#include "base/mailbox.h"
#include "domain/identity_error.h"
#include "desk/update.h"
#include "ui/context.h"
#include "ui/view_state.h"

namespace zhaojian::app {

// The workstation: its members in the order they are made, and taken down in reverse. UI thread.
class App {
 public:
  App(const station::Station& station, const Clock& clock, Window& window, const intake::PhotoCache& cache,
      ui::Fonts fonts);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  void run();  // until the window is closed

  // One turn of the loop: waits at most `wait` seconds, then takes in what happened and draws if anything did.
  // False when the window is to close. For run() and for measuring.
  bool turn(double wait);
  void press(const desk::Chord& chord);  // as if a key had been pressed now; for measuring
  void ask(const desk::Intent& intent);  // as if a button had been pressed now; for measuring
  [[nodiscard]] const desk::Model& model() const { return model_; }
  [[nodiscard]] const Photos& photos() const { return *photos_; }
  [[nodiscard]] std::uint64_t drawn_sequence() const { return drawn_sequence_; }  // the case the last frame showed
  [[nodiscard]] double idle_wait() const { return std::min(1.0, time_to_next_change()); }
  void sign_in_first();                    // for measuring

 private:
  void take_in();                          // events of the other threads
  void take_keys();
  void carry_out(desk::Effects effects);
  void carry_out_one(const desk::Effect& effect);
  void draw();
  void apply_style();
  void clock_tick();
  void blink();                            // the caret of the field in use
  [[nodiscard]] double time_to_next_change() const;

  const station::Station& station_;
  const Clock& clock_;
  Window& window_;
  Mailbox<desk::Event> inbox_;
  Pool pool_;
  Tools tools_;
  std::unique_ptr<Photos> photos_;
  std::unique_ptr<Previews> previews_;
  std::unique_ptr<StoreThread> store_;
  std::optional<NotifyThread> notify_;
  std::optional<IntakeThread> intake_;

  desk::Model model_;
  ui::ViewState view_;
  ui::Fonts fonts_;
  std::map<desk::ThemeName, ui::Theme> themes_;
  std::optional<domain::IdentityError> identity_error_;
  desk::Preferences styled_;               // what the style was made for
  float styled_scale_ = 0;
  std::vector<desk::KeyPress> pressed_;    // by press()
  Instant next_tick_;
  std::chrono::steady_clock::time_point caret_since_;  // last key or mouse
  bool caret_on_ = true;
  int frames_due_ = 3;                     // a pop-up needs a second frame to appear
  std::uint64_t drawn_sequence_ = 0;
  bool closing_ = false;
};

// Set by SIGTERM and SIGINT: the window closes as if by its button.
void close_on_signals();
[[nodiscard]] bool signalled();

}  // namespace zhaojian::app
