#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/decision.h"
#include "domain/lease.h"
#include "domain/lifecycle.h"
#include "domain/submission.h"

namespace zhaojian::domain {

// A submission with its life with us (一份待审件).
struct ReviewCase {
  Submission submission;
  Place place;
  Instant first_seen;
  Instant due_at;              // earlier of submitted + 24 h and the window's close; orders the queue
  std::int64_t epoch = 0;      // rises with each lease
  std::optional<OperatorId> holder;
  std::optional<DecisionId> decision;  // the one in force
  std::vector<OperatorId> judged_by;   // who gave an opinion in an earlier round
  std::int64_t revision = 0;   // of the row; a save names the revision it read
  bool operator==(const ReviewCase&) const = default;
};

// One line of the queue list; what a list shows and no more.
struct QueueItem {
  SubmissionId id;
  int version = 1;
  Place place;
  std::string student_name, student_number;
  int attempt = 1;
  Instant submitted_at, due_at;
  std::vector<FindingId> flags;
  Sha256 photo{};              // of the submission photo, for the thumbnail
  std::optional<OperatorId> holder;
  bool operator==(const QueueItem&) const = default;
};

}  // namespace zhaojian::domain
