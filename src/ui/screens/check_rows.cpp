#include "ui/screens/check_rows.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/ruler.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::ClauseRow;
using desk::FindingRow;
using desk::PassedRow;
using desk::StrangerRow;
using desk::TickRow;
using desk::TicksRow;
using desk::UnseenRow;
using domain::Agreement;
using domain::Band;
using domain::Finding;
using domain::Verdict;

constexpr float kRow = 32, kLine = 20, kClause = 28, kEdge = 14, kIndent = 40;

bool chinese(const desk::Model& model) { return model.preferences.language == domain::Language::zh_cn; }

std::string verdict_word(const UiContext& ui, Verdict verdict) {
  return std::string(ui.text("verdict." + std::string(domain::name(verdict))));
}

// Small lines under a row that has the back end's word beside ours.
int lines_of(const FindingRow& row) {
  if (!row.theirs) return 0;
  return is_alarm(row.agreement) ? 3 : 1;
}

std::string reason_why(const UiContext& ui, const Finding& finding) {
  if (finding.why.empty()) return {};
  std::string text(ui.text(finding.why));
  for (std::size_t i = 0; i < finding.why_values.size(); ++i) {
    const std::string hole = "{" + std::to_string(i) + "}";
    if (const auto p = text.find(hole); p != std::string::npos) text.replace(p, hole.size(), finding.why_values[i]);
  }
  return text;
}

void tooltip(const std::string& text) {
  if (text.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(ImGui::GetFontSize() * 26);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

// The row as one thing to click, with the cursor's colour when it stands there.
bool press_row(const UiContext& ui, const Rect& place, bool selected) {
  ImGui::SetCursorScreenPos(place.min);
  const bool pressed = ImGui::InvisibleButton("###row", place.size());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (selected || ImGui::IsItemHovered())
    list.AddRectFilled(place.min, place.max, colour(selected ? ui.theme.selected : ui.theme.hover));
  if (selected) list.AddRectFilled(place.min, {place.min.x + ui.dp(3), place.max.y}, colour(ui.theme.accent));
  return pressed;
}

float line_top(const UiContext& ui, float top, float height, Type type) {
  return top + (height - measure(ui, type, "字").y) / 2;
}

std::string said_by(const UiContext& ui, std::string_view who, Verdict verdict, const std::string& value,
                    const std::string& engine) {
  std::string said = std::string(ui.text(who)) + " " + verdict_word(ui, verdict);
  if (!value.empty()) said += " " + value;
  return engine.empty() ? said : said + " · " + engine;
}

// The version of our checks stands last in the list of networks; a row has room for no more.
enum class Versions { checks, all };
std::string ours_said(const desk::Reviewing& shown, const UiContext& ui, const Finding& finding, Versions versions = Versions::checks) {
  const std::string value = finding.value ? value_text(*finding.value, finding.unit) : std::string();
  std::string engine = shown.file->assessment ? shown.file->assessment->engine : "";
  const std::size_t last = engine.rfind("; ");
  if (versions == Versions::checks && last != std::string::npos) engine.erase(0, last + 2);
  return said_by(ui, "side.ours", finding.verdict, value, engine);
}

std::string theirs_said(const UiContext& ui, const domain::Flag& theirs) {
  return said_by(ui, "side.theirs", domain::verdict_of(theirs.verdict), value_text(theirs), theirs.engine);
}

// What the back end says of the same check: an alarm with both sides where they disagree, else one quiet line.
void draw_theirs(const desk::Reviewing& shown, const UiContext& ui, const FindingRow& row, float x, float y,
                 float right) {
  const float step = ui.dp(kLine);
  const auto line = [&](const ImVec4& ink, Type type, const std::string& text) {
    put(ui, {x, line_top(ui, y, step, type)}, type, ink, text, right - x);
    y += step;
  };
  if (is_alarm(row.agreement)) {
    const std::string word(ui.text("agreement." + std::string(domain::name(row.agreement))));
    line(ui.theme.warn, Type::small_strong, std::string(icon::warn) + " " + word);
    line(ui.theme.text, Type::small, ours_said(shown, ui, *row.finding));
    line(ui.theme.text, Type::small, theirs_said(ui, *row.theirs));
    ui.mark("alarm/" + row.finding->id.value, {x, y - 3 * step}, {right, y},
            word + " | " + ours_said(shown, ui, *row.finding) + " | " + theirs_said(ui, *row.theirs));
    return;
  }
  std::string said = theirs_said(ui, *row.theirs);
  if (row.agreement == Agreement::unseen) said = std::string(ui.text("agreement.unseen")) + " · " + said;
  line(ui.theme.dim, Type::small, said);
  ui.mark("theirs/" + row.finding->id.value, {x, y - step}, {right, y}, said);
}

void draw_finding(const desk::Reviewing& shown, const UiContext& ui, const FindingRow& row, const Rect& place,
                  desk::Intents& out) {
  const Finding& finding = *row.finding;
  const std::string id = "finding/" + finding.id.value;
  const WithId with(id.c_str());
  if (press_row(ui, place, shown.shown_finding == finding.id)) out.push_back(desk::ShowFinding{finding.id});
  const std::string name(ui.text("finding." + finding.id.value)), why = reason_why(ui, finding);
  const std::string hint = "finding." + finding.id.value + ".hint";
  std::string more = ui.texts.has(hint) ? std::string(ui.text(hint)) : std::string();
  if (!why.empty()) more += (more.empty() ? "" : "\n") + why;
  if (row.theirs) more += "\n" + ours_said(shown, ui, finding, Versions::all) + "\n" + theirs_said(ui, *row.theirs);
  tooltip(more);

  const float height = ui.dp(kRow);
  const float y = line_top(ui, place.min.y, height, Type::body), small = line_top(ui, place.min.y, height, Type::small);
  const ImVec4& ink = verdict_colour(ui.theme, finding.verdict);
  const float right = place.max.x - ui.dp(kEdge);
  float x = place.min.x + ui.dp(kIndent);
  put(ui, {place.min.x + ui.dp(kEdge), y}, Type::body, ink, verdict_icon(finding.verdict));
  if (row.theirs) draw_theirs(shown, ui, row, x, place.min.y + height - ui.dp(4), right);
  // The longest English name; the ruler beside it says as much on fewer pixels.
  const float name_width = std::min(ui.dp(126), place.w() * 0.37F);
  put(ui, {x, y}, Type::body, ui.theme.text, name, name_width);
  x += name_width + ui.dp(8);
  const std::string value = finding.value ? value_text(*finding.value, finding.unit) : std::string();
  ui.mark(id, place.min, place.max, value + (why.empty() ? "" : " " + why));
  ui.must_fit(id, measure(ui, Type::body, name).x, name_width);
  if (finding.verdict == Verdict::not_assessable || !finding.value || finding.band == Band{}) {
    const std::string tail = !why.empty() ? why : !value.empty() ? value : verdict_word(ui, finding.verdict);
    put(ui, {x, small}, Type::small, ui.theme.dim, tail, right - x);
    return;
  }
  const float ruler = std::max(ui.dp(30), right - ui.dp(76) - x);
  draw_ruler(ui, finding, on_ruler(finding, row.theirs), {x, place.min.y + height / 2 - ui.dp(3)}, ruler);
  put_right(ui, {right, small}, Type::small, finding.verdict == Verdict::pass ? ui.theme.text : ink, value);
}

std::string reason_label(const desk::Model& model, const ReasonCode& code) {
  const domain::Reason* reason = model.reasons ? model.reasons->find(code) : nullptr;
  if (!reason) return code.value;
  return chinese(model) ? reason->label_zh : reason->label_en;
}

// The hint stands under the tick the cursor is on.
float hint_height(const desk::Model& model, const UiContext& ui, const domain::Tick& tick, float width) {
  const std::string& hint = chinese(model) ? tick.hint_zh : tick.hint_en;
  return wrapped_height(ui, Type::small, hint, width - ui.dp(kIndent + kEdge)) + ui.dp(kLine + 6);
}

void draw_tick(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const TickRow& row,
               const Rect& place, desk::Intents& out) {
  const domain::Tick& tick = *row.tick;
  const std::string id = "tick/" + tick.id.value;
  const WithId with(id.c_str());
  const bool here = shown.shown_tick == tick.id;
  if (press_row(ui, place, here)) out.push_back(desk::TickClause{shown.sequence, tick.id});
  const std::string& text = chinese(model) ? tick.text_zh : tick.text_en;
  const std::string& hint = chinese(model) ? tick.hint_zh : tick.hint_en;
  tooltip(hint);
  ui.mark(id, place.min, place.max, std::string(ui.text(row.ticked ? "side.ticked" : "side.not_ticked")) + " " + text);
  const float y = line_top(ui, place.min.y, ui.dp(kRow), Type::body);
  const float x = place.min.x + ui.dp(kIndent), right = place.max.x - ui.dp(kEdge);
  put(ui, {place.min.x + ui.dp(kEdge), y}, Type::body, row.ticked ? ui.theme.pass : ui.theme.dim,
      row.ticked ? icon::ticked : icon::unticked);
  put(ui, {x, y}, Type::body, ui.theme.text, text, right - x - (here ? ui.dp(40) : 0));
  if (!here) return;
  const desk::Chord key = ui.key("review.tick");
  put_key(ui, {right - key_width(ui, key), place.min.y + (ui.dp(kRow) - ui.dp(20)) / 2}, ui.dp(20), key, ui.theme.dim);
  float below = place.min.y + ui.dp(kRow - 4);
  below += put_wrapped(ui, {x, below}, Type::small, ui.theme.dim, hint, right - x);
  put(ui, {x, below}, Type::small, ui.theme.dim,
      ui.format("side.tick_reason", {reason_label(model, tick.reason)}), right - x);
}

void draw_clause(const desk::Model& model, const UiContext& ui, const ClauseRow& row, const Rect& place) {
  const domain::Clause& clause = *row.clause;
  const WithId with(clause.number.c_str());
  ImGui::SetCursorScreenPos(place.min);
  ImGui::InvisibleButton("###clause", place.size());
  const std::string& text = chinese(model) ? clause.text_zh : clause.text_en;
  tooltip(text);
  constexpr std::string_view coverage[] = {"coverage.automatic", "coverage.assisted", "coverage.manual"};
  const std::string how(ui.text(coverage[static_cast<std::size_t>(clause.coverage)]));
  ui.mark("clause/" + clause.number, place.min, place.max, how + " " + text);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(place.min, place.max, colour(ui.theme.raised));
  const float y = line_top(ui, place.min.y, place.h(), Type::small_strong), right = place.max.x - ui.dp(kEdge);
  float x = place.min.x + ui.dp(kEdge);
  x += put(ui, {x, y}, Type::small_strong, ui.theme.text, clause.number) + ui.dp(8);
  const float tail = measure(ui, Type::small, how).x;
  put(ui, {x, y}, Type::small, ui.theme.dim, text, right - tail - ui.dp(10) - x);
  put_right(ui, {right, y}, Type::small, ui.theme.dim, how);
}

// A line that opens and closes what is folded away.
void draw_fold(const UiContext& ui, const Rect& place, const char* sign, const ImVec4& ink, const std::string& text,
               bool open, std::string_view command) {
  const float y = line_top(ui, place.min.y, place.h(), Type::body);
  put(ui, {place.min.x + ui.dp(kEdge), y}, Type::body, ink, sign);
  const desk::Chord key = ui.key(command);
  const float cap = ui.dp(20), key_x = place.max.x - ui.dp(kEdge) - key_width(ui, key);
  const std::string_view word = ui.text(open ? "side.fold" : "side.unfold");
  const float word_x = key_x - ui.dp(6) - measure(ui, Type::small, word).x;
  put(ui, {place.min.x + ui.dp(kIndent), y}, Type::body, ui.theme.dim, text, word_x - ui.dp(8) - place.min.x - ui.dp(kIndent));
  put(ui, {word_x, line_top(ui, place.min.y, place.h(), Type::small)}, Type::small, ui.theme.dim, word);
  put_key(ui, {key_x, place.min.y + (place.h() - cap) / 2}, cap, key, ui.theme.dim);
}

bool press_fold(const UiContext& ui, const char* id, const Rect& place, const std::string& said) {
  ImGui::SetCursorScreenPos(place.min);
  const bool pressed = ImGui::InvisibleButton(id, place.size());
  ui.mark(id, said);
  return pressed;
}

void draw_stranger(const UiContext& ui, const StrangerRow& row, const Rect& place) {
  const WithId with(row.theirs->check.value.c_str());
  ImGui::SetCursorScreenPos(place.min);
  ImGui::InvisibleButton("###stranger", place.size());
  const std::string key = "finding." + row.theirs->check.value;
  const std::string name = ui.texts.has(key) ? std::string(ui.text(key)) : row.theirs->check.value;
  const std::string said = theirs_said(ui, *row.theirs);
  const std::string none(ui.text("side.no_check_here"));
  tooltip(none + "\n" + said);
  ui.mark("stranger/" + row.theirs->check.value, place.min, place.max, said);
  const float x = place.min.x + ui.dp(kIndent), right = place.max.x - ui.dp(kEdge);
  const float y = line_top(ui, place.min.y, ui.dp(kRow), Type::body);
  put(ui, {place.min.x + ui.dp(kEdge), y}, Type::body, ui.theme.dim, icon::flag);
  const float used = put(ui, {x, y}, Type::body, ui.theme.text, name, (right - x) / 2);
  put(ui, {x + used + ui.dp(8), line_top(ui, place.min.y, ui.dp(kRow), Type::small)}, Type::small, ui.theme.dim, none,
      right - x - used - ui.dp(8));
  put(ui, {x, line_top(ui, place.min.y + ui.dp(kRow - 4), ui.dp(kLine), Type::small)}, Type::small, ui.theme.dim, said,
      right - x);
}

// Which checks, and in the tooltip why; the reason stands in the row where it is the same for all.
void draw_unseen(const UiContext& ui, const UnseenRow& row, const Rect& place, desk::Intents& out) {
  const std::string id = "unseen/" + row.findings.front()->id.value;
  const WithId with(id.c_str());
  if (press_row(ui, place, false)) out.push_back(desk::TogglePassed{});
  const std::string count = std::to_string(row.findings.size());
  std::string names, reasons, because = reason_why(ui, *row.findings.front());
  for (const Finding* finding : row.findings) {
    const std::string name(ui.text("finding." + finding->id.value)), reason = reason_why(ui, *finding);
    names += (names.empty() ? "" : " · ") + name;
    reasons += (reasons.empty() ? "" : "\n") + name + " – " + reason;
    if (reason != because) because.clear();
  }
  for (const std::string_view stop : {"。", "."})
    if (because.ends_with(stop)) because.resize(because.size() - stop.size());
  tooltip(reasons);
  const std::string why = because.empty() ? ui.format("side.unseen_several", {count}) : ui.format("side.unseen", {because, count});
  ui.mark(id, place.min, place.max, why + " " + names);
  const float x = place.min.x + ui.dp(kIndent), right = place.max.x - ui.dp(kEdge);
  put(ui, {place.min.x + ui.dp(kEdge), line_top(ui, place.min.y, ui.dp(kRow), Type::body)}, Type::body,
      verdict_colour(ui.theme, Verdict::not_assessable), verdict_icon(Verdict::not_assessable));
  put(ui, {x, line_top(ui, place.min.y, ui.dp(kRow), Type::body)}, Type::body, ui.theme.text, why, right - x);
  put(ui, {x, line_top(ui, place.min.y + ui.dp(kRow - 4), ui.dp(kLine), Type::small)}, Type::small, ui.theme.dim, names,
      right - x);
}

}  // namespace

float row_height(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const desk::CheckRow& row,
                 float width) {
  if (const auto* finding = std::get_if<FindingRow>(&row))
    return ui.dp(kRow) + static_cast<float>(lines_of(*finding)) * ui.dp(kLine);
  if (const auto* tick = std::get_if<TickRow>(&row))
    return ui.dp(kRow) + (shown.shown_tick == tick->tick->id ? hint_height(model, ui, *tick->tick, width) : 0);
  if (std::holds_alternative<ClauseRow>(row)) return ui.dp(kClause);
  if (std::holds_alternative<StrangerRow>(row) || std::holds_alternative<UnseenRow>(row)) return ui.dp(kRow) + ui.dp(kLine);
  return ui.dp(kRow);
}

void draw_check_row(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui,
                    const desk::CheckRow& row, const Rect& place, desk::Intents& out) {
  if (const auto* finding = std::get_if<FindingRow>(&row)) draw_finding(shown, ui, *finding, place, out);
  if (const auto* tick = std::get_if<TickRow>(&row)) draw_tick(model, shown, ui, *tick, place, out);
  if (const auto* clause = std::get_if<ClauseRow>(&row)) draw_clause(model, ui, *clause, place);
  if (const auto* stranger = std::get_if<StrangerRow>(&row)) draw_stranger(ui, *stranger, place);
  if (const auto* unseen = std::get_if<UnseenRow>(&row)) draw_unseen(ui, *unseen, place, out);
  if (const auto* passed = std::get_if<PassedRow>(&row)) {
    const std::string count = std::to_string(passed->count);
    if (press_fold(ui, "side/passed", place, count)) out.push_back(desk::TogglePassed{});
    draw_fold(ui, place, icon::pass, ui.theme.pass,
              ui.format(shown.show_passed ? "side.all_shown" : "side.others_pass", {count}), shown.show_passed,
              "review.toggle_passed");
  }
  if (const auto* ticks = std::get_if<TicksRow>(&row)) {
    const std::string count = std::to_string(ticks->ticked) + " / " + std::to_string(ticks->all);
    if (press_fold(ui, "side/ticks", place, count)) out.push_back(desk::ToggleTicks{});
    draw_fold(ui, place, icon::ticked, ui.theme.dim, ui.format("side.ticks", {count}), shown.show_ticks,
              shown.show_ticks ? "review.toggle_ticks" : "review.tick");
  }
}

}  // namespace zhaojian::ui
