#include <algorithm>

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

// Was the old reason fixed? With icon and word, so that it is not told by colour alone.
float draw_old_reasons(const desk::Model& model, const desk::CaseFile& file, const UiContext& ui, ImVec2 at, float width) {
  float y = at.y;
  put(ui, {at.x, y}, Type::small_strong, ui.theme.dim, ui.text("student.last_return"), width);
  y += ui.dp(22);
  if (file.old_reasons.empty()) {  // judged before this station was there, or elsewhere
    const std::string_view none = ui.text("student.old_none");
    const float height = put_wrapped(ui, {at.x, y}, Type::small, ui.theme.dim, none, width);
    ui.mark("student/old_none", {at.x, y}, {at.x + width, y + height}, none);
    return y + height;
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
    y += ui.dp(20);
  }
  return y;
}

// Who put it aside before, and why: what the one who has it now should know.
float draw_aside(const desk::Model& model, const domain::Aside& aside, const UiContext& ui, ImVec2 at, float width) {
  const auto who = std::ranges::find(model.operators, aside.by, &domain::Operator::id);
  const std::string by = who == model.operators.end() ? aside.by.value : who->name;
  const std::string key = std::string(name(aside.kind)) + ".reason." + aside.reason;
  const std::string why = ui.texts.has(key) ? std::string(ui.text(key)) : aside.reason;
  constexpr std::string_view texts[] = {"student.skipped", "student.escalated", "student.reversed"};
  const std::string said = ui.format(texts[static_cast<int>(aside.kind)], {by, why});
  const float height = put_wrapped(ui, at, Type::small, aside.kind == domain::AsideKind::escalate ? ui.theme.warn : ui.theme.dim, said, width);
  ui.mark("student/aside", at, {at.x + width, at.y + height}, said);
  return height + ui.dp(3);
}

}  // namespace

void draw_student(const desk::Model& model, const UiContext& ui, const Rect& place) {
  const Panel panel("###student", place.min, place.size(), ui.theme.panel);
  const float x = place.min.x + ui.dp(14), width = place.w() - ui.dp(24);
  float y = place.min.y + ui.dp(10);
  put(ui, {x, y}, Type::small_strong, ui.theme.dim, ui.text("student.title"));
  y += ui.dp(24);
  const desk::CaseFile* file = desk::on_screen(model);
  if (!file) {
    put(ui, {x, y}, Type::small, ui.theme.faint, ui.text("student.none"), width);
    return;
  }
  const domain::Submission& s = file->review_case.submission;
  const std::string name = domain::masked_name(s.student.name);
  const float name_width = put(ui, {x, y}, Type::strong, ui.theme.text, name, width);
  ui.mark("student/name", {x, y}, {x + name_width, y + ui.dp(22)}, name);
  const std::string class_line = joined({s.student.level, s.batch.graduation.empty() ? "" : ui.format("student.class_of", {s.batch.graduation})});
  put(ui, {x + name_width + ui.dp(8), y + ui.dp(3)}, Type::small, ui.theme.dim, class_line, std::max(ui.dp(10), width - name_width - ui.dp(8)));
  y += ui.dp(28);
  const auto row = [&](const std::string& text) {
    if (text.empty()) return;
    put(ui, {x, y}, Type::small, ui.theme.dim, text, width);
    y += ui.dp(21);
  };
  row(ui.format("student.number", {s.student.student_number}));
  row(s.batch.school_name);
  row(s.student.major);
  row(s.student.id_number.empty() ? "" : ui.format("student.id_number", {domain::masked_id_number(s.student.id_number)}));
  row(joined({payment_text(ui, s.payment), s.attempt > 1 ? ui.format("queue.attempt", {std::to_string(s.attempt)}) : ""}));
  if (model.lease_until && !desk::looked_back(model)) {
    const std::string left = short_duration(ui, *model.lease_until - model.now);
    put(ui, {x, y}, Type::small, ui.theme.warn, std::string(icon::lock) + " " + ui.format("student.lease_until", {left}), width);
    y += ui.dp(21);
  }
  if (file->other_photo && !desk::barred_from_approval(*file)) {  // else it stands beside the keys
    const std::string said = std::string(icon::warn) + " " + std::string(ui.text("student.other_photo"));
    const float height = put_wrapped(ui, {x, y}, Type::small, ui.theme.warn, said, width);
    ui.mark("student/other_photo", {x, y}, {x + width, y + height}, said);
    y += height + ui.dp(3);
  }
  for (const domain::Aside& aside : file->asides) {
    if (y > place.max.y - ui.dp(24)) break;
    y += draw_aside(model, aside, ui, {x, y}, width);
  }
  if (!file->old_reasons.empty() || s.attempt > 1) draw_old_reasons(model, *file, ui, {x, y + ui.dp(6)}, width);
}

}  // namespace zhaojian::ui
