#pragma once
#include "cli/check_photo.h"
#include "cli/session.h"

namespace zhaojian::cli {

// {"file", "verdict", "assessment"} and, of what cannot be read, "error".
[[nodiscard]] codec::Json json_of(const Session& session, const CheckedPhoto& photo);
// A table of every check for a person, or one line of JSON.
void print_checked(const Session& session, const CheckedPhoto& photo);

// How many photos came out how; as JSON nothing, because each line says it.
struct CheckSum {
  std::int64_t counts[4] = {};
  void add(Overall overall) { ++counts[static_cast<int>(overall)]; }
  void add(const CheckSum& others) {
    for (int i = 0; i < 4; ++i) counts[i] += others.counts[i];
  }
  [[nodiscard]] std::int64_t of(Overall overall) const { return counts[static_cast<int>(overall)]; }
  [[nodiscard]] std::int64_t all() const { return counts[0] + counts[1] + counts[2] + counts[3]; }
};
void print_sum(const Session& session, const CheckSum& sum);

}  // namespace zhaojian::cli
