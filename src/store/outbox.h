#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/outbox.h"

namespace zhaojian::store {

struct Receipt {
  EventId event;
  std::string status;  // sent, delivered, read, user_refused, unreachable, failed
  std::string channel;
  std::string code;
  Instant at;
};

// What went wrong with an event: for people who look after the program, and as a key of the text catalogue.
struct Problem {
  Problem() = default;
  Problem(std::string english) : said(std::move(english)) {}              // NOLINT(google-explicit-constructor)
  Problem(const char* english) : said(english) {}                         // NOLINT(google-explicit-constructor)
  Problem(const Error& error) : said(error.message), text(error.text) {}  // NOLINT(google-explicit-constructor)

  std::string said;
  std::string text;  // may be empty
};

struct OutboxFilter {
  std::vector<domain::EventState> states;  // empty: all
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  [[nodiscard]] virtual Done add(const domain::OutboxEvent& event) = 0;  // the store gives seq
  [[nodiscard]] virtual Result<std::optional<domain::OutboxEvent>> find(const EventId& id) = 0;
  [[nodiscard]] virtual Result<std::optional<domain::OutboxEvent>> of(const DecisionId& decision) = 0;
  [[nodiscard]] virtual Result<std::vector<domain::OutboxEvent>> list(const OutboxFilter& filter,
                                                                      std::int64_t limit) = 0;  // newest first

  // Changes the state only if it is one of `from`; says whether it did. A dead one that is made ready again starts its
  // attempts anew; one taken out of flight is no longer the sender's.
  [[nodiscard]] virtual Result<bool> move(const EventId& id, const std::vector<domain::EventState>& from,
                                          domain::EventState to, const Problem& problem) = 0;
  // Takes up to `limit` events that may leave now: ready with next_at passed, or in flight with a claim older than
  // `claim_length`; none while an earlier event of the same student is still on its way. Each grant raises the epoch.
  [[nodiscard]] virtual Result<std::vector<domain::OutboxEvent>> claim(Instant now, Duration claim_length,
                                                                       std::int64_t limit) = 0;
  // What became of an attempt; false when the claim (epoch) is no longer ours. Every attempt is kept. Counts the
  // attempt: `attempts` of a claimed event is the number of those before.
  [[nodiscard]] virtual Result<bool> finish(const EventId& id, std::int64_t epoch, domain::EventState to,
                                            Instant next_at, int status, const Problem& problem, Instant at) = 0;
  // Stored once per event and status; also when the event is not known (yet). True when it was new. The event shows the
  // newest receipt; moving its state is the caller's.
  [[nodiscard]] virtual Result<bool> put_receipt(const Receipt& receipt) = 0;
  // The earliest next_at of a ready event that no other of its student holds up.
  [[nodiscard]] virtual Result<std::optional<Instant>> next_due() = 0;
};

}  // namespace zhaojian::store
