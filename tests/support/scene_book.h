#pragma once
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/desk_samples.h"

// Collects the scenes of desk_samples; each begins with a signed-in operator and a queue.
namespace zhaojian::test {

[[nodiscard]] desk::Model signed_in(const Shipped& shipped, domain::Language language, desk::Screen screen);
// The sample case on the desk, six seconds after it appeared.
[[nodiscard]] desk::Reviewing reviewing(const Shipped& shipped);
void go_offline(desk::Model& model);

class Book {
 public:
  Book(const Shipped& shipped, domain::Language language) : shipped_(shipped), language_(language) {}

  template <class Change> void add(const std::string& name, desk::Screen screen, Change change) {
    Scene scene{name, signed_in(shipped_, language_, screen), {}};
    scene.view.list_of = screen;
    if constexpr (std::is_invocable_v<Change, desk::Model&, ui::ViewState&>)
      change(scene.model, scene.view);
    else
      change(scene.model);
    scenes_.push_back(std::move(scene));
  }
  // A list screen in its five states.
  template <class Rows>
  void add_list(const std::string& name, desk::Screen screen, desk::Async<Rows> desk::Model::*rows, const Rows& ready) {
    add(name + "-empty", screen, [&](desk::Model& m) { m.*rows = Rows{}; });
    add(name + "-loading", screen, [&](desk::Model& m) { m.*rows = desk::Loading{}; });
    add(name + "-ready", screen, [&](desk::Model& m) { m.*rows = ready; });
    add(name + "-failed", screen, [&](desk::Model& m) { m.*rows = desk::Failed{{Errc::io, "disk", "error.store.io"}}; });
    add(name + "-offline", screen, [&](desk::Model& m) { m.*rows = ready, go_offline(m); });
  }
  [[nodiscard]] std::vector<Scene> done() { return std::move(scenes_); }
  [[nodiscard]] const Shipped& shipped() const { return shipped_; }

 private:
  const Shipped& shipped_;
  domain::Language language_;
  std::vector<Scene> scenes_;
};

void add_review_scenes(Book& book);

}  // namespace zhaojian::test
