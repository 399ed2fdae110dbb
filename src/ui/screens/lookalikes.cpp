#include "ui/screens/lookalikes.h"

#include "domain/masking.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {

float draw_lookalikes(const desk::Reviewing& shown, const UiContext& ui, ImVec2 at, float width) {
  // The reveal is the reviewer's own answer: before it nothing may sway him (review-tools.md §d4.2).
  if (!shown.revealed || !shown.lookalikes) return 0;
  const desk::Lookalikes& like = *shown.lookalikes;
  const float top = at.y;
  const auto line = [&](const ImVec4& ink, const std::string& said) { at.y += put_wrapped(ui, at, Type::small, ink, said, width) + ui.dp(2); };
  line(ui.theme.dim, std::string(ui.text("lookalikes.title")));
  std::string all;
  if (like.searching) all = ui.text("lookalikes.searching");
  else if (!like.problem.empty()) all = ui.text(like.problem);
  else if (like.found.empty()) all = ui.text("lookalikes.nobody");
  if (!all.empty()) line(ui.theme.dim, all);
  for (const domain::Lookalike& one : like.found) {
    const std::string said = ui.format("lookalikes.row", {domain::masked_name(one.student_name), one.student_number,
                                                          number(one.cosine, 2), one.submission.value});
    line(ui.theme.text, said);
    all += (all.empty() ? "" : " · ") + said;
  }
  if (!like.found.empty()) line(ui.theme.faint, std::string(ui.text("lookalikes.advice")));
  ui.mark("side/lookalikes", {at.x, top}, {at.x + width, at.y}, all);
  return at.y - top + ui.dp(6);
}

}  // namespace zhaojian::ui
