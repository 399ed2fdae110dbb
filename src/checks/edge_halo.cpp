#include <algorithm>
#include <cstdint>
#include <cstring>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/between.h"

// 99号 二.1, common after a background replacement: wall left beside hair and ears, or holes cut into them.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double surely_person = 230, surely_background = 12;
constexpr int ring = 3;       // pixels around the outline that are looked at
constexpr int soft_edge = 2;  // pixels inside it that may shine through

cv::Mat square(int reach) { return cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}); }

// Where the mask says more than `level`, down to the chin and a little farther.
cv::Mat person_above(const View& view, double level, int chin, int farther_down) {
  cv::Mat person;
  cv::threshold(view.person.rowRange(0, std::min(chin + farther_down, view.person.rows)), person, level, 255,
                cv::THRESH_BINARY);
  return person;
}

// Just outside the person's outline, down to the chin: so many rows.
cv::Mat ring_around(const View& view, int chin) {
  const cv::Mat person = person_above(view, surely_background, chin, ring);
  cv::Mat around;
  cv::dilate(person, around, square(ring));
  around.setTo(0, person);
  return around.rowRange(0, chin);
}

// Well inside the person, down to the chin: so many rows.
cv::Mat inside_of(const View& view, int chin) {
  cv::Mat person = person_above(view, surely_person, chin, soft_edge);
  cv::erode(person, person, square(soft_edge));
  return person.rowRange(0, chin);
}

constexpr int coarser = 4;  // pixels of the coarse view each way

// Colours of the background in blocks of pixels: their sum over a block, and the share of it that is background, both
// by its size.
struct Blocks {
  cv::Mat sum, weight;  // CV_32FC3, CV_32F
};

// One block, in the order in which cv::resize adds up.
void add_up(const cv::Mat& lab, const cv::Mat& area, cv::Point at, cv::Vec3f& sum, float& weight) {
  constexpr float share = 1.0F / (coarser * coarser);
  cv::Vec3f all;
  int pixels = 0;
  for (int y = at.y; y < at.y + coarser; ++y) {
    const auto* chosen = area.ptr<std::uint8_t>(y) + at.x;
    const auto* colours = lab.ptr<cv::Vec3f>(y) + at.x;
    std::uint32_t any = 0;
    static_assert(sizeof any == coarser);
    std::memcpy(&any, chosen, sizeof any);
    if (any == 0) continue;
    float light = 0, red = 0, yellow = 0;
    for (int x = 0; x < coarser; ++x) {
      if (chosen[x] == 0) continue;
      light += colours[x][0], red += colours[x][1], yellow += colours[x][2];
      ++pixels;
    }
    all += cv::Vec3f(light, red, yellow);
  }
  sum = all * share;
  weight = static_cast<float>(pixels) * share;
}

// Where the blocks do not come out even, cv::resize takes parts of pixels.
Blocks blocks_of(const cv::Mat& lab, const cv::Mat& area) {
  const cv::Size few(std::max(1, lab.cols / coarser), std::max(1, lab.rows / coarser));
  Blocks blocks{cv::Mat(few, CV_32FC3), cv::Mat(few, CV_32F)};
  if (few * coarser == lab.size()) {
    for (int y = 0; y < few.height; ++y) {
      for (int x = 0; x < few.width; ++x)
        add_up(lab, area, cv::Point(x, y) * coarser, blocks.sum.at<cv::Vec3f>(y, x), blocks.weight.at<float>(y, x));
    }
    return blocks;
  }
  cv::Mat known(lab.size(), CV_32FC3, cv::Scalar::all(0)), share;
  lab.copyTo(known, area);
  cv::resize(known, blocks.sum, few, 0, 0, cv::INTER_AREA);
  area.convertTo(share, CV_32F, 1.0 / 255);
  cv::resize(share, blocks.weight, few, 0, 0, cv::INTER_AREA);
  return blocks;
}

// The wall's colour around each block: the light on it falls off towards the corners of the picture.
cv::Mat wall_around(const cv::Mat& lab, const Background& background) {
  constexpr int reach = 11;  // blocks
  auto [sum, weight] = blocks_of(lab, background.area);
  cv::blur(sum, sum, {reach, reach}, {-1, -1}, cv::BORDER_CONSTANT);
  cv::blur(weight, weight, {reach, reach}, {-1, -1}, cv::BORDER_CONSTANT);
  constexpr float least_known = 0.01F;
  for (int y = 0; y < sum.rows; ++y) {
    for (int x = 0; x < sum.cols; ++x) {
      const float share = weight.at<float>(y, x);
      auto& colour = sum.at<cv::Vec3f>(y, x);
      colour = share > least_known ? colour / share : background.colour;
    }
  }
  return sum;
}

// Pixels of the area whose colour is more than `like` from the wall's. They are few: the wall's colour is worked out
// for each, as cv::resize would for all of the picture.
int unlike_wall(const cv::Mat& lab, const cv::Mat& wall, const cv::Mat& area, double like) {
  const auto columns = imaging::between(wall.cols, lab.cols), rows = imaging::between(wall.rows, lab.rows);
  int count = 0;
  for (int y = 0; y < area.rows; ++y) {
    const auto* chosen = area.ptr<std::uint8_t>(y);
    const auto* here = lab.ptr<cv::Vec3f>(y);
    const imaging::Between& down = rows[static_cast<std::size_t>(y)];
    const auto *upper = wall.ptr<cv::Vec3f>(down.first), *lower = wall.ptr<cv::Vec3f>(down.second);
    for (int x = 0; x < area.cols; ++x) {
      if (chosen[x] == 0) continue;
      const imaging::Between& across = columns[static_cast<std::size_t>(x)];
      const auto behind = [&](int i) {
        const auto mixed = [&](const cv::Vec3f* row) {
          return row[across.first][i] * across.one + row[across.second][i] * across.next;
        };
        return mixed(upper) * down.one + mixed(lower) * down.next;
      };
      if (farther(here[x], {behind(0), behind(1), behind(2)}, like)) ++count;
    }
  }
  return count;
}

// Where a rim is looked for, in pixels of the view from the outline, inwards above 0; and what is surely inside it.
constexpr int rim_first = -4, rim_last = 6, within_first = 8, within_last = 12;
constexpr int every = 2, along = 6;       // outline pixels: between places; between those that give its direction
constexpr double not_mixed = 12;          // ΔE from every mixture of wall and what is inside
constexpr double one_colour = 10;         // ΔE between pixels of one rim

std::vector<cv::Point> outline_of(const cv::Mat& person) {
  cv::Mat hard;
  cv::threshold(person, hard, 127, 255, cv::THRESH_BINARY);
  std::vector<std::vector<cv::Point>> outlines;
  cv::findContours(hard, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  if (outlines.empty()) return {};
  return *std::ranges::max_element(outlines, {}, [](const auto& outline) { return outline.size(); });
}

// Percent of the head's outline that shows one colour which is neither the wall nor what is inside nor a mixture: what
// is left of an older wall is of one colour all along, hair, skin and their soft edges are not.
double rim_around(const View& view, const cv::Vec3f& wall, int chin) {
  const std::vector<cv::Point> outline = outline_of(view.person);
  const auto count = static_cast<int>(outline.size());
  if (count < 2 * along) return 0;
  const cv::Rect inner(within_last, within_last, view.rgb.cols - 2 * within_last, view.rgb.rows - 2 * within_last);
  constexpr int samples = within_last - rim_first + 1;
  std::vector<cv::Vec3b> pixels;
  for (int i = 0; i < count; i += every) {
    const cv::Point here = outline[static_cast<std::size_t>(i)];
    if (!here.inside(inner) || here.y >= chin) continue;
    const cv::Point2d run = outline[static_cast<std::size_t>((i + along) % count)] -
                            outline[static_cast<std::size_t>((i + count - along) % count)];
    const double length = cv::norm(run);
    if (length <= 0) continue;
    cv::Point2d inwards(-run.y / length, run.x / length);
    const auto person_at = [&](double depth) {
      return view.person.at<std::uint8_t>(cv::Point(cv::Point2d(here) + inwards * depth));
    };
    if (person_at(within_first) < person_at(-within_first)) inwards = -inwards;
    for (int depth = rim_first; depth <= within_last; ++depth) {
      pixels.push_back(view.rgb.at<cv::Vec3b>(cv::Point(cv::Point2d(here) + inwards * depth)));
    }
  }
  if (pixels.empty()) return 0;
  // As one row: a short one costs as much for its end as for the rest.
  const cv::Mat lab = lab_of(cv::Mat(1, static_cast<int>(pixels.size()), CV_8UC3, pixels.data()));
  const int places = lab.cols / samples;
  std::vector<cv::Vec3f> strange;
  for (int place = 0; place < places; ++place) {
    const auto* at = lab.ptr<cv::Vec3f>(0) + place * samples - rim_first;  // by depth
    cv::Vec3f inside;
    for (int depth = within_first; depth <= within_last; ++depth) inside += at[depth];
    inside *= 1.0F / (within_last - within_first + 1);
    const Mixtures soft(wall, inside);
    double farthest = not_mixed * not_mixed;
    const cv::Vec3f* found = nullptr;
    for (int depth = rim_first; depth <= rim_last; ++depth) {
      const double off = soft.off_squared(at[depth]);
      if (off > farthest) farthest = off, found = &at[depth];
    }
    if (found != nullptr) strange.push_back(*found);
  }
  std::ptrdiff_t most = 0;
  constexpr std::size_t few = 5;  // colours to try: a rim has many pixels of the same
  for (std::size_t i = 0; i < strange.size(); i += few) {
    most = std::max(most, std::ranges::count_if(strange, [&](const cv::Vec3f& colour) {
                      return apart_squared(colour, strange[i]) < one_colour * one_colour;
                    }));
  }
  return 100.0 * static_cast<double>(most) / places;
}

// Value: percent of the ring that has not the wall's colour around it, together with what inside the head has it (looked
// for only where the wall has a colour that skin and hair have not); or, if it is more, `rim` times the percent of the
// outline along which a rim of one strange colour runs.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double like = TRY(rule.parameter("like_background")), worth = TRY(rule.parameter("rim"));
  const double most_uneven = TRY(rule.parameter("most_uneven"));
  const double coloured = TRY(rule.parameter("coloured"));
  const View view = TRY(scene.coarse_view_with_person()), fine = TRY(scene.view_with_person());
  const Face face = TRY(scene.coarse_face());
  const Background background = TRY(scene.background(rule));
  const cv::Mat lab = TRY(scene.coarse_lab());
  const int chin = std::clamp(static_cast<int>(face.points[8].y), 0, view.rgb.rows);
  // In front of a patterned wall there is no colour to compare with.
  if (TRY(scene.unevenness(rule)) > most_uneven) return cannot("check.why.uneven");
  const cv::Mat around = ring_around(view, chin);
  const int pixels = cv::countNonZero(around);
  if (pixels == 0) return cannot("check.why.no_outline");
  const double left_over = 100.0 * unlike_wall(lab, wall_around(lab, background), around, like) / pixels;
  double holes = 0;
  if (chroma(background.colour) >= coloured) {
    const cv::Mat inside = inside_of(view, chin);
    const int within = cv::countNonZero(inside);
    const double alike = within > 0 ? 100 - percent_farther(lab, whole_area(inside), background.colour, like) : 0;
    holes = alike * within / pixels;
  }
  const double rim = worth * rim_around(fine, background.colour, static_cast<int>(TRY(scene.face()).points[8].y));
  return rule.judged(std::min(100.0, std::max(left_over + holes, rim)));
}

constexpr Line lines[] = {{"bg.edge_halo", measure}};

}  // namespace

Check make_edge_halo() { return check_of<lines>(); }

}  // namespace zhaojian::checks
