#include "store/queue_page.h"

#include "base/utf8.h"
#include "store/text_list.h"

namespace zhaojian::store {
namespace {

using domain::Stage;

// A condition on rows of one table, written down piece by piece.
struct Query {
  std::string conditions;  // " AND …" after "WHERE stage = …"
  Values bound;

  std::string place(Value value) {
    bound.push_back(std::move(value));
    return "$" + std::to_string(bound.size());
  }
};

std::vector<Stage> stages_of(const QueueFilter& filter) {
  if (!filter.stages.empty()) return filter.stages;
  return {Stage::queued, Stage::leased, Stage::second_opinion, Stage::escalated};
}

std::string replaced(std::string_view text, std::string_view value) {
  std::string out(text);
  return out.replace(out.find("{}"), 2, value);
}

// For LIKE: what was typed, anywhere, with nothing of it a wildcard.
std::string anywhere(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + '%';
}

// Whether the search index leads there faster than going through the queue.
Result<bool> few_hits(Connection& db, const std::string& text) {
  const Dialect& dialect = db.dialect();
  if (characters(text) < dialect.search_length) return false;
  const auto hits =
      TRY(number(db,
                 "SELECT count(*) FROM (SELECT 1 FROM submissions s WHERE " + replaced(dialect.found_by_text, "$1") +
                     " LIMIT " + std::to_string(kTextHits) + ") AS s",
                 values(dialect.search_value(text))));
  return hits < kTextHits;
}

Result<Query> conditions(Connection& db, const QueueFilter& filter) {
  Query query;
  if (filter.batch) query.conditions += " AND s.batch = " + query.place(filter.batch->value);
  if (filter.holder) query.conditions += " AND s.holder = " + query.place(filter.holder->value);
  if (!filter.text.empty() && TRY(few_hits(db, filter.text))) {
    const std::string value = query.place(db.dialect().search_value(filter.text));
    query.conditions += " AND " + replaced(db.dialect().found_by_text, value);
  } else if (!filter.text.empty()) {
    const std::string like = " LIKE " + query.place(anywhere(filter.text)) + " ESCAPE '!'";
    query.conditions += " AND (s.student_number" + like + " OR s.student_name" + like + " OR s.id" + like + ")";
  }
  return query;
}

// The ids of one stage in queue order. A flag alone is its own queue; with more conditions it is one of them.
std::string one_stage(Stage stage, const QueueFilter& filter, Query& query, bool search) {
  const std::string is_stage = "'" + std::string(name(stage)) + "'";
  const bool flag_leads = filter.flag && query.conditions.empty();
  const std::string flag = filter.flag ? query.place(filter.flag->value) : std::string();
  if (flag_leads) {
    return "SELECT f.submission AS id, f.due_at AS due_at FROM case_flags f WHERE f.flag = " + flag +
           " AND f.stage = " + is_stage;
  }
  // Few hits of a search: from them to the stage, not from the stage to them.
  std::string sql = "SELECT s.id AS id, s.due_at AS due_at FROM submissions s WHERE ";
  sql += search ? "coalesce(s.stage, '') = " : "s.stage = ";
  sql += is_stage + query.conditions;
  if (filter.flag) {
    sql += " AND EXISTS (SELECT 1 FROM case_flags f WHERE f.flag = " + flag +
           " AND f.stage = s.stage AND f.due_at = s.due_at AND f.submission = s.id)";
  }
  return sql;
}

Result<domain::QueueItem> read_item(Row& row) {
  domain::QueueItem item;
  item.id = row.id<SubmissionId>();
  item.version = row.small();
  item.place.stage = TRY(domain::stage_from(row.text()));
  item.place.round = TRY(domain::round_from(row.text()));
  item.student_name = row.text();
  item.student_number = row.text();
  item.attempt = row.small();
  item.submitted_at = row.instant();
  item.due_at = row.instant();
  item.flags = TRY(ids_from_text<FindingId>(row.text()));
  item.photo = row.digest();
  if (const auto holder = row.maybe(&Row::text)) item.holder = OperatorId(*holder);
  return item;
}

Result<std::int64_t> total(Connection& db, const QueueFilter& filter, const std::string& ids, const Query& query) {
  if (!filter.text.empty()) {
    return number(db, "SELECT count(*) FROM (" + ids + " LIMIT " + std::to_string(kTextHits) + ") AS found",
                  query.bound);
  }
  if (filter.flag || filter.holder) return number(db, "SELECT count(*) FROM (" + ids + ") AS found", query.bound);
  std::int64_t sum = 0;
  for (const Stage stage : stages_of(filter)) {
    sum += TRY(
        number(db, "SELECT coalesce(sum(cases), 0) FROM queue_counts WHERE stage = $1 AND ($2 IS NULL OR batch = $2)",
               values(name(stage), filter.batch)));
  }
  return sum;
}

}  // namespace

Result<QueuePage> read_queue_page(Connection& db, const QueueFilter& filter, std::int64_t offset, std::int64_t limit) {
  Query query = TRY(conditions(db, filter));
  const bool search = query.conditions.find(" IN (SELECT") != std::string::npos;
  std::string ids;
  const Query conditions_only = query;
  for (const Stage stage : stages_of(filter)) {
    query.bound = conditions_only.bound;  // every arm names the same values
    ids += (ids.empty() ? "" : " UNION ALL ") + one_stage(stage, filter, query, search);
  }
  QueuePage page;
  page.total = TRY(total(db, filter, ids, query));
  std::string range = " ORDER BY due_at, id LIMIT " + query.place(limit);
  range += " OFFSET " + query.place(offset);
  page.items = TRY(all(db,
                       "SELECT s.id, s.version, s.stage, s.round, s.student_name, s.student_number, s.attempt, "
                       "s.submitted_at, s.due_at, s.flags, s.photo, s.holder FROM (" +
                           ids + range + ") AS found JOIN submissions s ON s.id = found.id ORDER BY s.due_at, s.id",
                       query.bound, &read_item));
  return page;
}

}  // namespace zhaojian::store
