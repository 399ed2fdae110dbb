#pragma once
#include <httplib.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "codec/json.h"
#include "station/audit_check.h"
#include "station/station.h"
#include "support/demo_feed_process.h"
#include "support/temporary_folder.h"

namespace zhaojian::test {

template <class T> T sure(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

// An event as the back end has it.
struct TakenEvent {
  std::string id, type, submission, decision;
  std::int64_t count = 0;
};

// A station of its own in a temporary folder, on an invented back end. The undo time is two seconds, so that nobody
// waits for it.
class Workplace {
 public:
  explicit Workplace(std::vector<std::string> feed_arguments = {})
      : feed_(std::move(feed_arguments)), http_(feed_.url()) {
    for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
      ::setenv(variable, folder_.path().c_str(), 1);
    make_assets();
    write("token", "demo-token");
    write("webhook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    write("config.toml", "[backend]\nurl = \"" + feed_.url() +
                             "\"\ntoken_file = \"token\"\nwebhook_secret_file = \"webhook\"\n"
                             "[data]\ndir = \"station\"\n[program]\nassets = \"assets\"\n");
    station_ = sure(station::open_station(sure(station::config_from_file(config()))));
    store_ = sure(station::open_store_of(*station_, clock_));
  }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path config() const { return folder_ / "config.toml"; }
  [[nodiscard]] const station::Station& station() const { return *station_; }

  // What the store says by now.
  [[nodiscard]] std::vector<domain::Decision> decisions() const {
    std::vector<domain::Decision> all;
    const Done read = store_->decisions().read([&](const domain::Decision& one) { return all.push_back(one), true; });
    if (!read) throw std::runtime_error(read.error().message);
    return all;
  }
  [[nodiscard]] std::vector<domain::OutboxEvent> events() const { return sure(store_->outbox().list({}, 1000)); }
  [[nodiscard]] domain::ReviewCase review_case(const SubmissionId& id) const {
    auto found = sure(store_->submissions().find(id));
    if (!found) throw std::runtime_error("no case " + id.value);
    return *std::move(found);
  }
  [[nodiscard]] std::int64_t in_stage(domain::Stage stage) const {
    return sure(store_->statistics().counts(clock_.now())).stages[stage];
  }
  [[nodiscard]] int sign_ins() const {
    int count = 0;
    const Done read = store_->audit().read([&](const domain::AuditRecord& record) {
      count += record.entry.kind == domain::AuditKind::signed_in ? 1 : 0;
      return true;
    });
    if (!read) throw std::runtime_error(read.error().message);
    return count;
  }
  [[nodiscard]] audit::Report audit() const { return sure(station::verify_audit(*station_, *store_)); }

  // What the back end says by now.
  std::vector<TakenEvent> taken() {
    const auto answer = http_.Get("/demo/events");
    if (!answer) throw std::runtime_error("the back end does not answer");
    const auto json = sure(codec::parse_json(bytes_of(answer->body)));
    std::vector<TakenEvent> list;
    for (const codec::Json& item : *json.as<codec::Json::Array>()) {
      const auto text = [&](const char* name) { return *item.find(name)->as<std::string>(); };
      list.push_back({text("id"), text("type"), text("submission_id"), text("decision_id"),
                      *item.find("count")->as<std::int64_t>()});
    }
    return list;
  }
  // "lose=100", "slow=0": from now on.
  void behave(const std::string& mode) {
    const auto answer = http_.Post("/demo/mode?" + mode);
    if (!answer || answer->status >= 300) throw std::runtime_error("the back end does not take " + mode);
  }

 private:
  void write(const char* name, const std::string& text) const {
    if (!write_file_atomically(folder_ / name, bytes_of(text))) throw std::runtime_error(name);
  }
  void make_assets() const {
    namespace fs = std::filesystem;
    const fs::path real = fs::path(ZHAOJIAN_SOURCE_DIR) / "assets", ours = folder_ / "assets";
    fs::create_directories(ours / "standards");
    for (const auto& entry : fs::directory_iterator(real))
      if (entry.path().filename() != "standards") fs::create_symlink(entry.path(), ours / entry.path().filename());
    for (const auto& entry : fs::directory_iterator(real / "standards")) {
      std::string text(text_of(sure(read_file(entry.path(), 1 << 20))));
      const std::string key = "\"hold_seconds\": ";
      const auto at = text.find(key);
      if (at != std::string::npos) {
        const auto digits = at + key.size();
        text.replace(digits, text.find_first_not_of("0123456789", digits) - digits, "2");
      } else if (text.find("\"extends\"") == std::string::npos) {  // else it has the undo time of its base
        throw std::runtime_error("no undo time in " + entry.path().string());
      }
      write(("assets/standards/" + entry.path().filename().string()).c_str(), text);
    }
  }

  support::TemporaryFolder folder_;
  DemoFeedProcess feed_;
  httplib::Client http_;
  SystemClock clock_;
  std::unique_ptr<const station::Station> station_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace zhaojian::test
