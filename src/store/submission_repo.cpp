#include "store/submission_repo.h"

#include "base/utf8.h"
#include "codec/submission_json.h"
#include "store/queue_page.h"
#include "store/sql/transaction.h"
#include "store/text_list.h"

namespace zhaojian::store {
namespace {

using domain::ReviewCase;
using domain::Stage;

constexpr std::string_view kCaseColumns =
    "SELECT b.body, s.stage, s.round, s.first_seen, s.due_at, s.epoch, s.holder, s.decision, s.revision "
    "FROM submissions s JOIN submission_bodies b ON b.submission = s.id ";

Result<ReviewCase> read_case(Row& row) {
  ReviewCase found;
  const std::string body = row.text();
  found.submission = TRY(codec::submission_from_json(bytes_of(body)));
  found.place.stage = TRY(domain::stage_from(row.text()));
  found.place.round = TRY(domain::round_from(row.text()));
  found.first_seen = row.instant();
  found.due_at = row.instant();
  found.epoch = row.integer();
  if (auto holder = row.maybe(&Row::text)) found.holder = OperatorId(std::move(*holder));
  if (auto decision = row.maybe(&Row::text)) found.decision = DecisionId(std::move(*decision));
  found.revision = row.integer();
  return found;
}

Result<OperatorId> read_operator(Row& row) { return row.id<OperatorId>(); }
Result<SubmissionId> read_id(Row& row) { return row.id<SubmissionId>(); }

Done add_judges(Connection& db, ReviewCase& found) {
  found.judged_by = TRY(all(db, "SELECT operator FROM judges WHERE submission = $1 ORDER BY position",
                            values(found.submission.id), &read_operator));
  return {};
}

// The JSON of what was sent; `invalid` for a submission that could be written but never read again.
Result<std::string> body_of(const domain::Submission& submission) {
  std::string body = codec::submission_to_json(submission);
  if (auto again = codec::submission_from_json(bytes_of(body)); !again)
    return std::move(again).error().in("submission");
  return body;
}

std::string flags_of(const domain::Submission& submission) {
  std::vector<FindingId> checks;
  for (const domain::Flag& flag : submission.flags) checks.push_back(flag.check);
  return list_to_text(checks);
}

Sha256 photo_of(const domain::Submission& submission) {
  const domain::PhotoRef* photo = submission.photo(domain::PhotoRole::submission);
  return photo ? photo->sha256 : Sha256{};
}

// The columns that follow from the submission's body.
Done write_columns(Connection& db, const ReviewCase& c) {
  const domain::Submission& s = c.submission;
  TRY(db.execute(
      "UPDATE submissions SET version = $2, batch = $3, student = $4, student_number = $5, student_name = $6, "
      "attempt = $7, submitted_at = $8, first_seen = $9, flags = $10, photo = $11 WHERE id = $1",
      values(s.id, s.version, s.batch.id, s.student.ref, s.student.student_number, s.student.name, s.attempt,
             s.submitted_at, c.first_seen, flags_of(s), photo_of(s))));
  return {};
}

// Every character of what can be searched that is not ASCII.
Done write_letters(Connection& db, const domain::Submission& submission) {
  constexpr std::string_view kRow = "(SELECT row_id FROM submissions WHERE id = $1)";
  TRY(db.execute("DELETE FROM case_letters WHERE row_id = " + std::string(kRow), values(submission.id)));
  for (const char32_t letter :
       code_points(submission.student.student_number + submission.student.name + submission.id.value)) {
    if (letter < 0x80) continue;
    TRY(db.execute(
        "INSERT INTO case_letters (letter, row_id) VALUES ($2, " + std::string(kRow) + ") ON CONFLICT DO NOTHING",
        values(submission.id, utf8(letter))));
  }
  return {};
}

Done write_flags(Connection& db, const ReviewCase& review_case) {
  const auto& submission = review_case.submission;
  TRY(db.execute("DELETE FROM case_flags WHERE submission = $1", values(submission.id)));
  for (const domain::Flag& flag : submission.flags) {
    TRY(db.execute(
        "INSERT INTO case_flags (flag, stage, due_at, submission) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        values(flag.check, name(review_case.place.stage), review_case.due_at, submission.id)));
  }
  return {};
}

}  // namespace

Result<std::optional<ReviewCase>> SubmissionRepo::find(const SubmissionId& id) {
  auto found = TRY(first(db_, std::string(kCaseColumns) + "WHERE s.id = $1", values(id), &read_case));
  if (found) TRY(add_judges(db_, *found));
  return found;
}

Done SubmissionRepo::add(const ReviewCase& c) {
  const domain::Submission& s = c.submission;
  return atomically(db_, [&]() -> Done {
    TRY(db_.execute(
        "INSERT INTO submissions (id, version, stage, round, batch, student, student_number, student_name, "
        "attempt, submitted_at, first_seen, due_at, flags, photo, photos_waiting, epoch, holder, decision, "
        "revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $16, $17, $18)",
        values(s.id, s.version, name(c.place.stage), name(c.place.round), s.batch.id, s.student.ref,
               s.student.student_number, s.student.name, s.attempt, s.submitted_at, c.first_seen, c.due_at, flags_of(s),
               photo_of(s), c.epoch, c.holder, c.decision, c.revision)));
    const std::string body = TRY(body_of(s));
    TRY(db_.execute("INSERT INTO submission_bodies (submission, body) VALUES ($1, $2)", values(s.id, body)));
    TRY(write_parts(c));
    if (!needs_photos(c.place.stage)) TRY(photos_.settle(s.id));
    return write_judges(c);
  });
}

Done SubmissionRepo::save(const ReviewCase& c) {
  const domain::Submission& s = c.submission;
  return atomically(db_, [&]() -> Done {
    const auto read_stage = +[](Row& row) -> Result<Stage> { return domain::stage_from(row.text()); };
    const auto before = TRY(first(db_, "SELECT stage FROM submissions WHERE id = $1", values(s.id), read_stage));
    if (!before) return Error{Errc::not_found, "no such case"};
    const auto changed = TRY(db_.execute(
        "UPDATE submissions SET stage = $3, round = $4, due_at = $5, epoch = $6, holder = $7, decision = $8, "
        "revision = revision + 1 WHERE id = $1 AND revision = $2",
        values(s.id, c.revision, name(c.place.stage), name(c.place.round), c.due_at, c.epoch, c.holder, c.decision)));
    if (changed == 0) return Error{Errc::stale, "the case was changed by somebody else", "error.store.stale"};
    // What the student sent changes rarely; most saves only move the case.
    const auto rewritten =
        TRY(db_.execute("UPDATE submission_bodies SET body = $2 WHERE submission = $1 AND body <> $2",
                        values(s.id, codec::submission_to_json(s))));
    if (rewritten > 0) {
      TRY(body_of(s));
      TRY(write_columns(db_, c));
      TRY(write_parts(c));
    }
    if (rewritten > 0 || needs_photos(*before) != needs_photos(c.place.stage)) TRY(photos_.settle(s.id));
    if (c.place.stage != Stage::leased && *before == Stage::leased) {
      TRY(db_.execute(
          "UPDATE submissions SET lease_station = NULL, lease_until = NULL, lease_boot = NULL WHERE id = $1",
          values(s.id)));
    }
    return write_judges(c);
  });
}

Done SubmissionRepo::write_parts(const ReviewCase& c) {
  TRY(write_letters(db_, c.submission));
  TRY(write_flags(db_, c));
  return photos_.replace(c.submission.id, c.submission.photos, c.due_at);
}

// Grows by one now and then; compared first, because a save happens at every step.
Done SubmissionRepo::write_judges(const ReviewCase& c) {
  const auto before = TRY(all(db_, "SELECT operator FROM judges WHERE submission = $1 ORDER BY position",
                              values(c.submission.id), &read_operator));
  if (before == c.judged_by) return {};
  TRY(db_.execute("DELETE FROM judges WHERE submission = $1", values(c.submission.id)));
  for (std::size_t i = 0; i < c.judged_by.size(); ++i) {
    TRY(db_.execute("INSERT INTO judges (submission, position, operator) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    values(c.submission.id, static_cast<std::int64_t>(i), c.judged_by[i])));
  }
  return {};
}

Result<QueuePage> SubmissionRepo::page(const QueueFilter& filter, std::int64_t offset, std::int64_t limit) {
  return read_queue_page(db_, filter, offset, limit);
}

Result<std::vector<SubmissionId>> SubmissionRepo::in_stage(Stage stage, std::int64_t limit) {
  return all(db_, "SELECT id FROM submissions WHERE stage = $1 ORDER BY due_at, id LIMIT $2",
             values(name(stage), limit), &read_id);
}

Result<std::vector<ReviewCase>> SubmissionRepo::history(const StudentRef& student, std::int64_t limit) {
  auto found =
      TRY(all(db_, std::string(kCaseColumns) + "WHERE s.student = $1 ORDER BY s.submitted_at DESC, s.id DESC LIMIT $2",
              values(student, limit), &read_case));
  for (ReviewCase& one : found) TRY(add_judges(db_, one));
  return found;
}

}  // namespace zhaojian::store
