#include <epoxy/gl.h>  // before GLFW, which would bring its own

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>

#include <imgui.h>

#include "app/window.h"

namespace zhaojian::app {
namespace {

using desk::Key;

std::string last_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? text : "unknown reason";
}

struct Named {
  int glfw;
  Key key;
};
constexpr Named kNamed[] = {
    {GLFW_KEY_ENTER, Key::enter}, {GLFW_KEY_KP_ENTER, Key::enter}, {GLFW_KEY_ESCAPE, Key::escape},
    {GLFW_KEY_SPACE, Key::space}, {GLFW_KEY_TAB, Key::tab}, {GLFW_KEY_BACKSPACE, Key::backspace},
    {GLFW_KEY_DELETE, Key::del}, {GLFW_KEY_UP, Key::up}, {GLFW_KEY_DOWN, Key::down}, {GLFW_KEY_LEFT, Key::left},
    {GLFW_KEY_RIGHT, Key::right}, {GLFW_KEY_PAGE_UP, Key::page_up}, {GLFW_KEY_PAGE_DOWN, Key::page_down},
    {GLFW_KEY_HOME, Key::home}, {GLFW_KEY_END, Key::end}, {GLFW_KEY_KP_ADD, Key::plus},
    {GLFW_KEY_KP_SUBTRACT, Key::minus}, {GLFW_KEY_KP_DIVIDE, Key::slash}, {GLFW_KEY_KP_DECIMAL, Key::period}};

std::optional<Key> printed(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<Key>(static_cast<int>(Key::a) + (c - 'a'));
  if (c >= '0' && c <= '9') return static_cast<Key>(static_cast<int>(Key::d0) + (c - '0'));
  switch (c) {
    case '/': return Key::slash;
    case ',': return Key::comma;
    case '.': return Key::period;
    case '-': return Key::minus;
    case '+':
    case '=': return Key::plus;  // the same key without Shift
    default: return {};
  }
}

// By what is printed on the key in the present layout, so that `A` is A on every keyboard.
std::optional<Key> key_of(int key, int scancode) {
  for (const Named& named : kNamed)
    if (named.glfw == key) return named.key;
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return static_cast<Key>(static_cast<int>(Key::f1) + (key - GLFW_KEY_F1));
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return static_cast<Key>(static_cast<int>(Key::d0) + (key - GLFW_KEY_KP_0));
  const char* name = glfwGetKeyName(key, scancode);
  if (name && name[0] && !name[1]) return printed(static_cast<char>(std::tolower(static_cast<unsigned char>(name[0]))));
  return {};
}

struct Extent {
  int width, height;
};
Extent default_extent() {
  int x = 0, y = 0, w = 0, h = 0;
  float sx = 1, sy = 1;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    glfwGetMonitorWorkarea(monitor, &x, &y, &w, &h);
    glfwGetMonitorContentScale(monitor, &sx, &sy);
  }
  if (w <= 0 || h <= 0) return {1600, 1000};
  return {std::min(w, static_cast<int>(1920 * sx)), std::min(h, static_cast<int>(1080 * sy))};
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const Options& options) {
  if (!glfwInit())
    return Error{Errc::unavailable, "no window system: " + last_error(), "error.app.no_display"};
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  // GLFW takes both or neither.
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "zhaojian");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "zhaojian");
  Extent extent = default_extent();
  if (options.width > 0 && options.height > 0) extent = {options.width, options.height};
  GLFWwindow* window = glfwCreateWindow(extent.width, extent.height, options.title.c_str(), nullptr, nullptr);
  if (!window) {
    Error error{Errc::unavailable, "no OpenGL 3.3 window: " + last_error(), "error.app.no_opengl"};
    glfwTerminate();
    return error;
  }
  return std::unique_ptr<Window>(new Window(window));
}

Window::Window(GLFWwindow* window) : window_(window) {
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  glfwSetWindowUserPointer(window_, this);
  glfwSetWindowSizeLimits(window_, 900, 600, GLFW_DONT_CARE, GLFW_DONT_CARE);
  // Before Dear ImGui's own callback, which calls on to this one: every press is kept, however slow the frames are.
  glfwSetKeyCallback(window_, &Window::on_key);
  note_all_input();
}

// Whatever a hand or the window system does asks for a frame; Dear ImGui's callbacks call on to these.
void Window::note_all_input() {
  static constexpr auto note = [](GLFWwindow* handle) {
    static_cast<Window*>(glfwGetWindowUserPointer(handle))->activity_ = true;
  };
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned) {
    static_cast<Window*>(glfwGetWindowUserPointer(w))->composing_.character();
    note(w);
  });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { note(w); });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int) { note(w); });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int, int, int) { note(w); });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { note(w); });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { note(w); });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { note(w); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { note(w); });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { note(w); });
}

void Window::guard_fields() { key_callback_ = glfwSetKeyCallback(window_, &Window::on_guarded_key); }

void Window::on_guarded_key(GLFWwindow* handle, int key, int scancode, int action, int mods) {
  auto* self = static_cast<Window*>(glfwGetWindowUserPointer(handle));
  self->activity_ = true;
  if (!ImGui::GetIO().WantTextInput) {
    self->composing_.forget();
  } else if (action != GLFW_RELEASE) {
    const std::optional<Key> known = key_of(key, scancode);
    const bool ctrl = (mods & GLFW_MOD_CONTROL) != 0, alt = (mods & GLFW_MOD_ALT) != 0;
    const auto now = Duration{static_cast<std::int64_t>(glfwGetTime() * 1e6)};
    if (known && self->composing_.takes({*known, ctrl, false, alt}, now)) return;
  }
  if (self->key_callback_) self->key_callback_(handle, key, scancode, action, mods);
}

Window::~Window() {
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::on_key(GLFWwindow* handle, int key, int scancode, int action, int mods) {
  auto* self = static_cast<Window*>(glfwGetWindowUserPointer(handle));
  self->activity_ = true;
  if (action == GLFW_RELEASE) return;
  const std::optional<Key> known = key_of(key, scancode);
  if (!known) return;
  desk::KeyPress press;
  press.chord = {*known, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0};
  // Shift is part of how "+" is typed, not a chord of its own.
  if (*known == Key::plus) press.chord.shift = false;
  press.repeat = action == GLFW_REPEAT;
  press.sequence = self->sequence_;
  self->keys_.push_back(press);
}

bool Window::should_close() const { return glfwWindowShouldClose(window_) != 0; }
void Window::keep_open() { glfwSetWindowShouldClose(window_, GLFW_FALSE); }

void Window::wait(double seconds) {
  if (seconds <= 0)
    glfwPollEvents();
  else
    glfwWaitEventsTimeout(seconds);
}

void Window::present() { glfwSwapBuffers(window_); }

float Window::scale() const {
  float x = 1, y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return std::clamp(x, 1.0F, 3.0F);
}

bool Window::minimised() const { return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) != 0; }

bool Window::busy() const {
  for (const int button : {GLFW_MOUSE_BUTTON_LEFT, GLFW_MOUSE_BUTTON_MIDDLE, GLFW_MOUSE_BUTTON_RIGHT})
    if (glfwGetMouseButton(window_, button) == GLFW_PRESS) return true;
  return false;
}

std::vector<desk::KeyPress> Window::take_keys() { return std::exchange(keys_, {}); }
bool Window::take_activity() { return std::exchange(activity_, false); }
void Window::wake() { glfwPostEmptyEvent(); }

}  // namespace zhaojian::app
