#include "demo/event_desk.h"

#include <algorithm>
#include <utility>

#include "codec/json.h"

namespace zhaojian::demo {
namespace {

using codec::Json;
using domain::FeedState;

Answer receipt_answer(const std::string& receipt) {
  return {.body = codec::to_text(Json::Object{{"receipt", receipt}})};
}

// Why the event comes too late for its submission.
std::optional<Answer> outdated(const codec::Event& event, const domain::Submission* submission) {
  if (submission == nullptr) return problem(400, "unknown_submission", "there is no " + event.submission.value);
  if (event.version > submission->version) {
    return problem(400, "unknown_version", "version " + std::to_string(event.version) + " is still to come");
  }
  if (submission->state == FeedState::withdrawn) {
    return problem(409, "withdrawn", "the student has withdrawn the photo");
  }
  if (submission->state == FeedState::superseded || event.version < submission->version) {
    return problem(409, "superseded", "the student has replaced the photo");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Answer> EventDesk::check(const WebhookStamp& stamp, ByteView body, Instant now) const {
  const Done verified = verify_webhook(secret_, stamp, body, now);
  if (verified) return std::nullopt;
  const Error& error = verified.error();
  if (error.code == Errc::invalid) return problem(400, "bad_webhook_headers", error.message);
  return problem(401, error.code == Errc::stale ? "stale_timestamp" : "bad_signature", error.message);
}

Answer EventDesk::take(std::string_view id, ByteView body, const codec::Event& event,
                       const domain::Submission* submission, Instant now) {
  const Sha256 hash = sha256(body);
  if (const auto known = by_id_.find(id); known != by_id_.end()) {
    TakenEvent& taken = taken_[known->second];
    if (taken.body != hash) return problem(400, "webhook_id_reused", "another event came under this webhook-id");
    ++taken.deliveries;
    return receipt_answer(taken.receipt);
  }
  if (auto refusal = outdated(event, submission)) return *std::move(refusal);
  TakenEvent taken;
  taken.id = EventId(std::string(id));
  taken.event = event;
  taken.batch = submission->batch;
  taken.student = submission->student;
  taken.body = hash;
  taken.receipt = "rcpt_" + std::to_string(taken_.size() + 1);
  taken.at = now;
  by_id_.emplace(id, taken_.size());
  plan_receipts(taken);
  taken_.push_back(std::move(taken));
  return receipt_answer(taken_.back().receipt);
}

void EventDesk::plan_receipts(const TakenEvent& taken) {
  const Reach reach = reach_of(taken.student.ref);
  Instant at = taken.at + pace_;
  const auto plan = [&](std::string_view status, std::string_view code) {
    planned_.emplace(at,
                     codec::Receipt{taken.id, std::string(status), std::string(reach.channel), std::string(code), at});
    at = at + pace_;
  };
  if (reach.reached()) plan("sent", "");
  plan(reach.status, reach.code);
  if (reach.reads) plan("read", "");
}

void EventDesk::settle(Instant now) {
  const auto due = planned_.upper_bound(now);
  for (auto planned = planned_.begin(); planned != due; ++planned) receipts_.push_back(std::move(planned->second));
  planned_.erase(planned_.begin(), due);
}

Result<std::string> EventDesk::receipts(const std::optional<std::string>& cursor, std::size_t limit, Instant now) {
  settle(now);
  const std::size_t from = TRY(seal_.position(cursor, receipts_.size()));
  const std::size_t to = std::min(from + limit, receipts_.size());
  codec::ReceiptPage page;
  page.items.assign(receipts_.begin() + static_cast<std::ptrdiff_t>(from),
                    receipts_.begin() + static_cast<std::ptrdiff_t>(to));
  page.next_cursor = from == to && cursor ? *cursor : seal_.cursor(to);
  page.has_more = to < receipts_.size();
  page.server_time = now;
  return codec::receipts_to_json(page);
}

}  // namespace zhaojian::demo
