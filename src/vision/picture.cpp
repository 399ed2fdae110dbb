#include "vision/picture.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/mat.h"

namespace zhaojian::vision {
namespace {

constexpr int longest_side = 1280;

bool even(cv::Size size) { return size.width % 2 == 0 && size.height % 2 == 0; }

// Averages when shrinking, so that fine hair and noise do not turn into false edges: halves as often as it can, which
// OpenCV does ten times faster than averaging over other ratios, and interpolates the rest.
cv::Mat scaled(cv::Mat image, cv::Size size) {
  while (image.cols >= 2 * size.width && image.rows >= 2 * size.height && even(image.size())) {
    cv::Mat half;
    cv::resize(image, half, image.size() / 2, 0, 0, cv::INTER_AREA);
    image = half;
  }
  if (image.size() == size) return image;
  const bool shrinks_much = image.cols >= 2 * size.width && image.rows >= 2 * size.height;
  cv::Mat out;
  cv::resize(image, out, size, 0, 0, shrinks_much ? cv::INTER_AREA : cv::INTER_LINEAR);
  return out;
}

}  // namespace

Picture::Picture(const imaging::Pixels& pixels) {
  const cv::Mat whole = imaging::mat_of(pixels);
  const int longer = std::max(pixels.width, pixels.height);
  if (longer <= longest_side) {
    rgb_ = whole;
    return;
  }
  scale_ = static_cast<float>(longer) / static_cast<float>(longest_side);
  const auto reduced = [&](int side) { return std::max(1, cvRound(static_cast<float>(side) / scale_)); };
  rgb_ = scaled(whole, {reduced(pixels.width), reduced(pixels.height)});
}

cv::Rect whole_pixels(imaging::Point centre, float width, float height) {
  const auto even_side = [](float side) { return std::max(2, 2 * cvRound(side / 2)); };
  const int w = even_side(width);
  const int h = even_side(height);
  return {cvRound(centre.x) - w / 2, cvRound(centre.y) - h / 2, w, h};
}

cv::Mat cut(const cv::Mat& picture, const cv::Rect& box, cv::Size size) {
  const cv::Rect inside = box & cv::Rect({0, 0}, picture.size());
  if (inside == box) return scaled(picture(box), size);
  // At least one pixel of the picture, the one nearest to the box.
  const int left = std::clamp(box.x, 0, picture.cols - 1);
  const int top = std::clamp(box.y, 0, picture.rows - 1);
  const int right = std::clamp(box.br().x, left + 1, picture.cols);
  const int bottom = std::clamp(box.br().y, top + 1, picture.rows);
  cv::Mat padded;
  cv::copyMakeBorder(picture(cv::Rect({left, top}, cv::Point(right, bottom))), padded, std::max(0, top - box.y),
                     std::max(0, box.br().y - bottom), std::max(0, left - box.x), std::max(0, box.br().x - right),
                     cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
  return scaled(padded, size);
}

cv::Mat grey(const cv::Mat& rgb) {
  cv::Mat out;
  cv::cvtColor(rgb, out, cv::COLOR_RGB2GRAY);
  return out;
}

}  // namespace zhaojian::vision
