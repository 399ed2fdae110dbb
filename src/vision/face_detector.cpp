#include "vision/face_detector.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

constexpr float least_score = 0.6F;
// Two boxes are one face when they share so much of their union, or when one holds so much of the smaller.
constexpr float same_face_of_union = 0.4F;
constexpr float same_face_of_smaller = 0.7F;

float area(const Box& box) { return box.w * box.h; }

bool same_face(const Box& a, const Box& b) {
  const float width = std::min(a.right(), b.right()) - std::max(a.x, b.x);
  const float height = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  if (width <= 0 || height <= 0) return false;
  const float shared = width * height;
  return shared > same_face_of_union * (area(a) + area(b) - shared) ||
         shared > same_face_of_smaller * std::min(area(a), area(b));
}

// The best box of every face, by falling score; equal scores keep the network's order.
std::vector<DetectedFace> best_of_each(std::vector<DetectedFace> candidates) {
  std::ranges::stable_sort(candidates, std::ranges::greater{}, &DetectedFace::score);
  std::vector<DetectedFace> kept;
  for (const DetectedFace& face : candidates) {
    const bool known = std::ranges::any_of(kept, [&](const DetectedFace& k) { return same_face(k.box, face.box); });
    if (!known) kept.push_back(face);
  }
  return kept;
}

}  // namespace

Result<std::vector<DetectedFace>> FaceDetector::find(const cv::Mat& rgb) {
  const auto answer = model_.ask(cut(rgb, {{0, 0}, rgb.size()}, model_.size()), {0, 0});
  if (!answer) return answer.error();
  const auto& boxes = (**answer)[0].values;
  const auto& scores = (**answer)[1].values;
  if (boxes.size() != scores.size() * 2) return Error{Errc::internal, "detector: boxes and scores do not match"};
  const auto width = static_cast<float>(rgb.cols);
  const auto height = static_cast<float>(rgb.rows);
  std::vector<DetectedFace> candidates;
  for (std::size_t i = 0; i < scores.size() / 2; ++i) {
    if (scores[2 * i + 1] <= least_score) continue;
    const float* corner = &boxes[4 * i];
    const Box box{corner[0] * width, corner[1] * height, (corner[2] - corner[0]) * width,
                  (corner[3] - corner[1]) * height};
    if (box.w >= 1 && box.h >= 1 && box.w < 2 * width && box.h < 2 * height)
      candidates.push_back({box, std::min(scores[2 * i + 1], 1.0F)});
  }
  auto faces = best_of_each(std::move(candidates));
  std::ranges::stable_sort(faces, std::ranges::greater{}, [](const DetectedFace& face) { return area(face.box); });
  return faces;
}

}  // namespace zhaojian::vision
