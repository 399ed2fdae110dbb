#include "intake/intake.h"

#include <algorithm>
#include <limits>

#include "base/log.h"

namespace zhaojian::intake {
namespace {

constexpr std::int64_t photo_batch = 32;
constexpr std::int64_t most_counted = 10'000;

}  // namespace

Intake::Intake(Setting setting, const PhotoCache& cache, std::uint64_t cache_limit, Reporter reporter)
    : setting_(std::move(setting)),
      feed_(setting_),
      budget_(cache, cache_limit),
      photos_(setting_, cache, budget_),
      reporter_(std::move(reporter)) {}

void Intake::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const Duration wait = turn(stop);
    (void)bell_.wait(wait, stop);
  }
}

Duration Intake::turn(const std::stop_token& stop) {
  const Duration next_poll{setting_.clock.monotonic().micros + poll_every.micros};
  const Done done = pull(stop, next_poll);
  if (stop.stop_requested()) return {};
  if (done) return std::max(Duration{}, Duration{next_poll.micros - setting_.clock.monotonic().micros});
  return net::back_off(failures_ - 1, net::Schedule::poll, setting_.jitter(), retry_after_);
}

IntakeReport Intake::pull_once(const std::stop_token& stop) {
  (void)pull(stop, std::nullopt);  // its error is in the report
  return report_;
}

Done Intake::pull(const std::stop_token& stop, std::optional<Duration> photos_until) {
  retry_after_.reset();
  Done done = read_feed(stop);
  if (done) done = fetch_photos(stop, photos_until);
  if (stop.stop_requested()) return {};
  if (done) {
    failures_ = 0;
    report_.problem.reset();
  } else {
    ++failures_;
    // The same trouble once a minute is one line in the log, not a hundred.
    if (!report_.problem || report_.problem->message != done.error().message) log_error("intake", done.error());
    report_.problem = done.error();
  }
  tell();
  return done;
}

Done Intake::read_feed(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const Result<FeedStep> step = feed_.next(stop);
    if (!step) {
      report_.connected = false;
      retry_after_ = feed_.retry_after();
      return step.error();
    }
    count(*step);
    tell();
    if (!step->more) {
      report_.last_ok = setting_.clock.now();
      return {};
    }
  }
  return {};
}

void Intake::count(const FeedStep& step) {
  report_.connected = true;
  report_.new_items += step.added;
  report_.updated += step.renewed + step.corrected + step.ended;
  report_.quarantined += step.quarantined;
  report_.feed_restarted = report_.feed_restarted || step.restarted;
  if (!step.restarted) report_.clock_ahead = step.clock_ahead;
}

Done Intake::fetch_photos(const std::stop_token& stop, std::optional<Duration> until) {
  store::Submissions& rows = setting_.store.submissions();
  constexpr Instant any_time{std::numeric_limits<std::int64_t>::max()};
  const auto wanted = TRY(rows.photos_wanted(any_time, most_counted));
  report_.photos_wanted = static_cast<std::int64_t>(wanted.size());
  while (!stop.stop_requested() && (!until || setting_.clock.monotonic() < *until)) {
    const std::int64_t done = report_.photos_done, left = report_.photos_wanted;
    const PhotoBatch batch = TRY(photos_.fetch(photo_batch, stop, [&](const PhotoBatch& so_far) {
      report_.photos_done = done + so_far.present;
      report_.photos_wanted = std::max<std::int64_t>(0, left - so_far.present - so_far.missing - so_far.broken);
      tell();
    }));
    report_.cache_full = batch.over_budget || (batch.tried == 0 && report_.cache_full);
    (void)TRY(photos_.move_complete());
    if (batch.problem) {
      retry_after_ = batch.retry_after;
      return *batch.problem;
    }
    if (batch.tried < photo_batch) return {};
  }
  return {};
}

void Intake::tell() const {
  if (reporter_) reporter_(report_);
}

}  // namespace zhaojian::intake
