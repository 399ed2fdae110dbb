#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.2: features of the face not processed. Against the capture: skin smoothed, shape of the face changed.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Of texture, Gaussian in pixels of the view: what is finer goes in saving and resizing, coarser is light and shade.
constexpr double finest = 1, coarsest = 3;
constexpr double share = 0.9;  // of the pieces: what a few wrong ones do not move

// Root mean square of the texture in each piece of a checkerboard over the skin.
constexpr int piece = 12;  // pixels of the view
struct Textures {
  std::vector<cv::Rect> where;
  std::vector<float> kept;  // of the capture's texture, 1 all
  bool clipped = false;     // some pieces say nothing
};

// Whether the light has taken the structure away: more than a few pixels are as bright or as dark as can be said.
bool clipped(const cv::Mat& rgb) {
  constexpr int brightest = 250, darkest = 5;
  constexpr double most = 0.1;  // share of the pixels
  int count = 0;
  for (const cv::Vec3b& pixel : cv::Mat_<cv::Vec3b>(rgb)) {
    const int highest = std::max({pixel[0], pixel[1], pixel[2]});
    if (highest >= brightest || highest <= darkest) ++count;
  }
  return count > most * static_cast<double>(rgb.total());
}

cv::Mat fine_of(const cv::Mat& grey) {
  cv::Mat values, fine, coarse;
  grey.convertTo(values, CV_32F);
  cv::GaussianBlur(values, fine, {}, finest);
  cv::GaussianBlur(values, coarse, {}, coarsest);
  return fine - coarse;
}

double strength(const cv::Mat& fine) { return std::sqrt(fine.dot(fine) / static_cast<double>(fine.total())); }

Textures textures(const View& view, const cv::Mat& grey, const Face& face, const Registration& over) {
  Textures found;
  const Area skin = area_of(
      view, std::array{face.left_cheek(), face.right_cheek(), face.nose(), face.patch(-0.5, -0.75, 0.5, -0.45)});
  if (skin.box.empty()) return found;
  const cv::Mat own = grey(skin.box);
  const cv::Mat captured = captured_in(over.capture, over.to_view, skin.box);
  const cv::Mat own_fine = fine_of(own), captured_fine = fine_of(captured);
  for (int y = 0; y + piece <= own.rows; y += piece) {
    for (int x = 0; x + piece <= own.cols; x += piece) {
      const cv::Rect here(x, y, piece, piece);
      if (cv::countNonZero(skin.mask(here)) < piece * piece) continue;
      if (clipped(view.rgb(here + skin.box.tl()))) {
        found.clipped = true;
        continue;
      }
      constexpr double least = 0.3;  // grey levels: below it there is nothing to lose
      // A photo made darker than its capture keeps its texture in proportion: that is light.* business.
      const double darker = std::min(1.0, cv::mean(own(here))[0] / std::max(1.0, cv::mean(captured(here))[0]));
      const double before = darker * strength(captured_fine(here));
      if (before < least) continue;
      found.where.emplace_back(here + skin.box.tl());
      found.kept.push_back(static_cast<float>(strength(own_fine(here)) / before));
    }
  }
  return found;
}

// Percent by which the jaw is narrower than in the capture, by the landmarks of both: its outline tells what pieces of
// a smooth cheek do not. Below 0 it is wider.
double narrowed(const Face& face, const Registration& over, const vision::Landmarks& captured) {
  constexpr std::size_t first = 2, last = 5;  // of the jaw's points at image left: below the ear to beside the mouth
  const auto in_view = [&](std::size_t point) {
    const vision::Point& at = captured[point];
    return over.to_view * cv::Vec3d(static_cast<double>(at.x), static_cast<double>(at.y), 1);
  };
  double sum = 0;
  for (std::size_t i = first; i <= last; ++i) {
    const cv::Vec2d was = in_view(16 - i) - in_view(i);
    const double before = std::abs(cv::Point2d(was).dot(face.across));
    const double here = (face.points[16 - i] - face.points[i]).dot(face.across);
    sum += before > 0 ? 100 * (1 - here / before) : 0;
  }
  return sum / static_cast<double>(last - first + 1);
}

domain::HeatMap heat_of_shifts(const View& view, const Registration& over, double strongest) {
  constexpr int columns = 24, rows = 32;
  domain::HeatMap heat{columns, rows, std::vector<std::uint8_t>(static_cast<std::size_t>(columns) * rows)};
  for (const Shift& shift : over.shifts) {
    const double level = std::clamp(cv::norm(shift.by) / strongest, 0.0, 1.0) * 255;
    const auto column = [&](double x) {
      return std::clamp(static_cast<int>(x * columns / view.rgb.cols), 0, columns - 1);
    };
    const auto row = [&](double y) { return std::clamp(static_cast<int>(y * rows / view.rgb.rows), 0, rows - 1); };
    for (int y = row(shift.at.y - shift.reach); y <= row(shift.at.y + shift.reach); ++y) {
      for (int x = column(shift.at.x - shift.reach); x <= column(shift.at.x + shift.reach); ++x) {
        auto& cell = heat.cells[static_cast<std::size_t>(y * columns + x)];
        cell = std::max(cell, static_cast<std::uint8_t>(level));
      }
    }
  }
  return heat;
}

std::string percent(double value) { return std::to_string(std::lround(value)); }

// Value: the largest of three shares of what is allowed: texture of the skin lost (`most_skin_lost` percent), parts of
// the face moved against each other (`most_moved` percent of the distance between the eyes) and the jaw narrowed
// (`most_narrowed` percent of its width). 1 is the limit.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double least_alike = TRY(rule.parameter("least_alike"));
  const double most_lost = TRY(rule.parameter("most_skin_lost")), most_moved = TRY(rule.parameter("most_moved"));
  const double most_narrowed = TRY(rule.parameter("most_narrowed"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const Registration over = TRY(scene.registration());
  if (std::max(over.as_it_is, over.as_mirrored) < least_alike) return cannot("check.why.other_take");
  Textures skin = textures(view, TRY(scene.grey()), face, over);
  constexpr std::size_t least_pieces = 6;
  if (skin.kept.size() < least_pieces) return cannot(skin.clipped ? "check.why.clipped" : "check.why.face_hidden");
  std::vector<float> moves;
  for (const Shift& shift : over.shifts) moves.push_back(static_cast<float>(100 * cv::norm(shift.by)));
  const double moved = moves.empty() ? 0 : static_cast<double>(quantile(moves, share));
  const double lost = 100 * (1 - std::min(1.0, static_cast<double>(quantile(skin.kept, 0.5))));
  const double slimmer = std::max(0.0, narrowed(face, over, *scene.subject().capture->evidence.landmarks));
  Finding finding = rule.judged(std::max({lost / most_lost, moved / most_moved, slimmer / most_narrowed}));
  finding.why = "check.why.retouch";
  finding.why_values = {percent(lost), percent(moved), percent(slimmer)};
  finding.heat = heat_of_shifts(view, over, 2 * most_moved / 100);
  if (lost > most_lost) {
    for (const Corners& part : {face.left_cheek(), face.right_cheek()}) finding.marks.push_back(polygon(view, part));
  }
  return finding;
}

constexpr Line lines[] = {{"integ.retouch", measure}};

}  // namespace

Check make_retouch() { return check_of<lines>(); }

}  // namespace zhaojian::checks
