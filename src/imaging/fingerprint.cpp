#include "imaging/fingerprint.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "imaging/mat.h"

namespace zhaojian::imaging {
namespace {

constexpr int grid = 32, side = 16;
// The part of the face that is looked at, in distances between the eyes from their middle: skin, not hair or wall.
constexpr double across = 1.0, above = 0.6, below = 1.5;

// The picture around the face, reduced so that its pixels are about as large as the grid's cells.
struct Reduced {
  cv::Mat grey;              // CV_8U
  double factor = 1;         // its pixels per pixel of the picture
  cv::Point2d middle, side;  // between the eyes; from there to the right one: pixels of the picture from grey's corner
  double distance = 0;       // between the eyes
};

std::optional<Reduced> reduced(const Pixels& pixels, const FacePlace& place) {
  const cv::Point2d left(place.left_eye.x, place.left_eye.y), right(place.right_eye.x, place.right_eye.y);
  const double distance = std::hypot(right.x - left.x, right.y - left.y);
  const cv::Mat picture = mat_of(pixels);
  const cv::Rect2d inside(0, 0, picture.cols, picture.rows);
  constexpr double least_distance = 4;
  if (!(distance >= least_distance) || !inside.contains(left) || !inside.contains(right)) return std::nullopt;
  const cv::Point2d middle = (left + right) / 2;
  // Reduced first, so that the grid's samples are means.
  const double cell = distance * (2 * across) / grid, factor = std::min(1.0, 1.5 / cell);
  const int reach = static_cast<int>(std::ceil(2 * distance));
  const cv::Rect box = cv::Rect(static_cast<int>(middle.x) - reach, static_cast<int>(middle.y) - reach, 2 * reach,
                                2 * reach) &
                       cv::Rect({}, picture.size());
  cv::Mat small, grey;
  cv::resize(picture(box), small, {}, factor, factor, cv::INTER_AREA);
  cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
  return Reduced{grey, factor, middle - cv::Point2d(box.tl()), (right - left) / 2, distance};
}

// As if the picture were mirrored. Its pixels are turned over before the face is laid out: the grid's samples lie some
// tenths of a cell beside their cells, to the same side in every print that is kept.
Reduced mirrored(const Reduced& picture) {
  Reduced out = picture;
  cv::flip(picture.grey, out.grey, 1);
  out.middle.x = picture.grey.cols / picture.factor - picture.middle.x;
  out.side.y = -picture.side.y;
  return out;
}

// The face upright in grid × grid, each cell the mean of what it covers.
cv::Mat upright_face(const Reduced& picture, const FaceShift& shift) {
  const cv::Point2d to_right = cv::Point2d(picture.side.x - picture.side.y * shift.turn,
                                           picture.side.y + picture.side.x * shift.turn) * 2 / picture.distance;
  const cv::Point2d down(-to_right.y, to_right.x), middle = picture.middle + to_right * shift.aside * picture.distance;
  const double step_x = 2 * across * picture.distance / grid, step_y = (above + below) * picture.distance / grid;
  const cv::Point2d first = middle + to_right * (step_x * (0.5 - grid / 2.0)) + down * (step_y * 0.5 - above * picture.distance);
  const double factor = picture.factor;
  const cv::Matx23d from(to_right.x * step_x * factor, down.x * step_y * factor, first.x * factor,
                         to_right.y * step_x * factor, down.y * step_y * factor, first.y * factor);
  cv::Mat face;
  cv::warpAffine(picture.grey, face, from, {grid, grid}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  return face;
}

FacePrint print_of(const cv::Mat& face) {
  cv::Mat values, waves;
  face.convertTo(values, CV_32F);
  cv::dct(values, waves);
  std::array<float, static_cast<std::size_t>(side) * side> lowest{};
  for (int v = 0; v < side; ++v) {
    for (int u = 0; u < side; ++u) lowest[static_cast<std::size_t>(v * side + u)] = waves.at<float>(v, u);
  }
  lowest[0] = 0;  // brightness
  auto sorted = lowest;
  std::ranges::nth_element(sorted, sorted.begin() + sorted.size() / 2);
  FacePrint print{};
  for (std::size_t i = 0; i < lowest.size(); ++i) {
    if (lowest[i] > sorted[sorted.size() / 2]) print[i / 64] |= std::uint64_t{1} << (i % 64);
  }
  return print;
}

}  // namespace

std::optional<FacePrint> face_print(const Pixels& pixels, const FacePlace& place) {
  if (pixels.empty()) return std::nullopt;
  const auto picture = reduced(pixels, place);
  if (!picture) return std::nullopt;
  return print_of(upright_face(*picture, {}));
}

std::optional<FaceViews> face_views(const Pixels& pixels, const FacePlace& place, std::span<const FaceShift> shifts) {
  if (pixels.empty()) return std::nullopt;
  const auto picture = reduced(pixels, place);
  if (!picture) return std::nullopt;
  FaceViews views{print_of(upright_face(*picture, {})), {}};
  const Reduced other_side = mirrored(*picture);
  for (const FaceShift& shift : shifts) views.mirrored.push_back(print_of(upright_face(other_side, shift)));
  return views;
}

int hamming_distance(const FacePrint& first, const FacePrint& second) {
  int bits = 0;
  for (std::size_t i = 0; i < first.size(); ++i) bits += std::popcount(first[i] ^ second[i]);
  return bits;
}

}  // namespace zhaojian::imaging
