#pragma once
#include <string_view>

#include <imgui.h>

#include "base/hash.h"

namespace zhaojian::ui {

// A decoded photo as something that can be drawn, or why not.
struct Picture {
  enum class State { loading, ready, missing, broken, refused } state = State::loading;
  ImTextureID texture = ImTextureID_Invalid;
  std::string_view text;  // text key when it cannot be shown
};

// Where the screens get photos from; the texture cache behind it. UI thread, never waits.
class Pictures {
 public:
  virtual ~Pictures() = default;
  // `longest_side` in screen pixels; 0: full size.
  [[nodiscard]] virtual Picture get(const Sha256& photo, int longest_side) = 0;
};

}  // namespace zhaojian::ui
