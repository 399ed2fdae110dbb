#pragma once
#include <filesystem>
#include <optional>

#include "station/config.h"

namespace zhaojian::app {

// zhaojian-desk [--config FILE] [--size WxH] [--bench N [--bench-shown M]]
struct Options {
  std::optional<std::filesystem::path> config;
  int width = 0, height = 0;
  std::optional<int> bench;  // decide this many by injected keys and print the times
  int bench_shown = 0;       // then skip on until this many were shown
  bool help = false;
};
[[nodiscard]] Options options_from(int argc, char** argv);
int print_help();
// The named file, the user's own when there is one, else the defaults.
[[nodiscard]] Result<station::Config> config_of(const Options& options);

}  // namespace zhaojian::app
