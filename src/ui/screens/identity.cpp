#include <algorithm>
#include <cmath>

#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/checks.h"
#include "ui/screens/lookalikes.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr Duration kLookFor = seconds(2);

std::optional<domain::PhotoRole> compared_with(const FindingId& id) {
  using enum domain::PhotoRole;
  for (const domain::PhotoRole role : {enrollment, admission, population})
    if (id.value == "id.match_" + std::string(domain::name(role))) return role;
  return {};
}

// How often such a number is wrong: different people as alike as this, the same person less alike.
float put_counted(const desk::Reviewing& shown, const domain::Finding& finding, const UiContext& ui, ImVec2 at, float width) {
  const auto role = compared_with(finding.id);
  if (!role) return 0;
  const auto counted = ui.identity_error ? domain::counted_error(*ui.identity_error, shown.file->assessment->engine, *role, *finding.value)
                                         : std::nullopt;
  const std::string name(ui.text("finding." + finding.id.value));
  std::string said(ui.text("side.not_counted"));
  if (counted) {
    const auto whole = [](int value) { return std::to_string(value); };
    said = ui.format("side.counted_error", {whole(counted->different_as_alike), whole(counted->different),
                                            whole(counted->same_as_unlike), whole(counted->same)});
  }
  said = ui.format("side.counted_of", {name, said});
  const float height = put_wrapped(ui, at, Type::small, ui.theme.dim, said, width);
  ui.mark("side/counted/" + finding.id.value, at, {at.x + width, at.y + height}, said);
  return height + ui.dp(4);
}

// What the networks say of each reference, once that may be known.
std::vector<const domain::Finding*> revealed(const desk::Reviewing& shown) {
  std::vector<const domain::Finding*> found;
  if (!shown.identity || !shown.revealed || !shown.file->assessment) return found;
  for (const domain::Finding& finding : shown.file->assessment->findings) {
    if (!desk::is_identity(finding)) continue;
    const auto role = compared_with(finding.id);  // a reference nobody has takes no line here; the checks name it
    if (finding.value || !role || shown.file->review_case.submission.photo(*role)) found.push_back(&finding);
  }
  return found;
}

constexpr float kHead = 22, kLine = 20;

}  // namespace

float identity_height(const desk::Reviewing& shown, const UiContext& ui) {
  return ui.dp(kHead + kLine) + static_cast<float>(revealed(shown).size()) * ui.dp(kLine);
}

// Only after the answer: what the networks say, one line per reference.
float draw_identity_answer(const desk::Reviewing& shown, const UiContext& ui, const Rect& place) {
  float y = place.min.y;
  const float x = place.min.x + ui.dp(14), width = place.w() - ui.dp(28);
  put(ui, {x, y}, Type::small_strong, ui.theme.dim, ui.text("side.identity"));
  y += ui.dp(kHead);
  if (!desk::needs_identity_answer(*shown.file)) {
    put(ui, {x, y}, Type::small, ui.theme.dim, ui.text(desk::barred_from_approval(*shown.file) == "error.decide.unreadable" ? "side.no_identity_unreadable" : "side.no_identity_pass"), width);
    return y + ui.dp(kLine);
  }
  if (!shown.identity) {
    const std::string open = shown.past ? std::string(ui.text("past.no_identity")) : ui.format("side.identity_open", {desk::label(ui.key("review.identity_pass"))});
    put(ui, {x, y}, Type::small, shown.past ? ui.theme.dim : ui.theme.warn, open, width);
    ui.mark("side/identity", {x, y}, {x + width, y + ui.dp(kLine)}, "open");
    return y + ui.dp(kLine);
  }
  const int last = shown.identity->changed_to.value_or(shown.identity->first);
  std::string answer = ui.format("side.your_answer", {std::to_string(last), ui.text("identity.step." + std::to_string(last))});
  if (shown.identity->changed_to) answer += ui.format("side.answer_changed", {std::to_string(shown.identity->first)});
  put(ui, {x, y}, Type::small, ui.theme.text, answer, width);
  ui.mark("side/identity", {x, y}, {x + width, y + ui.dp(kLine)}, answer);
  y += ui.dp(kLine);
  for (const domain::Finding* finding : revealed(shown)) {
    put(ui, {x, y}, Type::small, verdict_colour(ui.theme, finding->verdict), verdict_icon(finding->verdict));
    put(ui, {x + ui.dp(22), y}, Type::small, ui.theme.dim, ui.text("finding." + finding->id.value), ui.dp(110));
    const std::string said = finding->value ? number(*finding->value, 2) : std::string(ui.text(finding->why));
    put(ui, {x + ui.dp(138), y}, Type::small, finding->value ? ui.theme.text : ui.theme.dim, said, width - ui.dp(138));
    ui.mark("side/likeness/" + finding->id.value, {x, y}, {x + width, y + ui.dp(kLine)}, said);
    y += ui.dp(kLine);
  }
  return y;
}

// What follows from the answer, who else looks like this, and what the measured numbers mean.
float draw_identity_advice(const desk::Reviewing& shown, const UiContext& ui, const Rect& place) {
  float y = place.min.y;
  const float x = place.min.x + ui.dp(14), width = place.w() - ui.dp(28);
  if (!shown.identity) return y;
  if (const auto note = desk::approval_note(shown)) {
    const float height = put_wrapped(ui, {x, y}, Type::small, ui.theme.warn, ui.text(*note), width);
    ui.mark("side/second_look", {x, y}, {x + width, y + height}, ui.text(*note));
    y += height + ui.dp(6);
  }
  y += draw_lookalikes(shown, ui, {x, y}, width);
  const auto found = revealed(shown);
  for (const domain::Finding* finding : found)
    if (finding->value) y += put_counted(shown, *finding, ui, {x, y}, width);
  if (found.empty()) return y;
  y += put_wrapped(ui, {x, y}, Type::small, ui.theme.faint, ui.text("side.score_advice"), width) + ui.dp(4);
  if (ui.identity_error)
    y += put_wrapped(ui, {x, y}, Type::small, ui.theme.faint,
                     ui.format("side.counted_on", {std::to_string(ui.identity_error->people)}), width) + ui.dp(4);
  return y;
}

// Seven steps, one key each; nothing else that could sway the answer (review-tools.md §d4.2-3).
void draw_identity_question(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place,
                            desk::Intents& out) {
  const float x = place.min.x + ui.dp(14), width = place.w() - ui.dp(28);
  float y = place.min.y + ui.dp(12);
  put(ui, {x, y}, Type::strong, ui.theme.text, ui.text("identity.question"), width);
  y += ui.dp(30);
  y += put_wrapped(ui, {x, y}, Type::small, ui.theme.dim, ui.text("identity.how"), width) + ui.dp(14);
  // All seven are in sight in a low panel too.
  const float row = std::round(std::clamp((place.max.y - ui.dp(8) - y) / 7 - ui.dp(6), ui.dp(26), ui.dp(40)));
  for (int step = 7; step >= 1; --step) {
    const std::string id = "identity/" + std::to_string(step);
    ButtonSpec spec{id, ui.text("identity.step." + std::to_string(step)), ui.key("review.digit_" + std::to_string(step))};
    const bool given = shown.identity && shown.identity->changed_to.value_or(shown.identity->first) == step;
    spec.look = given ? ButtonLook::active : ButtonLook::plain;
    spec.enabled = desk::reviewing(model) != nullptr;  // not before the photos are there to be compared
    if (button_at(ui, {x, y}, row, spec, width)) out.push_back(desk::AnswerIdentity{shown.sequence, step});
    y += row + ui.dp(6);
  }
  // A hint, never a countdown: pressure makes more errors than it prevents (review-tools.md §d4).
  if (!shown.identity && model.now - shown.shown_at < kLookFor)
    ui.mark("identity/look_longer", {x, y}, {x + width, y + put_wrapped(ui, {x, y + ui.dp(6)}, Type::small, ui.theme.dim, ui.text("identity.look_longer"), width)});
  if (shown.identity && shown.identity->changed_to)
    y += put_wrapped(ui, {x, y + ui.dp(6)}, Type::small, ui.theme.warn, ui.text("notice.identity_changed_once"), width) + ui.dp(6);
  // Where there is no room it stands beside the answer in the standard pass alone, whose panel scrolls.
  constexpr float room = 180;
  if (place.max.y - y >= ui.dp(room)) draw_lookalikes(shown, ui, {x, y + ui.dp(6)}, width);
}

}  // namespace zhaojian::ui
