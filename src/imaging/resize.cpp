#include "imaging/resize.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "imaging/mat.h"

namespace zhaojian::imaging {

Pixels resized(const Pixels& pixels, int width, int height, Filter filter) {
  if (pixels.empty()) return {};
  Pixels out{std::max(1, width), std::max(1, height), {}};
  out.rgb.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 3);
  cv::Mat view = mat_of(out);
  cv::resize(mat_of(pixels), view, view.size(), 0, 0, filter == Filter::area ? cv::INTER_AREA : cv::INTER_LANCZOS4);
  return out;
}

Pixels fitted(const Pixels& pixels, int longest_side) {
  const int longest = std::max(pixels.width, pixels.height);
  if (longest_side <= 0 || longest <= longest_side) return pixels;
  const double factor = static_cast<double>(longest_side) / longest;
  return resized(pixels, static_cast<int>(std::lround(pixels.width * factor)),
                 static_cast<int>(std::lround(pixels.height * factor)));
}

Pixels cropped(const Pixels& pixels, const Box& box) {
  const auto whole = [](float value, int most) {
    return static_cast<int>(std::lround(std::clamp(value, 0.0F, static_cast<float>(most))));
  };
  const int left = whole(box.x, pixels.width), right = whole(box.right(), pixels.width);
  const int top = whole(box.y, pixels.height), bottom = whole(box.bottom(), pixels.height);
  if (right <= left || bottom <= top) return {};
  return pixels_of(mat_of(pixels)(cv::Rect(left, top, right - left, bottom - top)));
}

}  // namespace zhaojian::imaging
