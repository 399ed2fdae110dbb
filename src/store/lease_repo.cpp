#include "store/lease_repo.h"

namespace zhaojian::store {

using domain::Happening;
using domain::Lease;
using domain::Place;
using domain::Round;
using domain::Stage;

struct LeaseRepo::Free {
  SubmissionId id;
  Place place;
};

namespace {

// $1 who, $2 the only case wanted, $3 monotonic now, $4 boot, $5 how many.
enum class Which { all, not_skipped, one };
constexpr std::string_view kNotJudged =
    "NOT EXISTS (SELECT 1 FROM judges j WHERE j.submission = s.id AND j.operator = $1)";
// Others get first what this operator skipped a while ago ($6); a newer photo is another matter.
constexpr std::string_view kNotSkipped =
    "NOT EXISTS (SELECT 1 FROM skips k WHERE k.submission = s.id AND k.version = s.version AND k.operator = $1 "
    "AND k.at > $6 AND k.kind = 'skip')";
constexpr Duration kSkipRests = minutes(30);
constexpr std::string_view kLapsed = "(s.lease_until IS NULL OR s.lease_boot <> $4 OR s.lease_until <= $3)";

// One line of waiting cases; each is read in queue order from its index, and the database merges the lines.
std::string waiting(Stage stage, Which which) {
  const std::string also = which == Which::one           ? " AND s.id = $2"
                           : which == Which::not_skipped ? " AND " + std::string(kNotSkipped)
                                                         : "";
  return "SELECT s.id, s.stage, s.round, s.due_at FROM submissions s WHERE s.stage = '" + std::string(name(stage)) +
         "' AND " + std::string(kNotJudged) + also;
}

std::string free_cases_sql(bool supervisor, Which which) {
  std::string sql = waiting(Stage::queued, which) + " UNION ALL " + waiting(Stage::second_opinion, which) +
                    " UNION ALL " + waiting(Stage::leased, which) + " AND " + std::string(kLapsed);
  sql += supervisor ? " UNION ALL " + waiting(Stage::escalated, which) : " AND s.round <> 'supervisor'";
  return sql + " ORDER BY due_at, id LIMIT $5";
}

Result<Lease> read_lease(Row& row) {
  Lease lease;
  lease.submission = row.id<SubmissionId>();
  lease.holder = row.id<OperatorId>();
  lease.station = row.id<StationId>();
  lease.epoch = row.integer();
  lease.until = {row.integer()};
  return lease;
}

Result<SubmissionId> read_id(Row& row) { return row.id<SubmissionId>(); }

}  // namespace

Result<std::vector<LeaseRepo::Free>> LeaseRepo::free_cases(const ClaimRequest& request) {
  const auto read = +[](Row& row) -> Result<Free> {
    Free free;
    free.id = row.id<SubmissionId>();
    free.place.stage = TRY(domain::stage_from(row.text()));
    free.place.round = TRY(domain::round_from(row.text()));
    return free;
  };
  const auto look = [&](Which which) {
    return all(
        db_, free_cases_sql(request.supervisor, which),
        values(request.who, request.this_one, clock_.monotonic(), boot_, request.count, clock_.now() - kSkipRests),
        read);
  };
  if (request.this_one) return look(Which::one);
  auto found = TRY(look(Which::not_skipped));
  return found.empty() ? look(Which::all) : Result(std::move(found));
}

Result<std::vector<Lease>> LeaseRepo::claim(const ClaimRequest& request) {
  if (!db_.in_transaction()) return Error{Errc::internal, "claim outside a transaction"};
  std::vector<Lease> leases;
  const auto free = TRY(free_cases(request));
  for (const Free& one : free) leases.push_back(TRY(grant(one, request)));
  return leases;
}

Result<Lease> LeaseRepo::grant(const Free& one, const ClaimRequest& request) {
  const Place place =
      one.place.stage == Stage::leased ? one.place : TRY(domain::advance(one.place, Happening::claimed));
  const Duration until{clock_.monotonic().micros + request.length.micros};
  auto granted = TRY(first(
      db_,
      "UPDATE submissions SET stage = $2, round = $3, holder = $4, lease_station = $5, lease_until = $6, "
      "lease_boot = $7, revision = revision + 1, epoch = epoch + "
      "CASE WHEN stage = 'leased' AND holder = $4 AND lease_station = $5 THEN 0 ELSE 1 END WHERE id = $1 "
      "RETURNING id, holder, lease_station, epoch, lease_until",
      values(one.id, name(place.stage), name(place.round), request.who, request.station, until, boot_), &read_lease));
  if (!granted) return Error{Errc::internal, "a free case went away inside the transaction"};
  return *std::move(granted);
}

Result<bool> LeaseRepo::renew(const Lease& lease, Duration length) {
  // Also after it lapsed, as long as nobody else was given the case: the epoch is what counts.
  const Duration until{clock_.monotonic().micros + length.micros};
  const auto changed = TRY(db_.execute(
      "UPDATE submissions SET lease_until = $4, lease_boot = $5 WHERE id = $1 AND epoch = $2 AND holder = $3 "
      "AND stage = 'leased'",
      values(lease.submission, lease.epoch, lease.holder, until, boot_)));
  return changed > 0;
}

Result<std::vector<Lease>> LeaseRepo::of(const OperatorId& who, const StationId& station) {
  return all(db_,
             "SELECT id, holder, lease_station, epoch, CASE WHEN lease_boot = $3 THEN lease_until ELSE 0 END "
             "FROM submissions WHERE holder = $1 AND stage = 'leased' AND lease_station = $2 ORDER BY due_at, id",
             values(who, station, boot_), &read_lease);
}

Result<std::vector<SubmissionId>> LeaseRepo::lapsed(Duration grace, std::int64_t limit) {
  return all(db_,
             "SELECT s.id FROM submissions s WHERE s.stage = 'leased' AND (s.lease_until IS NULL OR s.lease_boot <> $1 "
             "OR s.lease_until < $2) ORDER BY s.due_at, s.id LIMIT $3",
             values(boot_, Duration{clock_.monotonic().micros - grace.micros}, limit), &read_id);
}

}  // namespace zhaojian::store
