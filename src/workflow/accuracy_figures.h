#pragma once
#include <optional>
#include <span>
#include <vector>

// The statistics of an accuracy measurement. Pure.
namespace zhaojian::workflow {

struct Interval {
  double low = 0, high = 1;
};

struct Share {
  int hits = 0, of = 0;
  void count(bool hit) {
    hits += hit ? 1 : 0;
    ++of;
  }
  [[nodiscard]] double value() const { return of > 0 ? static_cast<double>(hits) / of : 0; }
  // Wilson's score interval at 95 % (1927): honest for a handful of pictures, unlike the usual one. 0…1 of none.
  [[nodiscard]] Interval interval() const;
};

// What is wanted of positions and angles against the truth: this share of them within so much.
inline constexpr double position_limit = 6;  // pixels of the standard's picture
inline constexpr double angle_limit = 4;     // degrees
inline constexpr double wanted_within = 0.95;

// Of signed differences between measured and true.
struct Spread {
  int count = 0;
  double mean = 0;                       // signed: a systematic error
  double median = 0, p95 = 0, most = 0;  // of the sizes
  Share within;                          // at most `limit`
};
[[nodiscard]] Spread spread_of(std::span<const double> differences, double limit);

// Cosines of pairs of pictures.
struct Likeness {
  std::vector<double> same, different;  // of the same person, of different ones
};
// What happens when pairs below the threshold are called different.
struct ErrorRates {
  Share missed;  // same pairs below it
  Share let_in;  // different pairs not below it
};
[[nodiscard]] ErrorRates errors_at(const Likeness& likeness, double threshold);

// How well likeness tells same from different.
struct Separation {
  int same = 0, different = 0;
  double auc = 0;        // probability that a same pair is more alike than a different one
  double eer = 0;        // error rate where both kinds of error are equal
  double threshold = 0;  // there
};
// Nothing when one of the two is empty.
[[nodiscard]] std::optional<Separation> separation_of(std::vector<double> same, std::vector<double> different);

}  // namespace zhaojian::workflow
