#include "intake/feed.h"

#include <array>

#include "base/log.h"
#include "codec/submission_json.h"
#include "intake/ingest.h"

namespace zhaojian::intake {
namespace {

constexpr std::string_view feed_name = "submissions";
constexpr std::array page_sizes = {200, 50, 10, 1};
constexpr Duration clock_tolerance = minutes(1);

void count(FeedStep& step, Ingested what) {
  switch (what) {
    case Ingested::added: ++step.added; break;
    case Ingested::renewed: ++step.renewed; break;
    case Ingested::corrected: ++step.corrected; break;
    case Ingested::other_photo: ++step.quarantined; break;
    case Ingested::ended: ++step.ended; break;
    case Ingested::unchanged: ++step.unchanged; break;
  }
}

Done store_page(const Setting& setting, const codec::FeedPage& page, FeedStep& step) {
  store::Submissions& rows = setting.store.submissions();
  for (const domain::Submission& item : page.items) count(step, TRY(ingest(setting, item)));
  for (const codec::BadItem& bad : page.bad) {
    TRY(rows.quarantine({0, std::string(feed_name), bad.item_id, bad.raw, bad.problem, setting.clock.now(), bad.fault}));
    ++step.quarantined;
  }
  const bool no_cursor = page.next_cursor.empty();
  return rows.set_cursor(std::string(feed_name), no_cursor ? std::nullopt : std::optional(page.next_cursor));
}

}  // namespace

Result<FeedStep> Feed::next(const std::stop_token& stop) {
  retry_after_.reset();
  const std::optional<std::string> cursor = TRY(setting_.store.submissions().cursor(std::string(feed_name)));
  Result<net::HttpResponse> response = ask(cursor, stop);
  while (!response && response.error().text == "error.net.too_large" && page_size_ + 1 < page_sizes.size()) {
    ++page_size_;
    log_line(LogLevel::warn, "intake",
             "page too large; asking for " + std::to_string(page_sizes[page_size_]) + " items");
    response = ask(cursor, stop);
  }
  if (!response) return std::move(response).error();
  if (response->status == 200) return take(*response, cursor);
  if (response->status == 410 && cursor) return restart();
  return refusal(*response);
}

Result<net::HttpResponse> Feed::ask(const std::optional<std::string>& cursor, const std::stop_token& stop) {
  std::string url = setting_.server;
  while (url.ends_with('/')) url.pop_back();
  url += "/v1/submissions?limit=" + std::to_string(page_sizes[page_size_]);
  if (cursor) url += "&cursor=" + net::percent_encoded(*cursor);
  net::HttpRequest request{net::Method::get, std::move(url), {{"Accept", "application/json"}}};
  request.limits = net::json_limits;
  request.bearer = setting_.token;
  return setting_.http.send(request, stop);
}

Result<FeedStep> Feed::take(const net::HttpResponse& response, const std::optional<std::string>& cursor) {
  Result<codec::FeedPage> page = codec::page_from_json(response.body);
  if (!page) return Error{Errc::corrupt, "feed: " + page.error().message, "error.intake.not_a_page"};
  FeedStep step;
  const Done stored = setting_.store.transact([&] { return step = {}, store_page(setting_, *page, step); });
  if (!stored) return Error(stored.error()).in("feed");
  const bool stuck = page->items.empty() && page->bad.empty() && page->next_cursor == cursor.value_or("");
  step.more = page->has_more && !stuck;
  if (!step.more) page_size_ = 0;
  if (page->server_time) {
    const Duration ahead = setting_.clock.now() - *page->server_time;
    if (ahead > clock_tolerance || ahead < Duration{-clock_tolerance.micros}) step.clock_ahead = ahead;
  }
  return step;
}

Result<FeedStep> Feed::restart() {
  log_line(LogLevel::warn, "intake", "the cursor is too old for the server; reading the feed from its beginning");
  const auto forget = [&] { return setting_.store.submissions().set_cursor(std::string(feed_name), std::nullopt); };
  const Done forgotten = setting_.store.transact(forget);
  if (!forgotten) return Error(forgotten.error()).in("feed");
  FeedStep step;
  step.more = step.restarted = true;
  return step;
}

Error Feed::refusal(const net::HttpResponse& response) {
  const std::string problem = "feed: status " + std::to_string(response.status);
  if (response.status == 401 || response.status == 403) return {Errc::denied, problem, "error.intake.token"};
  if (response.status == 400 || response.status == 404) return {Errc::invalid, problem, "error.intake.refused"};
  retry_after_ = net::retry_after(response.header("Retry-After").value_or(""), setting_.clock.now());
  const bool busy = net::classify(response.status) == net::Verdict::throttle;
  return {Errc::unavailable, problem, busy ? "error.intake.busy" : "error.intake.answer"};
}

}  // namespace zhaojian::intake
