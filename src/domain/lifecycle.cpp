#include "domain/lifecycle.h"

#include <optional>
#include <string>

namespace zhaojian::domain {
namespace {

constexpr std::string_view stage_names[kStageCount] = {
    "flagged",   "fetched",        "checked",   "queued",   "leased",    "held",       "released", "notified",
    "receipted", "second_opinion", "escalated", "reversed", "withdrawn", "superseded", "exported", "purged"};
constexpr std::string_view happening_names[kHappeningCount] = {
    "photos_complete",  "assessed",         "admitted",    "claimed",     "returned",     "decided",  "doubted",
    "escalated",        "undone",           "hold_over",   "event_taken", "receipt_came", "reversed", "requeued",
    "student_withdrew", "student_replaced", "new_version", "exported",    "purged"};
constexpr std::string_view round_names[] = {"first", "second", "supervisor"};

// The line a case stands in while it waits for a reviewer of this round.
constexpr Place line_of(Round round) {
  switch (round) {
    case Round::first: return {Stage::queued, Round::first};
    case Round::second: return {Stage::second_opinion, Round::second};
    case Round::supervisor: return {Stage::escalated, Round::supervisor};
  }
  return {Stage::queued, Round::first};
}

using Next = std::optional<Place>;

Next only(Place from, Stage expected, Stage to) {
  if (from.stage != expected) return std::nullopt;
  return Place{to, from.round};
}

// The stage says the round: what was kept beside it does not count here.
Next claimed(Place from) {
  if (from.stage == Stage::queued) return Place{Stage::leased, Round::first};
  if (from.stage == Stage::second_opinion) return Place{Stage::leased, Round::second};
  if (from.stage == Stage::escalated) return Place{Stage::leased, Round::supervisor};
  return std::nullopt;
}

Next doubted(Place from) {
  if (from != Place{Stage::leased, Round::first}) return std::nullopt;
  return line_of(Round::second);
}

// Nobody stands above a supervisor.
Next escalated(Place from) {
  if (from.stage != Stage::leased || from.round == Round::supervisor) return std::nullopt;
  return line_of(Round::supervisor);
}

// A receipt proves that the event was taken even when the answer to it was lost, and several come for one message.
Next receipt_came(Place from) {
  const bool after_release =
      from.stage == Stage::released || from.stage == Stage::notified || from.stage == Stage::receipted;
  if (!after_release) return std::nullopt;
  return Place{Stage::receipted, from.round};
}

Next reversed(Place from) {
  const bool after_release =
      from.stage == Stage::released || from.stage == Stage::notified || from.stage == Stage::receipted;
  if (!after_release) return std::nullopt;
  return Place{Stage::reversed, from.round};
}

Next ended_by_student(Place from, Stage to) {
  if (is_final(from.stage)) return std::nullopt;
  return Place{to, from.round};
}

// The student is told first, then the photo goes out.
Next exported(Place from) {
  if (from.stage != Stage::notified && from.stage != Stage::receipted) return std::nullopt;
  return Place{Stage::exported, from.round};
}

// What is still on its way, or waits for an answer to the student, must not vanish.
Next purged(Place from) {
  const bool told = from.stage == Stage::notified || from.stage == Stage::receipted;
  if (from.stage == Stage::purged || (!told && !is_final(from.stage))) return std::nullopt;
  return Place{Stage::purged, from.round};
}

Next next(Place from, Happening what) {
  switch (what) {
    case Happening::photos_complete: return only(from, Stage::flagged, Stage::fetched);
    case Happening::assessed: return only(from, Stage::fetched, Stage::checked);
    case Happening::admitted: return from.stage == Stage::checked ? Next(line_of(Round::first)) : std::nullopt;
    case Happening::claimed: return claimed(from);
    case Happening::returned: return from.stage == Stage::leased ? Next(line_of(from.round)) : std::nullopt;
    case Happening::decided: return only(from, Stage::leased, Stage::held);
    case Happening::doubted: return doubted(from);
    case Happening::escalated: return escalated(from);
    case Happening::undone: return only(from, Stage::held, Stage::leased);
    case Happening::hold_over: return only(from, Stage::held, Stage::released);
    case Happening::event_taken: return only(from, Stage::released, Stage::notified);
    case Happening::receipt_came: return receipt_came(from);
    case Happening::reversed: return reversed(from);
    case Happening::requeued: return from.stage == Stage::reversed ? Next(line_of(Round::first)) : std::nullopt;
    case Happening::student_withdrew: return ended_by_student(from, Stage::withdrawn);
    case Happening::student_replaced: return ended_by_student(from, Stage::superseded);
    case Happening::new_version: return Place{};
    case Happening::exported: return exported(from);
    case Happening::purged: return purged(from);
  }
  return std::nullopt;
}

}  // namespace

bool is_final(Stage stage) {
  return stage == Stage::withdrawn || stage == Stage::superseded || stage == Stage::exported || stage == Stage::purged;
}

Result<Place> advance(Place from, Happening what) {
  if (const Next to = next(from, what)) return *to;
  return Error{Errc::conflict, std::string(name(what)) + " cannot happen in stage " + std::string(name(from.stage)),
               "error.lifecycle.conflict"};
}

bool is_claimable(Stage stage) {
  return stage == Stage::queued || stage == Stage::second_opinion || stage == Stage::escalated;
}

std::string_view name(Stage stage) { return stage_names[static_cast<int>(stage)]; }
std::string_view name(Happening what) { return happening_names[static_cast<int>(what)]; }
std::string_view name(Round round) { return round_names[static_cast<int>(round)]; }

Result<Stage> stage_from(std::string_view name) {
  for (int i = 0; i < kStageCount; ++i) {
    if (stage_names[i] == name) return static_cast<Stage>(i);
  }
  return Error{Errc::invalid, "no stage is called \"" + std::string(name) + "\""};
}

Result<Round> round_from(std::string_view name) {
  for (int i = 0; i < 3; ++i) {
    if (round_names[i] == name) return static_cast<Round>(i);
  }
  return Error{Errc::invalid, "no round is called \"" + std::string(name) + "\""};
}

}  // namespace zhaojian::domain
