#pragma once
#include <variant>
#include <vector>

#include "desk/review.h"
#include "domain/agreement.h"

// The list of checks as rows, in the order they stand on the screen. Pure reads; cheap enough for every frame.
namespace zhaojian::desk {

struct FindingRow {
  const domain::Finding* finding = nullptr;
  const domain::Flag* theirs = nullptr;  // what the back end says of the same check, if anything
  domain::Agreement agreement = domain::Agreement::same;
};
struct TickRow {
  const domain::Tick* tick = nullptr;
  bool ticked = false;
};
struct ClauseRow {  // a heading; only when the list follows the standard
  const domain::Clause* clause = nullptr;
};
struct PassedRow {  // how many passed: the line that folds and unfolds them
  int count = 0;
};
struct TicksRow {  // how many of all are ticked: the line that folds and unfolds them
  int ticked = 0, all = 0;
};
struct StrangerRow {  // a flag of the back end for which there is no check here
  const domain::Flag* theirs = nullptr;
};
struct UnseenRow {  // several checks that could not be made, folded
  std::vector<const domain::Finding*> findings;
};
using CheckRow = std::variant<FindingRow, TickRow, ClauseRow, PassedRow, TicksRow, StrangerRow, UnseenRow>;

// By verdict: problems first (fail, warn, not assessable), a passed check the back end contradicts among them, then flags
// we have no check for, then what passed and what a person ticks, each folded into a line until it is opened; so are
// several checks that could not be made, until what passed is opened. By clause: every clause with its findings and ticks,
// nothing folded.
[[nodiscard]] std::vector<CheckRow> check_rows(const Reviewing& reviewing);

// Checks the back end contradicts: another verdict, or a value too far away.
[[nodiscard]] int count_disagreements(const Reviewing& reviewing);

}  // namespace zhaojian::desk
