#include "app/rim.h"

#include <mutex>

#include "base/log.h"
#include "net/curl_http.h"

namespace zhaojian::app {
namespace {

using desk::LinkState;

LinkState link_of(const intake::IntakeReport& report) {
  LinkState link;
  link.kind = report.connected ? LinkState::Kind::connected : LinkState::Kind::offline;
  if (report.problem && report.problem->code == Errc::denied) link.kind = LinkState::Kind::refused;
  link.last_sync = report.last_ok;
  link.new_items = report.new_items + report.updated;
  link.photos_wanted = report.photos_wanted;
  link.photos_done = report.photos_done;
  if (report.problem) link.problem = report.problem->text;
  return link;
}

desk::OutboxState outbox_of(const notify::NotifyReport& report) {
  desk::OutboxState state;
  state.held = report.held;
  state.pending = report.pending + report.inflight;
  state.dead = report.dead;
  state.refused = report.refused;
  state.endpoint_off = report.endpoint_off;
  if (report.problem) state.problem = report.problem->text;
  return state;
}

LinkState broken_link(const Error& error) {
  LinkState link;
  link.kind = error.code == Errc::denied || error.code == Errc::invalid ? LinkState::Kind::refused : LinkState::Kind::offline;
  link.problem = error.text.empty() ? "error.code." + std::string(name(error.code)) : std::string(error.text);
  return link;
}

// A store and a client of the calling thread.
struct Own {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<net::HttpClient> http;
};
Result<Own> open_own(const station::Station& station, const Clock& clock) {
  Own own;
  own.http = TRY(net::open_curl_http(station.config.ca_file));
  own.store = TRY(station::open_store_of(station, clock));
  return own;
}

// Opens what the thread needs, again and again while it cannot; nothing when it is to stop.
std::optional<Own> open_patiently(const station::Station& station, const Clock& clock, const std::stop_token& stop,
                                  const std::function<void(const Error&)>& say) {
  Bell bell;
  while (!stop.stop_requested()) {
    Result<Own> own = open_own(station, clock);
    if (own) return std::move(*own);
    log_error("capture platform thread", own.error());
    say(own.error());
    bell.wait(seconds(5), stop);
  }
  return {};
}

}  // namespace

intake::Setting intake_setting(const station::Station& station, store::Store& store, net::HttpClient& http, const Clock& clock) {
  return {store, http, clock, station.config.url, &station.token, station.id, station.audit_key};
}

notify::Setting notify_setting(const station::Station& station, store::Store& store, net::HttpClient& http, const Clock& clock) {
  return {store, http, clock, station.config.url, station.webhook_secret, &station.token, station.id, station.audit_key};
}

// The object the other threads may call lives on the thread that runs it; they reach it through here.
struct IntakeThread::Shared {
  std::mutex mutex;
  intake::Intake* intake = nullptr;  // guarded by mutex
};
struct NotifyThread::Shared {
  std::mutex mutex;
  notify::Notify* notify = nullptr;  // guarded by mutex
};

IntakeThread::IntakeThread(const station::Station& station, const intake::PhotoCache& cache, const Clock& clock, PostEvent post)
    : shared_(std::make_shared<Shared>()),
      thread_([&station, cache, &clock, post = std::move(post), shared = shared_](const std::stop_token& stop) {
        auto own = open_patiently(station, clock, stop, [&](const Error& error) { post(desk::LinkReported{broken_link(error)}); });
        if (!own) return;
        LinkState last;
        intake::Intake intake(intake_setting(station, *own->store, *own->http, clock), cache, station.config.cache_bytes,
                              [&](const intake::IntakeReport& report) {
                                const LinkState now = link_of(report);
                                if (std::exchange(last, now) != now) post(desk::LinkReported{now});
                              });
        {
          const std::lock_guard lock(shared->mutex);
          shared->intake = &intake;
        }
        intake.run(stop);
        const std::lock_guard lock(shared->mutex);
        shared->intake = nullptr;
      }) {}

void IntakeThread::poll_now() {
  const std::lock_guard lock(shared_->mutex);
  if (shared_->intake) shared_->intake->poll_now();
}

NotifyThread::NotifyThread(const station::Station& station, const Clock& clock, PostEvent post)
    : shared_(std::make_shared<Shared>()),
      thread_([&station, &clock, post = std::move(post), shared = shared_](const std::stop_token& stop) {
        auto own = open_patiently(station, clock, stop, [](const Error&) {});
        if (!own) return;
        desk::OutboxState last;
        notify::Notify notify(notify_setting(station, *own->store, *own->http, clock),
                              [&](const notify::NotifyReport& report) {
                                const desk::OutboxState now = outbox_of(report);
                                if (std::exchange(last, now) != now) post(desk::OutboxReported{now});
                              });
        {
          const std::lock_guard lock(shared->mutex);
          shared->notify = &notify;
        }
        notify.run(stop);
        const std::lock_guard lock(shared->mutex);
        shared->notify = nullptr;
      }) {}

void NotifyThread::kick() {
  const std::lock_guard lock(shared_->mutex);
  if (shared_->notify) shared_->notify->kick();
}

}  // namespace zhaojian::app
