#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/secret.h"
#include "demo/answer.h"
#include "demo/change_feed.h"
#include "demo/event_desk.h"

namespace zhaojian::demo {

// How badly the back end behaves. Percent of the requests.
struct Mode {
  Duration slow;            // before each answer
  int fail = 0;             // answered 503, 429 or 500, in turn
  int lose = 0;             // of the events: taken, but not answered
  bool events_off = false;  // every event is answered 410
};

struct Setting {
  int count = 220;
  std::uint64_t seed = 1;
  Mode mode;
  Secret token;   // bearer token of the workstation
  Secret secret;  // whsec_…
  Duration receipt_pace = seconds(3);
};

// The capture service itself: every operation of contracts/intake.openapi.yaml and the switches of the demo, as
// answers. Thread-safe. Borrows gallery and clock.
class BackEnd {
 public:
  BackEnd(const Gallery& gallery, Setting setting, const Clock& clock);

  // Whether the value of the header Authorization carries our token.
  [[nodiscard]] bool authorised(std::string_view authorization) const;
  [[nodiscard]] Duration slowness() const;
  [[nodiscard]] std::optional<Answer> failure();  // what to answer instead, when failing is its turn

  [[nodiscard]] Answer health() const;
  [[nodiscard]] Answer submissions(const std::optional<std::string>& cursor, const std::optional<std::string>& limit);
  [[nodiscard]] Answer photo(const std::string& id, std::string_view if_none_match);
  [[nodiscard]] Answer event(const WebhookStamp& stamp, std::string_view body);
  [[nodiscard]] Answer receipts(const std::optional<std::string>& cursor, const std::optional<std::string>& limit);

  [[nodiscard]] Answer inbox(std::string_view student) const;
  [[nodiscard]] Answer events() const;
  [[nodiscard]] Answer withdraw(const std::string& id);
  [[nodiscard]] Answer replace(const std::string& id);
  [[nodiscard]] Answer resubmit(const std::string& id);
  [[nodiscard]] Answer expire_cursors();
  [[nodiscard]] Answer mode() const;
  // What is absent stays. 400 when a number is none or out of range.
  [[nodiscard]] Answer set_mode(const std::optional<std::string>& slow_ms, const std::optional<std::string>& fail,
                                const std::optional<std::string>& lose, const std::optional<std::string>& events_off);
  // One of the students does something: withdraws, replaces, or takes the photo asked for again.
  void let_something_happen();

 private:
  [[nodiscard]] Answer mode_answer() const;  // under the lock
  [[nodiscard]] std::optional<SubmissionId> waiting_for_retake() const;

  const Clock& clock_;
  const Secret token_;
  mutable std::mutex mutex_;  // guards everything below
  ChangeFeed feed_;
  EventDesk desk_;
  Mode mode_;
  Dice dice_;
  int failures_ = 0;
};

}  // namespace zhaojian::demo
