#include "store/queue_page.h"

#include <algorithm>

#include "base/utf8.h"
#include "store/text_list.h"

namespace zhaojian::store {
namespace {

using domain::Stage;

std::string replaced(std::string_view text, std::string_view value) {
  std::string out(text);
  return out.replace(out.find("{}"), 2, value);
}

// A condition on `s`, a row of submissions, beside its stage; written down piece by piece.
struct Query {
  std::string conditions;  // " AND …"
  Values bound;
  bool from_index = false;  // an index of texts leads to the rows

  std::string place(Value value) {
    bound.push_back(std::move(value));
    return "$" + std::to_string(bound.size());
  }
};

// The line: queue_parts counts these (db/…_queue_parts.sql).
std::vector<Stage> stages_of(const QueueFilter& filter) {
  if (!filter.stages.empty()) return filter.stages;
  return {Stage::queued, Stage::leased, Stage::second_opinion, Stage::escalated};
}

bool is_whole_line(const QueueFilter& filter) {
  return filter.stages.empty() && filter.text.empty() && !filter.batch && !filter.flag && !filter.holder;
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

// Where the rows with a text can be looked up: a query of their row_ids with a {} for the value.
struct TextIndex {
  std::string_view rows;
  std::string value;
};

std::optional<TextIndex> index_for(const std::string& text, const Dialect& dialect) {
  if (characters(text) >= dialect.search_length) return TextIndex{dialect.rows_with_text, dialect.search_value(text)};
  const auto letters = code_points(text);
  const auto letter = std::ranges::find_if(letters, [](char32_t c) { return c >= 0x80; });
  if (letter == letters.end()) return std::nullopt;
  return TextIndex{"SELECT row_id FROM case_letters WHERE letter = {}", utf8(*letter)};
}

// Fetching a hit of the index costs 2.5 µs and sorting them; going through the queue costs 0.5 µs a case until kTextHits
// of them match. Of a million cases both take some 35 ms where this many match; anything else is quicker.
constexpr std::int64_t kIndexedHits = 14'000;

// Whether the index is quicker than going through the queue. Asked of the index alone: it stops at the limit.
Result<bool> few_hits(Connection& db, const TextIndex& index) {
  const std::string sql = "SELECT count(*) FROM (" + replaced(index.rows, "$1") + " LIMIT $2) AS hits";
  return TRY(number(db, sql, values(index.value, kIndexedHits))) < kIndexedHits;
}

Result<Query> query_for(Connection& db, const QueueFilter& filter) {
  Query query;
  if (filter.batch) query.conditions += " AND s.batch = " + query.place(filter.batch->value);
  if (filter.holder) query.conditions += " AND s.holder = " + query.place(filter.holder->value);
  if (filter.text.empty()) return query;
  const std::string like = " LIKE " + query.place(anywhere(filter.text)) + " ESCAPE '!'";
  query.conditions += " AND (s.student_number" + like + " OR s.student_name" + like + " OR s.id" + like + ")";
  const auto index = index_for(filter.text, db.dialect());
  query.from_index = index && TRY(few_hits(db, *index));
  if (!query.from_index) return query;
  query.conditions += " AND s.row_id IN (" + replaced(index->rows, query.place(index->value)) + ")";
  return query;
}

// The ids of one stage in queue order. A flag alone is a queue of its own; beside other conditions it is one of them.
std::string one_stage(Stage stage, bool flag_leads, const std::string& flag, const Query& query) {
  const std::string is_stage = "'" + std::string(name(stage)) + "'";
  if (flag_leads) {
    return "SELECT f.submission AS id, f.due_at AS due_at FROM case_flags f WHERE f.flag = " + flag +
           " AND f.stage = " + is_stage;
  }
  // From the hits of a text to their stage, not from the stage to the hits: coalesce keeps its index out of it.
  std::string sql = "SELECT s.id AS id, s.due_at AS due_at FROM submissions s WHERE ";
  sql += (query.from_index ? "coalesce(s.stage, '') = " : "s.stage = ") + is_stage + query.conditions;
  if (flag.empty()) return sql;
  return sql + " AND EXISTS (SELECT 1 FROM case_flags f WHERE f.flag = " + flag +
         " AND f.stage = s.stage AND f.due_at = s.due_at AND f.submission = s.id)";
}

// All stages; the database merges them in order.
std::string all_stages(const std::vector<Stage>& stages, const QueueFilter& filter, Query& query) {
  const bool flag_leads = filter.flag && query.conditions.empty();
  const std::string flag = filter.flag ? query.place(filter.flag->value) : std::string();
  std::string ids;
  for (const Stage stage : stages)
    ids += (ids.empty() ? "" : " UNION ALL ") + one_stage(stage, flag_leads, flag, query);
  return ids;
}

Result<std::int64_t> cases_in(Connection& db, Stage stage, const QueueFilter& filter) {
  if (!filter.batch) {
    return number(db, "SELECT coalesce(sum(cases), 0) FROM queue_counts WHERE stage = $1", values(name(stage)));
  }
  return number(db, "SELECT cases FROM queue_counts WHERE stage = $1 AND batch = $2",
                values(name(stage), *filter.batch));
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

// The part of the line this place is in, and how many stand before it. One statement with what it is for, so that both see
// the line as it is at one moment.
std::string line_start(const std::string& offset) {
  return "WITH parts AS (SELECT from_due, from_id, sum(cases) OVER (ORDER BY from_due, from_id) - cases AS before "
         "FROM queue_parts), start AS MATERIALIZED (SELECT from_due, from_id, before FROM parts WHERE before <= " +
         offset + " ORDER BY from_due DESC, from_id DESC LIMIT 1) ";
}

// Two pieces a stage, each a stretch of its index: a comparison of pairs would be looked up by its first half alone.
std::string line_from_start(const std::vector<Stage>& stages, const std::string& limit, const std::string& offset) {
  std::string ids;
  for (const Stage stage : stages) {
    const std::string of_stage = "SELECT s.id AS id, s.due_at AS due_at FROM submissions s WHERE s.stage = '" +
                                 std::string(name(stage)) + "' AND s.due_at ";
    ids += (ids.empty() ? "" : " UNION ALL ") + of_stage +
           "= (SELECT from_due FROM start) AND s.id >= (SELECT from_id FROM start) UNION ALL " + of_stage +
           "> (SELECT from_due FROM start)";
  }
  return ids + " ORDER BY due_at, id LIMIT " + limit + " OFFSET " + offset + " - (SELECT before FROM start)";
}

// The rows of these ids, in queue order.
Result<std::vector<domain::QueueItem>> read_items(Connection& db, const std::string& with, const std::string& ids,
                                                  const Values& bound) {
  return all(db,
             with + "SELECT s.id, s.version, s.stage, s.round, s.student_name, s.student_number, s.attempt, "
                    "s.submitted_at, s.due_at, s.flags, s.photo, s.holder FROM (" + ids +
                 ") AS found JOIN submissions s ON s.id = found.id ORDER BY s.due_at, s.id",
             bound, &read_item);
}

// From the nearer end, when it is known how far the other one is.
std::string range(Query& query, const QueueFilter& filter, std::int64_t total, std::int64_t offset,
                  std::int64_t limit) {
  const bool from_end = filter.text.empty() && offset > total / 2;
  if (!from_end) return " ORDER BY due_at, id LIMIT " + query.place(limit) + " OFFSET " + query.place(offset);
  const std::int64_t count = std::clamp<std::int64_t>(total - offset, 0, limit);
  return " ORDER BY due_at DESC, id DESC LIMIT " + query.place(count) + " OFFSET " +
         query.place(std::max<std::int64_t>(total - offset - count, 0));
}

}  // namespace

Result<QueuePage> read_queue_page(Connection& db, const QueueFilter& filter, std::int64_t offset, std::int64_t limit) {
  QueuePage page;
  std::vector<Stage> stages;  // an empty one would only be in the way of the merge
  for (const Stage stage : stages_of(filter)) {
    const std::int64_t cases = TRY(cases_in(db, stage, filter));
    page.total += cases;
    if (cases > 0) stages.push_back(stage);
  }
  if (stages.empty()) return page;

  if (is_whole_line(filter)) {
    page.items = TRY(read_items(db, line_start("$2"), line_from_start(stages, "$1", "$2"), values(limit, offset)));
    return page;
  }
  Query query = TRY(query_for(db, filter));
  const std::string ids = all_stages(stages, filter, query);
  if (!filter.text.empty()) {
    const std::string hits = "SELECT count(*) FROM (" + ids + " LIMIT " + std::to_string(kTextHits) + ") AS hits";
    page.total = TRY(number(db, hits, query.bound));
  } else if (filter.flag || filter.holder) {
    page.total = TRY(number(db, "SELECT count(*) FROM (" + ids + ") AS found", query.bound));
  }
  const std::string wanted = ids + range(query, filter, page.total, offset, limit);
  page.items = TRY(read_items(db, "", wanted, query.bound));
  return page;
}

}  // namespace zhaojian::store
