#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "domain/lifecycle.h"
#include "domain/outbox.h"

namespace zhaojian::store {

struct Counts {
  std::map<domain::Stage, std::int64_t> stages;
  std::map<domain::EventState, std::int64_t> events;
  std::int64_t photos_wanted = 0, photos_present = 0, photos_missing = 0, photos_broken = 0;
  std::int64_t quarantined = 0;
  std::int64_t decided_today = 0;      // by everybody, Beijing day
  std::int64_t decided_last_hour = 0;
  std::optional<Instant> first_of_last_hour;  // when the first of those was
};

class Statistics {
 public:
  virtual ~Statistics() = default;
  [[nodiscard]] virtual Result<Counts> counts(Instant now) = 0;
  [[nodiscard]] virtual Result<std::int64_t> decided_today(const OperatorId& by, Instant now) = 0;
  // Decisions in force by outcome name and reason code since `from`, for `zhaojian stats`.
  [[nodiscard]] virtual Result<std::map<std::string, std::int64_t>> outcomes(Instant from) = 0;
  [[nodiscard]] virtual Result<std::map<std::string, std::int64_t>> reasons(Instant from) = 0;
};

}  // namespace zhaojian::store
