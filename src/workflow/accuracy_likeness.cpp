#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "workflow/accuracy.h"
#include "workflow/accuracy_text.h"

namespace zhaojian::workflow {
namespace report {

std::string number(double value, int digits) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return std::string(text.data()) == "-0.0" ? "0.0" : text.data();
}

std::string percent(double share) { return number(share * 100, 0); }

std::string text_of(const Share& share) {
  if (share.of == 0) return "–";
  const Interval interval = share.interval();
  return std::to_string(share.hits) + "/" + std::to_string(share.of) + " = " + percent(share.value()) + " % (" +
         percent(interval.low) + "–" + percent(interval.high) + ")";
}

std::string count_of(const Share& share) {
  return share.of == 0 ? "–" : std::to_string(share.hits) + "/" + std::to_string(share.of);
}

std::string met(bool yes) { return yes ? "met" : "**not met**"; }

}  // namespace report

namespace {

// The receiver's curve: down the share of same pairs that are let in, across that of different pairs, both from the
// middle of their cell.
std::string curve(const Likeness& likeness) {
  constexpr int rows = 10, columns = 50;
  std::vector<std::string> cells(rows + 1, std::string(columns + 1, ' '));
  for (int step = 0; step <= 1000; ++step) {
    const ErrorRates rates = errors_at(likeness, step / 500.0 - 1);
    const auto row = static_cast<std::size_t>(std::lround(rates.missed.value() * rows));
    const auto column = static_cast<std::size_t>(std::lround(rates.let_in.value() * columns));
    cells[row][column] = '*';
  }
  std::string text = "```\nsame person let in\n";
  for (int row = 0; row <= rows; ++row) {
    const std::string label = report::percent(1 - static_cast<double>(row) / rows);
    std::string line = cells[static_cast<std::size_t>(row)];
    line.erase(line.find_last_not_of(' ') + 1);
    text += std::string(3 - label.size(), ' ') + label + " %|" + line + "\n";
  }
  return text + "     +" + std::string(columns, '-') + "\n      0 %" + std::string(columns - 16, ' ') +
         "100 % others let in\n```\n";
}

std::string row(const Likeness& likeness, double threshold, const std::string& what) {
  const ErrorRates rates = errors_at(likeness, threshold);
  return "| " + report::number(threshold, 2) + " | " + report::text_of(rates.missed) + " | " +
         report::text_of(rates.let_in) + " | " + what + " |\n";
}

}  // namespace

std::string likeness_report(const Likeness& likeness, const domain::StandardProfile& profile) {
  const auto separation = separation_of(likeness.same, likeness.different);
  if (!separation) return "No pairs to compare.\n";
  const Separation& s = *separation;
  std::string text =
      std::to_string(s.same) + " pairs of the same person, " + std::to_string(s.different) +
      " of different ones: AUC " + report::number(s.auc, 4) + ", equal error rate " + report::number(s.eer * 100, 1) +
      " % at a cosine of " + report::number(s.threshold, 2) +
      ".\n\n| cosine below which two pictures are called different | same person missed | another let in "
      "| |\n| --- | --- | --- | --- |\n";
  std::vector<std::pair<double, std::string>> points;
  constexpr int first = 4, last = 16;  // twentieths
  for (int i = first; i <= last; ++i) points.emplace_back(i / 20.0, "");
  const domain::Rule* rule = profile.rule(FindingId("id.match_enrollment"));
  if (rule != nullptr && rule->band.warn_min)
    points.emplace_back(*rule->band.warn_min, "the profile doubts below this");
  if (rule != nullptr && rule->band.fail_min) points.emplace_back(*rule->band.fail_min, "the profile fails below this");
  std::ranges::stable_sort(points, {}, &std::pair<double, std::string>::first);
  for (const auto& [threshold, what] : points) text += row(likeness, threshold, what);
  return text + "\n" + curve(likeness);
}

}  // namespace zhaojian::workflow
