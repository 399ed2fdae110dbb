#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "desk/compare_view.h"
#include "domain/case_file.h"
#include "domain/decision.h"
#include "domain/lookalike.h"
#include "domain/lost_case.h"
#include "domain/message.h"
#include "domain/outbox.h"

// What is on the comparison desk.
namespace zhaojian::desk {

using domain::CaseFile;
using domain::CaseFilePtr;
using domain::GoneWhy;

enum class PhotoPhase { loading, ready, missing, broken };
struct PaneState {
  domain::PhotoRole role = domain::PhotoRole::submission;
  Sha256 sha256{};
  PhotoPhase phase = PhotoPhase::loading;
  std::string problem;            // text key when missing or broken
  std::optional<Date> taken_on;
  int width = 0, height = 0;      // of the decoded picture, 0 until known
  std::int64_t bytes = 0;
  // Eye centres in pixels of the picture, when the local networks found them: image left, image right.
  std::optional<std::array<domain::Spot, 2>> eyes;
  std::optional<FaceTone> tone;   // of the face between and below the eyes, when they are known
  bool preview = false;           // made here from the raw capture; nobody sent it
  [[nodiscard]] bool lost() const { return phase == PhotoPhase::missing || phase == PhotoPhase::broken; }
  bool operator==(const PaneState&) const = default;
};

// What the operator has chosen for a case so far; goes with it when it leaves the desk and comes back.
struct Choices {
  std::optional<domain::IdentityAnswer> identity;
  std::vector<domain::GivenReason> reasons;
  std::string note;
  std::vector<TickId> ticks = {};
  bool operator==(const Choices&) const = default;
};

// Chosen for a case that went back in line: it counts again when the same photo is claimed here once more.
struct KeptChoices {
  SubmissionId submission;
  Sha256 photo{};
  Choices choices;
};

struct Prefetched {
  CaseFilePtr file;
  std::vector<PaneState> panes;
  Choices choices = {};
};

enum class Pass { identity, standard };

// What re-processing the raw capture would give: made for the case on the desk alone, and gone with it.
struct Preview {
  PaneState pane;                 // loading until it is made; missing or broken with the reason
  int step = 0, steps = 0;        // how far the making is; 0 of 0 while it waits for a thread
  bool shown = true;              // put away and brought back without making it again
  bool operator==(const Preview&) const = default;
};

// Who else of the batch looks like the photo; asked for only after the reviewer's own answer.
struct Lookalikes {
  bool searching = true;
  std::vector<domain::Lookalike> found;
  std::string problem;            // text key when it could not be said
  bool operator==(const Lookalikes&) const = default;
};

// A decision that is looked at again: nothing is decided on it but whether it is taken back.
struct Past {
  domain::Decision decision;
  std::optional<domain::EventState> told;  // how far its message is
  bool operator==(const Past&) const = default;
};

// A case on the desk, photos and checks shown.
struct Reviewing {
  CaseFilePtr file;
  std::vector<PaneState> panes;          // submission first, then references in the order of the profile
  std::optional<Error> assess_error;
  std::optional<Preview> preview;        // asked for by the operator; shown in the standard pass
  Pass pass = Pass::standard;
  std::optional<domain::IdentityAnswer> identity;
  bool revealed = false;                 // similarity is shown only after the answer
  std::optional<Lookalikes> lookalikes;  // only where the profile allows faces to be kept
  std::vector<domain::GivenReason> reasons;  // picked so far, in order of picking
  std::string note;                      // for OTHER
  std::vector<TickId> ticks;             // what was ticked so far
  std::optional<ReasonCode> pin;         // whose place on the photo the arrow keys move
  std::optional<Past> past;              // looked at again; no lease is held
  std::optional<FindingId> shown_finding;    // whose evidence is drawn
  std::optional<TickId> shown_tick;      // the other kind of row the cursor can stand on
  bool show_passed = false;              // the folded line opened
  bool show_ticks = false;               // the line of what a person ticks opened
  bool by_clause = false;                // the list follows the standard instead of the verdicts
  bool guides = true;                    // overlay guides
  Tool tool = Tool::none;                // in the operator's hand; standard pass only
  Instant shown_at;                      // when all of it was first on screen
  std::uint64_t sequence = 0;            // rises with each case shown: a key carries it, a late key is refused
};

struct Idle {                            // nothing claimed yet, or the operator paused
  bool operator==(const Idle&) const = default;
};
struct Claiming {
  bool operator==(const Claiming&) const = default;
};
struct Opening {                         // claimed; photos not all decoded
  CaseFilePtr file;
  std::vector<PaneState> panes;
  Choices choices = {};
  std::optional<Error> assess_error = {};
  std::optional<Past> past = {};
};
struct QueueEmpty {                      // nothing to review now
  Instant since;
};
struct ClaimFailed {
  Error error;
};
// The case went away while it was looked at.
struct Gone {
  GoneWhy why = GoneWhy::withdrawn;
  std::string student_name, student_number;
  std::string by = {};                   // the name of who has it or judged it, as far as that is known
  std::optional<domain::Outcome> outcome = {};  // decided: how
  bool kept = false;                     // what was chosen comes back with the case, should it come back
};

using Review = std::variant<Idle, Claiming, Opening, Reviewing, QueueEmpty, ClaimFailed, Gone>;

}  // namespace zhaojian::desk
