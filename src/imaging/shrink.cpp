#include "imaging/shrink.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace zhaojian::imaging {
namespace {

// How much of source line `from` goes into target line `to`; the weights of one target line add up to 1.
struct Share {
  std::size_t from, to;
  float weight;
};

std::vector<Share> shares(int from, int to) {
  std::vector<Share> all;
  const double ratio = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    const double begin = i * ratio, end = std::min<double>(from, (i + 1) * ratio);
    for (int s = static_cast<int>(begin); s < from && s < end; ++s) {
      const double part = std::min<double>(s + 1, end) - std::max<double>(s, begin);
      if (part <= 1e-9) continue;
      all.push_back({static_cast<std::size_t>(s), static_cast<std::size_t>(i), static_cast<float>(part / ratio)});
    }
  }
  return all;
}

void shrink_row(const std::uint8_t* row, const std::vector<Share>& columns, std::vector<float>& out) {
  std::ranges::fill(out, 0.0F);
  for (const Share& share : columns) {
    const std::uint8_t* const pixel = row + share.from * 3;
    for (std::size_t c = 0; c < 3; ++c) out[share.to * 3 + c] += share.weight * static_cast<float>(pixel[c]);
  }
}

}  // namespace

void shrink(const std::uint8_t* rgb, Extent from, std::uint8_t* out, Extent to) {
  const std::vector<Share> columns = shares(from.width, to.width), rows = shares(from.height, to.height);
  const std::size_t values = static_cast<std::size_t>(to.width) * 3;
  std::vector<float> row(values), sum(values);
  std::size_t row_at = static_cast<std::size_t>(from.height);  // which source row `row` holds: none yet
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Share& share = rows[i];
    if (share.from != row_at) {
      shrink_row(rgb + share.from * static_cast<std::size_t>(from.width) * 3, columns, row);
      row_at = share.from;
    }
    for (std::size_t v = 0; v < values; ++v) sum[v] += share.weight * row[v];
    if (i + 1 < rows.size() && rows[i + 1].to == share.to) continue;
    std::ranges::transform(sum, out + share.to * values, [](float value) {
      return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
    });
    std::ranges::fill(sum, 0.0F);
  }
}

}  // namespace zhaojian::imaging
