#include "store/photo_repo.h"

#include <algorithm>

#include "store/names.h"
#include "store/sql/transaction.h"

namespace zhaojian::store {
namespace {

using domain::PhotoState;
using domain::Stage;

constexpr Stage kDoneWith[] = {Stage::released,   Stage::notified, Stage::receipted, Stage::withdrawn,
                               Stage::superseded, Stage::exported, Stage::purged};

// The stages of kDoneWith as SQL; the names are ours, so nothing from outside gets into the statement.
const std::string& done_with_stages() {
  static const std::string list = [] {
    std::string names;
    for (const Stage stage : kDoneWith) names += (names.empty() ? "'" : ", '") + std::string(name(stage)) + "'";
    return "(" + names + ")";
  }();
  return list;
}

constexpr std::string_view kPhotoColumns =
    "p.submission, p.photo, p.role, p.sha256, p.url, p.bytes, p.width, p.height, p.taken_on, c.state, c.tries, "
    "c.next_try, c.problem";

constexpr std::string_view kRecount =
    "UPDATE submissions SET photos_waiting = (SELECT count(*) FROM photos p JOIN photo_contents c "
    "ON c.sha256 = p.sha256 WHERE p.submission = submissions.id AND c.state = 'wanted')";

Result<PhotoRow> read_photo(Row& row) {
  PhotoRow photo;
  photo.submission = row.id<SubmissionId>();
  photo.ref.id = row.id<PhotoId>();
  photo.ref.role = row.one_of<domain::PhotoRole>(kPhotoRoles);
  photo.ref.sha256 = row.digest();
  photo.ref.url = row.text();
  photo.ref.bytes = row.maybe(&Row::integer);
  photo.ref.width = row.maybe(&Row::small);
  photo.ref.height = row.maybe(&Row::small);
  if (const auto taken_on = row.maybe(&Row::text)) photo.ref.taken_on = TRY(date_from_iso(*taken_on));
  photo.state = row.one_of<PhotoState>(kPhotoStates);
  photo.tries = row.small();
  photo.next_try = row.instant();
  photo.problem = row.text();
  return photo;
}

Result<Sha256> read_digest(Row& row) { return row.digest(); }
Result<SubmissionId> read_id(Row& row) { return row.id<SubmissionId>(); }

}  // namespace

bool needs_photos(Stage stage) { return std::ranges::find(kDoneWith, stage) == std::end(kDoneWith); }

Done PhotoRepo::replace(const SubmissionId& submission, const std::vector<domain::PhotoRef>& photos, Instant due_at) {
  const auto before =
      TRY(all(db_, "SELECT sha256 FROM photos WHERE submission = $1", values(submission), &read_digest));
  TRY(db_.execute("DELETE FROM photos WHERE submission = $1", values(submission)));
  int position = 0;
  for (const domain::PhotoRef& photo : photos) {
    // A new address is worth a new try, unless we have the bytes already.
    TRY(
        db_.execute("INSERT INTO photo_contents (sha256, state, tries, next_try, problem, needed_by) "
                    "VALUES ($1, 'wanted', 0, 0, '', $2) ON CONFLICT (sha256) DO UPDATE SET "
                    "needed_by = CASE WHEN $2 < needed_by THEN $2 ELSE needed_by END, unneeded_since = NULL, "
                    "tries = CASE WHEN state IN ('missing', 'broken') THEN 0 ELSE tries END, "
                    "state = CASE WHEN state = 'present' THEN 'present' ELSE 'wanted' END",
                    values(photo.sha256, due_at)));
    const auto taken_on = photo.taken_on ? std::optional(iso(*photo.taken_on)) : std::nullopt;
    TRY(db_.execute(
        "INSERT INTO photos (submission, position, photo, role, sha256, url, bytes, width, height, taken_on) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values(submission, position++, photo.id, word(photo.role), photo.sha256, photo.url, photo.bytes, photo.width,
               photo.height, taken_on)));
  }
  TRY(db_.execute(std::string(kRecount) + " WHERE id = $1", values(submission)));
  for (const Sha256& old : before) TRY(settle_content(old));
  return {};
}

Done PhotoRepo::settle(const SubmissionId& submission) {
  const auto named = TRY(all(db_, "SELECT sha256 FROM photos WHERE submission = $1", values(submission), &read_digest));
  for (const Sha256& sha256 : named) TRY(settle_content(sha256));
  return {};
}

Done PhotoRepo::settle_content(const Sha256& sha256) {
  TRY(
      db_.execute("UPDATE photo_contents SET unneeded_since = CASE WHEN EXISTS "
                  "(SELECT 1 FROM photos p JOIN submissions s ON s.id = p.submission WHERE p.sha256 = $1 "
                  "AND s.stage NOT IN " +
                      done_with_stages() + ") THEN NULL ELSE coalesce(unneeded_since, $2) END WHERE sha256 = $1",
                  values(sha256, clock_.now())));
  return {};
}

Done PhotoRepo::count_waiting(const Sha256& sha256) {
  TRY(db_.execute(std::string(kRecount) + " WHERE id IN (SELECT submission FROM photos WHERE sha256 = $1)",
                  values(sha256)));
  return {};
}

Result<std::vector<PhotoRow>> PhotoRepo::wanted(Instant now, std::int64_t limit) {
  // One row a content: that of the first submission that still needs it.
  return all(
      db_,
      "SELECT " + std::string(kPhotoColumns) +
          " FROM photo_contents c JOIN photos p ON p.sha256 = c.sha256 AND p.submission = "
          "(SELECT q.submission FROM photos q JOIN submissions s ON s.id = q.submission WHERE q.sha256 = c.sha256 "
          "AND s.stage NOT IN " +
          done_with_stages() +
          " ORDER BY s.due_at, s.id LIMIT 1) WHERE c.state = 'wanted' AND c.unneeded_since IS NULL "
          "AND c.next_try <= $1 AND p.position = (SELECT min(q.position) FROM photos q WHERE "
          "q.submission = p.submission AND q.sha256 = c.sha256) ORDER BY c.needed_by, c.sha256 LIMIT $2",
      values(now, limit), &read_photo);
}

Result<std::vector<PhotoRow>> PhotoRepo::of(const SubmissionId& id) {
  return all(
      db_,
      "SELECT " + std::string(kPhotoColumns) +
          " FROM photos p JOIN photo_contents c ON c.sha256 = p.sha256 WHERE p.submission = $1 ORDER BY p.position",
      values(id), &read_photo);
}

Done PhotoRepo::mark(const Sha256& sha256, PhotoState state, const std::string& problem) {
  return atomically(db_, [&]() -> Done {
    TRY(db_.execute("UPDATE photo_contents SET state = $2, problem = $3 WHERE sha256 = $1",
                    values(sha256, word(state), problem)));
    return count_waiting(sha256);
  });
}

Done PhotoRepo::put_off(const Sha256& sha256, Instant next_try, const std::string& problem) {
  TRY(db_.execute("UPDATE photo_contents SET tries = tries + 1, next_try = $2, problem = $3 WHERE sha256 = $1",
                  values(sha256, next_try, problem)));
  return {};
}

Result<std::vector<SubmissionId>> PhotoRepo::complete(std::int64_t limit) {
  return all(db_,
             "SELECT id FROM submissions WHERE stage = 'flagged' AND photos_waiting = 0 ORDER BY due_at, id LIMIT $1",
             values(limit), &read_id);
}

Result<std::vector<Sha256>> PhotoRepo::unneeded(std::int64_t limit) {
  return all(db_,
             "SELECT sha256 FROM photo_contents WHERE state = 'present' AND unneeded_since IS NOT NULL "
             "ORDER BY unneeded_since, sha256 LIMIT $1",
             values(limit), &read_digest);
}

}  // namespace zhaojian::store
