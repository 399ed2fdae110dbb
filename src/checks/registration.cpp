#include "checks/registration.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "imaging/mat.h"

namespace zhaojian::checks {
namespace {

// Head and hair upright, in distances between the eyes from their middle; so many pixels between the eyes.
constexpr double plate_across = 1.5, plate_above = 2.0, plate_below = 2.3, plate_eyes = 40;
const cv::Size plate_size(static_cast<int>(2 * plate_across * plate_eyes),
                          static_cast<int>((plate_above + plate_below) * plate_eyes));
// Of the details compared: finer is noise, coarser light and shade.
constexpr double finest = 1.0, coarsest = 5.0;  // Gaussian, plate pixels

using Points = std::vector<cv::Point2d>;

// The same point of the face in the mirror: 68 points.
std::size_t mirrored_index(std::size_t i) {
  if (i < 17) return 16 - i;
  if (i < 27) return 43 - i;
  if (i < 31) return i;
  if (i < 36) return 66 - i;
  if (i < 48) {
    constexpr std::size_t eyes[] = {45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40};
    return eyes[i - 36];
  }
  if (i < 55) return 102 - i;
  if (i < 60) return 114 - i;
  if (i < 65) return 124 - i;
  return 132 - i;
}

// Least squares (Umeyama 1991) of turn, scale and shift from one set of points to another.
cv::Matx23d similarity(const Points& from, const Points& to) {
  cv::Point2d middle_from, middle_to;
  for (std::size_t i = 0; i < from.size(); ++i) middle_from += from[i], middle_to += to[i];
  middle_from /= static_cast<double>(from.size());
  middle_to /= static_cast<double>(to.size());
  double along = 0, turned = 0, size = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const cv::Point2d p = from[i] - middle_from, q = to[i] - middle_to;
    along += p.dot(q);
    turned += p.cross(q);
    size += p.dot(p);
  }
  const double a = size > 0 ? along / size : 1, b = size > 0 ? turned / size : 0;
  return {a, -b, middle_to.x - a * middle_from.x + b * middle_from.y,
          b, a,  middle_to.y - b * middle_from.x - a * middle_from.y};
}

cv::Point2d mapped(const cv::Matx23d& map, const cv::Point2d& p) {
  return {map(0, 0) * p.x + map(0, 1) * p.y + map(0, 2), map(1, 0) * p.x + map(1, 1) * p.y + map(1, 2)};
}

cv::Matx23d after(const cv::Matx23d& second, const cv::Matx23d& first) {
  cv::Matx23d both;
  for (int r = 0; r < 2; ++r) {
    for (int c = 0; c < 3; ++c) {
      both(r, c) = second(r, 0) * first(0, c) + second(r, 1) * first(1, c) + (c == 2 ? second(r, 2) : 0);
    }
  }
  return both;
}

cv::Matx23d inverted(const cv::Matx23d& map) {
  cv::Matx33d whole = cv::Matx33d::eye();
  for (int r = 0; r < 2; ++r) {
    for (int c = 0; c < 3; ++c) whole(r, c) = map(r, c);
  }
  const cv::Matx33d back = whole.inv();
  return {back(0, 0), back(0, 1), back(0, 2), back(1, 0), back(1, 1), back(1, 2)};
}

cv::Matx23d scaled(double factor) { return {factor, 0, 0, 0, factor, 0}; }

double scale_of(const cv::Matx23d& map) { return std::sqrt(std::abs(map(0, 0) * map(1, 1) - map(0, 1) * map(1, 0))); }

cv::Mat details(const cv::Mat& grey) {
  cv::Mat fine, coarse, values;
  grey.convertTo(values, CV_32F);
  cv::GaussianBlur(values, fine, {}, finest);
  cv::GaussianBlur(values, coarse, {}, coarsest);
  return fine - coarse;
}

double correlation(const cv::Mat& a, const cv::Mat& b) {
  const double both = std::sqrt(a.dot(a) * b.dot(b));
  return both > 0 ? a.dot(b) / both : 0;
}

// From the view to the plate.
cv::Matx23d to_plate(const Face& face) {
  const double k = plate_eyes / face.eye_distance;
  const cv::Point2d x = face.across * k, y = face.down * k;
  const cv::Point2d origin(-face.eyes.dot(x), -face.eyes.dot(y));
  return {x.x, x.y, origin.x + plate_across * plate_eyes, y.x, y.y, origin.y + plate_above * plate_eyes};
}

constexpr int piece = 10, step = 12, farthest = 5;  // plate pixels: half a piece, from piece to piece, looked for
constexpr double least_detail = 2.5;                // grey levels: root mean square in a piece

struct Moved {
  cv::Point2d at, by;  // plate pixels
};

// Where the piece of `own` around `at` is found in `other`, to parts of a pixel.
std::optional<Moved> moved(const cv::Mat& own, const cv::Mat& other, cv::Point at) {
  constexpr int side = 2 * farthest + 1;
  const cv::Mat mine = own(cv::Rect(at.x - piece, at.y - piece, 2 * piece, 2 * piece));
  if (std::sqrt(mine.dot(mine) / static_cast<double>(mine.total())) < least_detail) return std::nullopt;
  std::array<float, static_cast<std::size_t>(side) * side> costs{};
  for (int dy = -farthest; dy <= farthest; ++dy) {
    for (int dx = -farthest; dx <= farthest; ++dx) {
      float cost = 0;
      for (int y = 0; y < mine.rows; y += 2) {  // every other row tells as much
        const auto* a = mine.ptr<float>(y);
        const auto* b = other.ptr<float>(at.y - piece + y + dy) + at.x - piece + dx;
        for (int x = 0; x < 2 * piece; ++x) cost += (a[x] - b[x]) * (a[x] - b[x]);
      }
      costs[static_cast<std::size_t>((dy + farthest) * side + dx + farthest)] = cost;
    }
  }
  const auto best = std::min_element(costs.begin(), costs.end()) - costs.begin();
  const int bx = static_cast<int>(best) % side, by = static_cast<int>(best) / side;
  if (bx == 0 || by == 0 || bx == side - 1 || by == side - 1) return std::nullopt;
  const auto cost = [&](int x, int y) { return static_cast<double>(costs[static_cast<std::size_t>(y * side + x)]); };
  // Only a piece that is there again says anything: most of its detail explained.
  if (cost(bx, by) > 0.175 * mine.dot(mine)) return std::nullopt;
  const auto vertex = [](double before, double here, double next) {
    const double bend = before - 2 * here + next;
    return bend > 0 ? (before - next) / (2 * bend) : 0;
  };
  // A piece of one straight edge can slide along it; then nothing is known of that direction.
  const double here = cost(bx, by), least_rise = 0.02 * mine.dot(mine);
  const double rise_x = std::min(cost(bx - 1, by), cost(bx + 1, by)) - here;
  const double rise_y = std::min(cost(bx, by - 1), cost(bx, by + 1)) - here;
  if (rise_x < least_rise || rise_y < least_rise) return std::nullopt;
  return Moved{at, {bx - farthest + vertex(cost(bx - 1, by), here, cost(bx + 1, by)),
                    by - farthest + vertex(cost(bx, by - 1), here, cost(bx, by + 1))}};
}

// Pieces of the face itself; hair is drawn anew by every cut-out.
std::vector<Moved> pieces(const cv::Mat& own, const cv::Mat& other) {
  std::vector<Moved> all;
  const int left = static_cast<int>((plate_across - 1.0) * plate_eyes), right = plate_size.width - left;
  const int top = static_cast<int>((plate_above - 0.5) * plate_eyes);
  const int bottom = static_cast<int>((plate_above + 1.7) * plate_eyes);
  for (int y = top; y <= bottom; y += step) {
    for (int x = left; x <= right; x += step) {
      if (const auto found = moved(own, other, {x, y})) all.push_back(*found);
    }
  }
  return all;
}

// The similarity most pieces moved by, found by fitting and leaving out the farther half, thrice.
cv::Matx23d common_move(const std::vector<Moved>& all) {
  std::vector<Moved> kept = all;
  cv::Matx23d fit = scaled(1);
  for (int round = 0; round < 3; ++round) {
    Points from, to;
    for (const Moved& one : kept) from.push_back(one.at + one.by), to.push_back(one.at);
    fit = similarity(from, to);
    const auto off = [&](const Moved& one) { return cv::norm(mapped(fit, one.at + one.by) - one.at); };
    kept = all;
    std::ranges::sort(kept, {}, off);
    kept.resize((kept.size() * 2 + 2) / 3);
  }
  return fit;
}

// The step of the whole plate that makes the two most alike, found at half the size.
cv::Point2d nearest_step(const cv::Mat& own, const cv::Mat& other) {
  constexpr int most = 5;  // of the halved plate
  cv::Mat mine, theirs;
  cv::resize(own, mine, {}, 0.5, 0.5, cv::INTER_AREA);
  cv::resize(other, theirs, mine.size(), 0, 0, cv::INTER_AREA);
  const cv::Rect inner(most, most, mine.cols - 2 * most, mine.rows - 2 * most);
  double best = -2;
  cv::Point nearest;
  for (int dy = -most; dy <= most; ++dy) {
    for (int dx = -most; dx <= most; ++dx) {
      const double likeness = correlation(mine(inner), theirs(inner + cv::Point(dx, dy)));
      if (likeness > best) best = likeness, nearest = {dx, dy};
    }
  }
  return {-2.0 * nearest.x, -2.0 * nearest.y};
}

constexpr std::size_t least_pieces = 8;

// The capture laid over the photo one way or the other.
struct Way {
  cv::Matx23d to_view, fit;
  std::vector<Moved> pieces;  // none: the landmarks are as good as it gets
  double likeness = 0;
};

}  // namespace

cv::Mat captured_in(const cv::Mat& capture, const cv::Matx23d& to_view, const cv::Rect& part) {
  const double scale = scale_of(to_view);
  const cv::Matx23d from = inverted(to_view);
  // Only what the part needs, and reduced to about its density first.
  std::vector<cv::Point2f> corners;
  for (const cv::Point2d corner : {cv::Point2d(part.tl()), cv::Point2d(part.br()), cv::Point2d(part.x, part.br().y),
                                   cv::Point2d(part.br().x, part.y)}) {
    corners.emplace_back(mapped(from, corner));
  }
  cv::Rect needed = cv::boundingRect(corners);
  needed = cv::Rect(needed.x - 4, needed.y - 4, needed.width + 8, needed.height + 8) & cv::Rect({}, capture.size());
  cv::Mat out(part.size(), capture.type(), cv::Scalar::all(0));
  if (needed.empty()) return out;
  const double factor = std::min(1.0, scale);
  cv::Mat small = capture(needed);
  if (factor < 1) cv::resize(capture(needed), small, {}, factor, factor, cv::INTER_AREA);
  const double fx = static_cast<double>(small.cols) / needed.width, fy = static_cast<double>(small.rows) / needed.height;
  cv::Matx23d inverse;
  for (int c = 0; c < 3; ++c) inverse(0, c) = from(0, c) * fx, inverse(1, c) = from(1, c) * fy;
  const cv::Point2d origin = mapped(from, cv::Point2d(part.tl()));
  // Middles of pixels, not their corners.
  inverse(0, 2) = (origin.x - needed.x + (from(0, 0) + from(0, 1)) / 2) * fx - 0.5;
  inverse(1, 2) = (origin.y - needed.y + (from(1, 0) + from(1, 1)) / 2) * fy - 0.5;
  cv::warpAffine(small, out, inverse, part.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  return out;
}

Result<Registration> register_capture(const Subject& subject, const View& view, const Face& face) {
  if (subject.capture == nullptr || subject.capture->photo.pixels.empty()) return cannot("check.why.no_capture");
  const vision::Evidence& seen = subject.capture->evidence;
  if (seen.faces.empty() || !seen.landmarks) return cannot("check.why.no_capture_face");
  const cv::Mat capture = imaging::mat_of(subject.capture->photo.pixels);
  Points here(face.points.begin(), face.points.end()), there, mirrored;
  for (std::size_t i = 0; i < here.size(); ++i) {
    const vision::Point& point = (*seen.landmarks)[i];
    const vision::Point& other = (*seen.landmarks)[mirrored_index(i)];
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) return cannot("check.why.no_capture_face");
    there.emplace_back(point.x, point.y);
    mirrored.emplace_back(-other.x, other.y);
  }
  const cv::Matx23d plate = to_plate(face), flip(-1, 0, 0, 0, 1, 0);
  const cv::Matx23d direct = similarity(there, here), turned = after(similarity(mirrored, here), flip);
  const double scale = scale_of(direct);
  if (!std::isfinite(scale) || scale < 1e-3 || scale > 1e3) return cannot("check.why.no_capture_face");

  cv::Mat grey;
  cv::cvtColor(view.rgb, grey, cv::COLOR_RGB2GRAY);
  const cv::Rect whole({}, plate_size);
  const cv::Mat own = details(captured_in(grey, plate, whole));
  Registration out;
  cv::cvtColor(capture, out.capture, cv::COLOR_RGB2GRAY);
  // The head at about the plate's density, from which every plate is cut.
  const double density = scale_of(after(plate, direct));
  cv::Rect2d head = cv::boundingRect(std::vector<cv::Point2f>(there.begin(), there.end()));
  head = cv::Rect2d(head.x - head.width, head.y - 1.5 * head.height, 3 * head.width, 3.2 * head.height);
  const cv::Rect dense(0, 0, static_cast<int>(head.width * density), static_cast<int>(head.height * density));
  if (dense.empty() || dense.area() > 20 * plate_size.area()) return cannot("check.why.no_capture_face");
  const cv::Matx23d to_small(density, 0, -head.x * density, 0, density, -head.y * density);
  const cv::Mat small = captured_in(out.capture, to_small, dense);
  const auto plate_of = [&](const cv::Matx23d& to_view) {
    return details(captured_in(small, after(plate, after(to_view, inverted(to_small))), whole));
  };
  // Landmarks are not good to the pixel, least of all in a mirror: either way is refined before the two are compared.
  const auto refined = [&](const cv::Matx23d& to_view) {
    Way way{to_view, {}, {}, 0};
    cv::Mat other = plate_of(to_view);
    const cv::Point2d moved_by = nearest_step(own, other);
    const cv::Matx23d stepped = after(inverted(plate), after({1, 0, moved_by.x, 0, 1, moved_by.y}, after(plate, to_view)));
    other = plate_of(stepped);
    way.to_view = stepped;
    way.likeness = correlation(own, other);
    std::vector<Moved> all = pieces(own, other);
    if (all.size() < least_pieces) return way;
    const cv::Matx23d fit = common_move(all);  // plate of the capture → plate of the photo
    const cv::Matx23d better = after(inverted(plate), after(fit, after(plate, stepped)));
    const double likeness = correlation(own, plate_of(better));
    way.fit = fit;
    way.pieces = std::move(all);
    if (likeness > way.likeness) way.to_view = better, way.likeness = likeness;
    return way;
  };
  const Way plain = refined(direct), flipped = refined(turned);
  out.as_it_is = plain.likeness;
  out.as_mirrored = flipped.likeness;
  out.mirrored = out.as_mirrored > out.as_it_is;
  const Way& chosen = out.mirrored ? flipped : plain;
  out.to_view = chosen.to_view;
  for (const Moved& one : chosen.pieces) {
    const cv::Point2d by = mapped(chosen.fit, one.at + one.by) - one.at;
    out.shifts.push_back({mapped(inverted(plate), one.at), -by / plate_eyes, piece * face.eye_distance / plate_eyes});
  }
  return out;
}

}  // namespace zhaojian::checks
