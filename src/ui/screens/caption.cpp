#include "ui/screens/caption.h"

#include <algorithm>

#include "ui/screens/preview.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

std::string age_gap(const UiContext& ui, const Date& taken, Instant submitted) {
  const BeijingTime then = beijing(submitted);
  int months = (then.date.year - taken.year) * 12 + then.date.month - taken.month;
  months = std::max(0, months);
  if (months < 1) return std::string(ui.text("photo.same_month"));
  if (months < 12) return ui.format("photo.months_apart", {std::to_string(months)});
  return ui.format("photo.years_apart", {std::to_string(months / 12)});
}

// What may stand beside the name, the most first.
struct Said {
  std::string facts, when;
};

std::vector<Said> sayings(const desk::Reviewing& shown, const UiContext& ui, const desk::PaneState& photo) {
  std::string size, bytes;
  if (photo.width > 0) {
    size = std::to_string(photo.width) + "×" + std::to_string(photo.height);
    bytes = size + " · " + number(static_cast<double>(photo.bytes) / 1024.0, 1) + " KB";
  }
  if (photo.preview) return {{bytes, ""}, {size, ""}};  // that it is not sent is written on the picture
  const Instant submitted = shown.file->review_case.submission.submitted_at;
  if (photo.role == domain::PhotoRole::submission) {
    const std::string day = iso(beijing(submitted).date), time = clock_time(submitted).substr(0, 5);
    const std::string brief = day.substr(5) + " " + time;
    return {{bytes, day + " " + time}, {bytes, brief}, {size, brief}, {size, day.substr(5)}, {size, ""}};
  }
  if (!photo.taken_on) return {{size, ""}};
  const std::string gap = age_gap(ui, *photo.taken_on, submitted), month = iso(*photo.taken_on).substr(0, 7);
  return {{size, month + " · " + gap}, {"", month + " · " + gap}, {size, gap}, {"", gap}, {"", month}};
}

}  // namespace

void draw_caption(const desk::Reviewing& shown, const CompareState& state, const UiContext& ui, const Pane& pane) {
  const Rect bar{pane.frame.min, {pane.frame.max.x, pane.picture.min.y}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(bar.min, bar.max, colour(ui.theme.panel));
  const desk::PaneState& photo = *pane.photo;
  if (photo.role == state.active && state.choosing)
    list.AddLine({bar.min.x, bar.max.y - 1}, {bar.max.x, bar.max.y - 1}, colour(ui.theme.accent), ui.dp(2));
  const std::string role(ui.text("role." + pane_name(photo)));
  const float y = bar.min.y + (bar.h() - measure(ui, Type::small_strong, role).y) / 2;
  const float left = bar.min.x + ui.dp(8), right = bar.max.x - ui.dp(8), gap = ui.dp(8);
  const float x = left + put(ui, {left, y}, Type::small_strong, ui.theme.text, role, right - left) + gap;
  const auto wide = [&](const std::string& text) { return text.empty() ? 0 : measure(ui, Type::small, text).x; };
  for (const Said& said : sayings(shown, ui, photo)) {
    const float facts = wide(said.facts), when = wide(said.when);
    if (x + facts + (facts > 0 && when > 0 ? 2 * gap : 0) + when > right) continue;
    put(ui, {x, y}, Type::small, ui.theme.dim, said.facts);
    put(ui, {right - when, y}, Type::small, ui.theme.dim, said.when);
    return;
  }
}

}  // namespace zhaojian::ui
