#include "notify/notify.h"

#include <algorithm>

#include "base/log.h"

namespace zhaojian::notify {
namespace {

// Between turns, so that a surprise cannot make them spin.
constexpr Duration shortest_wait = milliseconds(200), wait_for_store = seconds(5);

}  // namespace

Notify::Notify(Setting setting, Reporter reporter)
    : setting_(std::move(setting)), deliver_(setting_), receipts_(setting_), reporter_(std::move(reporter)) {}

void Notify::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const Duration wait = turn(stop);
    (void)bell_.wait(wait, stop);
  }
}

void Notify::switch_on() {
  switch_on_ = true;
  bell_.ring();
}

Duration Notify::turn(const std::stop_token& stop) {
  if (switch_on_.exchange(false)) deliver_.switch_on();
  std::optional<Error> problem;
  Duration least = shortest_wait;
  if (const Done sent = deliver_due(stop); !sent) {
    problem = sent.error();
    least = wait_for_store;
  }
  const Duration now = setting_.clock.monotonic();
  if (now >= next_receipts_ && !stop.stop_requested()) {
    const Done read = read_receipts(stop);
    if (!read && !problem) problem = read.error();
  }
  if (stop.stop_requested()) return {};
  tell(problem ? problem : deliver_.problem());
  const Duration receipts_in{next_receipts_.micros - now.micros};
  return std::max(least, std::min(receipts_in, until_due()));
}

NotifyReport Notify::deliver_once(const std::stop_token& stop) {
  next_receipts_ = {};
  (void)turn(stop);
  return report_;
}

Done Notify::deliver_due(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto delivery = TRY(deliver_.next(stop));
    if (!delivery) return {};
    tell(deliver_.problem());
  }
  return {};
}

Done Notify::read_receipts(const std::stop_token& stop) {
  std::optional<Error> problem;
  while (!stop.stop_requested()) {
    const auto step = receipts_.next(stop);
    if (!step) problem = step.error();
    if (!step || !step->more) break;
  }
  receipt_failures_ = problem ? receipt_failures_ + 1 : 0;
  const Duration wait =
      problem ? net::back_off(receipt_failures_ + 3, net::Schedule::poll, setting_.jitter(), receipts_.retry_after())
              : receipts_every;
  next_receipts_ = {setting_.clock.monotonic().micros + std::max(wait, seconds(1)).micros};
  if (problem && !net::was_cancelled(*problem)) return *std::move(problem);
  return {};
}

// When the next event can be sent; far away when there is none or the endpoint is off.
Duration Notify::until_due() const {
  if (deliver_.endpoint_off()) return hours(1);
  const auto due = setting_.store.outbox().next_due();
  if (!due || !*due) return hours(1);
  return std::max(deliver_.held_for(), **due - setting_.clock.now());
}

void Notify::tell(std::optional<Error> problem) {
  if (problem && (!report_.problem || report_.problem->message != problem->message)) log_error("notify", *problem);
  report_.problem = std::move(problem);
  report_.breaker_open = deliver_.breaker_open();
  report_.endpoint_off = deliver_.endpoint_off();
  if (const auto counts = setting_.store.statistics().counts(setting_.clock.now())) {
    const auto of = [&counts](domain::EventState state) {
      const auto at = counts->events.find(state);
      return at == counts->events.end() ? std::int64_t{0} : at->second;
    };
    report_.held = of(domain::EventState::held);
    report_.pending = of(domain::EventState::ready);
    report_.inflight = of(domain::EventState::inflight);
    report_.accepted = of(domain::EventState::accepted);
    report_.delivered = of(domain::EventState::delivered);
    report_.refused = of(domain::EventState::refused);
    report_.dead = of(domain::EventState::dead);
  }
  if (reporter_) reporter_(report_);
}

}  // namespace zhaojian::notify
