#pragma once
#include <map>
#include <memory>
#include <string>

#include "domain/decision.h"
#include "smoke/program.h"
#include "smoke/workplace.h"
#include "smoke/x_display.h"

namespace zhaojian::test {

// A colour of the theme a new operator has, 0xRRGGBB.
inline int theme_colour(const Workplace& workplace, const std::string& name) {
  return std::stoi(workplace.station().assets.themes.at("dark").at(name).substr(1), nullptr, 16);
}

// How many pixels there are of each colour.
inline std::map<int, int> colours_of(const imaging::Pixels& picture) {
  std::map<int, int> count;
  for (std::size_t i = 0; i + 2 < picture.rgb.size(); i += 3)
    ++count[picture.rgb[i] << 16 | picture.rgb[i + 1] << 8 | picture.rgb[i + 2]];
  return count;
}

// The program as an operator meets it: started, looked at, typed into, killed.
class DeskWindow {
 public:
  DeskWindow(Workplace& workplace, XDisplay& display) : workplace_(workplace), display_(display) { start(); }

  void start() {
    program_ = std::make_unique<Program>(
        std::vector<std::string>{ZHAOJIAN_BIN_DIR "/zhaojian-desk", "--config", workplace_.config().string(), "--size",
                                 std::to_string(XDisplay::width) + "x" + std::to_string(XDisplay::height)},
        workplace_.folder() / "desk.log");
    const bool open = wait_until(seconds(30), [&] {
      window_ = XDisplay::window_of(program_->pid());
      return !window_.empty() || !program_->running();
    });
    if (!open || !program_->running()) throw std::runtime_error("the window does not open: " + state());
    XDisplay::focus(window_);
  }
  // Enter chooses the first operator; where somebody has signed in already it does nothing.
  void sign_in() {
    const int before = workplace_.sign_ins();
    for (int i = 0; i < 20 && workplace_.sign_ins() == before; ++i) {
      XDisplay::press("Return");
      wait_until(seconds(2), [&] { return workplace_.sign_ins() > before; });
    }
    if (workplace_.sign_ins() == before) throw std::runtime_error("nobody can sign in");
  }
  void start_and_sign_in() {
    start();
    sign_in();
  }
  void kill() {
    program_->signal(SIGKILL);
    if (program_->end_within(seconds(10)) != -SIGKILL) throw std::runtime_error("killed, but by whom?");
  }
  // As the end of the desktop session does it: how the program ended.
  std::string close() {
    program_->signal(SIGTERM);
    program_->end_within(seconds(5));
    return state();
  }
  [[nodiscard]] std::string state() {
    if (program_->running()) return "running";
    const int status = *program_->end_within({});
    const auto log = read_file(workplace_.folder() / "desk.log", 1 << 20);
    return "ended with " + std::to_string(status) + (status == 0 || !log ? "" : "\n" + std::string(text_of(*log)));
  }
  [[nodiscard]] std::string title() const { return XDisplay::name_of(window_); }

  // Panels are there, and what lies between them is not the empty ground. Faces compared at full size may leave nothing
  // of the neutral grey round photos.
  [[nodiscard]] bool shows_photos() const { return share("panel") > 0.1 && share("background") < 0.2; }
  [[nodiscard]] bool wait_for_photos() const {
    return wait_until(seconds(40), [&] { return shows_photos(); });
  }
  // Of a colour of the theme, 0…1.
  [[nodiscard]] double share(const std::string& colour) const {
    auto colours = colours_of(display_.picture());
    return colours[theme_colour(workplace_, colour)] / static_cast<double>(XDisplay::width * XDisplay::height);
  }

  // Up to the key that decides: the identity question answered "surely the same" where it is asked, and a reason.
  void prepare(domain::Outcome outcome) {
    if (!wait_for_photos()) throw std::runtime_error("no photo comes");
    XDisplay::press("7");  // without that question it picks a reason, which an approval leaves out
    if (outcome == domain::Outcome::approve) return;
    XDisplay::press("BackSpace");
    XDisplay::press("1");
  }
  static const char* key_of(domain::Outcome outcome) { return outcome == domain::Outcome::approve ? "a" : "r"; }
  // The photo on screen; again when the key was refused, as it may be while checks run. What may not be approved, a
  // photo that cannot be opened or a file that fails, is sent back then.
  bool decide(domain::Outcome outcome) {
    const std::size_t before = workplace_.decisions().size();
    for (int i = 0; i < 3; ++i) {
      prepare(outcome);
      XDisplay::press(key_of(outcome));
      if (wait_until(seconds(15), [&] { return workplace_.decisions().size() > before; })) return true;
      outcome = domain::Outcome::retake;
    }
    return false;
  }

 private:
  Workplace& workplace_;
  XDisplay& display_;
  std::unique_ptr<Program> program_;
  std::string window_;
};

}  // namespace zhaojian::test
