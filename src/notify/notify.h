#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include "base/bell.h"
#include "notify/deliver.h"
#include "notify/receipts.h"

namespace zhaojian::notify {

// How the events are doing; all numbers are of the database, now.
struct NotifyReport {
  std::int64_t held = 0;     // still to be undone
  std::int64_t pending = 0;  // to be sent
  std::int64_t inflight = 0;
  std::int64_t accepted = 0;  // taken, no receipt yet
  std::int64_t delivered = 0;
  std::int64_t refused = 0;           // did not reach the student
  std::int64_t dead = 0;              // wait for a person
  bool breaker_open = false;          // the server fails; nothing is sent for a while
  bool endpoint_off = false;          // the server switched the endpoint off (410); a person has to look
  std::optional<Error> problem = {};  // the last trouble, with a text for the operator
};

// Sends what is due and collects receipts. Belongs to one thread; kick() and switch_on() to any.
class Notify {
 public:
  using Reporter = std::function<void(const NotifyReport&)>;  // called on the notify thread
  static constexpr Duration receipts_every = seconds(15);

  Notify(Setting setting, Reporter reporter);
  Notify(const Notify&) = delete;
  Notify& operator=(const Notify&) = delete;

  void run(const std::stop_token& stop);  // until stop
  void kick() { bell_.ring(); }           // something became due
  void switch_on();                       // after endpoint_off: try again

  // One turn: everything due, then receipts if it is time. How long to wait then.
  [[nodiscard]] Duration turn(const std::stop_token& stop);
  // Everything due and all receipts there are, once; for the command line.
  [[nodiscard]] NotifyReport deliver_once(const std::stop_token& stop);

 private:
  [[nodiscard]] Done deliver_due(const std::stop_token& stop);
  [[nodiscard]] Done read_receipts(const std::stop_token& stop);
  [[nodiscard]] Duration until_due() const;
  void tell(std::optional<Error> problem);

  Setting setting_;
  Deliver deliver_;
  Receipts receipts_;
  Reporter reporter_;
  NotifyReport report_;
  Bell bell_;
  std::atomic<bool> switch_on_ = false;
  Duration next_receipts_{};  // monotonic
  int receipt_failures_ = 0;  // in a row
};

}  // namespace zhaojian::notify
