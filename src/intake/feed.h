#pragma once
#include <optional>
#include <stop_token>

#include "intake/setting.h"

namespace zhaojian::intake {

// What one page of the feed brought.
struct FeedStep {
  int added = 0, renewed = 0, corrected = 0, ended = 0, unchanged = 0, quarantined = 0;
  bool more = false;                         // the server has further pages
  bool restarted = false;                    // the cursor was too old (410); the next page is the first one
  std::optional<Duration> clock_ahead = {};  // our clock less the server's, when they differ by more than a minute
};

// The change feed of submissions, a page at a time. A page is stored with its cursor in one transaction: after a crash
// it is asked for again, or it is all there. An item that cannot be used is kept in quarantine and costs nothing else.
class Feed {
 public:
  explicit Feed(const Setting& setting) : setting_(setting) {}

  // Errors are those of net::HttpClient and of the store, and
  //   denied       error.intake.token     the server does not accept our token (401, 403)
  //   unavailable  error.intake.busy      it asks us to wait (429, 502, 503, 504), see retry_after()
  //   unavailable  error.intake.answer    any other status
  //   invalid      error.intake.refused   it does not understand us (400, 404)
  //   corrupt      error.intake.not_a_page
  // A page too large for the limit is asked for again with fewer items.
  [[nodiscard]] Result<FeedStep> next(const std::stop_token& stop);
  [[nodiscard]] std::optional<Duration> retry_after() const { return retry_after_; }  // of the last failure

 private:
  [[nodiscard]] Result<net::HttpResponse> ask(const std::optional<std::string>& cursor, const std::stop_token& stop);
  [[nodiscard]] Result<FeedStep> take(const net::HttpResponse& response, const std::optional<std::string>& cursor);
  [[nodiscard]] Result<FeedStep> restart();
  [[nodiscard]] Error refusal(const net::HttpResponse& response);

  const Setting& setting_;
  std::size_t page_size_ = 0;  // index into the sizes we ask for
  std::optional<Duration> retry_after_;
};

}  // namespace zhaojian::intake
