#include "app/measure.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <unistd.h>

#include "desk/commands.h"
#include "desk/selectors.h"

namespace zhaojian::app {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

constexpr double kMegabyte = 1024 * 1024;

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

// Resident memory of this process (proc(5), statm: the second number, in pages).
double resident_mb() {
  std::ifstream statm("/proc/self/statm");
  long total = 0, resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / kMegabyte;
}

void print(const char* what, double value, const char* unit, double limit) {
  std::printf("%-58s %9.2f %-4s limit %8.2f  ratio %5.2f\n", what, value, unit, limit, value / limit);
  std::fflush(stdout);
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

const desk::Reviewing* shown(const App& app) { return desk::reviewing(app.model()); }

bool full(const App& app) { return app.model().prefetched.size() >= 5 || app.model().day.waiting <= 6; }

// As a reviewer does: the next ones are there when the key goes down.
bool ready(App& app) {
  return turn_until(app, 60, [&] { return shown(app) && shown(app)->file->assessment && full(app) && app.photos().settled(); });
}

bool next_shown(App& app, std::uint64_t before) {
  return turn_until(app, 10, [&] {
    return shown(app) && shown(app)->sequence != before && app.drawn_sequence() == shown(app)->sequence;
  });
}

void press(App& app, const char* command) {
  app.press(desk::chord_of(app.model().preferences.bindings, command));
}

// Seconds from the key to the next submission on the screen; negative when none came.
double decide_one(App& app) {
  if (!ready(app)) return -1;
  const std::uint64_t before = shown(app)->sequence;
  if (desk::needs_identity_answer(*shown(app)->file) && !shown(app)->identity) {
    press(app, "review.digit_6");
    app.turn(0);
  }
  // What may not be approved is sent back for the first reason offered.
  const bool barred = desk::barred_from_approval(*shown(app)->file).has_value();
  if (barred) {
    press(app, "review.digit_1");
    app.turn(0);
  }
  const auto start = steady_clock::now();
  press(app, barred ? "review.retake" : "review.approve");
  return next_shown(app, before) ? since(start) : -1;
}

bool skip_one(App& app) {
  if (!ready(app)) return false;
  const std::uint64_t before = shown(app)->sequence;
  app.ask(desk::Skip{before, "need_colleague"});
  return next_shown(app, before);
}

// Frames in which every photo moves, one after the other as fast as they come.
std::vector<double> move_photos(App& app) {
  constexpr int frames = 300;
  std::vector<double> times;
  if (!ready(app)) return times;
  for (int i = 0; i < frames; ++i) {
    press(app, i / 25 % 2 == 0 ? "view.pan_left" : "view.pan_right");
    const auto start = steady_clock::now();
    app.turn(0);
    times.push_back(since(start) * 1000);
  }
  return times;
}

// Nothing has happened for so long that a caret has stopped blinking, too.
void idle(App& app, const char* what) {
  turn_until(app, 12, [] { return false; });
  const double cpu = cpu_seconds();
  const auto start = steady_clock::now();
  while (since(start) < 20) app.turn(app.idle_wait());
  print(what, (cpu_seconds() - cpu) / since(start) * 100, "%", 1);
}

int say_when_usable(App& app) {
  const bool usable = turn_until(app, 30, [&] { return app.model().queue.total > 0; }) && app.turn(0) && app.turn(0);
  std::puts(usable ? "usable" : "no queue");
  return usable ? 0 : 1;
}

// Through what is waiting again and again by skipping, which gives everything back to the store and takes others.
bool show_many(App& app, int already, int altogether) {
  const double early = resident_mb();
  std::printf("memory after %d submissions: %.0f MB, of it textures %.0f MB\n", already, early,
              static_cast<double>(app.photos().texture_bytes()) / kMegabyte);
  for (int i = already; i < altogether; ++i) {
    if (!skip_one(app)) return false;
    if (i == (already + altogether) / 2)
      std::printf("memory after %d submissions: %.0f MB, of it textures %.0f MB\n", i, resident_mb(),
                  static_cast<double>(app.photos().texture_bytes()) / kMegabyte);
  }
  const double late = resident_mb();
  std::printf("memory after %d submissions: %.0f MB, of it textures %.0f MB\n", altogether, late,
              static_cast<double>(app.photos().texture_bytes()) / kMegabyte);
  print("memory at the end against after the timed ones", late / early, "x", 1.1);
  print("memory at the end", late, "MB", 500);
  return true;
}

}  // namespace

int measure(App& app, const MeasurePlan& plan) {
  if (!turn_until(app, 20, [&] { return !app.model().operators.empty(); })) return std::puts("no operators"), 1;
  app.sign_in_first();
  if (plan.decide == 0) return say_when_usable(app);
  // The checks of a fresh demo take their time; what is measured is the work at a queue that is ready.
  const auto checked = [&] { return shown(app) && app.model().day.to_check == 0 && app.model().link.photos_wanted == 0; };
  turn_until(app, 1800, checked);
  std::printf("memory at the start: %.0f MB\n", resident_mb());
  const std::vector<double> moves = move_photos(app);
  if (!moves.empty()) {
    print("frame while the photos are moved, p50", percentile(moves, 0.5), "ms", 16);
    print("frame while the photos are moved, p99", percentile(moves, 0.99), "ms", 16);
  }
  std::vector<double> waits;
  while (static_cast<int>(waits.size()) < plan.decide) {
    const double wait = decide_one(app);
    if (wait < 0) break;
    waits.push_back(wait * 1000);
  }
  const int decided = static_cast<int>(waits.size());
  std::printf("decided %d submissions by keyboard\n", decided);
  print("key press to next submission fully shown, p50", percentile(waits, 0.5), "ms", 50);
  print("key press to next submission fully shown, p99", percentile(waits, 0.99), "ms", 50);
  const bool all_shown = show_many(app, decided, std::max(decided, plan.show));
  turn_until(app, 15, [] { return false; });  // let the countdowns end
  idle(app, "CPU of one core when nothing happens");
  press(app, "queue.filter");
  idle(app, "the same with a text field in use");
  return decided == plan.decide && all_shown ? 0 : 1;
}

}  // namespace zhaojian::app
