#include <algorithm>

#include "cli/bench.h"
#include "cli/bench_cases.h"

namespace zhaojian::cli {
namespace {

constexpr int kQueued = 1'000'000;  // product.md, "What fast means"
constexpr int kAtOnce = 50'000;     // cases a transaction
constexpr int kPage = 100;          // what the desk reads at a time
constexpr int kPlaces = 40;         // in the list, evenly spread
constexpr double kPageMs = 5;       // a page that comes well within a frame scrolls at full rate
constexpr double kFilterMs = 50;

Result<double> page_ms(const Session& session, store::Store& store, const std::string& text, std::int64_t offset) {
  store::QueueFilter filter;
  filter.text = text;
  const Duration start = session.clock().monotonic();
  const auto page = TRY(store.submissions().page(filter, offset, kPage));
  if (page.items.empty() && text != "nobody") return Error{Errc::internal, "nothing at " + std::to_string(offset) + " for '" + text + "'", {}};
  return static_cast<double>(session.clock().monotonic().micros - start.micros) / 1000;
}

double worst(const std::vector<double>& medians) { return *std::ranges::max_element(medians); }

}  // namespace

Result<Figures> bench_queue(const Session& session, int runs, const std::filesystem::path& under) {
  const BenchFolder folder = TRY(BenchFolder::make_in(under));
  const auto station = TRY(bench_station(session, folder.path()));
  const auto store = TRY(station::open_store_of(*station, session.clock()));
  const ProfileId& profile = station->assets.profiles.begin()->first;
  for (int from = 0; from < kQueued; from += kAtOnce)
    TRY(add_waiting(*store, profile, from, std::min(kQueued, from + kAtOnce), session.clock().now()));

  // What a reviewer types: a whole number, its beginning, a few digits, a surname, a rare letter, nobody.
  std::vector<double> filters, scrolls;
  for (const std::string text : {"2021777777", "20217", "777", "9", "张", "学", "bench_12", "nobody"}) {
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) times.push_back(TRY(page_ms(session, *store, text, 0)));
    filters.push_back(median(times));
  }
  // Everywhere in the list, also far from either end.
  for (int place = 0; place < kPlaces; ++place) {
    std::vector<double> times;
    const std::int64_t offset = std::int64_t{kQueued} / kPlaces * place;
    for (int run = 0; run < runs; ++run) times.push_back(TRY(page_ms(session, *store, {}, offset + run * kPage)));
    scrolls.push_back(median(times));
  }
  return Figures{{"cli.bench.queue_filter", worst(filters), kFilterMs, Figure::Bound::at_most, runs},
                 {"cli.bench.queue_scroll", worst(scrolls), kPageMs, Figure::Bound::at_most, runs}};
}

}  // namespace zhaojian::cli
