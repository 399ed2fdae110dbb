#include "app/app.h"

#include <algorithm>
#include <csignal>

#include "base/log.h"
#include "desk/selectors.h"
#include "station/identity_error.h"

namespace zhaojian::app {
namespace {

volatile std::sig_atomic_t g_signalled = 0;

std::size_t pool_size(const station::Config& config) {
  if (config.check_threads > 0) return static_cast<std::size_t>(config.check_threads);
  const unsigned cores = std::thread::hardware_concurrency();
  return cores > 2 ? cores - 1 : 1;
}

}  // namespace

void close_on_signals() {
  const auto note = [](int) { g_signalled = 1; };
  std::signal(SIGTERM, note);
  std::signal(SIGINT, note);
}
bool signalled() { return g_signalled != 0; }

App::App(const station::Station& station, const Clock& clock, Window& window, const intake::PhotoCache& cache,
         ui::Fonts fonts)
    : station_(station), clock_(clock), window_(window), inbox_(&Window::wake), pool_(pool_size(station.config)),
      tools_(station, cache, pool_.size()), fonts_(fonts) {
  const auto post = [this](desk::Event event) { inbox_.post(std::move(event)); };
  photos_ = std::make_unique<Photos>(pool_, tools_, station_.config.shaders_dir, &Window::wake);
  previews_ = std::make_unique<Previews>(pool_, tools_, post, &Window::wake);
  store_ = std::make_unique<StoreThread>(station_, clock_, pool_, tools_, post, [this] {
    if (notify_) notify_->kick();
  });
  if (station_.has_backend()) {
    if (!station_.webhook_secret.empty()) notify_.emplace(station_, clock_, post);
    intake_.emplace(station_, cache, clock_, post);
  }
  for (const auto& [name, theme] : {std::pair{desk::ThemeName::dark, "dark"}, {desk::ThemeName::light, "light"}}) {
    const auto tokens = station_.assets.themes.find(theme);
    const Result<ui::Theme> made = tokens == station_.assets.themes.end() ? Error{Errc::not_found, "no theme", {}} : ui::theme_from(tokens->second);
    if (made) themes_[name] = *made;
    else log_error("theme", made.error());
  }
  if (auto counted = station::load_identity_error(station_.config.assets_dir)) identity_error_ = std::move(*counted);
  else log_error("identity error", counted.error());
  model_.now = clock_.now();
  model_.station = station_.id;
  model_.reasons = station_.assets.reasons;
  if (!station_.has_backend()) model_.link.kind = desk::LinkState::Kind::refused, model_.link.problem = "status.no_backend";
  carry_out({desk::LoadOperators{}});
}

// Reverse of the order of making; the threads stop before what they post to goes away. The pool posts to the store thread.
App::~App() {
  intake_.reset();
  notify_.reset();
  pool_.stop();
  store_.reset();
}

void App::carry_out(desk::Effects effects) {
  for (const desk::Effect& effect : effects) carry_out_one(effect);
}

void App::carry_out_one(const desk::Effect& effect) {
  if (const auto* fetch = std::get_if<desk::FetchPhoto>(&effect)) return photos_->fetch(fetch->sha256, fetch->now);
  if (const auto* make = std::get_if<desk::MakePreview>(&effect)) return previews_->make(*make);
  if (std::holds_alternative<desk::PollNow>(effect)) {
    if (intake_) intake_->poll_now();
    if (notify_) notify_->kick();
    return;
  }
  if (std::holds_alternative<desk::CloseWindow>(effect)) {
    closing_ = true;
    return;
  }
  store_->run(effect);
}

void App::take_in() {
  for (desk::PhotoArrived& photo : photos_->take_arrived()) {
    carry_out(desk::update(model_, desk::Event{std::move(photo)}));
    frames_due_ = std::max(frames_due_, 1);
  }
  for (const desk::Event& event : inbox_.drain()) {
    carry_out(desk::update(model_, event));
    frames_due_ = std::max(frames_due_, 1);
  }
  for (Previews::Made& made : previews_->take_made()) {
    if (!made.pixels.empty()) photos_->put(made.event.picture.sha256, std::move(made.pixels));
    carry_out(desk::update(model_, desk::Event{std::move(made.event)}));
    frames_due_ = std::max(frames_due_, 1);
  }
  std::vector<Sha256> kept;
  const auto keep = [&](const std::vector<desk::PaneState>& panes) {
    for (const desk::PaneState& pane : panes)
      if (pane.phase == desk::PhotoPhase::ready) kept.push_back(pane.sha256);
  };
  const auto* shown = std::get_if<desk::Reviewing>(&model_.review);
  previews_->only_for(shown ? shown->sequence : 0);
  if (shown) keep(shown->panes);
  if (shown && shown->preview) keep({shown->preview->pane});
  for (const desk::Prefetched& ahead : model_.prefetched) keep(ahead.panes);
  photos_->keep(kept);
}

// Time enters here: once a second while something on the screen counts seconds, else now and then.
void App::clock_tick() {
  const Instant now = clock_.now();
  if (now < next_tick_ && next_tick_ - now < minutes(2)) return;
  next_tick_ = now + milliseconds(1000);
  const std::vector<desk::Notice>::size_type notices = model_.notices.size();
  carry_out(desk::update(model_, desk::Event{desk::Tick{now}}));
  store_->tick(desk::held_files(model_));
  if (time_to_next_change() <= 1.0 || notices != model_.notices.size()) frames_due_ = std::max(frames_due_, 1);
}

}  // namespace zhaojian::app
