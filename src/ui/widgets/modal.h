#pragma once
#include <initializer_list>
#include <string_view>

#include "ui/layout.h"
#include "ui/scope.h"

namespace zhaojian::ui {

// A box over everything: the rest is darkened and takes no clicks. Draw into `box` between construction and the end of
// its life; `outside_clicked` asks to close it.
class Modal {
 public:
  Modal(const UiContext& ui, const char* id, ImVec2 wanted, float from_top);
  ~Modal();
  Modal(const Modal&) = delete;
  Modal& operator=(const Modal&) = delete;

  [[nodiscard]] const Rect& box() const { return box_; }
  // The key that opened it is still "pressed" in its first frame, and must not act in it.
  [[nodiscard]] bool appearing() const { return appearing_; }
  [[nodiscard]] bool outside_clicked() const { return outside_clicked_; }

 private:
  Rect box_;
  bool appearing_ = false;
  bool outside_clicked_ = false;
};

// The keyboard alone must reach what does not fit: arrows by a line, the page keys by a page, both in pixels; for the
// window that is being drawn, once a frame.
void scroll_by_key(float line, float page);

// The line at the foot of a box that says which keys lead on and which leads back.
struct DialogKey {
  std::string_view key;   // "Enter"
  std::string_view text;  // text key
};
void draw_dialog_keys(const UiContext& ui, const Rect& box, float height, std::initializer_list<DialogKey> keys);

}  // namespace zhaojian::ui
