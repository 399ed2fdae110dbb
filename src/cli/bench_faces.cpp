#include <algorithm>

#include "base/files.h"
#include "cli/bench.h"
#include "cli/progress.h"
#include "cli/tools.h"
#include "codec/identity_error_json.h"
#include "workflow/faces.h"

namespace zhaojian::cli {
namespace {

constexpr double kAlignmentLimit = 2;  // percent of the distance of the eyes (issue 4)

double percentile_95(std::vector<double> shares) {
  if (shares.empty()) return 100;
  std::ranges::sort(shares);
  return 100 * shares[(shares.size() - 1) * 95 / 100];
}

}  // namespace

Result<Figures> bench_faces(const Session& session, bool write) {
  const station::Config config = TRY(session.config());
  const auto tools = TRY(make_tools(session, 1));
  Progress progress(session);
  const auto tell = [&](std::size_t done, std::size_t all) {
    progress.count(static_cast<std::int64_t>(done), static_cast<std::int64_t>(all));
    return true;
  };
  const auto measured = TRY(workflow::measure_faces(config.assets_dir / "demo", tools.front()->decoder, *tools.front()->analyser, tell));
  progress.clear();
  if (write) {
    const auto file = config.assets_dir / "identity/identity_error.json";
    std::error_code ignored;
    std::filesystem::create_directories(file.parent_path(), ignored);
    constexpr int kReadableByAll = 0644;
    TRY(write_file_atomically(file, bytes_of(codec::identity_error_to_json(measured.identity)), kReadableByAll));
  }
  const auto figure = [](std::string_view key, const std::vector<double>& shares) {
    return Figure{key, percentile_95(shares), kAlignmentLimit, Figure::Bound::at_most, static_cast<int>(shares.size())};
  };
  return Figures{figure("cli.bench.align_capture_eyes", measured.same_moment.eyes),
                 figure("cli.bench.align_capture_nose", measured.same_moment.nose),
                 figure("cli.bench.align_capture_chin", measured.same_moment.chin),
                 figure("cli.bench.align_eyes", measured.other_day.eyes),
                 figure("cli.bench.align_nose", measured.other_day.nose),
                 figure("cli.bench.align_chin", measured.other_day.chin)};
}

}  // namespace zhaojian::cli
