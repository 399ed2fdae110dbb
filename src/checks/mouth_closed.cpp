#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.2: lips naturally closed.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int rows = 48;           // looked at between the upper edge of the upper lip and the lower of the lower
constexpr double rim = 0.04;       // share of that left out at either end, where skin or a moustache begins
constexpr double half_band = 0.2;  // of the mouth's width, left and right of its middle
constexpr int across = 21;

struct Mouth {
  cv::Point2d top, bottom, width;  // middle of the outer lips; from corner to corner
};

// Median redness (a*) across the middle of the mouth at one height.
float redness(const cv::Mat& lab, const Mouth& mouth, double height) {
  std::vector<float> values;
  for (int i = 0; i < across; ++i) {
    const double aside = half_band * (2.0 * i / (across - 1) - 1);
    const cv::Point2d place = mouth.top + (mouth.bottom - mouth.top) * height + mouth.width * aside;
    const cv::Point pixel(static_cast<int>(place.x), static_cast<int>(place.y));
    if (pixel.inside(cv::Rect({}, lab.size()))) values.push_back(lab.at<cv::Vec3f>(pixel)[1]);
  }
  return values.empty() ? 0 : quantile(values, 0.5);
}

// Value: height of what is neither lip nor skin between the lips, over the width of the mouth. Lips and skin are red,
// teeth and the dark inside are not: whatever is less red than `pale` times the skin counts. The landmarks of the inner
// lips alone tell closed full lips from open ones no better than by chance.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double pale = TRY(rule.parameter("pale"));
  const double least_redness = TRY(rule.parameter("least_redness"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  if (skin[1] < least_redness) return cannot("check.why.grey");
  const auto& p = face.points;
  const Mouth mouth{p[51], p[57], p[54] - p[48]};
  const double width = cv::norm(mouth.width), height = cv::norm(mouth.bottom - mouth.top);
  const cv::Rect2d whole({}, cv::Size2d(view.rgb.size()));
  if (width < 1 || !whole.contains(mouth.top) || !whole.contains(mouth.bottom)) return cannot("check.why.face_hidden");
  int open = 0;
  for (int i = 0; i < rows; ++i) {
    const double place = rim + (1 - 2 * rim) * (i + 0.5) / rows;
    if (static_cast<double>(redness(lab, mouth, place)) < pale * static_cast<double>(skin[1])) ++open;
  }
  Finding finding = rule.judged((1 - 2 * rim) * open / rows * height / width);
  finding.marks = {polygon(view, Corners(p.begin() + 48, p.begin() + 60))};
  return finding;
}

constexpr Line lines[] = {{"mouth.closed", measure}};

}  // namespace

Check make_mouth_closed() { return check_of<lines>(); }

}  // namespace zhaojian::checks
