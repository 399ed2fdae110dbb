#include "ui/draw.h"

#include "ui/screens/screens.h"

namespace zhaojian::ui {

desk::Intents draw(const desk::Model& model, ViewState& view, const UiContext& ui) {
  desk::Intents out;
  const Layout l = lay_out(ImGui::GetIO().DisplaySize, ui.scale);
  // One-pixel lines between the panels are what shows of the background.
  ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, ImGui::GetIO().DisplaySize, colour(ui.theme.line));
  draw_header(model, view, ui, l.header, out);
  draw_status(model, ui, l.status, draw_toasts(model, ui, l.status, out));
  if (view.list_of != model.screen) view.list_selected = 0;
  view.list_of = model.screen;
  switch (model.screen) {
    case desk::Screen::sign_in: draw_sign_in(model, view, ui, l.body, out); break;
    case desk::Screen::review: draw_review(model, view, ui, l, out); break;
    case desk::Screen::outbox: draw_outbox(model, view, ui, l.body, out); break;
    case desk::Screen::problems: draw_problems(model, view, ui, l.body, out); break;
    case desk::Screen::history: draw_history(model, view, ui, l.body, out); break;
    case desk::Screen::sheet: draw_sheet(model, view, ui, l.body, out); break;
    case desk::Screen::settings: draw_settings(model, view, ui, l.body, out); break;
  }
  draw_finder(model, view, ui, out);
  draw_aside_menu(model, view, ui, out);
  draw_palette(model, view, ui, out);
  draw_help(model, view, ui);
  draw_told(model, view, ui);
  return out;
}

}  // namespace zhaojian::ui
