#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/session.h"

namespace zhaojian::cli {

// One line on standard error that is written over; nothing at all when that is no terminal. One thread.
class Progress {
 public:
  explicit Progress(const Session& session);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // "12/300 · 8.1/s · 0:35 left"; at most ten times a second.
  void count(std::int64_t done, std::int64_t all);
  void say(std::string_view line);
  // Before anything else is printed.
  void clear();

 private:
  [[nodiscard]] bool too_soon();

  const Session& session_;
  const bool on_;
  const Duration start_;
  Duration last_;
  bool shown_ = false;
};

// "0:35", "12:07", "3:05:00".
[[nodiscard]] std::string clock_text(double seconds);

}  // namespace zhaojian::cli
