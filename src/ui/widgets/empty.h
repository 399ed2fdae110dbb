#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "ui/layout.h"
#include "ui/widgets/button.h"

// What stands where there is nothing to list: one icon, one title, one sentence, at most one action. Said in the middle
// of its place, without a box.
namespace zhaojian::ui {

struct EmptyState {
  const char* icon = nullptr;
  std::string title;
  std::string sentence;
  std::optional<ButtonSpec> action;
  const ImVec4* ink = nullptr;  // of the icon; absent: faint
};

// True when the action was pressed.
bool empty_at(const UiContext& ui, const Rect& place, const EmptyState& state);

// "It could not be read": the error's own words, and a button to try again (`retry_id`, key F5).
bool failed_at(const UiContext& ui, const Rect& place, const Error& error, std::string_view retry_id);

enum class Tone { info, warning, alarm };
// One line over the whole width that cannot be missed: icon, sentence. Returns the rest of the place below it.
[[nodiscard]] Rect banner_at(const UiContext& ui, const Rect& place, Tone tone, std::string_view id,
                             std::string_view sentence);

}  // namespace zhaojian::ui
