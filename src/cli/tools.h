#pragma once
#include <memory>
#include <vector>

#include "cli/session.h"
#include "imaging/worker_decoder.h"
#include "vision/analyser.h"

namespace zhaojian::cli {

// What one thread that checks photos needs of its own.
struct Tools {
  imaging::WorkerDecoder decoder;
  std::unique_ptr<vision::Analyser> analyser;
};

// How many of them `jobs` means: 0 stands for what the settings say, and those by default for all cores but one.
[[nodiscard]] std::size_t threads_for(const Session& session, int jobs);
// Loads the networks that many times.
[[nodiscard]] Result<std::vector<std::unique_ptr<Tools>>> make_tools(const Session& session, std::size_t count);

}  // namespace zhaojian::cli
