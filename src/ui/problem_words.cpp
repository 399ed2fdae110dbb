#include "ui/problem_words.h"

#include <charconv>
#include <optional>

#include "base/utf8.h"

namespace zhaojian::ui {
namespace {

constexpr std::size_t kDetail = 400;  // bytes

struct Known {
  std::string_view begins;  // as codec/node.cpp and codec/submission_json.cpp say it
  const char* text;         // with {0} for the field
};
constexpr Known kKnown[] = {
    {"missing", "problems.said.missing"},
    {"empty", "problems.said.missing"},
    {"not a list", "problems.said.kind"},
    {"not a text", "problems.said.kind"},
    {"not an object", "problems.said.kind"},
    {"not a number", "problems.said.kind"},
    {"not an integer", "problems.said.kind"},
    {"not true or false", "problems.said.kind"},
    {"not a time", "problems.said.time"},
    {"not a date", "problems.said.time"},
    {"not 64 hex digits", "problems.said.hash"},
    {"out of range", "problems.said.range"},
    {"longer than", "problems.said.long"},
    {"more than", "problems.said.long"},
    {"unknown", "problems.said.unknown"},
    {"none has the role submission", "problems.said.no_photo"},
    {"two have the same id", "problems.said.twice"}};

std::optional<int> status_of(std::string_view problem) {
  constexpr std::string_view word = "status ";
  const std::size_t at = problem.find(word);
  if (at == std::string_view::npos) return {};
  int status = 0;
  const char* begin = problem.data() + at + word.size();
  const auto [end, error] = std::from_chars(begin, problem.data() + problem.size(), status);
  if (error != std::errc{} || end == begin) return {};
  return status;
}

}  // namespace

ProblemWords item_problem(const UiContext& ui, std::string_view problem) {
  if (ui.texts.has(problem)) return {std::string(ui.text(problem)), {}, {}};
  const std::size_t colon = problem.find(": ");
  const std::string_view field = colon == std::string_view::npos ? std::string_view() : problem.substr(0, colon);
  const std::string_view what = colon == std::string_view::npos ? problem : problem.substr(colon + 2);
  ProblemWords words{std::string(ui.text("problems.said.other")), std::string(ui.text("problems.advice")), one_line(problem, kDetail)};
  for (const Known& known : kKnown) {
    if (field.empty() || !what.starts_with(known.begins)) continue;
    words.said = ui.format(known.text, {one_line(field, 60)});
    break;
  }
  return words;
}

ProblemWords sending_problem(const UiContext& ui, const domain::OutboxEvent& event) {
  using domain::EventState;
  if (event.last_problem.empty()) return {};
  const std::optional<int> status = status_of(event.last_problem);
  const bool dead = event.state == EventState::dead;
  const char* said = "outbox.said.no_answer";
  if (status) said = "outbox.said.busy";
  if (status && *status >= 400 && *status < 500 && *status != 408 && *status != 429) said = "outbox.said.refused";
  if (status == 401 || status == 403) said = "outbox.said.token";
  if (status == 410) said = "outbox.said.switched_off";
  if (event.state == EventState::superseded) said = "outbox.said.superseded";
  const char* advice = dead ? "outbox.advice.dead" : "outbox.advice.waits";
  if (status == 401 || status == 403 || status == 410) advice = "outbox.advice.administrator";
  if (event.state == EventState::superseded) advice = "outbox.advice.nothing";
  return {std::string(ui.text(said)), std::string(ui.text(advice)), one_line(event.last_problem, kDetail)};
}

std::string source_words(const UiContext& ui, std::string_view source) {
  const std::string key = "problems.source." + std::string(source);
  return std::string(ui.texts.has(key) ? ui.text(key) : source);
}

}  // namespace zhaojian::ui
