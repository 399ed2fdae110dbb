#include "app/measure.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "desk/selectors.h"

namespace zhaojian::app {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

double since(steady_clock::time_point start) { return duration<double>(steady_clock::now() - start).count(); }

double percentile(std::vector<double> values, double p) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[std::min(values.size() - 1, static_cast<std::size_t>(p * static_cast<double>(values.size())))];
}

void print(const char* what, double value, const char* unit, double limit) {
  std::printf("%-58s %9.2f %-4s limit %8.2f  ratio %5.2f\n", what, value, unit, limit, value / limit);
}

// Turns the loop until `done` or the time is over.
template <class F>
bool turn_until(App& app, double at_most, F&& done) {
  const auto start = steady_clock::now();
  while (!done()) {
    if (since(start) > at_most || !app.turn(0.02)) return false;
  }
  return true;
}

bool full(const App& app) { return app.model().prefetched.size() >= 5 || app.model().day.waiting <= 6; }

}  // namespace

int measure(App& app, const Clock&, int count) {
  const auto shown = [&] { return desk::reviewing(app.model()); };
  if (!turn_until(app, 20, [&] { return !app.model().operators.empty(); })) return std::puts("no operators"), 1;
  app.sign_in_first();
  // The checks of a fresh demo take their time; what is measured is the work at a queue that is ready.
  const auto checked = [&] { return shown() && app.model().day.to_check == 0 && app.model().link.photos_wanted == 0; };
  turn_until(app, 300, checked);
  std::vector<double> waits;
  int decided = 0;
  while (decided < count) {
    // As a reviewer does: the next ones are there when the key goes down.
    if (!turn_until(app, 60, [&] { return shown() && shown()->file->assessment && full(app) && app.photos().settled(); })) break;
    const std::uint64_t before = shown()->sequence;
    if (desk::needs_identity_answer(*shown()->file) && !shown()->identity) {
      app.press({desk::Key::d6, false, false, false});
      app.turn(0);
    }
    const auto start = steady_clock::now();
    app.press({desk::Key::a, false, false, false});
    const bool next = turn_until(app, 10, [&] { return shown() && shown()->sequence != before && app.drawn_sequence() == shown()->sequence; });
    if (!next) break;
    waits.push_back(since(start) * 1000);
    ++decided;
  }
  std::printf("decided %d submissions by keyboard\n", decided);
  print("key press to next submission fully shown, p50", percentile(waits, 0.5), "ms", 50);
  print("key press to next submission fully shown, p99", percentile(waits, 0.99), "ms", 50);
  turn_until(app, 15, [] { return false; });  // let the countdowns end and the checks finish
  const double cpu = cpu_seconds();
  const auto start = steady_clock::now();
  while (since(start) < 20) app.turn(app.idle_wait());
  print("CPU of one core when nothing happens", (cpu_seconds() - cpu) / since(start) * 100, "%", 1);
  return decided == count ? 0 : 1;
}

}  // namespace zhaojian::app
