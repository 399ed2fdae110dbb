#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "cli/session.h"

namespace zhaojian::cli {

// A measured number beside what product.md asks for.
struct Figure {
  std::string_view key;  // text: cli.bench.*
  double value = 0;      // the median of `runs`
  double limit = 0;
  enum class Bound { at_most, at_least } bound = Bound::at_most;
  int runs = 0;
  [[nodiscard]] bool met() const { return bound == Bound::at_most ? value <= limit : value >= limit; }
};
using Figures = std::vector<Figure>;

[[nodiscard]] double median(std::vector<double> values);

// One 480 × 640 photo, decoded in the confined worker, analysed and checked on one core.
[[nodiscard]] Result<Figures> bench_check(const Session& session, int runs);
// Claims and decisions as the desk makes them, and opening a store with 10,000 waiting, in a new folder under `folder`.
[[nodiscard]] Result<Figures> bench_store(const Session& session, int runs, const std::filesystem::path& folder);

}  // namespace zhaojian::cli
