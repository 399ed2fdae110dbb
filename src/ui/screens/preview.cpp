#include "ui/screens/preview.h"

#include <algorithm>

#include "ui/widgets/text.h"

namespace zhaojian::ui {

std::string pane_name(const desk::PaneState& photo) {
  return photo.preview ? "preview" : std::string(name(photo.role));
}

void draw_preview_progress(const desk::Preview& preview, const UiContext& ui, const Pane& pane) {
  const std::string said = preview.steps > 0 ? ui.format("preview.making", {std::to_string(preview.step), std::to_string(preview.steps)})
                                             : std::string(ui.text("preview.waiting"));
  const ImVec2 c = pane.picture.centre();
  const float width = std::min(pane.picture.w() - ui.dp(24), ui.dp(240));
  const float height = wrapped_height(ui, Type::body, said, width);
  put_wrapped_centred(ui, {c.x, c.y - height - ui.dp(8)}, Type::body, ui.theme.on_surround, said, width);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min{c.x - width / 2, c.y}, max{c.x + width / 2, c.y + ui.dp(4)};
  list.AddRectFilled(min, max, colour(ui.theme.on_surround, 0.25F), ui.dp(2));
  const float done = preview.steps > 0 ? static_cast<float>(preview.step) / static_cast<float>(preview.steps) : 0;
  if (done > 0) list.AddRectFilled(min, {min.x + width * std::min(1.0F, done), max.y}, colour(ui.theme.on_surround), ui.dp(2));
  ui.mark("preview/progress", min, max, said);
}

}  // namespace zhaojian::ui
