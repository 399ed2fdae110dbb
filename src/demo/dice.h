#pragma once
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace zhaojian::demo {

// Chance that comes out the same for the same seed, on every machine (the standard's distributions do not promise it).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // Both ends included.
  [[nodiscard]] int between(int least, int most) {
    const auto span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
    return static_cast<int>(static_cast<std::int64_t>(engine_() % span) + least);
  }
  [[nodiscard]] bool chance(int percent) { return between(0, 99) < percent; }
  // Between the two, in hundredths.
  [[nodiscard]] double real(double least, double most) {
    return least + (most - least) * static_cast<double>(between(0, 100)) / 100.0;
  }
  // One of them; there must be one.
  template <class List> [[nodiscard]] const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(between(0, static_cast<int>(list.size()) - 1))];
  }
  template <class T> void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i) {
      std::swap(list[i - 1], list[static_cast<std::size_t>(between(0, static_cast<int>(i) - 1))]);
    }
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace zhaojian::demo
