#pragma once
#include "desk/bindings.h"
#include "desk/compare_view.h"
#include "domain/texts.h"

namespace zhaojian::desk {

enum class ThemeName { dark, light };

// What an operator set for himself; kept in the store.
struct Preferences {
  domain::Language language = domain::Language::zh_cn;
  ThemeName theme = ThemeName::dark;
  float scale = 0;  // 0: the display's own; else 1.0 … 2.0
  Bindings bindings = {};
  CompareLook compare = {};
  bool operator==(const Preferences&) const = default;
};

}  // namespace zhaojian::desk
