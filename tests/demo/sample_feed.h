#pragma once
#include <httplib.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/webhook_signature.h"
#include "codec/event_json.h"
#include "codec/receipt_json.h"
#include "codec/submission_json.h"
#include "demo/server.h"
#include "support/manual_clock.h"

namespace zhaojian::demo {

inline const char* const sample_token = "demo-token";
inline const char* const sample_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

inline Gallery sample_gallery() {
  auto gallery = Gallery::open(ZHAOJIAN_SOURCE_DIR "/assets");
  if (!gallery) throw std::runtime_error(gallery.error().message);
  return *std::move(gallery);
}

inline Setting sample_setting() {
  Setting setting;
  setting.count = 220;
  setting.token = Secret(sample_token);
  setting.secret = Secret(sample_secret);
  return setting;
}

// A decision as the workstation would send it.
inline std::string event_about(const domain::Submission& submission, const std::string& decision = "dec_1",
                               const std::string& note = "") {
  domain::Decision judged;
  judged.id = DecisionId(decision);
  judged.submission = submission.id;
  judged.version = submission.version;
  judged.outcome = domain::Outcome::retake;
  judged.decided_at = Instant{1'697'853'600'000'000};
  domain::Message message;
  message.card = {"审核不通过", "眼镜反光，请重拍", "2023年10月21日 10:00"};
  message.reasons = {{ReasonCode("GLASSES_GLARE"), "眼镜反光", "眼镜反光，请重拍", "镜片有反光。" + note, {}}};
  return codec::event_body(judged, message, submission.student.ref);
}

// The back end on a free port with a clock that stands still, and a client that knows the token.
class SampleFeed {
 public:
  explicit SampleFeed(Setting setting = sample_setting()) {
    auto opened = Server::open(sample_gallery(), std::move(setting), clock, 0, 0);
    if (!opened) throw std::runtime_error(opened.error().message);
    server = *std::move(opened);
    client = std::make_unique<httplib::Client>(server->url());
    client->set_default_headers({{"Authorization", std::string("Bearer ") + sample_token}});
    client->set_keep_alive(true);
  }
  ~SampleFeed() { client.reset(); }  // before the server, which waits for open connections

  std::string get(const std::string& path) { return client->Get(path)->body; }
  int status_of(const std::string& path) { return client->Get(path)->status; }
  int post(const std::string& path) { return client->Post(path)->status; }

  codec::FeedPage page(const std::string& query = "") {
    return codec::page_from_json(bytes_of(get("/v1/submissions" + query))).value();
  }
  codec::ReceiptPage receipts(const std::string& query = "") {
    return codec::receipts_from_json(bytes_of(get("/v1/receipts" + query))).value();
  }
  // What a reader knows who has read everything: the last word on each submission.
  std::vector<domain::Submission> known() {
    std::map<SubmissionId, domain::Submission> latest;
    for (auto& submission : page("?limit=500").items) latest.insert_or_assign(submission.id, submission);
    std::vector<domain::Submission> all;
    for (auto& [id, submission] : latest) all.push_back(std::move(submission));
    return all;
  }
  domain::Submission some_flagged(std::size_t n = 0) {
    for (auto& submission : known()) {
      if (submission.state == domain::FeedState::flagged && n-- == 0) return submission;
    }
    throw std::runtime_error("nothing is flagged");
  }

  httplib::Headers signature(const std::string& id, const std::string& body, const char* secret = sample_secret) {
    const Instant now = clock.now();
    return {{"webhook-id", id},
            {"webhook-timestamp", std::to_string(now.unix_seconds())},
            {"webhook-signature", sign_webhook(Secret(secret), id, now, bytes_of(body)).value()}};
  }
  httplib::Result send(const std::string& id, const std::string& body) {
    return client->Post("/v1/events", signature(id, body), body, "application/json");
  }

  support::ManualClock clock;
  std::unique_ptr<Server> server;
  std::unique_ptr<httplib::Client> client;
};

}  // namespace zhaojian::demo
