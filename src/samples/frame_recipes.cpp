#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "samples/canvas.h"

// The same picture, framed, tilted or turned wrongly. What comes into view repeats the picture's edge.
namespace zhaojian::samples {
namespace {

Result<Bytes> warped(const Original& original, const cv::Matx23d& forward) {
  cv::Mat rgb;
  cv::warpAffine(canvas_of(original), rgb, forward, {original.pixels.width, original.pixels.height}, cv::INTER_CUBIC,
                 cv::BORDER_REPLICATE);
  return saved(rgb, original);
}

cv::Point2d face_centre(const Original& original) { return middle(original, 27, 30); }

Result<Bytes> shifted(const Original& original, double dx, double dy) { return warped(original, {1, 0, dx, 0, 1, dy}); }

// About the eyes, so that the eye line stays.
Result<Bytes> scaled(const Original& original, double factor) {
  const cv::Point2d c = middle(original, 36, 47);
  return warped(original, {factor, 0, c.x * (1 - factor), 0, factor, c.y * (1 - factor)});
}

// Counter-clockwise as seen.
Result<Bytes> tilted(const Original& original, double degrees) {
  const cv::Mat about = cv::getRotationMatrix2D(cv::Point2f(face_centre(original)), degrees, 1);
  return warped(original, cv::Matx23d(about));
}

// Until the head leans so far to the image left, however it leant before.
Result<Bytes> leaning(const Original& original, double degrees) { return tilted(original, degrees - original.roll); }

Result<Bytes> stretched(const Original& original, double factor) {
  const double x = face_centre(original).x;
  return warped(original, {factor, 0, x * (1 - factor), 0, 1, 0});
}

// Everything below the chin sheared, and beside the head from the mouth down: a shoulder may begin as high. The head is
// left as it is.
Result<Bytes> shoulders(const Original& original, double degrees) {
  const cv::Mat rgb = canvas_of(original);
  const cv::Point2d chin = mark(original, 8);
  const double wide = face_width(original), ramp = 0.15 * wide, beside = 0.6 * wide;
  const double slope = std::tan(degrees * std::numbers::pi / 180), mouth = middle(original, 48, 54).y;
  const auto risen = [&](double by) { return std::clamp(by / ramp, 0.0, 1.0); };
  cv::Mat map_x(rgb.size(), CV_32F), map_y(rgb.size(), CV_32F), sheared;
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      const double share = std::max(risen(y - chin.y), risen(y - mouth) * risen(std::abs(x - chin.x) - beside));
      map_x.at<float>(y, x) = static_cast<float>(x);
      map_y.at<float>(y, x) = static_cast<float>(y - share * slope * (x - chin.x));
    }
  }
  cv::remap(rgb, sheared, map_x, map_y, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  return saved(sheared, original);
}

Result<Bytes> turned(const Original& original, cv::RotateFlags how) {
  cv::Mat rgb;
  cv::rotate(canvas_of(original), rgb, how);
  return saved(rgb, original);
}

Result<Bytes> flipped(const Original& original) {
  cv::Mat rgb;
  cv::flip(canvas_of(original), rgb, 1);
  return saved(rgb, original);
}

// A smaller copy of the picture beside another one.
Result<Bytes> beside_oneself(const Original& original) {
  cv::Mat small, rgb(original.pixels.height, original.pixels.width, CV_8UC3);
  const cv::Mat whole = canvas_of(original);
  const int across = whole.cols / 2, down = whole.rows * 3 / 4;
  cv::resize(whole(cv::Rect(whole.cols / 6, 0, whole.cols * 2 / 3, whole.rows)), small, {across, down}, 0, 0,
             cv::INTER_AREA);
  rgb.setTo(colour_at(whole, {12, 12}, 6));
  small.copyTo(rgb(cv::Rect(0, rgb.rows - down, across, down)));
  small.copyTo(rgb(cv::Rect(across, rgb.rows - down, across, down)));
  return saved(rgb, original);
}

Result<Bytes> nobody(const Original& original) {
  cv::Mat rgb = canvas_of(original);
  rgb.setTo(colour_at(rgb, {12, 12}, 6));
  const cv::Mat grain = noise(rgb.size(), 3, 1) + 1;
  cv::Mat factor = 1 + (grain - 1) * (1.0 / 255);
  brighten(rgb, factor);
  return saved(rgb, original);
}

// Handed in instead of a new photo: brought to the finished size first.
Result<Bytes> enlarged(const Original& original, double crop, bool mirror, int quarter_turns) {
  cv::Mat rgb = canvas_of(original);
  const int x = cvRound(rgb.cols * crop / 2), y = cvRound(rgb.rows * crop / 2);
  rgb = rgb(cv::Rect(x, y, rgb.cols - 2 * x, rgb.rows - 2 * y)).clone();
  if (mirror) cv::flip(rgb, rgb, 1);
  if (quarter_turns == 2) cv::rotate(rgb, rgb, cv::ROTATE_180);
  cv::resize(rgb, rgb, {original.width, original.height}, 0, 0, cv::INTER_CUBIC);
  return saved(rgb, original);
}

// Clearly, but not grossly, outside a limit.
constexpr double beyond = 18;  // pixels

double to_width(const Original& o, double pixels) { return pixels / face_width(o); }
double down_to(const Original& o, double y) { return y - o.head_top; }
double eyes_to(const Original& o, double y) { return y - middle(o, 36, 47).y; }

constexpr Recipe recipes_of_frames[] = {
    {"made_head_too_large", Source::submission,
     [](const Original& o) { return scaled(o, to_width(o, o.limits.widest_face + beyond)); }},
    {"made_head_too_small", Source::submission,
     [](const Original& o) { return scaled(o, to_width(o, o.limits.narrowest_face - beyond)); }},
    {"made_head_too_high", Source::submission,
     [](const Original& o) { return shifted(o, 0, down_to(o, o.limits.highest_head - beyond)); }},
    {"made_head_too_low", Source::submission,
     [](const Original& o) { return shifted(o, 0, down_to(o, o.limits.lowest_head + beyond)); }},
    {"made_head_top_cut", Source::submission, [](const Original& o) { return shifted(o, 0, down_to(o, -25)); }},
    {"made_eyes_too_low", Source::submission,
     [](const Original& o) { return shifted(o, 0, eyes_to(o, o.limits.lowest_eyes + beyond)); }},
    {"made_eyes_too_high", Source::submission,
     [](const Original& o) { return shifted(o, 0, eyes_to(o, o.limits.highest_eyes - beyond)); }},
    {"made_off_centre", Source::submission, [](const Original& o) { return shifted(o, -45, 0); }},
    {"made_off_centre", Source::submission, [](const Original& o) { return shifted(o, 35, 0); }},
    {"made_side_cut", Source::submission, [](const Original& o) { return shifted(o, -o.face_left - 25, 0); }},
    {"made_tilt", Source::submission, [](const Original& o) { return leaning(o, 6); }},
    {"made_tilt", Source::submission, [](const Original& o) { return leaning(o, -7); }},
    {"made_tilt", Source::submission, [](const Original& o) { return leaning(o, 14); }},
    {"made_small_tilt", Source::submission, [](const Original& o) { return tilted(o, 1); }},
    {"made_stretched", Source::submission, [](const Original& o) { return stretched(o, 1.15); }},
    {"made_stretched", Source::submission, [](const Original& o) { return stretched(o, 0.85); }},
    {"made_shoulders_tilted", Source::submission, [](const Original& o) { return shoulders(o, 9); }},
    {"made_shoulders_tilted", Source::submission, [](const Original& o) { return shoulders(o, -10); }},
    {"made_turned", Source::submission, [](const Original& o) { return turned(o, cv::ROTATE_90_CLOCKWISE); }},
    {"made_turned", Source::submission, [](const Original& o) { return turned(o, cv::ROTATE_90_COUNTERCLOCKWISE); }},
    {"made_upside_down", Source::submission, [](const Original& o) { return turned(o, cv::ROTATE_180); }},
    {"made_mirrored", Source::submission, [](const Original& o) { return flipped(o); }},
    {"made_two_people", Source::submission, [](const Original& o) { return beside_oneself(o); }},
    {"made_nobody", Source::submission, [](const Original& o) { return nobody(o); }},
    {"made_admission_reused", Source::admission, [](const Original& o) { return enlarged(o, 0, false, 0); }},
    {"made_admission_reused", Source::admission, [](const Original& o) { return enlarged(o, 0.06, false, 0); }},
    {"made_admission_reused", Source::admission, [](const Original& o) { return enlarged(o, 0, true, 0); }},
    {"made_admission_reused", Source::admission, [](const Original& o) { return enlarged(o, 0, false, 2); }},
    {"made_handed_in_again", Source::submission, [](const Original& o) { return enlarged(o, 0, false, 0); },
     Known::sent_back},
    {"made_handed_in_again", Source::submission, [](const Original& o) { return enlarged(o, 0.06, false, 0); },
     Known::sent_back},
    {"made_handed_in_again", Source::submission, [](const Original& o) { return enlarged(o, 0, true, 0); },
     Known::sent_back},
    {"made_handed_in_again", Source::submission, [](const Original& o) { return enlarged(o, 0, false, 2); },
     Known::sent_back},
    {"made_of_another", Source::submission, [](const Original& o) { return enlarged(o, 0, false, 0); },
     Known::of_another},
    {"made_of_another", Source::submission, [](const Original& o) { return enlarged(o, 0.06, false, 0); },
     Known::of_another},
    {"made_of_another", Source::submission, [](const Original& o) { return enlarged(o, 0, true, 0); },
     Known::of_another},
    {"made_of_another", Source::submission, [](const Original& o) { return enlarged(o, 0, false, 2); },
     Known::of_another},
};

}  // namespace

std::span<const Recipe> frame_recipes() { return recipes_of_frames; }

}  // namespace zhaojian::samples
