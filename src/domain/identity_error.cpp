#include "domain/identity_error.h"

#include <algorithm>
#include <cmath>

namespace zhaojian::domain {

std::optional<CountedError> counted_error(const IdentityError& known, const std::string& engine, PhotoRole role,
                                          double similarity) {
  const auto found = known.against.find(role);
  if (known.network.empty() || engine.find(known.network) == std::string::npos) return {};
  if (found == known.against.end() || found->second.steps.empty() || std::isnan(similarity)) return {};
  const SimilarityRoc& roc = found->second;
  CountedError error{roc.different, roc.different, roc.same, roc.same};
  for (const SimilarityStep& step : roc.steps)
    if (step.similarity <= similarity) error.different_as_alike = step.different_from_here;
  for (auto step = roc.steps.rbegin(); step != roc.steps.rend(); ++step)
    if (step->similarity >= similarity) error.same_as_unlike = step->same_below;
  return error;
}

SimilarityRoc count_similarities(const std::vector<double>& same, const std::vector<double>& different) {
  SimilarityRoc roc{static_cast<int>(different.size()), static_cast<int>(same.size()), {}};
  double low = 1, high = -1;
  for (const auto* values : {&same, &different})
    for (const double value : *values) low = std::min(low, value), high = std::max(high, value);
  if (low > high) return roc;
  const int first = static_cast<int>(std::floor(low * 100)), last = static_cast<int>(std::ceil(high * 100)) + 1;
  for (int i = first; i <= last; ++i) {
    const double at = i / 100.0;
    const auto below = [at](double value) { return value < at; };
    roc.steps.push_back({at, roc.different - static_cast<int>(std::ranges::count_if(different, below)),
                         static_cast<int>(std::ranges::count_if(same, below))});
  }
  return roc;
}

}  // namespace zhaojian::domain
