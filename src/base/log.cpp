#include "base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "base/utf8.h"

namespace zhaojian {
namespace {

constexpr const char* logger_name = "zhaojian";
constexpr std::size_t file_bytes = 5 * 1024 * 1024;
constexpr std::size_t old_files = 2;  // with the current one three files
constexpr std::size_t longest_line = 2'000;

spdlog::level::level_enum level_of(LogLevel level) {
  constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                  spdlog::level::err};
  return levels[static_cast<std::size_t>(level)];
}

spdlog::sink_ptr standard_error() {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  sink->set_level(spdlog::level::warn);
  return sink;
}

std::shared_ptr<spdlog::logger> logger_over(std::vector<spdlog::sink_ptr> sinks, spdlog::level::level_enum least) {
  auto logger = std::make_shared<spdlog::logger>(logger_name, sinks.begin(), sinks.end());
  logger->set_level(least);
  logger->flush_on(spdlog::level::info);  // few lines; the last ones before a crash are the ones wanted
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l [%t] %v", spdlog::pattern_time_type::utc);
  return logger;
}

}  // namespace

void log_to_file(const std::filesystem::path& file, LogLevel least, Echo echo) {
  try {
    auto to_file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), file_bytes, old_files);
    std::vector<spdlog::sink_ptr> sinks = {std::move(to_file)};
    if (echo == Echo::warnings) sinks.push_back(standard_error());
    auto logger = logger_over(std::move(sinks), level_of(least));
    spdlog::drop(logger_name);
    spdlog::register_logger(std::move(logger));  // spdlog's registry holds it, so that there is no static of ours
  } catch (const std::exception& failure) {
    log_line(LogLevel::warn, "log", std::string("no log file: ") + failure.what());
  }
}

void log_line(LogLevel level, std::string_view where, std::string_view message) {
  auto logger = spdlog::get(logger_name);
  if (!logger) logger = logger_over({standard_error()}, spdlog::level::warn);
  if (!logger->should_log(level_of(level))) return;
  // One line a message, whatever came from outside is in it: nobody writes a second line into our log.
  logger->log(level_of(level), "{}: {}", where, one_line(message, longest_line));
}

}  // namespace zhaojian
