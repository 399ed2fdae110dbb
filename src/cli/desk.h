#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "cli/session.h"

// The window is a program of its own, zhaojian-desk, so that this one starts without graphics.
namespace zhaojian::cli {

[[nodiscard]] std::filesystem::path desk_beside_us();

// This process becomes the window with these options. Returns only when it does not start.
[[nodiscard]] Exit become_desk(const Session& session, const std::vector<std::string>& options);
// Runs the window with these options, waits for it to end and gives its exit code; not_found when it is not there.
[[nodiscard]] Result<int> run_desk(const Session& session, const std::vector<std::string>& options);

}  // namespace zhaojian::cli
