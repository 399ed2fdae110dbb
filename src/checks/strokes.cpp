#include "checks/strokes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace zhaojian::checks {
namespace {

using Level = std::uint8_t;

constexpr int reach = 4;  // pixels of the view to each side: a stroke is at most twice as wide and one more
constexpr int window = 2 * reach + 1;

struct Least {
  static constexpr Level nothing = 255;
  Level operator()(Level a, Level b) const { return std::min(a, b); }
};
struct Most {
  static constexpr Level nothing = 0;
  Level operator()(Level a, Level b) const { return std::max(a, b); }
};

// The last rows that a window needs, by their number from -reach on; those beyond the picture say nothing.
template <class Of> class Rows {
 public:
  explicit Rows(int width)
      : width_(width), levels_(static_cast<std::size_t>(kept) * static_cast<std::size_t>(width), Of::nothing) {}
  [[nodiscard]] Level* at(int y) {
    return &levels_[static_cast<std::size_t>((y + kept) % kept) * static_cast<std::size_t>(width_)];
  }
  void say_nothing(int y) { std::fill_n(at(y), width_, Of::nothing); }

 private:
  static constexpr int kept = 16;
  int width_;
  std::vector<Level> levels_;
};

// A row with room on both sides for windows that reach beyond the picture.
template <class Of> class Row {
 public:
  explicit Row(int width) : levels_(static_cast<std::size_t>(width + 2 * reach), Of::nothing) {}
  [[nodiscard]] Level* first() { return &levels_[reach]; }

 private:
  std::vector<Level> levels_;
};

// Of the window around each pixel along the row. Inlined into what is compiled for one processor or the other.
template <class Of>
[[gnu::always_inline]] inline void across(const Level* __restrict row, Level* __restrict out, int width) {
  for (int x = 0; x < width; ++x) {
    Level found = row[x - reach];
    for (int i = 1 - reach; i <= reach; ++i) found = Of()(found, row[x + i]);
    out[x] = found;
  }
}

// Of the windows above and below each pixel of rows y and y + 1, which have all but two rows in common.
template <class Of>
[[gnu::always_inline]] inline void down(Rows<Of>& rows, int y, Level* __restrict out, Level* __restrict next,
                                        int width) {
  std::array<const Level*, window + 1> row;
  for (int i = 0; i <= window; ++i) row[static_cast<std::size_t>(i)] = rows.at(y + i - reach);
  for (int x = 0; x < width; ++x) {
    Level both = row[1][x];
    for (std::size_t i = 2; i < window; ++i) both = Of()(both, row[i][x]);
    out[x] = Of()(both, row[0][x]);
    next[x] = Of()(both, row[window][x]);
  }
}

struct Question {
  const cv::Mat& levels;
  Level flip;  // 255 makes dark strokes light ones
  Level contrast;
  const cv::Mat& where;
};

[[gnu::always_inline]] inline void low(const Question& asked, int y, Row<Least>& here, Rows<Least>& lows) {
  if (y >= asked.levels.rows) return lows.say_nothing(y);
  const int width = asked.levels.cols;
  const Level flip = asked.flip, *from = asked.levels.ptr<Level>(y);
  Level* __restrict flipped = here.first();
  for (int x = 0; x < width; ++x) flipped[x] = from[x] ^ flip;
  across<Least>(flipped, lows.at(y), width);
}

[[gnu::always_inline]] inline void answer(const Question& asked, int y, const Level* __restrict opened, cv::Mat& out) {
  if (y >= out.rows) return;
  const int width = out.cols;
  const Level flip = asked.flip, contrast = asked.contrast;
  const Level *from = asked.levels.ptr<Level>(y), *chosen = asked.where.ptr<Level>(y);
  Level* __restrict to = out.ptr<Level>(y);
  for (int x = 0; x < width; ++x) {
    const auto above = static_cast<Level>((from[x] ^ flip) - opened[x]);
    to[x] = (above > contrast) & (chosen[x] != 0) ? 255 : 0;
  }
}

// Two rows after the other go through all steps: nothing leaves the processor's nearest memory.
[[gnu::always_inline]] inline void find(const Question& asked, cv::Mat& out) {
  const int width = out.cols, height = out.rows;
  Rows<Least> lows(width);
  Rows<Most> highs(width);
  Row<Least> here(width);
  std::array rows{Row<Most>(width), Row<Most>(width)};
  Level *first = rows[0].first(), *second = rows[1].first();
  for (int y = 0; y < height + 2 * reach + 1; y += 2) {
    low(asked, y, here, lows);
    low(asked, y + 1, here, lows);
    if (const int eroded = y - reach; eroded >= 0) {
      down(lows, eroded, first, second, width);
      if (eroded < height)
        across<Most>(first, highs.at(eroded), width);
      else
        highs.say_nothing(eroded);
      if (eroded + 1 < height)
        across<Most>(second, highs.at(eroded + 1), width);
      else
        highs.say_nothing(eroded + 1);
    }
    if (const int opened = y - 2 * reach; opened >= 0) {
      down(highs, opened, first, second, width);
      answer(asked, opened, first, out);
      answer(asked, opened + 1, second, out);
    }
  }
}

// Levels between the strongest and the weakest of red, green and blue.
[[gnu::always_inline]] inline void subtract(const Level* __restrict rgb, Level* __restrict out, int width) {
  for (int x = 0; x < width; ++x) {
    const Level r = rgb[3 * x], g = rgb[3 * x + 1], b = rgb[3 * x + 2];
    out[x] = static_cast<Level>(std::max(r, std::max(g, b)) - std::min(r, std::min(g, b)));
  }
}

struct Kernels {
  void (*find)(const Question& asked, cv::Mat& out);
  void (*subtract)(const Level* rgb, Level* out, int width);
};

void find_anywhere(const Question& asked, cv::Mat& out) { find(asked, out); }
void subtract_anywhere(const Level* rgb, Level* out, int width) { subtract(rgb, out, width); }
#if defined(__x86_64__)
__attribute__((target("avx2"))) void find_avx2(const Question& asked, cv::Mat& out) { find(asked, out); }
__attribute__((target("avx2"))) void subtract_avx2(const Level* rgb, Level* out, int width) {
  subtract(rgb, out, width);
}
#endif

const Kernels& fastest() {
  static const Kernels kernels = [] {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return Kernels{find_avx2, subtract_avx2};
#endif
    return Kernels{find_anywhere, subtract_anywhere};
  }();
  return kernels;
}

}  // namespace

cv::Mat strokes_in(const cv::Mat& levels, Stroke stroke, double contrast, const cv::Mat& where) {
  CV_Assert(levels.type() == CV_8U && where.type() == CV_8U && where.size() == levels.size());
  if (contrast < 0) return where != 0;
  const auto whole = static_cast<Level>(std::min(255.0, std::floor(contrast)));
  cv::Mat out(levels.size(), CV_8U);
  fastest().find({levels, static_cast<Level>(stroke == Stroke::light ? 0 : 255), whole, where}, out);
  return out;
}

cv::Mat colourfulness(const cv::Mat& rgb) {
  CV_Assert(rgb.type() == CV_8UC3);
  cv::Mat out(rgb.size(), CV_8U);
  for (int y = 0; y < rgb.rows; ++y) fastest().subtract(rgb.ptr<Level>(y), out.ptr<Level>(y), rgb.cols);
  return out;
}

}  // namespace zhaojian::checks
