#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "samples/canvas.h"

// Sharpness, noise, things added to the picture, pictures of pictures, retouching.
namespace zhaojian::samples {
namespace {

Result<Bytes> blurred(const Original& original, double sigma, bool moved) {
  cv::Mat rgb = canvas_of(original);
  if (moved) {
    const int length = 2 * cvRound(sigma * 1.7) + 1;
    cv::blur(rgb, rgb, {length, 1});
  } else {
    cv::GaussianBlur(rgb, rgb, {}, sigma);
  }
  return saved(rgb, original);
}

// Grain of a small sensor at high gain, and the coarse coloured one its software leaves.
Result<Bytes> noisy(const Original& original, double deviation) {
  cv::Mat rgb = canvas_of(original);
  cv::Mat fine = noise(rgb.size(), deviation, 1), coarse = noise(rgb.size(), deviation * 0.5, 3);
  rgb.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int* at) {
    const float grey = fine.at<float>(at[0], at[1]), tint = coarse.at<float>(at[0], at[1]);
    pixel[0] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[0]) + grey + tint);
    pixel[1] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[1]) + grey);
    pixel[2] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[2]) + grey - tint);
  });
  return saved(rgb, original);
}

Result<Bytes> framed(const Original& original, int left, int top, int right, int bottom, const Colour& colour) {
  cv::Mat rgb = canvas_of(original);
  rgb.colRange(0, left).setTo(colour);
  rgb.colRange(rgb.cols - right, rgb.cols).setTo(colour);
  rgb.rowRange(0, top).setTo(colour);
  rgb.rowRange(rgb.rows - bottom, rgb.rows).setTo(colour);
  return saved(rgb, original);
}

Result<Bytes> written_on(const Original& original, const char* text, cv::Point2d place, double size,
                         const Colour& colour) {
  cv::Mat rgb = canvas_of(original);
  const cv::Point at(cvRound(place.x * rgb.cols), cvRound(place.y * rgb.rows));
  cv::putText(rgb, text, at, cv::FONT_HERSHEY_SIMPLEX, size, colour, size > 0.7 ? 2 : 1, cv::LINE_AA);
  return saved(rgb, original);
}

// A screen photographed: the grid of its pixels beating with the camera's, its bluish light, a soft lens.
Result<Bytes> off_a_screen(const Original& original, double pitch, double depth, double degrees) {
  cv::Mat rgb = canvas_of(original);
  cv::GaussianBlur(rgb, rgb, {}, 0.8);
  const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  rgb.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int* at) {
    const double u = (at[1] * c + at[0] * s) * 2 * std::numbers::pi / pitch;
    const double v = (at[0] * c - at[1] * s) * 2 * std::numbers::pi / pitch;
    for (int channel = 0; channel < 3; ++channel) {
      const double wave = std::cos(u + channel * 2 * std::numbers::pi / 3) + 0.6 * std::cos(v);
      const double tint = channel == 2 ? 1.04 : 0.98;
      pixel[channel] = cv::saturate_cast<std::uint8_t>(pixel[channel] * tint * (1 + depth * wave));
    }
  });
  return saved(rgb, original);
}

// Skin smoothed as beauty filters do: the face's texture gone, its edges kept.
Result<Bytes> smoothed(const Original& original, int times) {
  cv::Mat rgb = canvas_of(original), smooth = rgb.clone();
  for (int i = 0; i < times; ++i) {
    cv::Mat next;
    cv::bilateralFilter(smooth, next, 11, 34, 7);
    smooth = next;
  }
  std::vector<cv::Point2d> face;
  for (int i = 0; i <= 16; ++i) face.push_back(mark(original, i));
  const double up = face_width(original) * 0.3;
  for (int i = 26; i >= 17; --i) face.push_back(mark(original, i) - cv::Point2d(0, up));
  blend_in(rgb, polygon_mask(rgb, face, 5), smooth);
  return saved(rgb, original);
}

// Cheeks and jaw drawn towards the middle.
Result<Bytes> slimmed(const Original& original, double strength) {
  const cv::Mat rgb = canvas_of(original);
  const cv::Point2d centre = middle(original, 31, 35);
  const double wide = face_width(original);
  cv::Mat map_x(rgb.size(), CV_32F), map_y(rgb.size(), CV_32F), slim;
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      const double dx = (x - centre.x) / (wide * 0.5), dy = (y - centre.y - wide * 0.15) / (wide * 0.55);
      const double near = std::exp(-std::pow(std::abs(dx) - 1, 2) * 6 - dy * dy * 1.5);
      map_x.at<float>(y, x) = static_cast<float>(x + (dx > 0 ? 1 : -1) * near * strength * wide);
      map_y.at<float>(y, x) = static_cast<float>(y);
    }
  }
  cv::remap(rgb, slim, map_x, map_y, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  return saved(slim, original);
}

constexpr Recipe recipes_of_quality[] = {
    {"made_blurred", Source::submission, [](const Original& o) { return blurred(o, 2.2, false); }},
    {"made_blurred", Source::submission, [](const Original& o) { return blurred(o, 3.2, false); }},
    {"made_blurred", Source::submission, [](const Original& o) { return blurred(o, 4, true); }},
    {"made_noisy", Source::submission, [](const Original& o) { return noisy(o, 11); }},
    {"made_noisy", Source::submission, [](const Original& o) { return noisy(o, 18); }},
    {"made_border", Source::submission,
     [](const Original& o) {
       return framed(o, 6, 6, 6, 6, {0, 0, 0});
     }},
    {"made_border", Source::submission,
     [](const Original& o) {
       return framed(o, 10, 10, 10, 10, {255, 255, 255});
     }},
    {"made_border", Source::submission,
     [](const Original& o) {
       return framed(o, 8, 0, 0, 0, {0, 0, 0});
     }},
    {"made_border", Source::submission,
     [](const Original& o) {
       return framed(o, 0, 0, 0, 14, {12, 12, 12});
     }},
    {"made_text", Source::submission,
     [](const Original& o) {
       return written_on(o, "2023-11-01 15:01", {0.55, 0.97}, 0.5, {255, 150, 40});
     }},
    {"made_text", Source::submission,
     [](const Original& o) {
       return written_on(o, "PHOTO 001", {0.05, 0.06}, 0.7, {250, 250, 250});
     }},
    {"made_text", Source::submission,
     [](const Original& o) {
       return written_on(o, "SAMPLE ONLY", {0.1, 0.85}, 1.5, {235, 235, 235});
     }},
    {"made_text", Source::submission,
     [](const Original& o) {
       return written_on(o, "20230001", {0.62, 0.08}, 0.8, {20, 20, 24});
     }},
    {"made_screen", Source::submission, [](const Original& o) { return off_a_screen(o, 3.7, 0.07, 6); }},
    {"made_screen", Source::submission, [](const Original& o) { return off_a_screen(o, 5.3, 0.06, 11); }},
    {"made_screen", Source::submission, [](const Original& o) { return off_a_screen(o, 8.1, 0.06, 3); }},
    {"made_smoothed", Source::submission, [](const Original& o) { return smoothed(o, 2); }},
    {"made_smoothed", Source::submission, [](const Original& o) { return smoothed(o, 4); }},
    {"made_slimmed", Source::submission, [](const Original& o) { return slimmed(o, 0.06); }},
};

}  // namespace

std::span<const Recipe> quality_recipes() { return recipes_of_quality; }

}  // namespace zhaojian::samples
