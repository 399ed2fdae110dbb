#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <vector>

#include "app/tools.h"
#include "base/mailbox.h"
#include "base/pool.h"
#include "desk/event.h"
#include "gfx/composed_panes.h"
#include "gfx/texture_cache.h"
#include "ui/pictures.h"

namespace zhaojian::app {

// What the desk is told of a picture that can be shown; with networks its eyes and tone as well. Any thread.
[[nodiscard]] desk::PhotoArrived arrived_as(const imaging::Photo& photo, vision::Analyser* analyser);
// And of one that cannot. Any thread.
[[nodiscard]] desk::PhotoArrived not_arrived(const Sha256& photo, const Error& error);

// What the colour picker says of a pixel: its place in CIE L*a*b*, and which reference is nearest by CIEDE2000. Any thread.
[[nodiscard]] ui::PixelColour pixel_colour(domain::Rgb pixel, std::span<const domain::Rgb> references);

// From the photo cache on disk to textures: the pool decodes, this thread uploads. UI thread, but for what it posts.
class Photos final : public ui::Pictures {
 public:
  // `shaders`: gfx/composed_panes.h.
  Photos(Pool& pool, Tools& tools, std::filesystem::path shaders, std::function<void()> wake);

  // A photo of a case: decoded at full size, its eyes found; answered by take_arrived().
  void fetch(const Sha256& photo, bool now);
  // A picture that was made here and is in no cache: it stays as long as keep() names it.
  void put(const Sha256& photo, imaging::Pixels pixels);
  [[nodiscard]] ui::Picture get(const Sha256& photo, int longest_side) override;
  [[nodiscard]] ui::Picture compose(std::size_t pane, const ui::Composition& composition) override;
  [[nodiscard]] std::optional<ui::PixelColour> colour_at(const Sha256& photo, int x, int y,
                                                         std::span<const domain::Rgb> references) override;

  // At the start of a frame: what has been decoded goes to the texture cache; returns the photos that arrived for
  // fetch(), once each.
  [[nodiscard]] std::vector<desk::PhotoArrived> take_arrived();
  void keep(const std::vector<Sha256>& photos);  // on screen and prefetched: never evicted
  // Uploads within a frame's budget; true when more waits.
  bool upload();
  // Nothing that was fetched or asked for is still on its way.
  [[nodiscard]] bool settled() const { return in_flight_ == 0 && !textures_.uploads_left(); }
  [[nodiscard]] std::size_t texture_bytes() const { return textures_.ledger().bytes(); }

 private:
  struct Decoded {
    gfx::PhotoKey key;
    gfx::PhotoPixels pixels;
    std::optional<desk::PhotoArrived> arrived;  // for a fetch()
    std::optional<Error> error;
  };
  void load(gfx::PhotoKey key, const Sha256& photo, Lane lane, bool for_case);
  void request_wanted();

  Pool& pool_;
  Tools& tools_;
  gfx::TextureCache textures_;
  gfx::ComposedPanes panes_;
  bool said_problem_ = false;
  std::shared_ptr<Mailbox<Decoded>> decoded_;  // shared with jobs that may outlive this
  std::set<Sha256> fetching_;
  std::size_t in_flight_ = 0;
};

}  // namespace zhaojian::app
