#pragma once
#include <memory>
#include <stdexcept>

#include "vision/analyser.h"
#include "vision/engines.h"

namespace zhaojian::test {

// The real networks, loaded once for all stories of a program. Throws when they are not there.
inline vision::Analyser& analyser() {
  static const auto loaded = [] {
    vision::use_one_core_a_network();
    auto made = vision::Analyser::load({ZHAOJIAN_DEPS_DIR "/models"}, *vision::best_engine());
    if (!made) throw std::runtime_error(made.error().message);
    return *std::move(made);
  }();
  return *loaded;
}

}  // namespace zhaojian::test
