#include <algorithm>
#include <cmath>

#include "desk/selectors.h"
#include "domain/masking.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/list_page.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::Sheet;
using desk::Tile;
using desk::TileState;

// A face is judged at this size or not at all (dp); below the photo stand a name and what fails.
constexpr float kPhotoWidth = 132, kPhotoHeight = 176, kUnder = 64, kGap = 8, kSide = 300;
constexpr float kLeastWidth = 104;  // below this no tile is drawn: what does not fit waits on another page

struct Grid {
  std::size_t columns = 1, rows = 1;
  ImVec2 photo, cell;
  std::size_t first = 0, end = 0;  // the tiles on this page
};

// Tiles of the least size, as many as fit: the page that holds the selected one.
Grid paged(const UiContext& ui, ImVec2 room, std::size_t tiles, std::size_t selected) {
  Grid page;
  page.photo = {ui.dp(kLeastWidth), std::floor(ui.dp(kLeastWidth) / 0.75F)};
  page.cell = {page.photo.x + ui.dp(kGap), page.photo.y + ui.dp(kUnder + kGap)};
  const auto fit = [](float length, float each) { return std::max<std::size_t>(1, static_cast<std::size_t>(std::max(0.0F, length / each))); };
  page.columns = fit(room.x, page.cell.x);
  page.rows = fit(room.y, page.cell.y);
  page.cell.x = std::floor(room.x / static_cast<float>(page.columns));
  const std::size_t each = page.columns * page.rows;
  page.first = selected / each * each;
  page.end = std::min(tiles, page.first + each);
  return page;
}

// As many columns as make the photos largest, so that every tile is on screen and nothing scrolls; in pages where they
// would become too small to judge.
Grid grid_for(const UiContext& ui, ImVec2 room, std::size_t tiles, std::size_t selected) {
  Grid best;
  float widest = 0;
  for (std::size_t columns = 1; columns <= std::max<std::size_t>(tiles, 1); ++columns) {
    const std::size_t rows = (std::max<std::size_t>(tiles, 1) + columns - 1) / columns;
    const float by_width = room.x / static_cast<float>(columns) - ui.dp(kGap);
    const float by_height = (room.y / static_cast<float>(rows) - ui.dp(kUnder + kGap)) * 0.75F;
    const float width = std::min({by_width, by_height, ui.dp(kPhotoWidth) * 1.8F});
    if (width <= widest) continue;
    widest = width;
    best.columns = columns;
    best.rows = rows;
    best.photo = {std::floor(width), std::floor(width / 0.75F)};
    best.cell = {std::floor(room.x / static_cast<float>(columns)), std::floor(width / 0.75F) + ui.dp(kUnder + kGap)};
  }
  if (widest < ui.dp(kLeastWidth) - 1) return paged(ui, room, tiles, selected);
  best.end = tiles;
  return best;
}

std::size_t room_for(const UiContext& ui, ImVec2 room) {
  const auto fit = [](float length, float each) { return static_cast<std::size_t>(std::max(0.0F, length / each)); };
  return std::max<std::size_t>(1, fit(room.x, ui.dp(kPhotoWidth + kGap)) * fit(room.y, ui.dp(kPhotoHeight + kUnder + kGap)));
}

struct Sign {
  const char* icon;
  const ImVec4* ink;
  std::string word;
};

Sign sign_of(const UiContext& ui, const Tile& tile) {
  const auto word = [&](std::string_view key) { return std::string(ui.text(key)); };
  switch (tile.state) {
    case TileState::deciding: return {icon::hourglass, &ui.theme.dim, word("sheet.deciding")};
    case TileState::decided: {
      const Outlook look = outlook(ui, tile.decision ? tile.decision->outcome : domain::Outcome::approve);
      return {look.icon, look.ink, std::string(look.word)};
    }
    case TileState::gone:
      if (tile.why == desk::GoneWhy::withdrawn) return {icon::undo, &ui.theme.warn, word("sheet.withdrawn")};
      if (tile.why == desk::GoneWhy::superseded) return {icon::photo, &ui.theme.warn, word("sheet.superseded")};
      if (tile.why == desk::GoneWhy::decided) return {icon::person, &ui.theme.warn, word("sheet.decided")};
      return {icon::lock, &ui.theme.warn, word("sheet.lost")};
    case TileState::refused: return {icon::warn, &ui.theme.warn, word("sheet.refused")};
    case TileState::open: break;
  }
  return {nullptr, nullptr, {}};
}

// What the checks say, worst first: icon and word, so that it is not told by colour alone.
void draw_faults(const Tile& tile, const UiContext& ui, ImVec2 at, float width) {
  std::vector<const domain::Finding*> faults;
  for (const domain::Verdict verdict : {domain::Verdict::fail, domain::Verdict::warn})
    for (const domain::Finding& finding : tile.file->assessment->findings)
      if (finding.verdict == verdict && !desk::is_identity(finding)) faults.push_back(&finding);
  if (faults.empty()) {
    put(ui, at, Type::small, ui.theme.pass, std::string(icon::check) + " " + std::string(ui.text("sheet.no_fault")), width);
    return;
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(faults.size(), 2); ++i) {
    std::string said = std::string(verdict_icon(faults[i]->verdict)) + " " + std::string(ui.text("finding." + faults[i]->id.value));
    if (i == 1 && faults.size() > 2) said = "+" + std::to_string(faults.size() - 1) + " " + said;
    put(ui, at, Type::small, verdict_colour(ui.theme, faults[i]->verdict), said, width);
    at.y += ui.dp(20);
  }
}

// True when its picture is really there to be seen.
bool draw_photo(const Tile& tile, const UiContext& ui, ImVec2 at, ImVec2 size) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 max{at.x + size.x, at.y + size.y};
  const Picture picture = ui.pictures.get(tile.photo, 384);
  list.AddRectFilled(at, max, colour(ui.theme.surround));
  if (picture.state == Picture::State::ready) {
    const float faded = tile.state == TileState::open || tile.state == TileState::refused ? 1.0F : 0.4F;
    list.AddImage(picture.texture, at, max, {0, 0}, {1, 1}, colour({1, 1, 1, 1}, faded));
    return true;
  }
  const bool waits = picture.state == Picture::State::loading;
  put_centred(ui, {(at.x + max.x) / 2, (at.y + max.y) / 2}, Type::small, ui.theme.dim,
              waits ? icon::hourglass : icon::broken_photo);
  return false;
}

bool draw_tile(const desk::Model& model, const Tile& tile, std::size_t i, const UiContext& ui, ImVec2 at, const Grid& grid,
               desk::Intents& out) {
  const WithId with(static_cast<int>(i));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(at);
  if (ImGui::InvisibleButton("###tile", {grid.photo.x, grid.photo.y + ui.dp(kUnder)}))
    out.push_back(desk::SheetMark{model.sheet.sequence, i});
  const std::string name = domain::masked_name(tile.file->review_case.submission.student.name);
  ui.mark("sheet/" + tile.file->review_case.submission.id.value, name);
  const bool shown = draw_photo(tile, ui, at, grid.photo);
  const ImVec2 corner{at.x + grid.photo.x, at.y + grid.photo.y};
  if (tile.marked) {
    list.AddRect(at, corner, colour(ui.theme.accent), 0, 0, ui.dp(3));
    list.AddRectFilled(at, {at.x + ui.dp(24), at.y + ui.dp(24)}, colour(ui.theme.accent));
    put_centred(ui, {at.x + ui.dp(12), at.y + ui.dp(12)}, Type::small_strong, ui.theme.on_accent, icon::check);
  }
  const bool open = tile.state == TileState::open || tile.state == TileState::refused;
  const bool enough = desk::seen_for(model, tile) >= tile.file->profile->least_view;
  if (open && !enough) {
    list.AddRectFilled({corner.x - ui.dp(24), at.y}, {corner.x, at.y + ui.dp(24)}, colour(ui.theme.panel, 0.85F));
    put_centred(ui, {corner.x - ui.dp(12), at.y + ui.dp(12)}, Type::small, ui.theme.text, icon::clock);
  }
  // The words may go on into the gap; a row of six small photos cuts most English names otherwise.
  const float x = at.x + ui.dp(2), room = std::max(grid.photo.x - ui.dp(4), grid.cell.x - ui.dp(5));
  float y = corner.y + ui.dp(2);
  const std::string& number = tile.file->review_case.submission.student.student_number;
  put(ui, {x, y}, Type::small, ui.theme.text, name + " " + number, room);
  y += ui.dp(20);
  const Sign sign = sign_of(ui, tile);
  if (sign.icon)
    put_wrapped(ui, {x, y}, Type::small_strong, *sign.ink, std::string(sign.icon) + " " + sign.word, room);
  else
    draw_faults(tile, ui, {x, y}, room);
  if (i == model.sheet.selected) {
    const float e = ui.dp(3);
    list.AddRect({at.x - e, at.y - e}, {corner.x + e, corner.y + e}, colour(ui.theme.text), ui.dp(3), 0, ui.dp(2));
  }
  return shown;
}

std::int64_t count_if(const Sheet& sheet, bool (*holds)(const Tile&)) { return std::ranges::count_if(sheet.tiles, holds); }

void draw_controls(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, const Grid& grid,
                   desk::Intents& out) {
  const Sheet& sheet = model.sheet;
  const float left = place.min.x + ui.dp(16), width = place.w() - ui.dp(32), height = ui.dp(36);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(place.min, place.max, colour(ui.theme.panel));
  list.AddLine(place.min, {place.min.x, place.max.y}, colour(ui.theme.line));
  float y = place.min.y + ui.dp(12);
  const auto marked = count_if(sheet, [](const Tile& t) { return t.marked; });
  const auto open = count_if(sheet, [](const Tile& t) { return t.state == TileState::open || t.state == TileState::refused; });
  const auto decided = count_if(sheet, [](const Tile& t) { return t.state == TileState::decided; });
  const std::string counts = ui.format("sheet.counts", {std::to_string(marked), std::to_string(open), std::to_string(decided)});
  put(ui, {left, y}, Type::strong, ui.theme.text, counts, width);
  ui.mark("sheet/counts", {left, y}, {left + width, y + ui.dp(22)}, counts);
  y += ui.dp(30);
  if (grid.end - grid.first < sheet.tiles.size()) {
    const std::string page = ui.format("sheet.page", {std::to_string(grid.first + 1), std::to_string(grid.end), std::to_string(sheet.tiles.size())});
    put(ui, {left, y}, Type::small, ui.theme.dim, page, width);
    ui.mark("sheet/page", {left, y}, {left + width, y + ui.dp(20)}, page);
    y += ui.dp(26);
  }
  for (const ReasonCode& code : sheet.reasons) {
    const domain::Reason* reason = model.reasons ? model.reasons->find(code) : nullptr;
    if (!reason) continue;
    const bool en = model.preferences.language == domain::Language::en;
    const std::string id = "sheet/reason/" + code.value;
    ButtonSpec chip{id, en ? reason->label_en : reason->label_zh, {}};
    chip.look = ButtonLook::picked;
    if (button_at(ui, {left, y}, ui.dp(30), chip, width)) out.push_back(desk::SheetPick{sheet.sequence, code});
    y += ui.dp(36);
  }
  for (const char* id : {"sheet.find_reason", "sheet.approve", "sheet.retake", "sheet.mark", "sheet.mark_all", "sheet.open", "sheet.more"}) {
    const desk::Command& command = *desk::find_command(id);
    const std::string label(ui.text("command." + std::string(id)));
    ButtonSpec spec{command.id, label, ui.key(command.id)};
    spec.enabled = command.enabled(model);
    if (command.id == "sheet.approve") spec.look = ButtonLook::approve;
    if (command.id == "sheet.retake") spec.look = ButtonLook::retake;
    if (y + height > place.max.y - ui.dp(8)) break;
    if (button_at(ui, {left, y}, height, spec, width))
      if (const auto action = command.make(model, sheet.sequence)) carry_out(*action, model, view, out);
    y += height + ui.dp(8);
  }
  const std::string note(ui.text("sheet.note"));
  if (y + wrapped_height(ui, Type::small, note, width) < place.max.y)
    put_wrapped(ui, {left, y + ui.dp(6)}, Type::small, ui.theme.dim, note, width);
}

// Tells the desk what can be seen, only when that changed.
void report(const desk::Model& model, const std::vector<std::size_t>& visible, std::size_t columns, std::size_t room,
            desk::Intents& out) {
  const Sheet& sheet = model.sheet;
  bool news = sheet.columns != columns || sheet.room == 0;
  for (std::size_t i = 0; i < sheet.tiles.size(); ++i) {
    const bool seen = std::ranges::find(visible, i) != visible.end();
    news = news || seen != sheet.tiles[i].seen_since.has_value();
  }
  if (news) out.push_back(desk::SheetShown{sheet.sequence, visible, columns, room});
}

EmptyState nothing(const desk::Model& model, const UiContext& ui) {
  EmptyState state;
  const bool offline = model.link.kind == desk::LinkState::Kind::offline;
  state.icon = offline ? icon::offline : icon::pass;
  state.title = ui.text(offline ? "sheet.empty_offline" : "sheet.empty");
  state.sentence = ui.text(offline ? "sheet.empty_offline_more" : "sheet.empty_more");
  state.action = ButtonSpec{"sheet.more", ui.text("command.sheet.more"), ui.key("sheet.more")};
  return state;
}

}  // namespace

// The contact sheet: for faults of the standard only, swept by keyboard, every tile on screen at once.
void draw_sheet(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###sheet", place.min, place.size(), ui.theme.background);
  // Not Escape: who leaves gives the photos back.
  Rect rest = draw_page_head(model, ui, place, {"sheet.title", "sheet.sentence", ""}, ui.key("app.review"), out).rest;
  if (model.store_failure) rest = banner_at(ui, rest, Tone::alarm, "sheet/store_failure", ui.texts.of(*model.store_failure));
  const Sheet& sheet = model.sheet;
  const Rect side{{rest.max.x - ui.dp(kSide), rest.min.y}, rest.max};
  const Rect area{{rest.min.x + ui.dp(12), rest.min.y + ui.dp(10)}, {side.min.x - ui.dp(8), rest.max.y - ui.dp(4)}};
  const std::size_t room = room_for(ui, area.size());
  if (sheet.phase == Sheet::Phase::failed && sheet.error) {
    if (failed_at(ui, rest, *sheet.error, "sheet/retry")) out.push_back(desk::SheetMore{});
    return;
  }
  if (sheet.phase == Sheet::Phase::empty) {
    if (empty_at(ui, rest, nothing(model, ui))) out.push_back(desk::SheetMore{});
    return;
  }
  if (sheet.phase != Sheet::Phase::shown) {
    empty_at(ui, rest, {icon::hourglass, std::string(ui.text("sheet.claiming")), std::string(ui.text("sheet.claiming_more")), {}, nullptr});
    if (sheet.room == 0 && sheet.phase == Sheet::Phase::claiming) report(model, {}, 1, room, out);
    return;
  }
  const Grid grid = grid_for(ui, area.size(), sheet.tiles.size(), sheet.selected);
  std::vector<std::size_t> visible;
  for (std::size_t i = grid.first; i < grid.end; ++i) {
    const ImVec2 at{area.min.x + grid.cell.x * static_cast<float>((i - grid.first) % grid.columns),
                    area.min.y + grid.cell.y * static_cast<float>((i - grid.first) / grid.columns)};
    if (draw_tile(model, sheet.tiles[i], i, ui, at, grid, out)) visible.push_back(i);
  }
  draw_controls(model, view, ui, side, grid, out);
  if (!keyboard_free(view)) visible.clear();  // what lies over the photos hides them
  report(model, visible, grid.columns, room, out);
}

}  // namespace zhaojian::ui
