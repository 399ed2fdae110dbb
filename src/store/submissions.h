#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/finding.h"
#include "domain/item_fault.h"
#include "domain/review_case.h"

namespace zhaojian::store {

// What a queue list shows. All conditions together; empty means any.
struct QueueFilter {
  std::vector<domain::Stage> stages;  // empty: claimable ones and leased
  std::string text;                   // part of student number, name or id
  std::optional<BatchId> batch;
  std::optional<FindingId> flag;
  std::optional<OperatorId> holder;
};

// A text has its hits counted up to here and no further: nobody reads a thousand, and counting them all is slow.
inline constexpr std::int64_t kTextHits = 1'000;

struct QueuePage {
  std::vector<domain::QueueItem> items;  // by due_at, then id
  std::int64_t total = 0;                // matching the filter; with a text at most kTextHits
};

struct ClaimRequest {
  OperatorId who;
  StationId station;
  Duration length;
  int count = 1;
  bool supervisor = false;               // may take escalated cases
  std::optional<SubmissionId> this_one;  // only this case, if it is free
};

// An item of the feed that could not be used (隔离). Kept whole, so that nothing is lost.
struct QuarantinedItem {
  std::int64_t id = 0;
  std::string source;   // "submissions", "receipts"
  std::string item_id;  // as far as it could be read
  std::string raw;      // the JSON as it came; as it was read for one that could be read (other_photo)
  std::string problem;  // English: field and what is wrong with it
  Instant at;
  domain::ItemFault fault = {};  // the same for a program to know; `other` in rows from before it was kept
};

struct PhotoRow {
  domain::PhotoRef ref;
  SubmissionId submission;
  domain::PhotoState state = domain::PhotoState::wanted;
  int tries = 0;
  Instant next_try;
  std::string problem;
};

class Submissions {
 public:
  virtual ~Submissions() = default;

  [[nodiscard]] virtual Result<std::optional<domain::ReviewCase>> find(const SubmissionId& id) = 0;
  // Inserts a new case with its photo rows (state wanted, or present if another case brought the same hash).
  [[nodiscard]] virtual Done add(const domain::ReviewCase& review_case) = 0;
  // Writes the case if its revision is still the one read, then raises it; `stale` otherwise. Photo rows that are no
  // longer named are dropped, new ones added. A case saved as leased without having been claimed counts as lapsed.
  [[nodiscard]] virtual Done save(const domain::ReviewCase& review_case) = 0;

  [[nodiscard]] virtual Result<QueuePage> page(const QueueFilter& filter, std::int64_t offset, std::int64_t limit) = 0;
  [[nodiscard]] virtual Result<std::vector<SubmissionId>> in_stage(domain::Stage stage, std::int64_t limit) = 0;
  // Earlier submissions of the same student, newest first.
  [[nodiscard]] virtual Result<std::vector<domain::ReviewCase>> history(const StudentRef& student,
                                                                        std::int64_t limit) = 0;

  // Leases. Grants free cases in queue order (also those whose lease has lapsed), never one that `who` already judged,
  // and one that `who` skipped in the last half hour only when nothing else is free or it is `this_one`. Each grant
  // raises the epoch, except one that gives back to `who` what had lapsed at the same station: a decision on its way
  // there still counts. Must run inside transact().
  [[nodiscard]] virtual Result<std::vector<domain::Lease>> claim(const ClaimRequest& request) = 0;
  [[nodiscard]] virtual Result<bool> renew(const domain::Lease& lease, Duration length) = 0;  // false: no longer ours
  [[nodiscard]] virtual Result<std::vector<domain::Lease>> leases_of(const OperatorId& who,
                                                                     const StationId& station) = 0;
  // Leased cases whose time is over by more than `grace`; for putting them back in line.
  [[nodiscard]] virtual Result<std::vector<SubmissionId>> lapsed(Duration grace, std::int64_t limit) = 0;

  // Photos.
  [[nodiscard]] virtual Result<std::vector<PhotoRow>> photos_wanted(Instant now, std::int64_t limit) = 0;
  [[nodiscard]] virtual Result<std::vector<PhotoRow>> photos_of(const SubmissionId& id) = 0;
  // For every row with this hash, whatever submission it belongs to.
  [[nodiscard]] virtual Done mark_photo(const Sha256& sha256, domain::PhotoState state, const std::string& problem) = 0;
  [[nodiscard]] virtual Done put_off_photo(const Sha256& sha256, Instant next_try, const std::string& problem) = 0;
  // Cases in stage `flagged` that have no photo in state `wanted` any more.
  [[nodiscard]] virtual Result<std::vector<SubmissionId>> photos_complete(std::int64_t limit) = 0;
  // Content hashes no open case needs any more, least recently needed first; for the cache's byte budget. Mark what was
  // cleared as wanted: it is fetched again when a case that needs it is opened again, and not before.
  [[nodiscard]] virtual Result<std::vector<Sha256>> photos_unneeded(std::int64_t limit) = 0;

  // Local checks, kept by submission and version; written again when profile or engine changed.
  [[nodiscard]] virtual Done put_assessment(const domain::Assessment& assessment) = 0;
  [[nodiscard]] virtual Result<std::optional<domain::Assessment>> assessment(const SubmissionId& id, int version) = 0;
  // The newest of each submission, by id, until `each` returns false.
  [[nodiscard]] virtual Done read_assessments(const std::function<bool(const domain::Assessment&)>& each) = 0;

  // Feed bookkeeping. A cursor is stored in the same transaction as the rows it stands for.
  [[nodiscard]] virtual Result<std::optional<std::string>> cursor(const std::string& feed) = 0;
  [[nodiscard]] virtual Done set_cursor(const std::string& feed, const std::optional<std::string>& cursor) = 0;
  [[nodiscard]] virtual Done quarantine(const QuarantinedItem& item) = 0;  // the same raw item twice is one row
  [[nodiscard]] virtual Result<std::vector<QuarantinedItem>> quarantined(std::int64_t limit) = 0;
  // What is kept of one item of the submission feed, newest first; at most 50.
  [[nodiscard]] virtual Result<std::vector<QuarantinedItem>> quarantined_of(const SubmissionId& id) = 0;
};

}  // namespace zhaojian::store
