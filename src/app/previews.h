#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/tools.h"
#include "base/mailbox.h"
#include "base/pool.h"
#include "desk/event.h"
#include "imaging/photo.h"

namespace zhaojian::app {

// What re-processing a capture would give, made by the pool for the case on the desk. Never kept in a file. UI thread,
// but for what the pool posts.
class Previews {
 public:
  // `post` takes the progress and may be called by any thread; `wake` when a picture is ready to be taken.
  Previews(Pool& pool, Tools& tools, std::function<void(desk::Event)> post, std::function<void()> wake);
  ~Previews();
  Previews(const Previews&) = delete;
  Previews& operator=(const Previews&) = delete;

  void make(const desk::MakePreview& wanted);
  // The case that is on the desk now: what was asked for another is not made any more.
  void only_for(std::uint64_t sequence);

  struct Made {
    desk::PreviewMade event;
    imaging::Pixels pixels;  // empty where none could be made
  };
  [[nodiscard]] std::vector<Made> take_made() { return made_->drain(); }

 private:
  Pool& pool_;
  Tools& tools_;
  std::function<void(desk::Event)> post_;
  std::shared_ptr<Mailbox<Made>> made_;                    // shared with jobs that may outlive this
  std::shared_ptr<std::atomic<std::uint64_t>> wanted_for_;
};

}  // namespace zhaojian::app
