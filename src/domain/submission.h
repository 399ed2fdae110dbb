#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "domain/photo_ref.h"

// A submission (一次提交) as the capture back end describes it; contracts/intake.openapi.yaml, schema Submission.
namespace zhaojian::domain {

enum class FeedState { flagged, withdrawn, superseded };
enum class Payment { unknown, paid, waived, unpaid };
enum class FlagVerdict { fail, warn, not_assessable };
enum class MatchOutcome { same, uncertain, different, no_reference };

struct Batch {
  BatchId id;
  std::string school_code;
  std::string school_name;
  std::string graduation;  // "2024-01", expected graduation (届)
  ProfileId profile;
  std::optional<Instant> window_closes_at;  // 采集截止
  bool operator==(const Batch&) const = default;
};

struct Student {
  StudentRef ref;
  std::string student_number;  // 学号
  std::string name;            // as a rule already masked: 张*
  std::string id_number;       // empty, masked, or 18 characters; never shown with its last four
  std::string level;           // 层次
  std::string major;
  std::string capture_code;
  bool operator==(const Student&) const = default;
};

// What the back end's own automatic check found.
struct Flag {
  FindingId check;
  FlagVerdict verdict = FlagVerdict::fail;
  std::optional<double> value;
  std::string unit;
  std::string engine;
  bool operator==(const Flag&) const = default;
};

// The back end's own face comparison. Advice only.
struct Match {
  PhotoRole reference = PhotoRole::enrollment;
  MatchOutcome outcome = MatchOutcome::no_reference;
  std::optional<double> score;
  std::string engine;
  bool operator==(const Match&) const = default;
};

struct Submission {
  SubmissionId id;
  int version = 1;  // rises when the student replaces or withdraws; a decision names the version it judged
  FeedState state = FeedState::flagged;
  Batch batch;
  Student student;
  int attempt = 1;
  std::optional<SubmissionId> previous;
  Instant submitted_at;
  Payment payment = Payment::unknown;
  std::vector<Flag> flags;
  std::vector<Match> matches;
  std::vector<PhotoRef> photos;
  bool operator==(const Submission&) const = default;

  [[nodiscard]] const PhotoRef* photo(PhotoRole role) const {
    for (const PhotoRef& p : photos)
      if (p.role == role) return &p;
    return nullptr;
  }
};

}  // namespace zhaojian::domain
