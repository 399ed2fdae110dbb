#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "desk/review.h"

// The contact sheet (缩略图): many photos at once, for faults of the standard only.
namespace zhaojian::desk {

inline constexpr std::size_t kFewestTiles = 12, kMostTiles = 60;

enum class TileState {
  open,      // to be judged
  deciding,  // the store has not answered yet
  decided,
  gone,      // withdrawn, replaced, or somebody else's now: not decided
  refused,   // the store refused the decision; said by name
};

// One photo on the sheet, with its case leased to the operator.
struct Tile {
  CaseFilePtr file;
  Sha256 photo{};
  std::optional<domain::IdentityAnswer> identity;  // given on the desk before the case came here
  TileState state = TileState::open;
  GoneWhy why = GoneWhy::withdrawn;                // when gone
  bool marked = false;
  Duration seen;                                   // on screen so far, without the present stretch
  std::optional<Instant> seen_since;               // on screen now
  std::optional<domain::Decision> decision;        // under way or made
  int bulk = 0;                                    // which key press decided it
};

struct Sheet {
  enum class Phase { closed, claiming, shown, empty, failed } phase = Phase::closed;
  std::optional<Error> error;                      // when failed
  std::vector<Tile> tiles;
  std::size_t selected = 0;
  std::size_t columns = 1;                         // as last drawn
  std::size_t room = 0;                            // how many fit the window at a size one can judge; 0: not drawn yet
  int bulks = 0;                                   // key presses that decided something here
  std::vector<ReasonCode> reasons;                 // picked for the marked ones, at most three
  std::optional<SubmissionId> opened;              // looked at on the desk alone; the sheet waits for it
  std::uint64_t sequence = 0;                      // rises when other photos are on it: a key carries it
};

}  // namespace zhaojian::desk
