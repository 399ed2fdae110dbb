#pragma once
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

}  // namespace zhaojian::ui
