#include "ui/problem_words.h"

#include "base/utf8.h"

namespace zhaojian::ui {
namespace {

constexpr std::size_t kDetail = 400;  // bytes

struct Sending {
  std::string_view text;         // as the sender stored it: key of the text catalogue
  const char* said;              // in few words, for a line of the list
  bool for_administrator = false;
};
constexpr Sending kSending[] = {{"error.notify.busy", "outbox.said.busy"},
                                {"error.notify.refused", "outbox.said.refused"},
                                {"error.notify.token", "outbox.said.token", true},
                                {"error.notify.secret", "outbox.said.token", true},
                                {"error.notify.endpoint_off", "outbox.said.switched_off", true},
                                {"error.net.unreachable", "outbox.said.no_answer"},
                                {"error.net.broken", "outbox.said.no_answer"},
                                {"error.net.timeout", "outbox.said.no_answer"},
                                {"error.net.truncated", "outbox.said.no_answer"}};

}  // namespace

ProblemWords item_problem(const UiContext& ui, const domain::ItemFault& fault, std::string_view problem) {
  const std::string key = "problems.said." + std::string(domain::name(fault.kind));
  const std::string place = fault.place.empty() ? std::string(ui.text("problems.said.whole")) : one_line(fault.place, 60);
  // Such an item can be read: what is to be done is about the photo, not about its form.
  const bool photo = fault.kind == domain::FaultKind::other_photo;
  return {ui.format(key, {place}), std::string(ui.text(photo ? "problems.advice.other_photo" : "problems.advice")), one_line(problem, kDetail)};
}

ProblemWords sending_problem(const UiContext& ui, const domain::OutboxEvent& event) {
  using domain::EventState;
  const auto words = [&](std::string_view said, std::string_view advice) -> ProblemWords {
    return {std::string(ui.text(said)), std::string(ui.text(advice)), one_line(event.last_problem, kDetail)};
  };
  if (event.state == EventState::superseded) return words("outbox.said.superseded", "outbox.advice.nothing");
  if (event.state == EventState::cancelled) return words("outbox.said.cancelled", "outbox.advice.nothing");
  if (event.last_problem.empty()) return {};
  const char* advice = event.state == EventState::dead ? "outbox.advice.dead" : "outbox.advice.waits";
  for (const Sending& known : kSending)
    if (known.text == event.last_text) return words(known.said, known.for_administrator ? "outbox.advice.administrator" : advice);
  // What is rare has a sentence of its own that says what to do; a row from before kinds were stored has its detail alone.
  if (ui.texts.has(event.last_text)) return {std::string(ui.text(event.last_text)), {}, one_line(event.last_problem, kDetail)};
  return words("outbox.said.other", advice);
}

std::string source_words(const UiContext& ui, std::string_view source) {
  const std::string key = "problems.source." + std::string(source);
  return std::string(ui.texts.has(key) ? ui.text(key) : source);
}

}  // namespace zhaojian::ui
