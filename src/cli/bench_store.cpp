#include <algorithm>

#include "cli/bench_cases.h"
#include "workflow/claim.h"
#include "workflow/decide.h"

namespace zhaojian::cli {
namespace {

constexpr int kWaiting = 10'000;  // product.md, "What fast means"
constexpr double kStartLimitMs = 1000;
constexpr double kDecisionsASecond = 2000;
constexpr int kDecisionsARun = 300;
constexpr int kPage = 100;  // what the desk reads first

Done approve(const Session& session, const workflow::Services& services, const domain::Operator& who,
             const domain::CaseFile& file) {
  domain::Decision decision;
  decision.op = OpId(uuid_v7(session.clock().now().micros / 1000));
  decision.submission = file.review_case.submission.id;
  decision.version = file.review_case.submission.version;
  decision.photo = file.review_case.submission.photos.front().sha256;
  decision.round = file.review_case.place.round;
  decision.epoch = file.lease.epoch;
  const auto outcome = TRY(workflow::decide(services, who, decision));
  if (std::holds_alternative<workflow::Decided>(outcome)) return {};
  return Error{Errc::internal, "a decision was not taken", {}};
}

// Decisions a second of one run: cases are claimed as many at a time as the desk does, each decision by itself.
Result<double> decide_some(const Session& session, const workflow::Services& services, const domain::Operator& who) {
  const Duration start = session.clock().monotonic();
  for (int done = 0; done < kDecisionsARun;) {
    const auto files = TRY(workflow::claim(services, who, 1 + services.lease.prefetch, std::nullopt));
    if (files.empty()) return Error{Errc::internal, "nothing left to decide", {}};
    for (const domain::CaseFilePtr& file : files) TRY(approve(session, services, who, *file));
    done += static_cast<int>(files.size());
    if (done < kDecisionsARun) continue;
    return done / Duration{session.clock().monotonic().micros - start.micros}.seconds();
  }
  return 0.0;
}

Result<double> open_once(const Session& session, const station::Station& station) {
  const Duration start = session.clock().monotonic();
  const auto store = TRY(station::open_store_of(station, session.clock()));
  const auto page = TRY(store->submissions().page({}, 0, kPage));
  if (page.items.size() != kPage) return Error{Errc::internal, "the first page is not full", {}};
  return static_cast<double>(session.clock().monotonic().micros - start.micros) / 1000;
}

}  // namespace

Result<Figures> bench_store(const Session& session, int runs, const std::filesystem::path& under) {
  const BenchFolder folder = TRY(BenchFolder::make_in(under));
  const auto station = TRY(bench_station(session, folder.path()));
  const domain::Operator who{OperatorId("bench"), "bench", domain::Role::reviewer, true};
  const auto store = TRY(station::open_store_of(*station, session.clock()));
  TRY(store->transact([&]() -> Done { return store->people().put_operator(who); }));
  TRY(add_waiting(*store, station->assets.profiles.begin()->first, 0, kWaiting, session.clock().now()));

  std::vector<double> starts, rates;
  for (int run = 0; run < runs; ++run) starts.push_back(TRY(open_once(session, *station)));
  const auto services = station->services(*store, session.clock());
  const int rate_runs = std::min(runs, kWaiting / (kDecisionsARun + services.lease.prefetch + 1));
  for (int run = 0; run < rate_runs; ++run) rates.push_back(TRY(decide_some(session, services, who)));
  return Figures{{"cli.bench.store_start", median(starts), kStartLimitMs, Figure::Bound::at_most, runs},
                 {"cli.bench.store_rate", median(rates), kDecisionsASecond, Figure::Bound::at_least, rate_runs}};
}

}  // namespace zhaojian::cli
