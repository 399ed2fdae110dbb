#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/composing.h"
#include "base/result.h"
#include "desk/keymap.h"

struct GLFWwindow;

namespace zhaojian::app {

// One GLFW window with an OpenGL 3.3 core context, and the keys pressed in it, in order, none lost between frames.
// UI thread only, except wake().
class Window {
 public:
  struct Options {
    int width = 0, height = 0;  // 0: as large as the screen's work area, at most 1920 × 1080 times its scale
    bool visible = true;
    std::string title;
  };
  // `unavailable` with what the window system said, when there is no display or no OpenGL 3.3.
  [[nodiscard]] static Result<std::unique_ptr<Window>> open(const Options& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] GLFWwindow* handle() const { return window_; }
  [[nodiscard]] bool should_close() const;
  void keep_open();                        // the close button was an intent, not an order
  void wait(double seconds);               // until input, wake(), or the time is over
  void present();
  [[nodiscard]] float scale() const;       // of the display, 1.0 = 96 dpi
  [[nodiscard]] bool minimised() const;
  [[nodiscard]] bool busy() const;         // a mouse button or key is held: keep drawing

  // Keys since the last call. `sequence` of each is what set_sequence() said last when it went down.
  [[nodiscard]] std::vector<desk::KeyPress> take_keys();
  void set_sequence(std::uint64_t sequence) { sequence_ = sequence; }
  // Any input since the last call, so that a frame is due.
  [[nodiscard]] bool take_activity();

  // Once Dear ImGui has its callbacks: keys that build a word in an input method are kept from it.
  void guard_fields();

  static void wake();                      // any thread

 private:
  explicit Window(GLFWwindow* window);
  static void on_key(GLFWwindow* window, int key, int scancode, int action, int mods);
  static void on_guarded_key(GLFWwindow* window, int key, int scancode, int action, int mods);
  void note_all_input();
  GLFWwindow* window_;
  std::vector<desk::KeyPress> keys_;
  std::uint64_t sequence_ = 0;
  bool activity_ = true;
  Composing composing_;
  void (*key_callback_)(GLFWwindow*, int, int, int, int) = nullptr;  // what on_guarded_key() stands before
};

}  // namespace zhaojian::app
