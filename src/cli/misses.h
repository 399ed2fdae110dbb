#pragma once
#include <span>
#include <string>
#include <vector>

#include "cli/session.h"
#include "workflow/accuracy.h"

namespace zhaojian::cli {

// One line a finding that was not what it ought to be: file, finding, what is wrong, value, band, verdict. With
// `findings` only those they name ("geom.*" for all that begin so).
void print_misses(const Session& session, std::span<const workflow::Miss> misses,
                  const std::vector<std::string>& findings);

}  // namespace zhaojian::cli
