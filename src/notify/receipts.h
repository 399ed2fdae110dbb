#pragma once
#include <optional>
#include <stop_token>

#include "notify/setting.h"

namespace zhaojian::notify {

// What one page of receipts brought.
struct ReceiptStep {
  int delivered = 0, refused = 0, known = 0, quarantined = 0;
  bool more = false;
  bool restarted = false;  // the cursor was too old (410); the next page is the first one
};

// What became of the students' messages, a page at a time; the page and its cursor in one transaction. A receipt also
// proves that the back end took an event whose answer was lost. One for an event we do not know is kept.
class Receipts {
 public:
  explicit Receipts(const Setting& setting) : setting_(setting) {}

  // Errors are those of net::HttpClient and of the store, and error.notify.token (401, 403), .busy (429, 5xx),
  // .refused (other 4xx), .not_a_page.
  [[nodiscard]] Result<ReceiptStep> next(const std::stop_token& stop);
  [[nodiscard]] std::optional<Duration> retry_after() const { return retry_after_; }  // of the last failure

 private:
  [[nodiscard]] Result<ReceiptStep> take(const net::HttpResponse& response, const std::optional<std::string>& cursor);
  [[nodiscard]] Done store_receipt(const store::Receipt& receipt, ReceiptStep& step);
  [[nodiscard]] Result<ReceiptStep> restart();
  [[nodiscard]] Error refusal(const net::HttpResponse& response);

  const Setting& setting_;
  std::optional<Duration> retry_after_;
};

}  // namespace zhaojian::notify
