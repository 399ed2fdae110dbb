#include "notify/deliver.h"

#include <algorithm>

#include "base/webhook_signature.h"
#include "codec/problem_json.h"
#include "notify/case_step.h"

namespace zhaojian::notify {

using domain::EventState;

struct Deliver::Outcome {
  EventState to = EventState::ready;
  int status = 0;
  Duration wait = {};
  std::optional<Error> error = {};
  bool counts = true;           // false: the attempt says nothing about the event and is not used up
  std::optional<End> end = {};  // what a 409 said about the submission
};

Result<std::optional<Delivery>> Deliver::next(const std::stop_token& stop) {
  if (stop.stop_requested() || endpoint_off_ || held_for() > Duration{}) return std::optional<Delivery>();
  std::vector<domain::OutboxEvent> claimed;
  const Done taken = setting_.store.transact([&]() -> Done {
    claimed = TRY(setting_.store.outbox().claim(setting_.clock.now(), claim_length, 1));
    return {};
  });
  if (!taken) return taken.error();
  if (claimed.empty() || !breaker_.may_try(setting_.clock.monotonic())) return std::optional<Delivery>();
  const domain::OutboxEvent& event = claimed.front();
  const Result<net::HttpResponse> answer = post(event, stop);
  // Cancelled: whether it arrived is unknown. It stays in flight and is sent again when the claim has lapsed.
  if (!answer && net::was_cancelled(answer.error())) return std::optional<Delivery>();
  const Outcome outcome = judge(event, answer);
  problem_ = outcome.error;
  const Done written = write_down(event, outcome);
  if (!written) return written.error();
  return std::optional(Delivery{event.id, outcome.to, outcome.status});
}

Duration Deliver::held_for() const {
  const Duration now = setting_.clock.monotonic();
  const Duration until = std::max(token_until_, breaker_.is_open() ? breaker_.opens_again_at() : Duration{});
  return std::max(Duration{}, Duration{until.micros - now.micros});
}

Result<net::HttpResponse> Deliver::post(const domain::OutboxEvent& event, const std::stop_token& stop) {
  const Instant now = setting_.clock.now();
  const ByteView body = bytes_of(event.body);
  const auto signature = sign_webhook(setting_.signing_secret, event.id.value, now, body);
  if (!signature) return Error{Errc::invalid, signature.error().message, "error.notify.secret"};
  net::HttpRequest request{net::Method::post,
                           address(setting_, "/v1/events"),
                           {{"Content-Type", "application/json"},
                            {"webhook-id", event.id.value},
                            {"webhook-timestamp", std::to_string(now.unix_seconds())},
                            {"webhook-signature", *signature}},
                           Bytes(body.begin(), body.end())};
  request.bearer = setting_.token;
  return setting_.http.send(request, stop);
}

Deliver::Outcome Deliver::judge(const domain::OutboxEvent& event, const Result<net::HttpResponse>& answer) {
  if (answer) return judge_status(event, *answer);
  const Error& error = answer.error();
  const bool our_settings = error.text == "error.net.bad_address" || error.text == "error.net.insecure" ||
                            error.text == "error.notify.secret";
  if (our_settings) return refused_settings(error);
  return try_again(event, error, std::nullopt);
}

Deliver::Outcome Deliver::judge_status(const domain::OutboxEvent& event, const net::HttpResponse& response) {
  const int status = response.status;
  const auto failed = [status](Errc code, std::string_view text) {
    return Error{code, "status " + std::to_string(status), text};
  };
  if (status == 401 || status == 403) return refused_settings(failed(Errc::denied, "error.notify.token"));
  const net::Verdict verdict = net::classify(status);
  if (status == 409) {
    const std::string code = codec::problem_from_json(response.body).code;
    if (code == "withdrawn" || code == "superseded") {
      breaker_.succeeded();
      return {EventState::superseded, status, {}, {}, true, code == "withdrawn" ? End::withdrawn : End::superseded};
    }
  }
  switch (verdict) {
    case net::Verdict::done:
      breaker_.succeeded();
      token_pause_ = {};
      return {EventState::accepted, status};
    case net::Verdict::gone:
      endpoint_off_ = true;
      return {EventState::ready, status, {}, failed(Errc::denied, "error.notify.endpoint_off"), false};
    case net::Verdict::refuse:
      breaker_.succeeded();  // it answers; only this event is not to its liking
      return {EventState::dead, status, {}, failed(Errc::invalid, "error.notify.refused")};
    case net::Verdict::retry:
    case net::Verdict::throttle: break;
  }
  const auto wait = net::retry_after(response.header("Retry-After").value_or(""), setting_.clock.now());
  Outcome outcome = try_again(event, failed(Errc::unavailable, "error.notify.busy"), wait);
  outcome.status = status;
  return outcome;
}

Deliver::Outcome Deliver::try_again(const domain::OutboxEvent& event, Error error,
                                    std::optional<Duration> retry_after) {
  breaker_.failed(setting_.clock.monotonic());
  const int attempt = event.attempts + 1;  // the number of the next one, counted from 0
  Outcome outcome;
  outcome.error = std::move(error);
  outcome.wait = net::back_off(attempt, net::Schedule::webhook, setting_.jitter(), retry_after);
  if (attempt >= net::attempts(net::Schedule::webhook)) outcome.to = EventState::dead;
  return outcome;
}

Deliver::Outcome Deliver::refused_settings(Error error) {
  token_pause_ = token_pause_ == Duration{} ? minutes(1) : std::min(Duration{token_pause_.micros * 2}, minutes(10));
  token_until_ = {setting_.clock.monotonic().micros + token_pause_.micros};
  Outcome outcome;
  outcome.error = std::move(error);
  outcome.counts = false;
  return outcome;
}

Done Deliver::write_down(const domain::OutboxEvent& event, const Outcome& outcome) {
  store::Outbox& outbox = setting_.store.outbox();
  const Instant now = setting_.clock.now();
  const store::Problem problem = outcome.error ? store::Problem(*outcome.error) : store::Problem();
  return setting_.store.transact([&]() -> Done {
    if (!outcome.counts) {
      TRY(outbox.move(event.id, {EventState::inflight}, EventState::ready, problem));
      return {};
    }
    const bool ours =
        TRY(outbox.finish(event.id, event.epoch, outcome.to, now + outcome.wait, outcome.status, problem, now));
    if (!ours) return {};  // the claim had lapsed and another sender has it
    if (outcome.to == EventState::accepted) return event_taken(setting_, event);
    if (outcome.end) return student_ended(setting_, event, *outcome.end);
    return {};
  });
}

}  // namespace zhaojian::notify
