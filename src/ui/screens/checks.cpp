#include "ui/screens/checks.h"

#include <algorithm>
#include <cmath>

#include "desk/commands.h"
#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using domain::Band;
using domain::Finding;
using domain::Unit;
using domain::Verdict;

constexpr float kRow = 32;

std::string value_text(const Finding& finding) {
  if (!finding.value) return {};
  int decimals = 0;
  switch (finding.unit) {
    case Unit::degrees: case Unit::percent: case Unit::kib: case Unit::delta_e: case Unit::lightness: decimals = 1; break;
    case Unit::ratio: case Unit::cosine: case Unit::probability: decimals = 2; break;
    default: break;
  }
  std::string text = number(*finding.value, decimals);
  if (finding.unit == Unit::delta_e) return "ΔE " + text;
  if (finding.unit == Unit::degrees) return text + "°";
  const std::string_view unit = symbol(finding.unit);
  return unit.empty() ? text : text + " " + std::string(unit);
}

struct Scale {
  double from = 0, to = 1;
  [[nodiscard]] float at(double v) const {
    return static_cast<float>(std::clamp((v - from) / (to - from), 0.0, 1.0));
  }
};

// What the ruler spans: the band with room on both sides, and the value.
Scale scale_of(const Finding& finding) {
  const Band& b = finding.band;
  double low = *finding.value, high = *finding.value;
  for (const auto& limit : {b.warn_min, b.warn_max, b.fail_min, b.fail_max}) {
    if (!limit) continue;
    low = std::min(low, *limit);
    high = std::max(high, *limit);
  }
  if (!b.fail_min && !b.warn_min) low = std::min(low, 0.0);
  const double room = std::max(1e-6, (high - low) * 0.18);
  const bool from_zero = low >= 0 && low - room < 0;
  return {from_zero ? 0 : low - room, high + room};
}

void draw_ruler(const UiContext& ui, const Finding& finding, ImVec2 min, float width) {
  const Scale scale = scale_of(finding);
  const Band& b = finding.band;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = min.y, h = ui.dp(6);
  const auto x = [&](double v) { return min.x + width * scale.at(v); };
  list.AddRectFilled({min.x, y}, {min.x + width, y + h}, colour(ui.theme.track), h / 2);
  // The allowed range as a bar; where a softer limit lies inside a harder one, the outer part is fainter.
  const auto limit = [](const std::optional<double>& first, const std::optional<double>& second, double other) {
    return first ? *first : second ? *second : other;
  };
  const double outer_from = limit(b.fail_min, b.warn_min, scale.from), outer_to = limit(b.fail_max, b.warn_max, scale.to);
  const double inner_from = limit(b.warn_min, b.fail_min, scale.from), inner_to = limit(b.warn_max, b.fail_max, scale.to);
  list.AddRectFilled({x(outer_from), y}, {x(outer_to), y + h}, colour(ui.theme.band, 0.45F), h / 2);
  list.AddRectFilled({x(inner_from), y}, {x(inner_to), y + h}, colour(ui.theme.band), h / 2);
  const float at = std::round(x(*finding.value));
  const ImVec4& ink = finding.verdict == Verdict::pass ? ui.theme.marker : verdict_colour(ui.theme, finding.verdict);
  list.AddRectFilled({at - ui.dp(1.5F), y - ui.dp(5)}, {at + ui.dp(1.5F), y + h + ui.dp(5)}, colour(ink), ui.dp(1));
}

void draw_row(const desk::Reviewing& shown, const UiContext& ui, const Finding& finding, ImVec2 at, float width,
              desk::Intents& out) {
  const float row = ui.dp(kRow);
  ImGui::SetCursorScreenPos(at);
  const std::string id = "finding/" + finding.id.value;
  const WithId with(id.c_str());
  if (ImGui::InvisibleButton("###row", {width, row})) out.push_back(desk::ShowFinding{finding.id});
  const bool selected = shown.shown_finding == finding.id;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (selected || ImGui::IsItemHovered())
    list.AddRectFilled(at, {at.x + width, at.y + row}, colour(selected ? ui.theme.selected : ui.theme.hover));
  if (selected) list.AddRectFilled(at, {at.x + ui.dp(3), at.y + row}, colour(ui.theme.accent));
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal) && ui.texts.has("finding." + finding.id.value + ".hint"))
    ImGui::SetTooltip("%s", std::string(ui.text("finding." + finding.id.value + ".hint")).c_str());

  const std::string name(ui.text("finding." + finding.id.value));
  const float line = measure(ui, Type::body, name).y;
  const float y = at.y + (row - line) / 2;
  const ImVec4& ink = verdict_colour(ui.theme, finding.verdict);
  float x = at.x + ui.dp(14);
  put(ui, {x, y}, Type::body, ink, verdict_icon(finding.verdict));
  x += ui.dp(26);
  const float name_width = std::min(ui.dp(104), width * 0.28F);
  put(ui, {x, y}, Type::body, ui.theme.text, name, name_width);
  x += name_width + ui.dp(8);
  const float right = at.x + width - ui.dp(14);
  const float small = at.y + (row - measure(ui, Type::small, name).y) / 2;
  const std::string value = value_text(finding);
  const bool ruler = finding.value && (finding.band != Band{});
  const std::string why = finding.why.empty() ? std::string() : [&] {
    std::string text(ui.text(finding.why));
    for (std::size_t i = 0; i < finding.why_values.size(); ++i) {
      const std::string hole = "{" + std::to_string(i) + "}";
      if (const auto p = text.find(hole); p != std::string::npos) text.replace(p, hole.size(), finding.why_values[i]);
    }
    return text;
  }();
  const std::string said = value + (why.empty() ? "" : " " + why);
  ui.mark(id, at, {at.x + width, at.y + row}, said);
  if (finding.verdict == Verdict::not_assessable || !ruler) {
    const std::string tail = why.empty() ? (value.empty() ? std::string(ui.text("verdict." + std::string(domain::name(finding.verdict)))) : value) : why;
    put(ui, {x, small}, Type::small, ui.theme.dim, tail, right - x);
    return;
  }
  const float value_width = ui.dp(76);
  draw_ruler(ui, finding, {x, at.y + row / 2 - ui.dp(3)}, std::max(ui.dp(30), right - value_width - x));
  put_right(ui, {right, small}, Type::small, finding.verdict == Verdict::pass ? ui.theme.text : ink, value);
}

}  // namespace

float checks_height(const desk::Reviewing& shown, const UiContext& ui) {
  const auto rows = desk::listed_findings(shown);
  return ui.dp(kRow) * (static_cast<float>(rows.size()) + 1);
}

float draw_checks(const desk::Reviewing& shown, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const std::string title = ui.format("side.checks", {shown.file->profile->id.value});
  put(ui, {place.min.x + ui.dp(14), place.min.y + ui.dp(10)}, Type::small_strong, ui.theme.dim, title, place.w() - ui.dp(28));
  const float top = place.min.y + ui.dp(36);
  if (!shown.file->assessment) {
    const std::string_view key = shown.assess_error ? std::string_view("side.checks_failed") : std::string_view("side.checking");
    put_wrapped(ui, {place.min.x + ui.dp(14), top + ui.dp(6)}, Type::body, shown.assess_error ? ui.theme.fail : ui.theme.dim,
                shown.assess_error ? std::string(ui.text(key)) + " " + std::string(ui.texts.of(*shown.assess_error)) : std::string(ui.text(key)),
                place.w() - ui.dp(28));
    return place.max.y;
  }
  ImGui::SetCursorScreenPos({place.min.x, top});
  const Child child("###checks", {place.w(), std::max(1.0F, place.max.y - top)});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  float y = start.y;
  for (const Finding* finding : desk::listed_findings(shown)) {
    draw_row(shown, ui, *finding, {start.x, y}, width, out);
    y += ui.dp(kRow);
  }
  const desk::FindingCounts counts = desk::count_findings(shown);
  ImGui::SetCursorScreenPos({start.x, y});
  if (ImGui::InvisibleButton("###passed", {width, ui.dp(kRow)})) out.push_back(desk::TogglePassed{});
  ui.mark("side/passed", std::to_string(counts.pass));
  const std::string folded = ui.format(shown.show_passed ? "side.all_shown" : "side.others_pass", {std::to_string(counts.pass)});
  const float text_y = y + (ui.dp(kRow) - measure(ui, Type::body, folded).y) / 2;
  put(ui, {start.x + ui.dp(14), text_y}, Type::body, ui.theme.pass, icon::pass);
  put(ui, {start.x + ui.dp(40), text_y}, Type::body, ui.theme.dim, folded);
  const desk::Chord key = ui.key("review.toggle_passed");
  const float cap = ui.dp(20);
  const float key_x = start.x + width - ui.dp(14) - key_width(ui, key);
  put_key(ui, {key_x, y + (ui.dp(kRow) - cap) / 2}, cap, key, ui.theme.dim);
  put_right(ui, {key_x - ui.dp(6), y + (ui.dp(kRow) - measure(ui, Type::small, folded).y) / 2}, Type::small, ui.theme.dim,
            ui.text(shown.show_passed ? "side.fold" : "side.unfold"));
  return y + ui.dp(kRow);
}

}  // namespace zhaojian::ui
