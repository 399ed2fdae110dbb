#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "checks/strokes.h"
#include "imaging/mat.h"

// 99号 一.4: no text or watermark added. Looks for lines of letters: strokes of one width, as high as each other, side by
// side.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_height = 6, most_height = 44;  // of a letter: pixels of the view
constexpr double longest = 2.2;                  // a letter's width in heights

// How alike letters of one line are, in heights of a letter.
struct Setting {
  double like_height, like_line, widest_gap;
};
constexpr Setting loose{0.45, 0.3, 1.3};
// Set by a machine: nothing else stands so straight, so that a line may have gaps where a letter does not stand out.
constexpr Setting straight{0.2, 0.15, 2.2}, straight_with_gaps{0.2, 0.15, 3.5};
constexpr int large = 18;  // pixels of height: no weave or knit is as large

struct Letter {
  cv::Rect box;
  [[nodiscard]] double middle() const { return box.y + box.height / 2.0; }
};

// Connected pixels of a row: [from, to).
struct Run {
  int from, to;
  std::size_t root;  // leads to the first run they hang together with
};

std::size_t root_of(std::vector<Run>& runs, std::size_t i) {
  while (runs[i].root != i) i = runs[i].root = runs[runs[i].root].root;
  return i;
}

// A row of a mask, one bit a pixel, and one set bit behind its end.
class Bits {
 public:
  explicit Bits(int width) : width_(width), words_(static_cast<std::size_t>(width) / 64 + 2) {}

  void read(const std::uint8_t* row) {
    int x = 0;
    std::ranges::fill(words_, 0);
#if CV_SIMD128
    for (; x + 16 <= width_; x += 16) {
      const int some = cv::v_signmask(cv::v_load(row + x) != cv::v_setzero_u8());
      words_[static_cast<std::size_t>(x) / 64] |= static_cast<std::uint64_t>(some) << (x % 64);
    }
#endif
    for (; x < width_; ++x) set(x, row[x] != 0);
    set(width_, true);
  }
  // The first from x on that is set, or not, up to the row's end.
  [[nodiscard]] int next(int x, bool is_set) const {
    const std::uint64_t flip = is_set ? 0 : ~std::uint64_t{0};
    auto i = static_cast<std::size_t>(x) / 64;
    std::uint64_t word = (words_[i] ^ flip) & (~std::uint64_t{0} << (x % 64));
    while (word == 0) word = words_[++i] ^ flip;
    return std::min(width_, static_cast<int>(i * 64) + std::countr_zero(word));
  }

 private:
  void set(int x, bool is_set) { words_[static_cast<std::size_t>(x) / 64] |= std::uint64_t{is_set} << (x % 64); }

  int width_;
  std::vector<std::uint64_t> words_;
};

// Boxes around the connected pixels (also across corners) of the mask, 0 or 255, from top to bottom. Strokes are few:
// following runs costs a tenth of what a label for every pixel does.
std::vector<cv::Rect> boxes_of(const cv::Mat& mask) {
  std::vector<Run> runs;
  std::vector<cv::Rect> boxes;  // of each run at first, then of each root
  Bits row(mask.cols);
  std::size_t before = 0;  // where the runs of the row above begin
  for (int y = 0; y < mask.rows; ++y) {
    const auto* pixels = mask.ptr<std::uint8_t>(y);
    if (std::memchr(pixels, 255, static_cast<std::size_t>(mask.cols)) == nullptr) {
      before = runs.size();
      continue;
    }
    row.read(pixels);
    const std::size_t above_end = runs.size();
    std::size_t above = std::exchange(before, above_end);
    for (int from = row.next(0, true), to = 0; from < mask.cols; from = row.next(to, true)) {
      to = row.next(from, false);
      const std::size_t i = runs.size();
      runs.push_back({from, to, i});
      boxes.emplace_back(from, y, to - from, 1);
      while (above < above_end && runs[above].to < from) ++above;
      for (std::size_t j = above; j < above_end && runs[j].from <= to; ++j) {
        const std::size_t a = root_of(runs, i), b = root_of(runs, j);
        runs[std::max(a, b)].root = std::min(a, b);
      }
    }
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (const std::size_t root = root_of(runs, i); root != i) boxes[root] |= boxes[i];
  }
  std::vector<cv::Rect> whole;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].root == i) whole.push_back(boxes[i]);
  }
  return whole;
}

std::vector<Letter> letters_in(const cv::Mat& strokes) {
  std::vector<Letter> letters;
  for (const cv::Rect& box : boxes_of(strokes)) {
    if (box.height < least_height || box.height > most_height || box.width > longest * box.height) continue;
    letters.push_back({box});
  }
  return letters;
}

// Runs of letters side by side; each letter in one line at most.
std::vector<std::vector<Letter>> lines_of(std::vector<Letter> letters, const Setting& like) {
  std::ranges::sort(letters, {}, [](const Letter& letter) { return letter.box.x; });
  std::vector<std::vector<Letter>> all;
  for (const Letter& letter : letters) {
    std::vector<Letter>* best = nullptr;
    for (auto& line : all) {
      const Letter& last = line.back();
      const double height = std::max(last.box.height, letter.box.height);
      const double gap = letter.box.x - (last.box.x + last.box.width);
      if (std::abs(last.box.height - letter.box.height) > like.like_height * height) continue;
      if (std::abs(last.middle() - letter.middle()) > like.like_line * height) continue;
      if (gap > like.widest_gap * height || gap < -0.3 * height) continue;
      if (best == nullptr || line.size() > best->size()) best = &line;
    }
    if (best != nullptr) best->push_back(letter);
    else all.push_back({letter});
  }
  return all;
}

// The weave and the dots of clothes repeat the same shape at the same distance; letters do not.
bool repeats(const std::vector<Letter>& line) {
  std::vector<float> widths, steps;
  for (std::size_t i = 0; i < line.size(); ++i) {
    widths.push_back(static_cast<float>(line[i].box.width));
    if (i > 0) steps.push_back(static_cast<float>(line[i].box.x - line[i - 1].box.x));
  }
  const auto uneven = [](const std::vector<float>& values) {
    cv::Scalar mean, deviation;
    cv::meanStdDev(values, mean, deviation);
    return mean[0] > 0 ? deviation[0] / mean[0] : 0;
  };
  constexpr double least_uneven = 0.2;
  return uneven(widths) < least_uneven && uneven(steps) < least_uneven;
}

void leave_out_face(const Scene& scene, cv::Mat& mask) {
  const Result<Face> face = scene.face();
  if (!face) return;
  std::vector<cv::Point> hull;
  for (const cv::Point2d& corner : face->patch(-1.2, -0.9, 1.2, 1.7)) hull.emplace_back(corner);
  cv::fillConvexPoly(mask, hull, cv::Scalar(0));
}

// Strokes that may be letters. Hair, seams and lashes look like strokes: dark ones count only behind the person, and
// neither counts in the face.
struct Strokes {
  cv::Mat light, dark, coloured;  // CV_8U, 0 or 255
};

struct Contrasts {
  double light, colour;  // grey levels; levels between the strongest and the weakest of red, green and blue
};

Strokes strokes_of(const Scene& scene, const View& view, const cv::Mat& rgb, const cv::Mat& grey,
                   const Contrasts& contrasts) {
  cv::Mat anywhere(rgb.size(), CV_8U, cv::Scalar(255)), behind;
  leave_out_face(scene, anywhere);
  if (view.person.empty()) behind = anywhere;
  else cv::bitwise_and(anywhere, view.person <= 12, behind);
  return {strokes_in(grey, Stroke::light, contrasts.light, anywhere),
          strokes_in(grey, Stroke::dark, contrasts.light, behind),
          strokes_in(colourfulness(rgb), Stroke::light, contrasts.colour, anywhere)};
}

// Where the background is even nothing but added text has strokes: half a line is enough there.
class EvenBackground {
 public:
  // Nowhere, when the background is not even or not known.
  EvenBackground() = default;
  // `area`: not 0 where it is, of the coarse view; asked about in a view of `size`.
  EvenBackground(cv::Mat area, cv::Size size)
      : area_(std::move(area)), width_(1 / (static_cast<double>(size.width) / area_.cols)),
        height_(1 / (static_cast<double>(size.height) / area_.rows)) {}

  [[nodiscard]] bool holds(cv::Point pixel) const {
    if (area_.empty()) return false;
    return area_.at<std::uint8_t>(std::min(cvFloor(pixel.y * height_), area_.rows - 1),
                                  std::min(cvFloor(pixel.x * width_), area_.cols - 1)) != 0;
  }

 private:
  cv::Mat area_;
  double width_ = 0, height_ = 0;  // of a pixel of the view in the area
};

EvenBackground even_background(const Scene& scene, const AppliedRule& rule, cv::Size size) {
  const Result<Background> background = scene.background(rule);
  const Result<double> uneven = scene.unevenness(rule), most = rule.parameter("most_uneven");
  if (background && uneven && most && *uneven <= *most) return {background->area, size};
  return {};
}

std::size_t weight(const std::vector<Letter>& line, const EvenBackground& even) {
  std::size_t sum = 0;
  for (const Letter& letter : line) {
    const cv::Point middle(letter.box.x + letter.box.width / 2, letter.box.y + letter.box.height / 2);
    sum += even.holds(middle) ? 2 : 1;
  }
  return sum;
}

struct Written {
  std::size_t most = 0;  // letters of the longest line
  std::vector<cv::Rect> lines;
  std::vector<std::size_t> letters;  // of each

  void add(const std::vector<Letter>& line, std::size_t counted) {
    cv::Rect around = line.front().box;
    for (const Letter& letter : line) around |= letter.box;
    lines.push_back(around);
    letters.push_back(counted);
    most = std::max(most, counted);
  }
};

void add(Written& found, const std::vector<std::vector<Letter>>& lines, const EvenBackground& even, bool surely) {
  for (const auto& line : lines) {
    if (line.size() <= 2 || repeats(line)) continue;
    found.add(line, surely ? 2 * line.size() : weight(line, even));
  }
}

Written written(const Strokes& strokes, const EvenBackground& even) {
  Written found;
  std::vector<Letter> light = letters_in(strokes.light);
  add(found, lines_of(light, loose), even, false);
  add(found, lines_of(letters_in(strokes.dark), loose), even, false);
  add(found, lines_of(letters_in(strokes.coloured), straight), even, true);
  std::erase_if(light, [](const Letter& letter) { return letter.box.height < large; });
  add(found, lines_of(std::move(light), straight_with_gaps), even, true);
  return found;
}

// What the person shows and the capture does not, in straight lines: faint letters, and those that a collar or a pattern
// would break. The capture's light is brought to the photo's first.
Written added_to(const View& view, const cv::Mat& grey, const Scene& scene, const Registration& over, double contrast) {
  cv::Mat before = captured_in(over.capture, over.to_view, cv::Rect({}, view.rgb.size())), lighter, darker;
  cv::Mat where = view.person > 230;
  cv::Scalar mean_now, spread_now, mean_then, spread_then;
  cv::meanStdDev(grey, mean_now, spread_now, where);
  cv::meanStdDev(before, mean_then, spread_then, where);
  const double gain = spread_then[0] > 1 ? spread_now[0] / spread_then[0] : 1;
  before.convertTo(before, CV_8U, gain, mean_now[0] - gain * mean_then[0]);
  leave_out_face(scene, where);
  cv::subtract(grey, before, lighter);
  cv::subtract(before, grey, darker);
  Written found;
  for (const cv::Mat& difference : {lighter, darker}) {
    const cv::Mat strokes = strokes_in(difference, Stroke::light, contrast, where);
    for (const auto& line : lines_of(letters_in(strokes), straight_with_gaps)) found.add(line, 2 * line.size());
  }
  return found;
}

// Value: letters in the longest line, counted twice before an even background, in colour or large in a straight line
// (no clothes have such); less those the capture shows by itself, which are the pattern of the clothes. Where that is
// not much, letters the capture does not show, counted twice. Marks: a box around each line that is too long.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const Contrasts contrasts{TRY(rule.parameter("contrast")), TRY(rule.parameter("colour_contrast"))};
  const double least_alike = TRY(rule.parameter("least_alike")), added = TRY(rule.parameter("added"));
  const View view = TRY(scene.view());
  const cv::Mat grey = TRY(scene.grey());
  const EvenBackground even = even_background(scene, rule, view.rgb.size());
  Written shown = written(strokes_of(scene, view, view.rgb, grey, contrasts), even);
  std::size_t value = shown.most;
  const auto passes = [&] { return domain::judge(static_cast<double>(value), rule.band()) == domain::Verdict::pass; };
  const Result<Registration> over = scene.registration();
  if (over && std::max(over->as_it_is, over->as_mirrored) >= least_alike) {
    if (!passes()) {
      const cv::Mat capture = imaging::mat_of(scene.subject().capture->photo.pixels);
      const cv::Mat before = captured_in(capture, over->to_view, cv::Rect({}, view.rgb.size()));
      cv::Mat grey_before;
      cv::cvtColor(before, grey_before, cv::COLOR_RGB2GRAY);
      const std::size_t already = written(strokes_of(scene, view, before, grey_before, contrasts), even).most;
      constexpr std::size_t by_chance = 5;  // letters found in any cloth
      value -= std::min(value, already > by_chance ? already : 0);
    }
    if (passes() && !view.person.empty()) {
      shown = added_to(view, grey, scene, *over, added);
      value = std::max(value, shown.most);
    }
  }
  Finding finding = rule.judged(static_cast<double>(value));
  if (finding.verdict == domain::Verdict::pass) return finding;
  for (std::size_t i = 0; i < shown.lines.size(); ++i) {
    const auto letters = static_cast<double>(shown.letters[i]);
    if (domain::judge(letters, rule.band()) != domain::Verdict::pass) finding.marks.push_back(box(view, shown.lines[i]));
  }
  return finding;
}

constexpr Line lines[] = {{"integ.text", measure}};

}  // namespace

Check make_overlaid_text() { return check_of<lines>(); }

}  // namespace zhaojian::checks
