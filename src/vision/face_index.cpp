#include "vision/face_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <queue>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace zhaojian::vision {
namespace {

constexpr std::size_t dimensions = Embedding{}.size();
constexpr float most_units = 127;
constexpr float rounding = 1e-4F;  // more than single precision adds up to in anything below

using Row = const std::int8_t*;
using Wide = std::array<std::int16_t, dimensions>;

// Whole numbers: every version gives the same sum.
std::int32_t dot_anywhere(Row row, const Wide& wide) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < dimensions; ++i) sum += row[i] * wide[i];
  return sum;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::int32_t dot_avx2(Row row, const Wide& wide) {
  __m256i sums = _mm256_setzero_si256();
  for (std::size_t i = 0; i < dimensions; i += 16) {
    const __m256i mine = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row + i)));
    const __m256i theirs = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(wide.data() + i));
    sums = _mm256_add_epi32(sums, _mm256_madd_epi16(mine, theirs));
  }
  std::array<std::int32_t, 8> lanes{};
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(lanes.data()), sums);
  std::int32_t sum = 0;
  for (const std::int32_t lane : lanes) sum += lane;
  return sum;
}
#endif

using Dot = std::int32_t (*)(Row, const Wide&);

Dot fastest_dot() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return dot_avx2;
#endif
  return dot_anywhere;
}

struct Candidate {
  std::size_t place = 0;
  float at_most = 0;
};

}  // namespace

FaceIndex::Step FaceIndex::into_units(const Embedding& face, std::int8_t* units) {
  float largest = 0;
  for (const float value : face) largest = std::max(largest, std::abs(value));
  const float size = largest > 0 ? largest / most_units : 1;
  double lost = 0;
  for (std::size_t i = 0; i < dimensions; ++i) {
    const float unit = std::clamp(std::round(face[i] / size), -most_units, most_units);
    units[i] = static_cast<std::int8_t>(unit);
    const double rest = static_cast<double>(face[i]) - static_cast<double>(unit) * static_cast<double>(size);
    lost += rest * rest;
  }
  return {size, static_cast<float>(std::sqrt(lost))};
}

void FaceIndex::reserve(std::size_t faces) {
  faces_.reserve(faces);
  units_.reserve(faces * dimensions);
  steps_.reserve(faces);
}

void FaceIndex::add(const Embedding& face) {
  faces_.push_back(face);
  units_.resize(units_.size() + dimensions);
  steps_.push_back(into_units(face, units_.data() + units_.size() - dimensions));
}

std::vector<FaceIndex::Hit> FaceIndex::nearest(const Embedding& face, std::size_t count, float least) const {
  if (count == 0) return {};
  static const Dot dot = fastest_dot();
  std::array<std::int8_t, dimensions> units{};
  const Step asked = into_units(face, units.data());
  Wide wide{};
  std::ranges::copy(units, wide.begin());

  // With a = a' + d, b = b' + e, |a| = |b| = 1: |a·b - a'·b'| <= |d| + |a'||e| <= |d| + (1 + |d|)|e|.
  std::priority_queue<float, std::vector<float>, std::greater<>> best;  // the largest lower bounds; the least on top
  float bar = least;
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    const float near = static_cast<float>(dot(units_.data() + i * dimensions, wide)) * step.size * asked.size;
    const float off = step.loss + (1 + step.loss) * asked.loss + rounding;
    if (near + off < bar) continue;
    candidates.push_back({i, near + off});
    if (best.size() < count) {
      best.push(near - off);
    } else if (near - off > best.top()) {
      best.pop();
      best.push(near - off);
    }
    if (best.size() == count) bar = std::max(least, best.top());
  }

  std::vector<Hit> hits;
  for (const Candidate& candidate : candidates) {
    if (candidate.at_most < bar) continue;
    const float exact = cosine(faces_[candidate.place], face);
    if (exact >= least) hits.push_back({candidate.place, exact});
  }
  std::ranges::stable_sort(hits, std::ranges::greater{}, &Hit::cosine);
  if (hits.size() > count) hits.resize(count);
  return hits;
}

}  // namespace zhaojian::vision
