#pragma once
#include <functional>
#include <memory>
#include <thread>

#include "desk/event.h"
#include "intake/intake.h"
#include "notify/notify.h"
#include "station/station.h"

// The two threads that talk to the capture back end, each with its own connection to the store and to the network.
namespace zhaojian::app {

[[nodiscard]] intake::Setting intake_setting(const station::Station& station, store::Store& store,
                                             net::HttpClient& http, const Clock& clock);
[[nodiscard]] notify::Setting notify_setting(const station::Station& station, store::Store& store,
                                             net::HttpClient& http, const Clock& clock);

using PostEvent = std::function<void(desk::Event)>;

// Pulls submissions and photos until it is destroyed. Any thread may call poll_now().
class IntakeThread {
 public:
  IntakeThread(const station::Station& station, const intake::PhotoCache& cache, const Clock& clock, PostEvent post);
  void poll_now();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::jthread thread_;
};

// Sends events and collects receipts until it is destroyed. Any thread may call kick().
class NotifyThread {
 public:
  NotifyThread(const station::Station& station, const Clock& clock, PostEvent post);
  void kick();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::jthread thread_;
};

}  // namespace zhaojian::app
