#include "vision/face_parser.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

// The network was trained on faces that take up half of its 448 pixels, and is asked with 320: a square of one and a
// half faces shows them as large as it knows them, which it depends on (with twice a face it takes hats for hair). A
// little above the middle of the face, so that a hat is in it.
constexpr float square_per_face = 1.5F, above_middle = 0.06F;
constexpr int points_per_label = 2;  // of the network's input
constexpr int stride = 8;            // points of the input per value of the output

// The network's classes in its own order.
constexpr std::array classes{Part::background, Part::skin,    Part::brow, Part::brow, Part::eye,
                             Part::eye,        Part::glasses, Part::ear,  Part::ear,  Part::earring,
                             Part::nose,       Part::mouth,   Part::lip,  Part::lip,  Part::neck,
                             Part::necklace,   Part::clothes, Part::hair, Part::hat};

}  // namespace

Result<FaceParts> FaceParser::parse(const cv::Mat& rgb, const Box& face) {
  const float length = square_per_face * std::max(face.w, face.h);
  const Point middle = face.centre();
  const cv::Rect square = whole_pixels({middle.x, middle.y - above_middle * face.h}, length, length);
  const cv::Size asked = model_.size(), given(asked.width / stride, asked.height / stride);
  const auto values = static_cast<std::size_t>(given.area());
  const auto answer = model_.ask(cut(rgb, square, asked), {classes.size() * values});
  if (!answer) return answer.error();
  const std::vector<float>& scores = answer.value()->front().values;

  const cv::Size wanted = asked / points_per_label;
  FaceParts parts{{static_cast<float>(square.x), static_cast<float>(square.y), static_cast<float>(square.width),
                   static_cast<float>(square.height)},
                  wanted.width,
                  {}};
  parts.labels.resize(static_cast<std::size_t>(wanted.area()));
  cv::Mat best, plane, better;
  cv::Mat labels(wanted, CV_8U, parts.labels.data());
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const cv::Mat own(given, CV_32F, const_cast<float*>(&scores[i * values]));
    cv::resize(own, plane, wanted, 0, 0, cv::INTER_LINEAR);
    if (i == 0) {
      plane.copyTo(best);
      labels.setTo(static_cast<int>(classes[i]));
      continue;
    }
    cv::compare(plane, best, better, cv::CMP_GT);
    labels.setTo(static_cast<int>(classes[i]), better);
    cv::max(best, plane, best);
  }
  return parts;
}

}  // namespace zhaojian::vision
