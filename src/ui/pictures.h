#pragma once
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include <imgui.h>

#include "base/hash.h"
#include "desk/compare_view.h"
#include "domain/standard_profile.h"
#include "gfx/similarity.h"

namespace zhaojian::ui {

// A decoded photo as something that can be drawn, or why not.
struct Picture {
  enum class State { loading, ready, missing, broken, refused } state = State::loading;
  ImTextureID texture = ImTextureID_Invalid;
  std::string_view text;  // text key when it cannot be shown
};

// A photo as it lies in a pane: its own size and where its pixels go, from the pane's top left corner.
struct LaidPhoto {
  Sha256 photo{};
  gfx::Size picture;
  gfx::Similarity to_pane;
};

// What stands in a pane where a plain picture is not enough; drawn by shader, and again only when something changed.
struct Composition {
  enum class Kind {
    photo,
    difference,    // |photo − other|, four times enlarged
    texture_loss,  // where the other has fine detail and the photo has not
  } kind = Kind::photo;
  LaidPhoto photo;
  std::optional<LaidPhoto> other;          // for all but `photo`
  std::optional<desk::FaceTone> tone, as;  // both: lightness `tone` is shown like `as`
  std::optional<float> zebra_from;         // 0…1: stripes where all channels are at least this
  int width = 1, height = 1;               // of the pane, screen pixels
  std::array<float, 3> surround{}, loss{};  // colours: beside the photo, and of lost detail
};

// One pixel of a photo.
struct PixelColour {
  domain::Rgb rgb;
  std::array<double, 3> lab{};  // CIE L*a*b*, D65
  std::size_t nearest = 0;      // of the references
  double delta_e = 0;           // CIEDE2000 from it
};

// Where the screens get photos from; the texture cache behind it. UI thread, never waits.
class Pictures {
 public:
  virtual ~Pictures() = default;
  // `longest_side` in screen pixels; 0: full size.
  [[nodiscard]] virtual Picture get(const Sha256& photo, int longest_side) = 0;
  // The texture of pane `pane` (0…7; 8…15: of the lens over it), of the composition's size. Loading where there is no graphics card to ask.
  [[nodiscard]] virtual Picture compose(std::size_t pane, const Composition& composition) {
    (void)pane, (void)composition;
    return {};
  }
  // Nothing outside the photo, before it is here, or without references.
  [[nodiscard]] virtual std::optional<PixelColour> colour_at(const Sha256& photo, int x, int y,
                                                             std::span<const domain::Rgb> references) {
    (void)photo, (void)x, (void)y, (void)references;
    return {};
  }
};

}  // namespace zhaojian::ui
