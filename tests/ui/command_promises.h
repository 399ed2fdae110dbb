#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string_view>

#include "desk/model.h"
#include "ui/view_state.h"

// What each command of the table promises, as a question to what was there before its key and after it.
namespace zhaojian::test {

struct Seen {
  desk::Model model;
  ui::ViewState view;
};
struct Press {
  Seen before, after;
  desk::Effects effects;

  template <class T> [[nodiscard]] const T* effect() const {
    for (const desk::Effect& one : effects)
      if (const auto* found = std::get_if<T>(&one)) return found;
    return nullptr;
  }
  [[nodiscard]] const desk::Reviewing* was() const;
  [[nodiscard]] const desk::Reviewing* is() const;
  [[nodiscard]] const desk::CompareLook& look_before() const { return before.model.preferences.compare; }
  [[nodiscard]] const desk::CompareLook& look_after() const { return after.model.preferences.compare; }
  [[nodiscard]] const ui::CompareState& view_before() const { return before.view.compare; }
  [[nodiscard]] const ui::CompareState& view_after() const { return after.view.compare; }
};
using Promise = std::function<bool(const Press&)>;

[[nodiscard]] const std::map<std::string_view, Promise>& promises();

}  // namespace zhaojian::test
