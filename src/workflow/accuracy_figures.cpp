#include "workflow/accuracy_figures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace zhaojian::workflow {
namespace {

double at_share(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

// Share of the sorted values below the limit.
double below(const std::vector<double>& sorted, double limit) {
  const auto end = std::lower_bound(sorted.begin(), sorted.end(), limit);
  return static_cast<double>(end - sorted.begin()) / static_cast<double>(sorted.size());
}

}  // namespace

Interval Share::interval() const {
  if (of == 0) return {};
  constexpr double z = 1.959963984540054;  // 95 %
  const double n = of, p = value();
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Spread spread_of(std::span<const double> differences, double limit) {
  Spread spread;
  if (differences.empty()) return spread;
  spread.count = static_cast<int>(differences.size());
  spread.mean = std::accumulate(differences.begin(), differences.end(), 0.0) / static_cast<double>(differences.size());
  std::vector<double> sizes;
  for (const double difference : differences) {
    sizes.push_back(std::abs(difference));
    spread.within.count(sizes.back() <= limit);
  }
  std::sort(sizes.begin(), sizes.end());
  spread.median = at_share(sizes, 0.5);
  spread.p95 = at_share(sizes, 0.95);
  spread.most = sizes.back();
  return spread;
}

ErrorRates errors_at(const Likeness& likeness, double threshold) {
  ErrorRates rates;
  for (const double cosine : likeness.same) rates.missed.count(cosine < threshold);
  for (const double cosine : likeness.different) rates.let_in.count(cosine >= threshold);
  return rates;
}

std::optional<Separation> separation_of(std::vector<double> same, std::vector<double> different) {
  if (same.empty() || different.empty()) return std::nullopt;
  std::sort(same.begin(), same.end());
  std::sort(different.begin(), different.end());
  Separation result;
  result.same = static_cast<int>(same.size());
  result.different = static_cast<int>(different.size());
  double wins = 0;
  for (const double likeness : same) {
    const auto [first, last] = std::equal_range(different.begin(), different.end(), likeness);
    wins += static_cast<double>(first - different.begin()) + 0.5 * static_cast<double>(last - first);
  }
  result.auc = wins / (static_cast<double>(same.size()) * static_cast<double>(different.size()));
  double closest = 2;
  for (const std::vector<double>* values : {&same, &different}) {
    for (const double threshold : *values) {
      const double missed = below(same, threshold), let_in = 1 - below(different, threshold);
      if (std::abs(missed - let_in) >= closest) continue;
      closest = std::abs(missed - let_in);
      result.eer = (missed + let_in) / 2;
      result.threshold = threshold;
    }
  }
  return result;
}

}  // namespace zhaojian::workflow
