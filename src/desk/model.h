#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "desk/effect.h"
#include "desk/review.h"
#include "desk/sheet.h"
#include "domain/item_fault.h"
#include "domain/operator.h"
#include "domain/outbox.h"
#include "domain/review_case.h"
#include "domain/texts.h"

// The operator's desk as a value: everything that decides what is on the screen and what a key does. Pixels are never in
// it, only photo hashes. UI thread.
namespace zhaojian::desk {

enum class Screen { sign_in, review, outbox, problems, history, settings, sheet };

// What a list shows while it is fetched, and when that failed.
struct Loading { bool operator==(const Loading&) const = default; };
struct Failed { Error error; };
template <class T>
using Async = std::variant<Loading, T, Failed>;

struct QueueView {
  Async<std::vector<domain::QueueItem>> rows = Loading{};  // a window of the list, from `offset`
  std::int64_t offset = 0;
  std::int64_t total = 0;
  std::string filter;  // text typed above the list
  bool matched = false;  // `filter` has found something since it was typed
  Ticket ticket;       // newest request
  Ticket shown;        // the request that `rows` answer
};

// The link to the capture back end, as the intake thread last reported it.
struct LinkState {
  enum class Kind { connecting, connected, offline, refused } kind = Kind::connecting;
  std::optional<Instant> last_sync;
  std::int64_t new_items = 0;       // since the program started
  std::int64_t photos_wanted = 0;   // still to be fetched
  std::int64_t photos_done = 0;     // fetched since the last time nothing was wanted
  std::string problem;              // text key, empty when all is well
  bool operator==(const LinkState&) const = default;
};

struct OutboxState {
  std::int64_t held = 0, pending = 0, dead = 0, refused = 0;
  bool endpoint_off = false;        // 410: an alarm
  std::string problem;              // text key
  bool operator==(const OutboxState&) const = default;
};

struct DayState {
  std::int64_t decided_by_me = 0, decided = 0, waiting = 0, second_opinions = 0, escalated = 0;
  std::int64_t to_check = 0;        // fetched, local checks not yet run
  std::int64_t quarantined = 0;     // items of the feed that could not be used
  std::optional<Instant> clear_at;  // forecast
  bool operator==(const DayState&) const = default;
};

// One of the last 20 decisions of this operator, newest first.
struct RecentDecision {
  domain::Decision decision;
  std::string student_name, student_number;
  bool operator==(const RecentDecision&) const = default;
};

enum class NoticeKind { info, done, warning, error };
struct Notice {
  NoticeKind kind = NoticeKind::info;
  std::string text;                 // text key
  std::vector<std::string> values;  // for {0} {1}
  Instant until;                    // errors stay until dismissed: until = far future
  std::uint64_t id = 0;
  Instant at = {};                  // last said
};

struct OutboxRow {
  domain::OutboxEvent event;
  std::string student_number;
};

struct ProblemRow {  // a quarantined item, or a photo that could not be had
  std::string source, id, problem, raw;
  Instant at;
  domain::ItemFault fault = {};
};

struct HistoryRow {
  domain::Decision decision;
  std::string student_name, student_number;
};

// A write that the store has not confirmed yet. It is kept and sent again with the same op until it is in, or refused.
struct Pending {
  OpId op;
  Effect again;
  std::string student_name, student_number;
  bool failed = false;              // the store could not take it; waits for the store to recover
};

struct Model {
  Screen screen = Screen::sign_in;
  Instant now;                                  // enters as an event; nothing here reads a clock
  Preferences preferences;
  std::optional<Preferences> chosen_at_sign_in;  // by whoever stands there, before anybody is known
  std::vector<domain::Operator> operators;
  bool operators_known = false;                 // the list has been read, though it may be empty
  std::optional<domain::Operator> me;
  StationId station;

  QueueView queue;
  Review review;                                // desk/review.h
  std::vector<Prefetched> prefetched;           // at most five, in the order they will come up

  std::optional<KeptChoices> kept;              // of the case last lost
  Sheet sheet;                                  // desk/sheet.h
  std::map<BatchId, std::vector<ReasonCode>> favourites;  // given most in each batch, most frequent first
  std::optional<Instant> lease_until;           // leases cannot be renewed and end then; wall time estimate
  std::optional<DecisionId> looking;            // asked for with LoadPast, not here yet
  std::optional<OpId> reversing;                // a ReverseDecision is under way
  bool claim_pending = false;                   // a ClaimCases is under way
  std::uint64_t last_sequence = 0;
  Instant last_refresh;                         // of queue and day counts

  std::vector<Pending> pending;
  std::vector<RecentDecision> recent;           // the undo strip
  LinkState link;
  OutboxState outbox;
  DayState day;
  std::vector<Notice> notices;                  // on the screen
  std::uint64_t last_notice = 0;
  std::vector<Notice> told;                     // the last ones since sign-in, newest first, to be read again

  Async<std::vector<OutboxRow>> outbox_rows = Loading{};
  Async<std::vector<ProblemRow>> problem_rows = Loading{};
  Async<std::vector<HistoryRow>> history_rows = Loading{};

  std::shared_ptr<const domain::ReasonCatalogue> reasons;
  std::optional<Error> store_failure;           // decisions cannot be saved: everything stops until it can
};

}  // namespace zhaojian::desk
