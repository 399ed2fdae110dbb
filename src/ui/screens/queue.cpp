#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "desk/selectors.h"
#include "domain/masking.h"
#include "domain/sla.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::Model;
using domain::QueueItem;
using domain::Urgency;

constexpr float kRow = 58;
constexpr std::int64_t kWindow = 200;  // rows the store is asked for at once

const ImVec4& urgency_colour(const Theme& theme, Urgency urgency) {
  switch (urgency) {
    case Urgency::calm: return theme.dim;
    case Urgency::soon: return theme.warn;
    case Urgency::late:
    case Urgency::broken: return theme.fail;
  }
  return theme.dim;
}

// What kind of trouble waits, a word a group of checks: "光线 背景". What does not fit is counted.
std::string flag_words(const UiContext& ui, const QueueItem& item, float room) {
  struct Group {
    std::string_view prefix;
    const char* word;
  };
  constexpr Group groups[] = {{"file.", "flag.file"}, {"face.", "flag.face"}, {"eyes.", "flag.eyes"}, {"mouth.", "flag.mouth"},
                              {"expr.", "flag.face"}, {"geom.", "flag.framing"}, {"pose.", "flag.pose"}, {"light.", "flag.light"},
                              {"colour.", "flag.colour"}, {"bg.", "flag.background"}, {"qual.", "flag.sharpness"}, {"id.", "flag.identity"}};
  std::vector<std::string> words;
  for (const FindingId& flag : item.flags) {
    std::string word(ui.text("flag.other"));
    for (const Group& group : groups)
      if (flag.value.starts_with(group.prefix)) word = ui.text(group.word);
    if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
  }
  std::string said;
  for (std::size_t shown = words.size(); shown > 0; --shown) {
    said.clear();
    for (std::size_t i = 0; i < shown; ++i) said += (i > 0 ? " " : "") + words[i];
    if (shown < words.size()) said += " +" + std::to_string(words.size() - shown);
    if (measure(ui, Type::small, said).x <= room) break;
  }
  return said;
}

std::string flag_names(const UiContext& ui, const QueueItem& item) {
  std::string names;
  for (const FindingId& flag : item.flags) {
    const std::string key = "finding." + flag.value;
    if (!names.empty()) names += " · ";
    names += ui.texts.has(key) ? std::string(ui.text(key)) : flag.value;
  }
  return names;
}

std::string holder_name(const Model& model, const OperatorId& id) {
  const auto who = std::ranges::find(model.operators, id, &domain::Operator::id);
  return who == model.operators.end() ? id.value : who->name;
}

// How many others hold something of what is listed.
std::size_t others_present(const Model& model) {
  const auto* rows = std::get_if<std::vector<QueueItem>>(&model.queue.rows);
  std::set<OperatorId> others;
  if (rows && model.me)
    for (const QueueItem& item : *rows)
      if (item.holder && *item.holder != model.me->id) others.insert(*item.holder);
  return others.size();
}

void draw_thumbnail(const UiContext& ui, const QueueItem& item, ImVec2 at, ImVec2 size) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 max{at.x + size.x, at.y + size.y};
  const Picture picture = ui.pictures.get(item.photo, 128);
  if (picture.state == Picture::State::ready)
    list.AddImageRounded(picture.texture, at, max, {0, 0}, {1, 1}, IM_COL32_WHITE, ui.dp(2));
  else
    list.AddRectFilled(at, max, colour(ui.theme.raised), ui.dp(2));
  using enum Picture::State;
  if (picture.state == ready || picture.state == loading) return;
  list.AddRect(at, max, colour(ui.theme.line), ui.dp(2));
  put_centred(ui, {(at.x + max.x) / 2, (at.y + max.y) / 2}, Type::small, ui.theme.dim, icon::broken_photo);
}

// In words where there is room, else as sign and number: never cut short.
std::string attempt_in(const UiContext& ui, int attempt, float room) {
  std::string words = ui.format("queue.attempt", {std::to_string(attempt)});
  if (measure(ui, Type::small, words).x <= room) return words;
  return std::string(icon::replay) + std::to_string(attempt);
}

struct Mark {
  bool current = false;  // on the desk
  bool chosen = false;   // Enter in the field would open it
};

void draw_item(const Model& model, const UiContext& ui, const QueueItem& item, ImVec2 at, float width, Mark mark,
               desk::Intents& out) {
  const bool current = mark.current;
  const float row = ui.dp(kRow);
  ImGui::SetCursorScreenPos(at);
  const WithId with(item.id.value.c_str());
  if (ImGui::InvisibleButton("###item", {width, row})) out.push_back(desk::OpenCase{item.id});
  const bool hovered = ImGui::IsItemHovered();
  ui.mark("queue/" + item.id.value, item.student_number);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (current || hovered)
    list.AddRectFilled(at, {at.x + width, at.y + row}, colour(current ? ui.theme.selected : ui.theme.hover));
  if (mark.chosen) list.AddRect({at.x + 1, at.y + 1}, {at.x + width - 1, at.y + row - 1}, colour(ui.theme.accent), ui.dp(2));
  const Urgency urgency = domain::urgency(item.submitted_at, item.due_at, model.now);
  if (urgency != Urgency::calm || current)
    list.AddRectFilled(at, {at.x + ui.dp(4), at.y + row}, colour(current ? ui.theme.accent : urgency_colour(ui.theme, urgency)));

  draw_thumbnail(ui, item, {at.x + ui.dp(14), at.y + ui.dp(6)}, {ui.dp(34), ui.dp(46)});
  const float x = at.x + ui.dp(58), right = at.x + width - ui.dp(10);
  const std::string left = short_duration(ui, item.due_at - model.now);
  const float left_width = put_right(ui, {right, at.y + ui.dp(8)}, Type::small, urgency_colour(ui.theme, urgency), left);
  const float room = right - left_width - ui.dp(6) - x;
  const std::string name = domain::masked_name(item.student_name);
  const float name_width = put(ui, {x, at.y + ui.dp(5)}, Type::body, ui.theme.text, name, room);
  if (item.attempt > 1) {
    const float for_attempt = room - name_width - ui.dp(6);
    const std::string attempt = attempt_in(ui, item.attempt, for_attempt);
    const ImVec2 begin{x + name_width + ui.dp(6), at.y + ui.dp(8)};
    const float taken = put(ui, begin, Type::small, ui.theme.warn, attempt, std::max(ui.dp(10), for_attempt));
    ui.mark("queue/" + item.id.value + "/attempt", begin, {begin.x + taken, begin.y + ui.dp(20)}, attempt);
  }
  const bool others = item.holder && model.me && *item.holder != model.me->id;
  // Who has it now says more than the number does.
  const std::string under = others ? holder_name(model, *item.holder) : item.student_number;
  const float under_width = put(ui, {x, at.y + ui.dp(31)}, Type::small, others ? ui.theme.warn : ui.theme.dim, under, right - x);
  std::string signs;
  if (others) signs += icon::lock;
  if (item.place.round == domain::Round::second) signs += icon::people;
  if (item.place.round == domain::Round::supervisor) signs += icon::flag;
  if (!signs.empty()) signs += " ";
  const float words = right - x - under_width - ui.dp(8) - measure(ui, Type::small, signs).x;
  put_right(ui, {right, at.y + ui.dp(31)}, Type::small, ui.theme.dim, signs + flag_words(ui, item, words));
  if (hovered && !item.flags.empty() && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    ImGui::SetTooltip("%s", flag_names(ui, item).c_str());
}

// Where the text will stand while the list is read.
void draw_outline(const UiContext& ui, const Rect& place) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  constexpr float kFill[] = {0.5F, 0.35F, 0.6F};
  const float x = place.min.x + ui.dp(58), room = place.max.x - ui.dp(10) - x;
  for (int i = 0; i < 6 && place.min.y + ui.dp(kRow) * static_cast<float>(i + 1) <= place.max.y; ++i) {
    const float y = place.min.y + ui.dp(kRow) * static_cast<float>(i);
    const auto bar = [&](float left, float top, float width, float height) {
      list.AddRectFilled({left, top}, {left + width, top + height}, colour(ui.theme.raised), ui.dp(2));
    };
    bar(place.min.x + ui.dp(14), y + ui.dp(6), ui.dp(34), ui.dp(46));
    bar(x, y + ui.dp(11), room * kFill[i % 3], ui.dp(10));
    bar(x, y + ui.dp(35), room * 0.55F, ui.dp(8));
  }
}

// The list is of what is asked for now, not of what was typed before.
bool up_to_date(const Model& model) { return model.queue.shown == model.queue.ticket; }

// While the field has the keyboard: ↑ ↓ choose, Enter opens. A list that is still on its way is waited for.
void take_keyboard(const Model& model, ViewState& view, int rows, bool active, desk::Intents& out) {
  if (active) {
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++view.queue_selected;
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --view.queue_selected;
    const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
    if (enter) view.queue_enter = true;
  }
  view.queue_selected = std::clamp(view.queue_selected, 0, std::max(0, rows - 1));
  if (!view.queue_enter || !up_to_date(model)) return;
  view.queue_enter = false;
  const auto* listed = std::get_if<std::vector<QueueItem>>(&model.queue.rows);
  if (!listed || listed->empty() || model.queue.offset > 0) return;
  const auto at = std::min(static_cast<std::size_t>(view.queue_selected), listed->size() - 1);
  out.push_back(desk::OpenCase{(*listed)[at].id});
}

void draw_rows(const Model& model, const ViewState& view, const UiContext& ui, const std::vector<QueueItem>& rows,
               desk::Intents& out) {
  const desk::CaseFile* here = desk::on_desk(model);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, row = ui.dp(kRow);
  if (view.queue_field) {
    const float at = row * static_cast<float>(view.queue_selected), seen = ImGui::GetWindowHeight();
    if (at < ImGui::GetScrollY()) ImGui::SetScrollY(at);
    if (at + row > ImGui::GetScrollY() + seen) ImGui::SetScrollY(at + row - seen);
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(std::min<std::int64_t>(model.queue.total, 2'000'000)), row);
  std::int64_t first = -1, last = -1;
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      if (first < 0) first = i;
      last = i;
      const std::int64_t in_window = i - model.queue.offset;
      const ImVec2 at{start.x, start.y + row * static_cast<float>(i)};
      if (in_window < 0 || in_window >= static_cast<std::int64_t>(rows.size())) {
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({width, row});
        continue;
      }
      const QueueItem& item = rows[static_cast<std::size_t>(in_window)];
      const Mark mark{here && here->review_case.submission.id == item.id, view.queue_field && i == view.queue_selected};
      draw_item(model, ui, item, at, width, mark, out);
    }
  }
  clipper.End();
  const bool outside = first >= 0 && (first < model.queue.offset || last >= model.queue.offset + kWindow) && last < model.queue.total;
  if (outside) out.push_back(desk::ScrollQueue{std::max<std::int64_t>(0, first - kWindow / 2)});
}

// The head line: what the list is ordered by, who else is at work, how many wait. The figure keeps its place.
void draw_head(const Model& model, const UiContext& ui, const Rect& place) {
  const float y = place.min.y + ui.dp(10);
  float right = place.max.x - ui.dp(12);
  right -= put_right(ui, {right, y}, Type::small_strong, ui.theme.text, grouped(model.queue.total)) + ui.dp(10);
  const float title = put(ui, {place.min.x + ui.dp(14), y}, Type::small_strong, ui.theme.dim, ui.text("queue.title"),
                          right - place.min.x - ui.dp(14));
  const std::size_t others = others_present(model);
  if (others == 0) return;
  const std::string words = ui.format("queue.present", {std::to_string(others)});
  const std::string said = std::string(icon::people) + " " + std::to_string(others);
  const float width = measure(ui, Type::small, said).x;
  if (right - width < place.min.x + ui.dp(20) + title) return;
  put_right(ui, {right, y}, Type::small, ui.theme.dim, said);
  ui.mark("queue/present", {right - width, y}, {right, y + ui.dp(18)}, words);
  if (ImGui::IsMouseHoveringRect({right - width, y}, {right, y + ui.dp(18)})) ImGui::SetTooltip("%s", words.c_str());
}

void draw_field(const Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const ImVec2 at{place.min.x + ui.dp(10), place.min.y + ui.dp(34)};
  ImGui::SetCursorScreenPos(at);
  ImGui::SetNextItemWidth(place.w() - ui.dp(20));
  const WithType type(ui, Type::small);
  if (view.filter_focus) ImGui::SetKeyboardFocusHere();  // asked again until it is so: a panel that has just come refuses at first
  // Typed elsewhere, such as in the palette, or cleared: the field says what the list shows.
  if (!view.queue_field) view.filter = model.queue.filter;
  const std::string hint = std::string(icon::search) + " " + std::string(ui.text("queue.filter"));
  if (ImGui::InputTextWithHint("###filter", hint.c_str(), &view.filter, ImGuiInputTextFlags_EscapeClearsAll)) {
    view.queue_selected = 0;
    view.queue_enter = false;
    out.push_back(desk::FilterQueue{view.filter});
  }
  ui.mark("queue/filter", view.filter);
  const ImVec2 max = ImGui::GetItemRectMax();
  const bool active = ImGui::IsItemActive();
  if (active) view.filter_focus = false;
  // The key that leads here, and with the keyboard in it the keys that lead on and back.
  const float cap = ui.dp(18), used = ImGui::CalcTextSize(view.filter.empty() ? hint.c_str() : view.filter.c_str()).x + ui.dp(14);
  float right = max.x - ui.dp(5);
  const auto show = [&](const desk::Chord& key) {
    const float width = key_width(ui, key);
    if (right - width < at.x + used) return;
    put_key(ui, {right - width, at.y + (max.y - at.y - cap) / 2}, cap, key, ui.theme.dim);
    right -= width + ui.dp(4);
  };
  if (active) show({desk::Key::escape});
  if (active && !view.filter.empty()) show({desk::Key::enter});
  if (!active) show(ui.key("queue.filter"));
  const auto* rows = std::get_if<std::vector<QueueItem>>(&model.queue.rows);
  take_keyboard(model, view, rows ? static_cast<int>(rows->size()) : 0, view.queue_field, out);
  view.queue_field = active;
}

// Why there is nothing to list, and what can be done.
void say(const UiContext& ui, const Rect& place, const char* sign, const ImVec4& ink, std::string_view text) {
  put(ui, {place.min.x + ui.dp(14), place.min.y + ui.dp(8)}, Type::small, ink, sign);
  put_wrapped(ui, {place.min.x + ui.dp(36), place.min.y + ui.dp(8)}, Type::small, ui.theme.dim, text, place.w() - ui.dp(50));
}

}  // namespace

void draw_queue(const Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###queue", place.min, place.size(), ui.theme.panel);
  draw_head(model, ui, place);
  draw_field(model, view, ui, place, out);
  const Rect list{{place.min.x, place.min.y + ui.dp(72)}, place.max};
  ImGui::SetCursorScreenPos(list.min);
  const Child child("###rows", {list.w(), std::max(1.0F, list.h())});
  if (const auto* failed = std::get_if<desk::Failed>(&model.queue.rows)) {
    const std::string_view why = ui.texts.of(failed->error);
    say(ui, list, icon::fail, ui.theme.fail, why);
    const ButtonSpec again{.id = "queue/retry", .label = ui.text("list.retry"), .key = ui.key("app.refresh"), .icon = icon::sync};
    const float y = list.min.y + ui.dp(18) + wrapped_height(ui, Type::small, why, list.w() - ui.dp(50));
    if (button_at(ui, {list.min.x + ui.dp(36), y}, ui.dp(30), again)) out.push_back(desk::Refresh{});
  } else if (const auto* rows = std::get_if<std::vector<QueueItem>>(&model.queue.rows)) {
    if (model.queue.total == 0 && model.queue.filter.empty())
      say(ui, list, icon::pass, ui.theme.dim, ui.text("queue.empty"));
    else if (model.queue.total == 0)
      say(ui, list, icon::search, ui.theme.dim, ui.format("queue.none_match", {model.queue.filter, desk::label(ui.key("queue.filter"))}));
    else
      draw_rows(model, view, ui, *rows, out);
  } else {
    draw_outline(ui, list);
  }
}

}  // namespace zhaojian::ui
