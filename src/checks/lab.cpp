#include "checks/lab.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>

#include "imaging/colour.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace zhaojian::checks {
namespace {

// What each level of red, green and blue adds to X/Xn, Y and Z/Zn of D65 (IEC 61966-2-1).
using Parts = std::array<float, 4>;  // the fourth is not used; 0 would give numbers that take processors long
struct Tables {
  alignas(16) std::array<std::array<Parts, 256>, 3> parts{};
};

Tables make_tables() {
  constexpr double matrix[3][3] = {
      {0.412453, 0.357580, 0.180423}, {0.212671, 0.715160, 0.072169}, {0.019334, 0.119193, 0.950227}};
  constexpr double white[] = {0.950456, 1, 1.088754};
  Tables tables;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t level = 0; level < 256; ++level) {
      const double linear = imaging::linear_of(static_cast<std::uint8_t>(level));
      tables.parts[c][level][3] = 1;
      for (std::size_t i = 0; i < 3; ++i) tables.parts[c][level][i] = static_cast<float>(matrix[i][c] * linear / white[i]);
    }
  }
  return tables;
}

// CIE 1976 f(t). The cube root is a third of the logarithm, which a float's bits nearly are, and one step of Halley's
// method from there: to 3e-5 of it.
constexpr float bend = 216.0F / 24389, slope = 841.0F / 108, lift = 4.0F / 29;
constexpr std::int32_t third_of_one = 0x2a511800;  // two thirds of the bits of 1, nearly

float f_of(float t) {
  const auto bits = std::bit_cast<std::int32_t>(t);
  const auto y = std::bit_cast<float>(static_cast<std::int32_t>(static_cast<float>(bits) * (1.0F / 3)) + third_of_one);
  const float cube = y * y * y;
  return t > bend ? y * (cube + (t + t)) / ((cube + cube) + t) : t * slope + lift;
}

void convert_anywhere(const Tables& tables, const std::uint8_t* rgb, float* lab, int count) {
  for (int i = 0; i < count; ++i, rgb += 3, lab += 3) {
    const Parts &r = tables.parts[0][rgb[0]], &g = tables.parts[1][rgb[1]], &b = tables.parts[2][rgb[2]];
    const float x = f_of(r[0] + g[0] + b[0]), y = f_of(r[1] + g[1] + b[1]), z = f_of(r[2] + g[2] + b[2]);
    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
  }
}

#if defined(__x86_64__)
// The same steps for two pixels at once; nothing is fused, so the bits are the same too.
__attribute__((target("avx2"))) void convert_avx2(const Tables& tables, const std::uint8_t* rgb, float* lab, int count) {
  const auto& [red, green, blue] = tables.parts;
  const __m256 factors = _mm256_setr_ps(116, 500, 200, 0, 116, 500, 200, 0);
  const __m256 offsets = _mm256_setr_ps(-16, 0, 0, 0, -16, 0, 0, 0);
  const __m256 second = _mm256_castsi256_ps(_mm256_setr_epi32(0, -1, -1, 0, 0, -1, -1, 0));
  int i = 0;
  for (; i + 2 < count; i += 2, rgb += 6, lab += 6) {  // a pixel is stored with a fourth value, which the next replaces
    const auto two = [&](const std::array<Parts, 256>& of, std::size_t c) __attribute__((target("avx2"))) {
      return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_load_ps(of[rgb[c]].data())), _mm_load_ps(of[rgb[c + 3]].data()), 1);
    };
    const __m256 t = _mm256_add_ps(_mm256_add_ps(two(red, 0), two(green, 1)), two(blue, 2));
    const __m256 third = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_castps_si256(t)), _mm256_set1_ps(1.0F / 3));
    const __m256 y =
        _mm256_castsi256_ps(_mm256_add_epi32(_mm256_cvttps_epi32(third), _mm256_set1_epi32(third_of_one)));
    const __m256 cube = _mm256_mul_ps(_mm256_mul_ps(y, y), y);
    const __m256 above = _mm256_mul_ps(y, _mm256_add_ps(cube, _mm256_add_ps(t, t)));
    const __m256 root = _mm256_div_ps(above, _mm256_add_ps(_mm256_add_ps(cube, cube), t));
    const __m256 straight = _mm256_add_ps(_mm256_mul_ps(t, _mm256_set1_ps(slope)), _mm256_set1_ps(lift));
    const __m256 f = _mm256_blendv_ps(straight, root, _mm256_cmp_ps(t, _mm256_set1_ps(bend), _CMP_GT_OQ));
    const __m256 from = _mm256_permute_ps(f, _MM_SHUFFLE(3, 1, 0, 1));                                 // y x y
    const __m256 less = _mm256_and_ps(_mm256_permute_ps(f, _MM_SHUFFLE(3, 2, 1, 1)), second);  // 0 y z
    const __m256 both = _mm256_add_ps(_mm256_mul_ps(factors, _mm256_sub_ps(from, less)), offsets);
    _mm_storeu_ps(lab, _mm256_castps256_ps128(both));
    _mm_storeu_ps(lab + 3, _mm256_extractf128_ps(both, 1));
  }
  convert_anywhere(tables, rgb, lab, count - i);
}
#endif

// How many of a row's pixels are chosen, and of these how many are farther from the colour; squared: of the distance.
struct Counted {
  int chosen = 0, farther = 0;
};

[[gnu::always_inline]] inline Counted count_row(const std::uint8_t* chosen, const float* lab, int count,
                                                const cv::Vec3f& colour, float squared) {
  const float light = colour[0], red = colour[1], yellow = colour[2];
  Counted counted;
  for (int x = 0; x < count; ++x) {
    const float l = lab[3 * x] - light, a = lab[3 * x + 1] - red, b = lab[3 * x + 2] - yellow;
    const int here = chosen[x] != 0 ? 1 : 0;
    counted.chosen += here;
    counted.farther += l * l + a * a + b * b > squared ? here : 0;
  }
  return counted;
}

using CountRow = Counted (*)(const std::uint8_t*, const float* lab, int count, const cv::Vec3f&, float squared);

Counted count_row_anywhere(const std::uint8_t* chosen, const float* lab, int count, const cv::Vec3f& colour,
                           float squared) {
  return count_row(chosen, lab, count, colour, squared);
}
#if defined(__x86_64__)
__attribute__((target("avx2"))) Counted count_row_avx2(const std::uint8_t* chosen, const float* lab, int count,
                                                       const cv::Vec3f& colour, float squared) {
  return count_row(chosen, lab, count, colour, squared);
}
#endif

CountRow fastest_count() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return count_row_avx2;
#endif
  return count_row_anywhere;
}

using Convert = void (*)(const Tables&, const std::uint8_t* rgb, float* lab, int count);

Convert fastest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return convert_avx2;
#endif
  return convert_anywhere;
}

// How many values lie below the lowest wanted and how many are wanted; those are written to `kept` in their order.
struct Picked {
  std::size_t below = 0, between = 0;
};
constexpr std::size_t at_once = 8;  // so many values are written at a time, behind the wanted ones as well

Picked pick_anywhere(std::span<const float> values, float lowest, float highest, float* kept) {
  Picked picked;
  for (const float value : values) {  // no branch here
    kept[picked.between] = value;
    picked.below += static_cast<std::size_t>(value < lowest);
    picked.between += static_cast<std::size_t>(value >= lowest) & static_cast<std::size_t>(value <= highest);
  }
  return picked;
}

#if defined(__x86_64__)
// For each choice of eight values, where the chosen ones are.
using Places = std::array<std::int32_t, at_once>;
constexpr auto places_of_chosen = [] {
  std::array<Places, 1U << at_once> all{};
  for (std::size_t choice = 0; choice < all.size(); ++choice) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < at_once; ++i) {
      if ((choice >> i & 1) != 0) all[choice][count++] = static_cast<std::int32_t>(i);
    }
  }
  return all;
}();

__attribute__((target("avx2,popcnt"))) Picked pick_avx2(std::span<const float> values, float lowest, float highest,
                                                        float* kept) {
  const __m256 low = _mm256_set1_ps(lowest), high = _mm256_set1_ps(highest);
  Picked picked;
  std::size_t i = 0;
  for (; i + at_once <= values.size(); i += at_once) {
    const __m256 eight = _mm256_loadu_ps(&values[i]);
    const __m256 wanted = _mm256_and_ps(_mm256_cmp_ps(eight, low, _CMP_GE_OQ), _mm256_cmp_ps(eight, high, _CMP_LE_OQ));
    const auto chosen = static_cast<unsigned>(_mm256_movemask_ps(wanted));
    const auto under = static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(eight, low, _CMP_LT_OQ)));
    const __m256i places = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(places_of_chosen[chosen].data()));
    _mm256_storeu_ps(kept + picked.between, _mm256_permutevar8x32_ps(eight, places));
    picked.between += static_cast<std::size_t>(std::popcount(chosen));
    picked.below += static_cast<std::size_t>(std::popcount(under));
  }
  const auto [below, between] = pick_anywhere(values.subspan(i), lowest, highest, kept + picked.between);
  return {picked.below + below, picked.between + between};
}
#endif

using Pick = Picked (*)(std::span<const float> values, float lowest, float highest, float* kept);

Pick fastest_pick() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) return pick_avx2;
#endif
  return pick_anywhere;
}

constexpr int enough_pixels = 4'000;  // for a median

// From x on, up to the end: eight pixels at a time as long as none is chosen.
int first_chosen(const std::uint8_t* row, int x, int end) {
  std::uint64_t eight = 0;
  for (; x + 8 <= end; x += 8) {
    std::memcpy(&eight, row + x, sizeof eight);
    if (eight != 0) break;
  }
  while (x < end && row[x] == 0) ++x;
  return x;
}

// Behind the chosen ones that begin at x.
int last_chosen(const std::uint8_t* row, int x, int end) {
  const void* none = std::memchr(row + x, 0, static_cast<std::size_t>(end - x));
  return none != nullptr ? static_cast<int>(static_cast<const std::uint8_t*>(none) - row) : end;
}

}  // namespace

void lab_into(const cv::Mat& rgb, cv::Mat lab) {
  static const Tables tables = make_tables();
  static const Convert convert = fastest();
  CV_Assert(lab.size() == rgb.size() && lab.type() == CV_32FC3 && rgb.type() == CV_8UC3);
  for (int y = 0; y < rgb.rows; ++y) convert(tables, rgb.ptr<std::uint8_t>(y), lab.ptr<float>(y), rgb.cols);
}

cv::Mat lab_of(const cv::Mat& rgb) {
  cv::Mat lab(rgb.size(), CV_32FC3);
  lab_into(rgb, lab);
  return lab;
}

double percent_farther(const cv::Mat& lab, const Area& area, const cv::Vec3f& colour, double limit) {
  static const CountRow count = fastest_count();
  Counted sum;
  for (int y = 0; y < area.mask.rows; ++y) {
    const auto* colours = lab.ptr<cv::Vec3f>(area.box.y + y) + area.box.x;
    const auto [chosen, farther] = count(area.mask.ptr<std::uint8_t>(y), colours->val, area.mask.cols, colour,
                                         static_cast<float>(limit * limit));
    sum.chosen += chosen;
    sum.farther += farther;
  }
  return sum.chosen > 0 ? 100.0 * sum.farther / sum.chosen : 0;
}

cv::Mat PartLab::in(const cv::Rect& box) const {
  const cv::Rect known = box & part_;
  if (box.empty()) return {};
  if (known == box) return lab_(known - part_.tl());
  cv::Mat all(box.size(), CV_32FC3, cv::Scalar::all(0));
  if (!known.empty()) lab_(known - part_.tl()).copyTo(all(known - box.tl()));
  return all;
}

LabMedian median_lab(const cv::Mat& lab, const Area& area) {
  LabMedian median;
  median.pixels = area.mask.empty() ? 0 : cv::countNonZero(area.mask);
  if (median.pixels == 0) return median;
  const int every = 1 + median.pixels / enough_pixels;
  std::array<std::vector<float>, 3> values;
  for (auto& channel : values) channel.resize(static_cast<std::size_t>(median.pixels / every) + 1);
  std::size_t count = 0;
  int left = 1;
  for (int y = 0; y < area.mask.rows; ++y) {
    const auto* chosen = area.mask.ptr<std::uint8_t>(y);
    const auto* colours = lab.ptr<cv::Vec3f>(area.box.y + y) + area.box.x;
    const int width = area.mask.cols;
    for (int from = first_chosen(chosen, 0, width), to = 0; from < width; from = first_chosen(chosen, to, width)) {
      to = last_chosen(chosen, from, width);
      int x = from + left - 1;
      for (; x < to; x += every, ++count) {
        values[0][count] = colours[x][0], values[1][count] = colours[x][1], values[2][count] = colours[x][2];
      }
      left = x - to + 1;
    }
  }
  for (int c = 0; c < 3; ++c) {
    auto& channel = values[static_cast<std::size_t>(c)];
    channel.resize(count);
    median.lab[c] = quantile(channel, 0.5);
  }
  return median;
}

float quantile(std::vector<float>& values, double share) {
  auto rank = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  // Two values of a sample have the wanted one between them, but for bad luck; only what lies there is looked at again.
  // (Floyd and Rivest 1975.) Several times as fast as nth_element alone, whose branches no processor foresees.
  static const Pick pick = fastest_pick();
  constexpr std::size_t few = 512, sampled = 64, aside = 10;
  constexpr float endless = std::numeric_limits<float>::infinity();
  std::unique_ptr<float[]> closer;
  std::span<float> left(values);
  while (left.size() >= few) {
    std::array<float, sampled> sample;
    for (std::size_t i = 0; i < sampled; ++i) sample[i] = left[i * left.size() / sampled];
    std::ranges::sort(sample);
    const std::size_t middle = rank * sampled / left.size();
    const float lowest = middle < aside ? -endless : sample[middle - aside];
    const float highest = middle + aside >= sampled ? endless : sample[middle + aside];
    auto fewer = std::make_unique_for_overwrite<float[]>(left.size() + at_once);
    const auto [below, between] = pick(left, lowest, highest, fewer.get());
    if (rank < below || rank >= below + between) break;
    if (lowest == highest) return lowest;
    if (2 * between > left.size()) break;  // many values are alike
    rank -= below;
    closer = std::move(fewer);
    left = std::span(closer.get(), between);
  }
  const auto wanted = left.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(left.begin(), wanted, left.end());
  return *wanted;
}

}  // namespace zhaojian::checks
