#include "ui/widgets/table.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kHeader = 32, kRow = 40, kSide = 16, kGap = 20;

bool seen(const UiContext& ui, const Rect& place, const Column& column) { return place.w() >= ui.dp(column.from); }

std::vector<Rect> spread(const UiContext& ui, const Rect& place, std::span<const Column> columns) {
  float widths = 0, shares = 0, gaps = -ui.dp(kGap);
  for (const Column& column : columns) {
    if (!seen(ui, place, column)) continue;
    widths += ui.dp(column.width);
    shares += column.share;
    gaps += ui.dp(kGap);
  }
  const float room = std::max(1.0F, place.w() - 2 * ui.dp(kSide) - gaps);
  const float squeeze = std::min(1.0F, room / std::max(1.0F, widths));  // too narrow for all: all give a little
  const float left_over = std::max(0.0F, room - widths);
  std::vector<Rect> places;
  float x = place.min.x + ui.dp(kSide);
  for (const Column& column : columns) {
    if (!seen(ui, place, column)) {
      places.push_back({{x, place.min.y}, {x, place.max.y}});
      continue;
    }
    const float share = column.share > 0 ? std::floor(left_over * column.share / shares) : 0.0F;
    const float width = std::floor(ui.dp(column.width) * squeeze) + share;
    places.push_back({{x, place.min.y}, {x + width, place.max.y}});
    x += width + ui.dp(kGap);
  }
  return places;
}

void draw_header(const UiContext& ui, std::string_view id, const Rect& place, std::span<const Column> columns,
                 std::span<const Rect> places) {
  const float height = ui.dp(kHeader);
  const float y = place.min.y + (height - measure(ui, Type::small, "Ag").y) / 2;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (places[i].w() <= 0) continue;
    const std::string name = std::string(id) + "/column" + std::to_string(i);
    ui.mark(name, {places[i].min.x, place.min.y}, {places[i].max.x, place.min.y + height}, columns[i].title);
    ui.must_fit(name, measure(ui, Type::small, columns[i].title).x, places[i].w());
    if (columns[i].align == Align::right)
      put_right(ui, {places[i].max.x, y}, Type::small, ui.theme.dim, columns[i].title);
    else
      put(ui, {places[i].min.x, y}, Type::small, ui.theme.dim, columns[i].title, places[i].w());
  }
  const float line = place.min.y + height - 1;
  ImGui::GetWindowDrawList()->AddLine({place.min.x, line}, {place.max.x, line}, colour(ui.theme.line));
}

bool pressed(ImGuiKey key) { return ImGui::IsKeyPressed(key, true); }

}  // namespace

Table::Table(const UiContext& ui, std::string_view id, const Rect& place, std::span<const Column> columns, int rows,
             int& selected, bool keys)
    : ui_(ui),
      id_(id),
      place_(place),
      columns_(spread(ui, place, columns)),
      rows_(rows),
      selected_(selected),
      row_height_(ui.dp(kRow)) {
  for (const Column& column : columns) aligned_.push_back(column.align);
  draw_header(ui, id_, place, columns, columns_);
  place_.min.y += ui.dp(kHeader);
  selected_ = rows > 0 ? std::clamp(selected_, 0, rows - 1) : 0;
  if (keys && rows > 0) take_keyboard(std::max(1, static_cast<int>(place_.h() / row_height_) - 1));

  ImGui::SetCursorScreenPos(place_.min);
  ImGui::BeginChild(id_.c_str(), place_.size(), 0, ImGuiWindowFlags_NoNav);
  top_ = ImGui::GetCursorScreenPos().y;
  if (moved_ || ImGui::IsWindowAppearing()) {
    const float at = static_cast<float>(selected_) * row_height_;
    if (at < ImGui::GetScrollY()) ImGui::SetScrollY(at);
    if (at + row_height_ > ImGui::GetScrollY() + place_.h()) ImGui::SetScrollY(at + row_height_ - place_.h());
  }
  row_ = std::max(0, static_cast<int>(ImGui::GetScrollY() / row_height_)) - 1;
  last_ = std::min(rows - 1, static_cast<int>((ImGui::GetScrollY() + place_.h()) / row_height_));
}

Table::~Table() {
  ImGui::SetCursorScreenPos({place_.min.x, top_});
  ImGui::Dummy({1, static_cast<float>(rows_) * row_height_});
  ImGui::EndChild();
}

void Table::take_keyboard(int page) {
  const int before = selected_;
  if (pressed(ImGuiKey_DownArrow)) ++selected_;
  if (pressed(ImGuiKey_UpArrow)) --selected_;
  if (pressed(ImGuiKey_PageDown)) selected_ += page;
  if (pressed(ImGuiKey_PageUp)) selected_ -= page;
  if (pressed(ImGuiKey_Home)) selected_ = 0;
  if (pressed(ImGuiKey_End)) selected_ = rows_ - 1;
  selected_ = std::clamp(selected_, 0, rows_ - 1);
  moved_ = selected_ != before;
  // A held Enter chooses once.
  chosen_ = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
}

bool Table::next() {
  if (row_ >= last_) return false;
  ++row_;
  cell_ = 0;
  begin_row();
  return true;
}

void Table::begin_row() {
  const float y = top_ + static_cast<float>(row_) * row_height_;
  const ImVec2 min{place_.min.x, y}, max{place_.max.x, y + row_height_};
  const WithId with(row_);
  ImGui::SetCursorScreenPos(min);
  if (ImGui::InvisibleButton("row", {place_.w(), row_height_})) selected_ = row_;
  const bool hovered = ImGui::IsItemHovered();
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) chosen_ = true;
  ui_.mark(id_ + "/" + std::to_string(row_), {min.x, std::max(min.y, place_.min.y)},
           {max.x, std::min(max.y, place_.max.y)});

  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool selected = row_ == selected_;
  if (selected || hovered) list.AddRectFilled(min, max, colour(selected ? ui_.theme.selected : ui_.theme.hover));
  if (selected) list.AddRectFilled(min, {min.x + ui_.dp(3), max.y}, colour(ui_.theme.accent));
  list.AddLine({min.x + ui_.dp(kSide), max.y - 1}, {max.x - ui_.dp(kSide), max.y - 1}, colour(ui_.theme.line, 0.6F));
}

Rect Table::cell() {
  Rect at = columns_[cell_++];
  at.min.y = top_ + static_cast<float>(row_) * row_height_;
  at.max.y = at.min.y + row_height_;
  return at;
}

void Table::text(std::string_view said, const ImVec4& ink, Type type) {
  const bool right = aligned_[cell_] == Align::right;
  const Rect at = cell();
  if (at.w() <= 0) return;
  const ImVec2 size = measure(ui_, type, said);
  const float y = at.min.y + (row_height_ - size.y) / 2;
  if (right && size.x <= at.w())
    put_right(ui_, {at.max.x, y}, type, ink, said);
  else
    put(ui_, {at.min.x, y}, type, ink, said, at.w());
}

void Table::state(const char* icon, const ImVec4& ink, std::string_view word) {
  const Rect at = cell();
  if (at.w() <= 0) return;
  const float line = measure(ui_, Type::body, word).y;
  const float y = at.min.y + (row_height_ - line) / 2;
  put(ui_, {at.min.x, y}, Type::body, ink, icon);
  put(ui_, {at.min.x + ui_.dp(24), y}, Type::body, ink, word, at.w() - ui_.dp(24));
}

void draw_table_outline(const UiContext& ui, const Rect& place, std::span<const Column> columns) {
  const std::vector<Rect> places = spread(ui, place, columns);
  draw_header(ui, "outline", place, columns, places);
  constexpr float kFill[] = {0.8F, 0.55F, 0.7F, 0.45F, 0.9F};  // of the column, so that it looks like text
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float y = place.min.y + ui.dp(kHeader);
  for (std::size_t row = 0; row < 8 && y + ui.dp(kRow) <= place.max.y; ++row, y += ui.dp(kRow)) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      const float width = places[i].w() * kFill[(row * 2 + i) % std::size(kFill)];
      const float x = columns[i].align == Align::right ? places[i].max.x - width : places[i].min.x;
      const float middle = y + ui.dp(kRow) / 2;
      list.AddRectFilled({x, middle - ui.dp(5)}, {x + width, middle + ui.dp(5)}, colour(ui.theme.raised), ui.dp(3));
    }
  }
}

}  // namespace zhaojian::ui
