#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

namespace zhaojian::imaging {

// A place between two of a few values: so much of the first, so much of the next.
struct Between {
  int first;
  int second;  // the next, or the first again at the end
  float one, next;
};

// Where `many` places lie between `few` values along one side, as cv::resize interpolates (INTER_LINEAR).
[[nodiscard]] inline std::vector<Between> between(int few, int many) {
  std::vector<Between> all;
  const double ratio = static_cast<double>(few) / many;
  for (int i = 0; i < many; ++i) {
    const auto place = static_cast<float>((i + 0.5) * ratio - 0.5);
    int first = static_cast<int>(std::floor(place));
    float share = place - static_cast<float>(first);
    if (first < 0) first = 0, share = 0;
    if (first >= few - 1) first = few - 1, share = 0;
    all.push_back({first, std::min(first + 1, few - 1), 1 - share, share});
  }
  return all;
}

}  // namespace zhaojian::imaging
