#include "checks/spectrum.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace zhaojian::checks {
namespace {

constexpr int side = Spectrum::side;
constexpr std::size_t together = 32;  // columns: so many of both planes fit into the processor's nearest memory

// e to the power of -2πi k / side.
struct Turn {
  float real, imaginary;
};

std::array<Turn, side / 2> make_turns() {
  std::array<Turn, side / 2> turns{};
  for (std::size_t k = 0; k < turns.size(); ++k) {
    const double angle = -2 * std::numbers::pi * static_cast<double>(k) / side;
    turns[k] = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
  }
  return turns;
}

// Every column by itself (Gentleman and Sande 1966), several at a time: the compiler makes vectors of them. Inlined
// into what is compiled for one processor or the other.
[[gnu::always_inline]] inline void transform_columns(Spectrum& values, const std::array<Turn, side / 2>& turns) {
  for (std::size_t left = 0; left < side; left += together) {
    for (std::size_t half = side / 2, every = 1; half > 0; half /= 2, every *= 2) {
      for (std::size_t y = 0; y < side; ++y) {
        if ((y & half) != 0) continue;
        const auto [cosine, sine] = turns[y % half * every];
        Spectrum::Row &a = values.rows[y], &b = values.rows[y + half];
        float *__restrict a_real = &a.real[left], *__restrict a_imaginary = &a.imaginary[left];
        float *__restrict b_real = &b.real[left], *__restrict b_imaginary = &b.imaginary[left];
        for (std::size_t x = 0; x < together; ++x) {
          const float ar = a_real[x], ai = a_imaginary[x], br = b_real[x], bi = b_imaginary[x];
          a_real[x] = ar + br;
          a_imaginary[x] = ai + bi;
          b_real[x] = (ar - br) * cosine - (ai - bi) * sine;
          b_imaginary[x] = (ar - br) * sine + (ai - bi) * cosine;
        }
      }
    }
  }
}

void transform_columns_anywhere(Spectrum& values, const std::array<Turn, side / 2>& turns) {
  transform_columns(values, turns);
}
#if defined(__x86_64__)
__attribute__((target("avx2"))) void transform_columns_avx2(Spectrum& values,
                                                            const std::array<Turn, side / 2>& turns) {
  transform_columns(values, turns);
}
#endif

using Transform = void (*)(Spectrum& values, const std::array<Turn, side / 2>& turns);

Transform fastest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return transform_columns_avx2;
#endif
  return transform_columns_anywhere;
}

void transpose(Spectrum& values) {
  constexpr std::size_t block = 8;  // a line of memory holds two
  for (std::size_t top = 0; top < side; top += block) {
    for (std::size_t left = top; left < side; left += block) {
      for (std::size_t y = top; y < top + block; ++y) {
        for (std::size_t x = std::max(left, y + 1); x < left + block; ++x) {
          std::swap(values.rows[y].real[x], values.rows[x].real[y]);
          std::swap(values.rows[y].imaginary[x], values.rows[x].imaginary[y]);
        }
      }
    }
  }
}

// The transform leaves wave i where the bits of i, from the last to the first, say.
std::size_t reversed(int i) {
  std::size_t place = 0;
  for (int bit = 1; bit < side; bit *= 2) place = 2 * place + static_cast<std::size_t>((i & bit) != 0);
  return place;
}

}  // namespace

void transform(Spectrum& values) {
  static const auto turns = make_turns();
  static const Transform columns = fastest();
  columns(values, turns);
  transpose(values);
  columns(values, turns);
}

WavePlace place_of_wave(int v, int u) { return {reversed(u), reversed(v)}; }

}  // namespace zhaojian::checks
