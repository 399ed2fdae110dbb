#include "base/nearest.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace zhaojian {
namespace {

constexpr std::size_t longest = 64;  // bytes; longer ones are no slip of a key
constexpr std::size_t most_changes = 4;

// Optimal string alignment: like Levenshtein's distance, two neighbours swapped counting as one change.
std::size_t changes(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before, last(to.size() + 1), row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t changed = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(last, row);
  }
  return last[to.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view misspelt, std::span<const std::string_view> words) {
  if (misspelt.size() > longest) return {};
  std::optional<std::string_view> best;
  std::size_t fewest = std::min(most_changes, std::max<std::size_t>(1, misspelt.size() / 3)) + 1;
  for (const std::string_view word : words) {
    if (word.size() > longest) continue;
    const std::size_t needed = changes(misspelt, word);
    if (needed < fewest) fewest = needed, best = word;
  }
  return best;
}

std::string did_you_mean(std::string_view misspelt, std::span<const std::string_view> words) {
  const auto meant = nearest(misspelt, words);
  return meant ? "; did you mean \"" + std::string(*meant) + "\"?" : std::string();
}

}  // namespace zhaojian
