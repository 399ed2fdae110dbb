#pragma once
#include <string_view>

#include "base/result.h"

// The life of a submission as one explicit state machine (product.md, "The life of a submission"). Pure.
namespace zhaojian::domain {

enum class Stage {
  flagged,         // known; its photos are not all here
  fetched,         // every photo is here or known to be unobtainable
  checked,         // local checks ran
  queued,          // waits for a first reviewer
  leased,          // a reviewer has it
  held,            // decided; may still be undone
  released,        // undo time over; the event may leave
  notified,        // the back end took the event
  receipted,       // the back end said what became of the student's message
  second_opinion,  // an identity doubt, or an unsure approval, waits for a second, different reviewer
  escalated,       // waits for a supervisor
  reversed,        // a released decision was taken back; the correction is in the outbox
  withdrawn,       // the student took the photo back (终止)
  superseded,      // the student replaced the photo (终止 for this version)
  exported,
  purged,
};
inline constexpr int kStageCount = 16;

enum class Happening {
  photos_complete,
  assessed,
  admitted,         // checked → queued
  claimed,
  returned,         // lease lapsed, skipped, signed out: back to where it was claimed from
  decided,          // approve, retake, re-process, or what a second reviewer confirmed
  doubted,          // first reviewer's identity doubt, or approval that needs a second look
  escalated,
  undone,           // within the hold time
  hold_over,
  event_taken,
  receipt_came,
  reversed,
  requeued,         // after a reversal, to be judged again
  student_withdrew,
  student_replaced, // this version is replaced by a newer one
  new_version,      // the newer version arrives: the life begins again
  exported,
  purged,
};
inline constexpr int kHappeningCount = 19;

// Which line a case stands in and returns to. Kept beside the stage while it is leased.
enum class Round { first, second, supervisor };

struct Place {
  Stage stage = Stage::flagged;
  Round round = Round::first;
  bool operator==(const Place&) const = default;
};

// Where a case goes when something happens, or `conflict` when that cannot happen there. Total: every pair is decided.
[[nodiscard]] Result<Place> advance(Place from, Happening what);

// Nothing but export, purge or a new version can follow.
[[nodiscard]] bool is_final(Stage stage);
// A reviewer may claim it (queued, second_opinion, escalated).
[[nodiscard]] bool is_claimable(Stage stage);

[[nodiscard]] std::string_view name(Stage stage);
[[nodiscard]] std::string_view name(Happening what);
[[nodiscard]] std::string_view name(Round round);
[[nodiscard]] Result<Stage> stage_from(std::string_view name);
[[nodiscard]] Result<Round> round_from(std::string_view name);

}  // namespace zhaojian::domain
