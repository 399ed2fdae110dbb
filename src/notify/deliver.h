#pragma once
#include <optional>
#include <stop_token>

#include "domain/outbox.h"
#include "notify/setting.h"

namespace zhaojian::notify {

// What became of one attempt.
struct Delivery {
  EventId event;
  domain::EventState became = domain::EventState::ready;
  int status = 0;  // 0: no answer
};

// Sends decision events, one at a time, the events of a student in order. Standard Webhooks 1.0.0: the id never
// changes, the signature is new with each attempt; a lost answer is asked for again under the same id. What is written
// down is written after the answer, so a crash in between sends once more and loses nothing.
//   2xx                              accepted
//   409 withdrawn, superseded        superseded, and the case ends
//   410                              the endpoint is switched off: nothing is sent until switch_on()
//   401, 403, a bad address          our settings are wrong: nothing is sent for a minute, then two … ten
//   408, 409, 425, 429, 3xx, 5xx, no answer   again on the schedule, dead after ten attempts
//   any other 4xx                    dead
// After five failures in a row nothing is sent for a while (net::CircuitBreaker), and no attempt is used up.
class Deliver {
 public:
  static constexpr Duration claim_length = minutes(2);  // longer than a request can take; a lost sender's is free again

  explicit Deliver(const Setting& setting) : setting_(setting) {}

  // Sends one event if there is one due. Nothing: none is due, or nothing may be sent now. An error is the store's.
  [[nodiscard]] Result<std::optional<Delivery>> next(const std::stop_token& stop);

  [[nodiscard]] bool endpoint_off() const { return endpoint_off_; }
  void switch_on() { endpoint_off_ = false; }
  [[nodiscard]] bool breaker_open() const { return breaker_.is_open(); }
  // How long nothing will be sent whatever is due; zero when something may.
  [[nodiscard]] Duration held_for() const;
  // Why the last attempt failed, or why nothing is sent; gone with the next success.
  [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

 private:
  struct Outcome;
  [[nodiscard]] Result<net::HttpResponse> post(const domain::OutboxEvent& event, const std::stop_token& stop);
  [[nodiscard]] Outcome judge(const domain::OutboxEvent& event, const Result<net::HttpResponse>& answer);
  [[nodiscard]] Outcome judge_status(const domain::OutboxEvent& event, const net::HttpResponse& response);
  [[nodiscard]] Outcome try_again(const domain::OutboxEvent& event, Error error, std::optional<Duration> retry_after);
  [[nodiscard]] Outcome refused_settings(Error error);
  [[nodiscard]] Done write_down(const domain::OutboxEvent& event, const Outcome& outcome);

  const Setting& setting_;
  net::CircuitBreaker breaker_;
  bool endpoint_off_ = false;
  Duration token_pause_{}, token_until_{};  // monotonic
  std::optional<Error> problem_;
};

}  // namespace zhaojian::notify
