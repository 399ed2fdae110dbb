#pragma once
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "desk/intent.h"
#include "desk/model.h"
#include "ui/context.h"
#include "ui/layout.h"
#include "ui/view_state.h"
#include "ui/widgets/empty.h"
#include "ui/widgets/table.h"

// What the list screens have in common: a title bar, notices about the link, a list.
namespace zhaojian::ui {

// No text field and nothing that lies over the screens has the keyboard.
[[nodiscard]] bool keyboard_free(const ViewState& view);

struct PageBar {
  Rect rest;  // below the line
  Rect bar;
  float right = 0;  // where what is wanted left of the way back may end
};

// Text keys of a page's title line. While the capture platform cannot be reached, `offline` says what that means for the
// page in the place of its sentence: nothing moves when the network comes and goes.
struct PageTexts {
  std::string_view title, sentence, offline;
};
// The title line of a page beside the desk, with the way back to the desk, or to the sign-in, and its key at the right.
// `more` is the room that is wanted left of that, in pixels.
[[nodiscard]] PageBar draw_page_head(const desk::Model& model, const UiContext& ui, const Rect& place,
                                     const PageTexts& texts, const desk::Chord& key, desk::Intents& out, float more = 0);
inline constexpr desk::Chord kEscape{desk::Key::escape};

// What is below the table of a page: the selected line in full. Splits `rest`, draws the ground; the same while the list
// is read. `wanted` in design pixels.
struct WithDetail {
  Rect table, detail;
};
[[nodiscard]] WithDetail draw_detail_ground(const UiContext& ui, const Rect& rest, float wanted);

// A page is read, cannot be read, is empty, or shows its rows with the selected one in full below.
struct ListLook {
  const char* icon;           // of the empty page
  const ImVec4* ink = nullptr;
  std::string_view title, sentence;  // text keys of it
  std::string_view retry_id;
  float detail = 0;           // design pixels
};
// `draw_rows` gets the rows and both places. Asking for the list again goes to `out`.
template <class Row, class DrawRows>
void draw_list(const UiContext& ui, const Rect& rest, const desk::Async<std::vector<Row>>& list, const ListLook& look,
               std::span<const Column> columns, desk::Intents& out, DrawRows draw_rows) {
  if (const auto* failed = std::get_if<desk::Failed>(&list)) {
    if (failed_at(ui, rest, failed->error, look.retry_id)) out.push_back(desk::Refresh{});
    return;
  }
  const auto* rows = std::get_if<std::vector<Row>>(&list);
  if (rows && rows->empty()) {
    empty_at(ui, rest, {look.icon, std::string(ui.text(look.title)), std::string(ui.text(look.sentence)), {}, look.ink});
    return;
  }
  const WithDetail place = draw_detail_ground(ui, rest, look.detail);
  if (rows) draw_rows(*rows, place);
  else draw_table_outline(ui, place.table, columns);
}

// A line of a detail pane: dim name, value behind it, cut at the edge. Returns its height.
float put_field(const UiContext& ui, ImVec2 at, std::string_view name, std::string_view value, float room);

// The same with a value that may be long: wrapped.
void put_field_wrapped(const UiContext& ui, ImVec2 at, std::string_view name, std::string_view value, float room);

// "10-24 15:20" Beijing time; today's without the date, but with seconds.
[[nodiscard]] std::string list_time(Instant at, Instant now);

struct Outlook {
  const char* icon;
  const ImVec4* ink;
  std::string_view word;
};
[[nodiscard]] Outlook outlook(const UiContext& ui, domain::EventState state);
[[nodiscard]] Outlook outlook(const UiContext& ui, domain::Outcome outcome);
[[nodiscard]] Outlook outlook(const UiContext& ui, domain::DecisionState state);

}  // namespace zhaojian::ui
