#include "store/feed_repo.h"

#include "codec/assessment_json.h"

namespace zhaojian::store {
namespace {

Result<std::string> read_text(Row& row) { return row.text(); }

Result<QuarantinedItem> read_item(Row& row) {
  QuarantinedItem item;
  item.id = row.integer();
  item.source = row.text();
  item.item_id = row.text();
  item.raw = row.text();
  item.problem = row.text();
  item.at = row.instant();
  item.fault.kind = domain::fault_kind_from(row.text());
  item.fault.place = row.text();
  return item;
}

}  // namespace

Done FeedRepo::put_assessment(const domain::Assessment& assessment) {
  TRY(
      db_.execute("INSERT INTO assessments (submission, version, body) VALUES ($1, $2, $3) "
                  "ON CONFLICT (submission, version) DO UPDATE SET body = excluded.body",
                  values(assessment.submission, assessment.version, codec::assessment_to_json(assessment))));
  return {};
}

Result<std::optional<domain::Assessment>> FeedRepo::assessment(const SubmissionId& id, int version) {
  const auto body = TRY(first(db_, "SELECT body FROM assessments WHERE submission = $1 AND version = $2",
                              values(id, version), &read_text));
  if (!body) return std::optional<domain::Assessment>();
  return std::optional(TRY(codec::assessment_from_json(bytes_of(*body))));
}

Done FeedRepo::read_assessments(const std::function<bool(const domain::Assessment&)>& each) {
  std::optional<Error> problem;
  TRY(db_.query("SELECT body FROM assessments AS a WHERE version = (SELECT max(version) FROM assessments AS b "
                "WHERE b.submission = a.submission) ORDER BY submission",
                {}, [&](Row& row) {
                  const auto one = codec::assessment_from_json(bytes_of(row.text()));
                  if (one) return each(*one);
                  return problem = one.error(), false;
                }));
  if (problem) return *std::move(problem);
  return {};
}

Result<std::optional<std::string>> FeedRepo::cursor(const std::string& feed) {
  return first(db_, "SELECT cursor FROM feed_cursors WHERE feed = $1", values(feed), &read_text);
}

Done FeedRepo::set_cursor(const std::string& feed, const std::optional<std::string>& cursor) {
  if (!cursor) {
    TRY(db_.execute("DELETE FROM feed_cursors WHERE feed = $1", values(feed)));
    return {};
  }
  TRY(
      db_.execute("INSERT INTO feed_cursors (feed, cursor) VALUES ($1, $2) "
                  "ON CONFLICT (feed) DO UPDATE SET cursor = excluded.cursor",
                  values(feed, *cursor)));
  return {};
}

Done FeedRepo::quarantine(const QuarantinedItem& item) {
  TRY(db_.execute(
      "INSERT INTO quarantine (source, item_id, raw, raw_hash, problem, at, fault, place) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (source, raw_hash) DO UPDATE SET problem = excluded.problem, "
      "at = excluded.at, fault = excluded.fault, place = excluded.place",
      values(item.source, item.item_id, item.raw, sha256(bytes_of(item.raw)), item.problem, item.at,
             name(item.fault.kind), item.fault.place)));
  return {};
}

Result<std::vector<QuarantinedItem>> FeedRepo::quarantined(std::int64_t limit) {
  return all(db_,
             "SELECT row_id, source, item_id, raw, problem, at, fault, place FROM quarantine ORDER BY at DESC, row_id DESC LIMIT $1",
             values(limit), &read_item);
}

Result<std::vector<QuarantinedItem>> FeedRepo::quarantined_of(const SubmissionId& id) {
  return all(db_,
             "SELECT row_id, source, item_id, raw, problem, at, fault, place FROM quarantine "
             "WHERE source = 'submissions' AND item_id = $1 ORDER BY at DESC, row_id DESC LIMIT 50",
             values(id), &read_item);
}

}  // namespace zhaojian::store
