#include "app/options.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace zhaojian::app {

Options options_from(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
    if (arg == "--config" && value) {
      options.config = value;
      ++i;
    } else if (arg == "--size" && value) {
      if (std::sscanf(value, "%dx%d", &options.width, &options.height) != 2) options.help = true;
      ++i;
    } else if (arg == "--bench" && value) {
      options.bench = std::atoi(value);
      ++i;
    } else if (arg == "--bench-shown" && value) {
      options.bench_shown = std::atoi(value);
      ++i;
    } else {
      options.help = true;
    }
  }
  return options;
}

int print_help() {
  std::puts("zhaojian-desk: the review workstation's window\n\n"
            "  --config FILE   settings (TOML); without it ~/.config/zhaojian/config.toml, or none\n"
            "  --size WxH      size of the window in pixels\n"
            "  --bench N       decide N submissions by injected keys, print the times, end; 0: say when the queue is shown\n"
            "  --bench-shown M then skip on until M were shown, to see whether memory stays flat\n\n"
            "Everything without a window: zhaojian --help");
  return 2;
}

Result<station::Config> config_of(const Options& options) {
  if (options.config) return station::config_from_file(*options.config);
  std::error_code error;
  const auto own = station::default_config_file();
  if (std::filesystem::exists(own, error)) return station::config_from_file(own);
  return station::default_config();
}

}  // namespace zhaojian::app
