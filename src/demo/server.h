#pragma once
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "demo/back_end.h"
#include "demo/gallery.h"

namespace zhaojian::demo {

// The back end as an HTTP server on 127.0.0.1, with threads of its own. Destruction ends it. Besides the contract:
//   GET  /inbox[?student=…]           what the students read
//   GET  /demo/events                 [{id, type, submission_id, count, …}], count: how often it was delivered
//   POST /demo/withdraw/{id}, /demo/replace/{id}, /demo/resubmit/{id}
//   POST /demo/expire-cursor          all cursors given out so far become too old
//   GET, POST /demo/mode              slow (ms), fail (%), lose (%), events_off (0 or 1), as query or form
// Only /v1 without /v1/health wants the token, is slow and fails.
class Server {
 public:
  // `port` 0: a free one. `changes_per_minute`: how often a student does something by itself. Borrows the clock.
  // unavailable when the port is taken, invalid when the webhook secret is none.
  [[nodiscard]] static Result<std::unique_ptr<Server>> open(Gallery gallery, Setting setting, const Clock& clock,
                                                            int port, int changes_per_minute);
  virtual ~Server() = default;
  [[nodiscard]] virtual int port() const = 0;
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }
};

}  // namespace zhaojian::demo
