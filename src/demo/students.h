#pragma once
#include <vector>

#include "base/time.h"
#include "demo/dice.h"
#include "domain/submission.h"

// People and schools that do not exist.
namespace zhaojian::demo {

// Two schools, five batches: windows that close in days, within hours, and one that has closed.
[[nodiscard]] std::vector<domain::Batch> invented_batches(Instant now);

// The n-th student of a batch; ref and student number are unique over n. Names come masked, as from the real service;
// some have characters outside the basic plane. No full ID number, since any valid one might be somebody's.
[[nodiscard]] domain::Student invented_student(int n, const domain::Batch& batch, Dice& dice);

}  // namespace zhaojian::demo
