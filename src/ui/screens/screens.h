#pragma once
#include "desk/intent.h"
#include "ui/context.h"
#include "ui/layout.h"
#include "ui/view_state.h"

// The screens and what lies over them, one file each. Each draws into its place and returns what was asked for.
namespace zhaojian::ui {

void draw_header(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
// `taken` of the line, at its right, belongs to a notice: what does not fit beside it is left out.
void draw_status(const desk::Model& model, const UiContext& ui, const Rect& place, const Rect& taken);

void draw_sign_in(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_review(const desk::Model& model, ViewState& view, const UiContext& ui, const Layout& layout, desk::Intents& out);
void draw_outbox(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_problems(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_history(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_sheet(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_settings(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);

// Parts of the review screen.
void draw_queue(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_student(const desk::Model& model, const UiContext& ui, const Rect& place);
// The same for a window too narrow for that column, as parts of the side panel; each returns where it ends. Warnings, what
// speaks against approving, old reasons and a colleague's last word, nothing high where there are none; and whose it is.
float draw_what_was_said(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place);
float draw_whose(const desk::CaseFile& file, const UiContext& ui, const Rect& place);
void draw_tools(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_compare(const desk::Model& model, const desk::Reviewing& shown, ViewState& view, const UiContext& ui,
                  const Rect& place, desk::Intents& out);
// The places of the photos of a case that is being opened, so that nothing moves when they come.
void draw_opening(const desk::Model& model, const desk::Opening& opening, const ViewState& view, const UiContext& ui,
                  const Rect& place);
void draw_waiting(const desk::Model& model, const UiContext& ui, const Rect& place, desk::Intents& out);
// `alone`: there is no column with the queue and the student.
void draw_side(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, bool alone, desk::Intents& out);
void draw_strip(const desk::Model& model, const UiContext& ui, const Rect& place, desk::Intents& out);
void draw_actions(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out);

// Over everything.
// Returns what it covers; nothing wide when there is nothing to say.
Rect draw_toasts(const desk::Model& model, const UiContext& ui, const Rect& status, desk::Intents& out);
void draw_finder(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out);
void draw_aside_menu(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out);
void draw_palette(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out);
void draw_help(const desk::Model& model, ViewState& view, const UiContext& ui);
void draw_told(const desk::Model& model, ViewState& view, const UiContext& ui);  // the last notices

// Carries out a command: the intent goes out, a view action changes the view state.
void carry_out(const desk::Action& action, const desk::Model& model, ViewState& view, desk::Intents& out);

}  // namespace zhaojian::ui
