#include <cmath>
#include <opencv2/imgproc.hpp>

#include "samples/canvas.h"

// Eyes, mouth and jewellery.
namespace zhaojian::samples {
namespace {

struct Eye {
  std::vector<cv::Point2d> lids;  // corner, upper lid, corner, lower lid
  cv::Point2d centre;             // of the iris
  double width = 0;
};

// The iris: the darkest part between the lids. Its radius is a fifth of the eye's width (11.7 of about 30 mm, halved).
Eye eye_of(const Original& original, const cv::Mat& rgb, int first) {
  Eye eye;
  for (int i = first; i < first + 6; ++i) eye.lids.push_back(mark(original, i));
  eye.width = cv::norm(eye.lids[3] - eye.lids[0]);
  const cv::Mat inside = polygon_mask(rgb, eye.lids, 0);
  cv::Mat grey;
  cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
  double weight = 0;
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      if (inside.at<float>(y, x) < 0.5F) continue;
      const double dark = std::pow(1 - grey.at<std::uint8_t>(y, x) / 255.0, 4);
      eye.centre += dark * cv::Point2d(x, y);
      weight += dark;
    }
  }
  eye.centre = weight > 0 ? eye.centre * (1 / weight) : middle(original, first, first + 5);
  return eye;
}

constexpr int eye_starts[] = {36, 42};

Result<Bytes> red_eyes(const Original& original, double radius, double strength) {
  cv::Mat rgb = canvas_of(original);
  for (const int first : eye_starts) {
    const Eye eye = eye_of(original, rgb, first);
    cv::Mat weight = ellipse_mask(rgb, eye.centre, {eye.width * radius, eye.width * radius}, 0.8);
    weight = weight.mul(polygon_mask(rgb, eye.lids, 0.6));
    lay_over(rgb, weight, {205, 45, 40}, strength);
  }
  return saved(rgb, original);
}

// Both irises moved sideways between the lids; where they were the white of the eye.
Result<Bytes> looking_aside(const Original& original, double shift) {
  cv::Mat rgb = canvas_of(original);
  for (const int first : eye_starts) {
    const Eye eye = eye_of(original, rgb, first);
    const double radius = eye.width * 0.21;
    const cv::Mat between = polygon_mask(rgb, eye.lids, 0.6);
    const cv::Mat before = rgb.clone();
    Colour white = colour_at(rgb, eye.lids[0] * 0.8 + eye.centre * 0.2, 1);
    const Colour other = colour_at(rgb, eye.lids[3] * 0.8 + eye.centre * 0.2, 1);
    for (int c = 0; c < 3; ++c) white[c] = std::max({white[c], other[c], 150.0});
    lay_over(rgb, ellipse_mask(rgb, eye.centre, {radius * 1.15, radius * 1.3}, 0.8).mul(between), white);
    cv::Mat moved;
    const double dx = eye.width * shift;
    cv::warpAffine(before, moved, cv::Matx23d(1, 0, dx, 0, 1, 0), rgb.size(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    const cv::Point2d there = eye.centre + cv::Point2d(dx, 0);
    blend_in(rgb, ellipse_mask(rgb, there, {radius, radius * 1.2}, 0.8).mul(between), moved);
  }
  return saved(rgb, original);
}

// Lids drawn down: skin of the upper lid over the eye, a dark line of lashes at its lower edge.
Result<Bytes> shut_eyes(const Original& original) {
  cv::Mat rgb = canvas_of(original);
  for (const int first : eye_starts) {
    const Eye eye = eye_of(original, rgb, first);
    const cv::Point2d up(0, eye.width * 0.22), down(0, eye.width * 0.06);
    const auto& l = eye.lids;
    const Colour skin = colour_at(rgb, (l[1] + l[2]) * 0.5 - up, 2);
    const std::vector<cv::Point2d> lid = {l[0] - down, l[1] - up * 0.5, l[2] - up * 0.5, l[3] - down,
                                          l[3] + down, l[4] + down,     l[5] + down,     l[0] + down};
    lay_over(rgb, polygon_mask(rgb, lid, 1.2), skin);
    const std::vector<cv::Point2d> lashes = {l[0], l[5] - down * 0.6, l[4] - down * 0.6,
                                             l[3], l[4] + down * 0.6, l[5] + down * 0.6};
    lay_over(rgb, polygon_mask(rgb, lashes, 0.8), {45, 32, 30}, 0.85);
  }
  return saved(rgb, original);
}

// The lower lip and chin drawn down, and between the lips a dark mouth with teeth.
Result<Bytes> open_mouth(const Original& original, double open) {
  const cv::Mat rgb = canvas_of(original);
  const cv::Point2d left = mark(original, 48), right = mark(original, 54), seam = middle(original, 60, 67);
  const double half = cv::norm(right - left) / 2, drop = open * half;
  cv::Mat map_x(rgb.size(), CV_32F), map_y(rgb.size(), CV_32F), drawn;
  const auto gap_at = [&](double x) {
    return drop * std::sqrt(std::max(0.0, 1 - std::pow((x - seam.x) / (half * 0.85), 2)));
  };
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      const double below = y - seam.y, fade = std::clamp(1 - (below - drop) / (2.5 * half), 0.0, 1.0);
      map_x.at<float>(y, x) = static_cast<float>(x);
      map_y.at<float>(y, x) = static_cast<float>(below > 0 ? std::max(seam.y, y - gap_at(x) * fade) : y);
    }
  }
  cv::remap(rgb, drawn, map_x, map_y, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  std::vector<cv::Point2d> lips;
  for (double x = -0.83; x <= 0.83; x += 0.083) lips.emplace_back(seam.x + x * half, seam.y);
  for (double x = 0.83; x >= -0.83; x -= 0.083)
    lips.emplace_back(seam.x + x * half, seam.y + gap_at(seam.x + x * half));
  const cv::Mat hollow = polygon_mask(drawn, lips, 0.7);
  lay_over(drawn, hollow, {55, 22, 22});
  const cv::Mat teeth = ellipse_mask(drawn, seam, {half * 0.62, drop * 0.45}, 0.7).mul(hollow);
  lay_over(drawn, teeth, {232, 224, 212});
  return saved(drawn, original);
}

// A shiny spot on the skin.
Result<Bytes> shiny(const Original& original, const std::vector<std::pair<cv::Point2d, double>>& spots) {
  cv::Mat rgb = canvas_of(original);
  for (const auto& [place, radius] : spots) {
    lay_over(rgb, ellipse_mask(rgb, place, {radius, radius * 0.8}, radius * 0.35), {255, 253, 248});
  }
  return saved(rgb, original);
}

cv::Point2d forehead(const Original& o) { return middle(o, 19, 24) - cv::Point2d(0, face_width(o) * 0.16); }

void bead(cv::Mat& rgb, cv::Point2d place, double radius, const Colour& metal) {
  lay_over(rgb, ellipse_mask(rgb, place, {radius, radius}, 0.6), metal);
  const cv::Point2d light = place - cv::Point2d(radius * 0.3, radius * 0.3);
  lay_over(rgb, ellipse_mask(rgb, light, {radius * 0.35, radius * 0.35}, 0.5), {255, 255, 250});
}

Result<Bytes> earrings(const Original& original, const Colour& metal, double size) {
  cv::Mat rgb = canvas_of(original);
  const double wide = face_width(original), radius = wide * size;
  // The lobe hangs at the height of the nose's base, just outside the jaw.
  for (const auto& [jaw, out] : {std::pair(2, -1.0), std::pair(14, 1.0)}) {
    const cv::Point2d lobe = mark(original, jaw) + cv::Point2d(out * wide * 0.03, 0);
    bead(rgb, lobe, radius, metal);
    bead(rgb, lobe + cv::Point2d(0, radius * 2.1), radius * 0.8, metal);
  }
  return saved(rgb, original);
}

Result<Bytes> necklace(const Original& original, const Colour& metal) {
  cv::Mat rgb = canvas_of(original);
  const double wide = face_width(original);
  const cv::Point2d chin = mark(original, 8);
  for (double t = -1; t <= 1.001; t += 0.07) {
    bead(rgb, chin + cv::Point2d(t * wide * 0.24, wide * (0.27 - 0.12 * t * t)), wide * 0.012, metal);
  }
  return saved(rgb, original);
}

constexpr Recipe recipes_of_faces[] = {
    {"made_red_eye", Source::submission, [](const Original& o) { return red_eyes(o, 0.13, 0.85); }},
    {"made_red_eye", Source::submission, [](const Original& o) { return red_eyes(o, 0.18, 0.7); }},
    {"made_looking_aside", Source::submission, [](const Original& o) { return looking_aside(o, 0.2); }},
    {"made_looking_aside", Source::submission, [](const Original& o) { return looking_aside(o, -0.2); }},
    {"made_eyes_shut", Source::submission, [](const Original& o) { return shut_eyes(o); }},
    {"made_mouth_open", Source::submission, [](const Original& o) { return open_mouth(o, 0.3); }},
    {"made_mouth_open", Source::submission, [](const Original& o) { return open_mouth(o, 0.5); }},
    {"made_hot_spot", Source::submission,
     [](const Original& o) {
       return shiny(o, {{forehead(o), face_width(o) * 0.09}});
     }},
    {"made_hot_spot", Source::submission,
     [](const Original& o) {
       return shiny(o, {{mark(o, 30), face_width(o) * 0.05}, {forehead(o), face_width(o) * 0.06}});
     }},
    {"made_hot_spot", Source::submission,
     [](const Original& o) {
       return shiny(o, {{(mark(o, 2) + mark(o, 31)) * 0.5, face_width(o) * 0.07}});
     }},
    {"made_earrings", Source::submission,
     [](const Original& o) {
       return earrings(o, {214, 170, 70}, 0.022);
     }},
    {"made_earrings", Source::submission,
     [](const Original& o) {
       return earrings(o, {236, 238, 244}, 0.028);
     }},
    {"made_necklace", Source::submission,
     [](const Original& o) {
       return necklace(o, {214, 170, 70});
     }},
    {"made_necklace", Source::submission,
     [](const Original& o) {
       return necklace(o, {236, 238, 244});
     }},
};

}  // namespace

std::span<const Recipe> face_recipes() { return recipes_of_faces; }

}  // namespace zhaojian::samples
