#include <algorithm>
#include <string>
#include <vector>

#include "desk/selectors.h"
#include "domain/masking.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

std::string joined(std::initializer_list<std::string> parts) {
  std::string all;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += " · ";
    all += part;
  }
  return all;
}

std::string payment_text(const UiContext& ui, domain::Payment payment) {
  switch (payment) {
    case domain::Payment::paid: return std::string(ui.text("payment.paid"));
    case domain::Payment::waived: return std::string(ui.text("payment.waived"));
    case domain::Payment::unpaid: return std::string(ui.text("payment.unpaid"));
    case domain::Payment::unknown: return {};
  }
  return {};
}

// Was the old reason fixed? With icon and word, so that it is not told by colour alone. Drawn from `at` down, and how
// high that is.
constexpr float kOldHead = 22, kOldLine = 20, kAbove = 6;
float draw_old_reasons(const desk::Model& model, const desk::CaseFile& file, const UiContext& ui, ImVec2 at, float width) {
  float y = at.y + ui.dp(kAbove);
  put(ui, {at.x, y}, Type::small_strong, ui.theme.dim, ui.text("student.last_return"), width);
  y += ui.dp(kOldHead);
  if (file.old_reasons.empty()) {  // judged before this station was there, or elsewhere
    const std::string_view none = ui.text("student.old_none");
    const float height = put_wrapped(ui, {at.x, y}, Type::small, ui.theme.dim, none, width);
    ui.mark("student/old_none", {at.x, y}, {at.x + width, y + height}, none);
    return y + height - at.y;
  }
  for (const domain::OldReasonState& old : file.old_reasons) {
    const domain::Reason* reason = model.reasons ? model.reasons->find(old.code) : nullptr;
    const bool en = model.preferences.language == domain::Language::en;
    const std::string label = !reason ? old.code.value : en ? reason->label_en : reason->label_zh;
    const char* sign = icon::not_assessable;
    const ImVec4* ink = &ui.theme.not_assessable;
    std::string_view word = "student.old_unknown";
    if (old.state == domain::OldReason::cleared) sign = icon::check, ink = &ui.theme.pass, word = "student.old_cleared";
    if (old.state == domain::OldReason::still_there) sign = icon::close, ink = &ui.theme.fail, word = "student.old_still_there";
    put(ui, {at.x, y}, Type::small, *ink, sign);
    const float w = put(ui, {at.x + ui.dp(18), y}, Type::small, *ink, ui.text(word));
    put(ui, {at.x + ui.dp(24) + w, y}, Type::small, ui.theme.text, label, width - ui.dp(24) - w);
    ui.mark("student/old/" + old.code.value, {at.x, y}, {at.x + width, y + ui.dp(kOldLine)}, label);
    y += ui.dp(kOldLine);
  }
  return y - at.y;
}

bool tells_old_reasons(const desk::CaseFile& file) {
  return !file.old_reasons.empty() || file.review_case.submission.attempt > 1;
}

float old_reasons_height(const desk::CaseFile& file, const UiContext& ui, float width) {
  if (!tells_old_reasons(file)) return 0;
  const auto lines = static_cast<float>(file.old_reasons.size());
  const float told = file.old_reasons.empty() ? wrapped_height(ui, Type::small, ui.text("student.old_none"), width) : lines * ui.dp(kOldLine);
  return ui.dp(kAbove + kOldHead) + told;
}

// Who put it aside before, and why: what the one who has it now should know.
std::string told(const desk::Model& model, const domain::Aside& aside, const UiContext& ui) {
  const auto who = std::ranges::find(model.operators, aside.by, &domain::Operator::id);
  const std::string by = who == model.operators.end() ? aside.by.value : who->name;
  const std::string key = std::string(name(aside.kind)) + ".reason." + aside.reason;
  const std::string why = ui.texts.has(key) ? std::string(ui.text(key)) : aside.reason;
  constexpr std::string_view texts[] = {"student.skipped", "student.escalated", "student.reversed"};
  return ui.format(texts[static_cast<int>(aside.kind)], {by, why});
}

// Warnings about the case itself, each with the name a test knows it by.
struct Warning {
  const char* id;
  std::string text;
};
std::vector<Warning> warnings(const desk::Model& model, const desk::CaseFile& file, const UiContext& ui) {
  std::vector<Warning> all;
  if (model.lease_until && !desk::looked_back(model)) {
    const std::string left = short_duration(ui, *model.lease_until - model.now);
    all.push_back({"student/lease", std::string(icon::lock) + " " + ui.format("student.lease_until", {left})});
  }
  if (file.other_photo && !desk::barred_from_approval(file))  // else it stands beside the keys
    all.push_back({"student/other_photo", std::string(icon::warn) + " " + std::string(ui.text("student.other_photo"))});
  return all;
}

// A line about the student; where the panel is too low for what the reviewer must know, those of the highest `spare`
// are left out first, never those of 0.
struct Fact {
  std::string text;
  int spare;
};
std::vector<Fact> facts(const domain::Submission& s, const UiContext& ui) {
  const std::string attempt = s.attempt > 1 ? ui.format("queue.attempt", {std::to_string(s.attempt)}) : "";
  const std::string id = s.student.id_number.empty() ? "" : ui.format("student.id_number", {domain::masked_id_number(s.student.id_number)});
  std::vector<Fact> all{{ui.format("student.number", {s.student.student_number}), 0},
                        {s.batch.school_name, 1},
                        {s.student.major, 3},
                        {id, 2},
                        {joined({payment_text(ui, s.payment), attempt}), 0}};
  std::erase_if(all, [](const Fact& fact) { return fact.text.empty(); });
  return all;
}

// As many as fit into `lines`.
std::vector<Fact> fitting(std::vector<Fact> all, float lines) {
  while (static_cast<float>(all.size()) > lines) {
    const auto least = std::ranges::max_element(all, {}, &Fact::spare);
    if (least == all.end() || least->spare == 0) break;
    all.erase(least);
  }
  return all;
}

constexpr float kLine = 21, kGap = 3, kEdge = 14;

// Name and facts from `at` down, as many as fit into `room` pixels with the name; returns where they end.
float draw_facts(const domain::Submission& s, const UiContext& ui, ImVec2 at, float width, float room) {
  const auto [x, top] = at;
  const std::string name = domain::masked_name(s.student.name);
  const float name_width = put(ui, at, Type::strong, ui.theme.text, name, width);
  ui.mark("student/name", at, {x + name_width, top + ui.dp(22)}, name);
  const std::string class_line = joined({s.student.level, s.batch.graduation.empty() ? "" : ui.format("student.class_of", {s.batch.graduation})});
  put(ui, {x + name_width + ui.dp(8), top + ui.dp(3)}, Type::small, ui.theme.dim, class_line, std::max(ui.dp(10), width - name_width - ui.dp(8)));
  float y = top + ui.dp(28);
  for (const Fact& fact : fitting(facts(s, ui), (top + room - y) / ui.dp(kLine))) {
    put(ui, {x, y}, Type::small, ui.theme.dim, fact.text, width);
    y += ui.dp(kLine);
  }
  return y;
}

float draw_warnings(const std::vector<Warning>& all, const UiContext& ui, ImVec2 at, float width) {
  for (const Warning& warning : all) {
    const float height = put_wrapped(ui, at, Type::small, ui.theme.warn, warning.text, width);
    ui.mark(warning.id, at, {at.x + width, at.y + height}, warning.text);
    at.y += height + ui.dp(kGap);
  }
  return at.y;
}

// The newest first, and that one in any case.
float draw_asides(const desk::Model& model, const desk::CaseFile& file, const UiContext& ui, ImVec2 at, float width, float bottom) {
  for (auto aside = file.asides.rbegin(); aside != file.asides.rend(); ++aside) {
    const std::string text = told(model, *aside, ui);
    if (at.y + wrapped_height(ui, Type::small, text, width) > bottom && aside != file.asides.rbegin()) break;
    const ImVec4& ink = aside->kind == domain::AsideKind::escalate ? ui.theme.warn : ui.theme.dim;
    const float height = put_wrapped(ui, at, Type::small, ink, text, width);
    ui.mark("student/aside", at, {at.x + width, at.y + height}, text);
    at.y += height + ui.dp(kGap);
  }
  return at.y;
}

}  // namespace

void draw_student(const desk::Model& model, const UiContext& ui, const Rect& place) {
  const Panel panel("###student", place.min, place.size(), ui.theme.panel);
  const float x = place.min.x + ui.dp(kEdge), width = place.w() - ui.dp(24), bottom = place.max.y - ui.dp(4);
  float y = place.min.y + ui.dp(10);
  put(ui, {x, y}, Type::small_strong, ui.theme.dim, ui.text("student.title"));
  y += ui.dp(24);
  const desk::CaseFile* file = desk::on_screen(model);
  if (!file) {
    put(ui, {x, y}, Type::small, ui.theme.faint, ui.text("student.none"), width);
    return;
  }
  const auto high = [&](const std::string& text) { return wrapped_height(ui, Type::small, text, width) + ui.dp(kGap); };
  const std::vector<Warning> warned = warnings(model, *file, ui);
  float must = old_reasons_height(*file, ui, width);
  for (const Warning& warning : warned) must += high(warning.text);
  if (!file->asides.empty()) must += high(told(model, file->asides.back(), ui));
  y = draw_facts(file->review_case.submission, ui, {x, y}, width, bottom - y - must);
  y = draw_warnings(warned, ui, {x, y}, width);
  if (tells_old_reasons(*file)) y += draw_old_reasons(model, *file, ui, {x, y}, width) + ui.dp(kGap);
  draw_asides(model, *file, ui, {x, y}, width, bottom);
}

float draw_what_was_said(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place) {
  const desk::CaseFile& file = *shown.file;
  const float x = place.min.x + ui.dp(kEdge), width = place.w() - ui.dp(2 * kEdge);
  std::vector<Warning> all = warnings(model, file, ui);
  // Beside the keys there is no room for it either.
  const auto barred = shown.past ? std::nullopt : desk::barred_from_approval(shown);
  const auto note = barred || shown.past ? barred : desk::approval_note(shown);
  if (note) all.push_back({"student/approval_note", std::string(icon::warn) + " " + std::string(ui.text(*note))});
  float y = draw_warnings(all, ui, {x, place.min.y}, width);
  if (tells_old_reasons(file)) y += draw_old_reasons(model, file, ui, {x, y - ui.dp(kAbove)}, width) - ui.dp(kAbove);
  y = draw_asides(model, file, ui, {x, y}, width, y);
  return y > place.min.y ? y + ui.dp(kAbove) : y;
}

float draw_whose(const desk::CaseFile& file, const UiContext& ui, const Rect& place) {
  const float x = place.min.x + ui.dp(kEdge), width = place.w() - ui.dp(2 * kEdge);
  put(ui, {x, place.min.y + ui.dp(kAbove)}, Type::small_strong, ui.theme.dim, ui.text("student.title"));
  return draw_facts(file.review_case.submission, ui, {x, place.min.y + ui.dp(kAbove + kOldHead)}, width, place.h() + ui.dp(400));
}

}  // namespace zhaojian::ui
