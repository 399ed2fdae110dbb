#pragma once
#include <filesystem>
#include <string_view>

#include "base/error.h"

// The program's log: a rotating file, and warnings on standard error. No names, ID numbers, photos or tokens in it.
// Thread-safe. Before log_to_file() lines of level warn and above go to standard error only.
namespace zhaojian {

enum class LogLevel { debug, info, warn, error };

// A program that tells its user about failures itself wants no second line about them on standard error.
enum class Echo { warnings, none };
void log_to_file(const std::filesystem::path& file, LogLevel least, Echo echo = Echo::warnings);
void log_line(LogLevel level, std::string_view where, std::string_view message);
inline void log_error(std::string_view where, const Error& error) {
  log_line(LogLevel::error, where, std::string(name(error.code)) + ": " + error.message);
}

}  // namespace zhaojian
