#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include "base/bell.h"
#include "intake/feed.h"
#include "intake/photo_fetch.h"

namespace zhaojian::intake {

// How intake is doing; counts are since it was made.
struct IntakeReport {
  bool connected = false;               // the last word from the server was an answer
  std::optional<Instant> last_ok = {};  // when the feed was last read to its end
  std::int64_t new_items = 0;
  std::int64_t updated = 0;  // renewed by the student, corrected by the platform, or ended
  std::int64_t quarantined = 0;
  std::int64_t photos_wanted = 0;  // still to be fetched for open cases, counted up to 10,000
  std::int64_t photos_done = 0;
  bool cache_full = false;                   // over its budget with photos that open cases need
  bool feed_restarted = false;               // the server forgot our cursor, everything was read again
  std::optional<Duration> clock_ahead = {};  // our clock less the server's, when more than a minute
  std::optional<Error> problem = {};         // what keeps us from going on, with a text for the operator
};

// Pulls submissions and their photos. Belongs to one thread, poll_now() to any.
class Intake {
 public:
  using Reporter = std::function<void(const IntakeReport&)>;  // called on the intake thread, often
  static constexpr Duration poll_every = seconds(15);

  Intake(Setting setting, const PhotoCache& cache, std::uint64_t cache_limit, Reporter reporter);
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  // Polls every 15 s until `stop`; after a failure with back-off from 1 s to 60 s.
  void run(const std::stop_token& stop);
  void poll_now() { bell_.ring(); }

  // One turn: the feed to its end, then photos until none is due or the next poll is. How long to wait then.
  [[nodiscard]] Duration turn(const std::stop_token& stop);
  // Everything there is now, once; for the command line. Look at `problem` of what it returns.
  [[nodiscard]] IntakeReport pull_once(const std::stop_token& stop);

 private:
  [[nodiscard]] Done read_feed(const std::stop_token& stop);
  [[nodiscard]] Done fetch_photos(const std::stop_token& stop, std::optional<Duration> until);
  [[nodiscard]] Done pull(const std::stop_token& stop, std::optional<Duration> photos_until);
  void count(const FeedStep& step);
  void tell() const;

  Setting setting_;
  Feed feed_;
  CacheBudget budget_;
  PhotoFetch photos_;
  Reporter reporter_;
  IntakeReport report_;
  Bell bell_;
  int failures_ = 0;  // in a row
  std::optional<Duration> retry_after_;
};

}  // namespace zhaojian::intake
