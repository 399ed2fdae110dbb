#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "base/time.h"
#include "base/webhook_signature.h"
#include "codec/event_json.h"
#include "codec/receipt_json.h"
#include "demo/answer.h"
#include "demo/cursor.h"
#include "demo/reach.h"
#include "domain/submission.h"

namespace zhaojian::demo {

// An event that was accepted.
struct TakenEvent {
  EventId id;
  codec::Event event;
  domain::Batch batch;  // of the submission, when the event came
  domain::Student student;
  Sha256 body{};  // hash of the bytes
  std::string receipt;
  int deliveries = 1;  // how often it came
  Instant at;          // when it came first
};

// POST /v1/events and GET /v1/receipts. Not thread-safe.
class EventDesk {
 public:
  // `pace`: how long a message is under way to a student, and again until it is read.
  EventDesk(Secret secret, std::uint64_t seed, Duration pace)
      : secret_(std::move(secret)), seal_("receipts", seed), pace_(pace) {}

  // Whether it is signed by us and fresh: an answer that refuses it, or nothing.
  [[nodiscard]] std::optional<Answer> check(const WebhookStamp& stamp, ByteView body, Instant now) const;
  // Takes a checked event about `submission` as it is now (null: unknown to us). A repeat gets the first answer.
  [[nodiscard]] Answer take(std::string_view id, ByteView body, const codec::Event& event,
                            const domain::Submission* submission, Instant now);

  // A page as JSON. invalid: not our cursor; stale: too old a cursor.
  [[nodiscard]] Result<std::string> receipts(const std::optional<std::string>& cursor, std::size_t limit, Instant now);
  void expire_cursors() { seal_.expire(); }

  [[nodiscard]] const std::vector<TakenEvent>& taken() const { return taken_; }  // in the order they came

 private:
  void plan_receipts(const TakenEvent& taken);
  void settle(Instant now);

  Secret secret_;
  CursorSeal seal_;
  Duration pace_;
  std::vector<TakenEvent> taken_;
  std::map<std::string, std::size_t, std::less<>> by_id_;  // index into taken_
  std::multimap<Instant, codec::Receipt> planned_;
  std::vector<codec::Receipt> receipts_;  // in the order they happened
};

}  // namespace zhaojian::demo
