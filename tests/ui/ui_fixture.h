#pragma once
#include <filesystem>

#include "support/desk_samples.h"
#include "support/ui_harness.h"

namespace zhaojian::test {

inline std::filesystem::path assets() { return std::filesystem::path(ZHAOJIAN_SOURCE_DIR) / "assets"; }

// The desk as in the named scene, drawn and settled.
inline void show(UiHarness& desk, const std::string& name) {
  Scene one = scene(shipped(assets()), name, desk.model.preferences.language);
  desk.forget();
  desk.model = std::move(one.model);
  desk.view = std::move(one.view);
  desk.settle();
}

// The case on the desk; throws when there is none.
inline desk::Reviewing& the_case(UiHarness& desk) { return std::get<desk::Reviewing>(desk.model.review); }

}  // namespace zhaojian::test
