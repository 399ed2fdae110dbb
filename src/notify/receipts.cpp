#include "notify/receipts.h"

#include "base/log.h"
#include "codec/receipt_json.h"
#include "notify/case_step.h"

namespace zhaojian::notify {
namespace {

using domain::EventState;

constexpr std::string_view feed_name = "receipts";

bool arrived(const std::string& status) { return status == "sent" || status == "delivered" || status == "read"; }

}  // namespace

Result<ReceiptStep> Receipts::next(const std::stop_token& stop) {
  retry_after_.reset();
  const std::optional<std::string> cursor = TRY(setting_.store.submissions().cursor(std::string(feed_name)));
  std::string url = address(setting_, "/v1/receipts?limit=200");
  if (cursor) url += "&cursor=" + net::percent_encoded(*cursor);
  net::HttpRequest request{net::Method::get, std::move(url), {{"Accept", "application/json"}}};
  request.bearer = setting_.token;
  const net::HttpResponse response = TRY(setting_.http.send(request, stop));
  if (response.status == 200) return take(response, cursor);
  if (response.status == 410 && cursor) return restart();
  return refusal(response);
}

Result<ReceiptStep> Receipts::take(const net::HttpResponse& response, const std::optional<std::string>& cursor) {
  const auto page = codec::receipts_from_json(response.body);
  if (!page) return Error{Errc::corrupt, "receipts: " + page.error().message, "error.notify.not_a_page"};
  ReceiptStep step;
  const Done stored = setting_.store.transact([&]() -> Done {
    step = {};
    for (const codec::Receipt& one : page->items) {
      TRY(store_receipt({one.event, one.status, one.channel, one.code, one.at}, step));
    }
    store::Submissions& rows = setting_.store.submissions();
    for (const codec::BadItem& bad : page->bad) {
      TRY(rows.quarantine({0, std::string(feed_name), bad.item_id, bad.raw, bad.problem, setting_.clock.now(), bad.fault}));
      ++step.quarantined;
    }
    if (page->next_cursor.empty()) return {};
    return rows.set_cursor(std::string(feed_name), page->next_cursor);
  });
  if (!stored) return Error(stored.error()).in("receipts");
  const bool stuck = page->items.empty() && page->bad.empty() && page->next_cursor == cursor.value_or("");
  step.more = page->has_more && !stuck;
  return step;
}

Done Receipts::store_receipt(const store::Receipt& receipt, ReceiptStep& step) {
  store::Outbox& outbox = setting_.store.outbox();
  if (!TRY(outbox.put_receipt(receipt))) return ++step.known, Done{};
  const bool good = arrived(receipt.status);
  ++(good ? step.delivered : step.refused);
  const auto event = TRY(outbox.find(receipt.event));
  if (!event) return {};
  // Ready, in flight and dead ones too: the back end has it, only we never heard.
  const bool moved = TRY(outbox.move(event->id,
                                     {EventState::ready, EventState::inflight, EventState::dead, EventState::accepted,
                                      EventState::delivered, EventState::refused},
                                     good ? EventState::delivered : EventState::refused, ""));
  return moved ? receipt_came(setting_, *event) : Done{};
}

Result<ReceiptStep> Receipts::restart() {
  log_line(LogLevel::warn, "notify", "the receipt cursor is too old for the server; reading from the beginning");
  const auto forget = [&] { return setting_.store.submissions().set_cursor(std::string(feed_name), std::nullopt); };
  const Done forgotten = setting_.store.transact(forget);
  if (!forgotten) return Error(forgotten.error()).in("receipts");
  ReceiptStep step;
  step.more = step.restarted = true;
  return step;
}

Error Receipts::refusal(const net::HttpResponse& response) {
  const std::string problem = "receipts: status " + std::to_string(response.status);
  if (response.status == 401 || response.status == 403) return {Errc::denied, problem, "error.notify.token"};
  retry_after_ = net::retry_after(response.header("Retry-After").value_or(""), setting_.clock.now());
  const net::Verdict verdict = net::classify(response.status);
  const bool refused = verdict == net::Verdict::refuse || verdict == net::Verdict::gone;
  if (refused) return {Errc::invalid, problem, "error.notify.refused"};
  return {Errc::unavailable, problem, "error.notify.busy"};
}

}  // namespace zhaojian::notify
