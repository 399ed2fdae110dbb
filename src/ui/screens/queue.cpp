#include <algorithm>
#include <set>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "desk/selectors.h"
#include "domain/masking.h"
#include "domain/sla.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
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

// One sign per group of flags, so that a list tells what kind of trouble waits.
std::string flag_signs(const QueueItem& item) {
  struct Group {
    std::string_view prefix;
    const char* sign;
  };
  constexpr Group groups[] = {{"file.", icon::file}, {"face.", icon::face}, {"eyes.", icon::face}, {"mouth.", icon::face},
                              {"expr.", icon::face}, {"geom.", icon::frame}, {"pose.", icon::rotate}, {"light.", icon::light},
                              {"colour.", icon::light}, {"bg.", icon::wall}, {"qual.", icon::blur}, {"id.", icon::badge}};
  std::string signs;
  for (const FindingId& flag : item.flags) {
    const char* sign = icon::other;
    for (const Group& group : groups)
      if (flag.value.starts_with(group.prefix)) sign = group.sign;
    if (signs.find(sign) == std::string::npos) signs += sign;
  }
  return signs;
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
}

void draw_item(const Model& model, const UiContext& ui, const QueueItem& item, ImVec2 at, float width, bool current,
               desk::Intents& out) {
  const float row = ui.dp(kRow);
  ImGui::SetCursorScreenPos(at);
  const WithId with(item.id.value.c_str());
  if (ImGui::InvisibleButton("###item", {width, row})) out.push_back(desk::OpenCase{item.id});
  const bool hovered = ImGui::IsItemHovered();
  ui.mark("queue/" + item.id.value, item.student_number);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (current || hovered)
    list.AddRectFilled(at, {at.x + width, at.y + row}, colour(current ? ui.theme.selected : ui.theme.hover));
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
  if (item.attempt > 1)
    put(ui, {x + name_width + ui.dp(6), at.y + ui.dp(8)}, Type::small, ui.theme.warn,
        ui.format("queue.attempt", {std::to_string(item.attempt)}), std::max(ui.dp(10), room - name_width - ui.dp(6)));
  const bool others = item.holder && model.me && *item.holder != model.me->id;
  // Who has it now says more than the number does.
  const std::string under = others ? holder_name(model, *item.holder) : item.student_number;
  put(ui, {x, at.y + ui.dp(31)}, Type::small, others ? ui.theme.warn : ui.theme.dim, under, right - x - ui.dp(44));
  std::string signs = flag_signs(item);
  if (item.place.round == domain::Round::second) signs = icon::people + signs;
  if (item.place.round == domain::Round::supervisor) signs = icon::flag + signs;
  if (others) signs = icon::lock + signs;
  put_right(ui, {right, at.y + ui.dp(30)}, Type::small, ui.theme.dim, signs);
  if (hovered && !item.flags.empty() && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    ImGui::SetTooltip("%s", flag_names(ui, item).c_str());
}

void draw_rows(const Model& model, const UiContext& ui, const std::vector<QueueItem>& rows, desk::Intents& out) {
  const desk::CaseFile* here = desk::on_desk(model);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, row = ui.dp(kRow);
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
      draw_item(model, ui, item, at, width, here && here->review_case.submission.id == item.id, out);
    }
  }
  clipper.End();
  const bool outside = first >= 0 && (first < model.queue.offset || last >= model.queue.offset + kWindow) && last < model.queue.total;
  if (outside) out.push_back(desk::ScrollQueue{std::max<std::int64_t>(0, first - kWindow / 2)});
}

}  // namespace

void draw_queue(const Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###queue", place.min, place.size(), ui.theme.panel);
  const std::string title = ui.format("queue.title", {std::to_string(model.queue.total)});
  const float title_width = put(ui, {place.min.x + ui.dp(14), place.min.y + ui.dp(10)}, Type::small_strong, ui.theme.dim, title, place.w() - ui.dp(28));
  if (const std::size_t others = others_present(model); others > 0) {
    const float left = place.min.x + ui.dp(24) + title_width;
    const std::string words = ui.format("queue.present", {std::to_string(others)});
    const float room = std::max(ui.dp(10), place.max.x - ui.dp(8) - left);
    std::string said = std::string(icon::people) + " " + words;
    if (measure(ui, Type::small, said).x > room) said = std::string(icon::people) + " " + std::to_string(others);
    const float width = put(ui, {left, place.min.y + ui.dp(10)}, Type::small, ui.theme.dim, said, room);
    ImGui::SetCursorScreenPos({left, place.min.y + ui.dp(10)});
    ImGui::Dummy({width, ui.dp(18)});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", words.c_str());
  }
  ImGui::SetCursorScreenPos({place.min.x + ui.dp(10), place.min.y + ui.dp(34)});
  ImGui::SetNextItemWidth(place.w() - ui.dp(20));
  {
    const WithType type(ui, Type::small);
    if (view.filter_focus) ImGui::SetKeyboardFocusHere();
    view.filter_focus = false;
    const std::string hint = std::string(icon::search) + " " + std::string(ui.text("queue.filter"));
    if (ImGui::InputTextWithHint("###filter", hint.c_str(), &view.filter)) out.push_back(desk::FilterQueue{view.filter});
    ui.mark("queue/filter", view.filter);
  }
  const float top = place.min.y + ui.dp(72);
  ImGui::SetCursorScreenPos({place.min.x, top});
  const Child child("###rows", {place.w(), std::max(1.0F, place.max.y - top)});
  if (const auto* failed = std::get_if<desk::Failed>(&model.queue.rows)) {
    put_wrapped(ui, {place.min.x + ui.dp(14), top + ui.dp(8)}, Type::small, ui.theme.fail, ui.texts.of(failed->error), place.w() - ui.dp(28));
  } else if (const auto* rows = std::get_if<std::vector<QueueItem>>(&model.queue.rows)) {
    if (model.queue.total == 0) {
      const std::string_view key = view.filter.empty() ? "queue.empty" : "queue.none_match";
      put_wrapped(ui, {place.min.x + ui.dp(14), top + ui.dp(8)}, Type::small, ui.theme.dim, ui.text(key), place.w() - ui.dp(28));
    } else {
      draw_rows(model, ui, *rows, out);
    }
  } else {
    put(ui, {place.min.x + ui.dp(14), top + ui.dp(8)}, Type::small, ui.theme.dim, ui.text("queue.loading"));
  }
}

}  // namespace zhaojian::ui
