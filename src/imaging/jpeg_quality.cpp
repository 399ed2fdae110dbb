#include "imaging/jpeg_quality.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace zhaojian::imaging {
namespace {

// ITU-T T.81 tables K.1 and K.2, in zigzag order.
constexpr QuantTable standard_luminance{
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24,  40,  26,  24,  22,  22,  24, 49,
    35, 37, 29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92,  78,  64,  68,  87,  69,  55, 56,
    80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99};
constexpr QuantTable standard_chrominance{
    17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99};

// jcparam.c: jpeg_quality_scaling and jpeg_add_quant_table with force_baseline.
int scaled(int standard, int quality) {
  const int percent = quality < 50 ? 5000 / quality : 200 - quality * 2;
  return std::clamp((standard * percent + 50) / 100, 1, 255);
}

long distance(const QuantTable& table, const QuantTable& standard, int quality) {
  long sum = 0;
  for (std::size_t i = 0; i < table.size(); ++i) sum += std::abs(table[i] - scaled(standard[i], quality));
  return sum;
}

}  // namespace

int estimated_quality(const QuantTable& luminance, const std::optional<QuantTable>& chrominance) {
  int best = 1;
  long least = std::numeric_limits<long>::max();
  for (int quality = 1; quality <= 100; ++quality) {
    long sum = distance(luminance, standard_luminance, quality);
    if (chrominance) sum += distance(*chrominance, standard_chrominance, quality);
    if (sum <= least) {
      least = sum;
      best = quality;
    }
  }
  return best;
}

}  // namespace zhaojian::imaging
