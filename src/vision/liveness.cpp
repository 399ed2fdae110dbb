#include "vision/liveness.h"

#include <algorithm>

#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

constexpr float square_per_face_height = 2.7F;

// The network was trained with squares that lie inside the picture: too large a square is made smaller, one that
// reaches past the border is pushed back inside.
cv::Rect inside(cv::Size picture, const Box& face) {
  const auto largest = static_cast<float>(std::min(picture.width, picture.height));
  const int side = std::max(1, static_cast<int>(std::min(square_per_face_height * face.h, largest)));
  const cv::Rect square = whole_pixels(face.centre(), static_cast<float>(side), static_cast<float>(side));
  return {std::clamp(square.x, 0, picture.width - side), std::clamp(square.y, 0, picture.height - side), side, side};
}

}  // namespace

Result<float> LivenessReader::read(const cv::Mat& rgb, const Box& face) {
  const auto answer = model_.ask(cut(rgb, inside(rgb.size(), face), model_.size()), {2});
  if (!answer) return answer.error();
  return softmax(answer.value()->front().values)[0];
}

}  // namespace zhaojian::vision
