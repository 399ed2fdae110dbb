#include "cli/tools.h"

#include <algorithm>
#include <thread>

#include "vision/engines.h"

namespace zhaojian::cli {

std::size_t threads_for(const Session& session, int jobs) {
  if (jobs <= 0 && session.config()) jobs = session.config()->check_threads;
  if (jobs > 0) return static_cast<std::size_t>(jobs);
  return std::max(2U, std::thread::hardware_concurrency()) - 1;
}

Result<std::vector<std::unique_ptr<Tools>>> make_tools(const Session& session, std::size_t count) {
  const station::Config config = TRY(session.config());
  vision::use_one_core_a_network();
  const auto engine = vision::best_engine();
  std::vector<std::unique_ptr<Tools>> all;
  for (std::size_t i = 0; i < count; ++i) {
    auto tools = std::make_unique<Tools>();
    tools->analyser = TRY(vision::Analyser::load({config.models_dir}, *engine));
    all.push_back(std::move(tools));
  }
  return all;
}

}  // namespace zhaojian::cli
