#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "samples/canvas.h"

// What hides parts of the face, glasses, and patterns on clothes.
namespace zhaojian::samples {
namespace {

// A mask over nose and mouth, with folds and the bands to the ears.
Result<Bytes> face_mask(const Original& original, const Colour& cloth) {
  cv::Mat rgb = canvas_of(original);
  std::vector<cv::Point2d> edge = {middle(original, 28, 29)};
  for (int i = 14; i >= 2; --i) edge.push_back(mark(original, i));
  cv::Mat shade = polygon_mask(rgb, edge, 1.5);
  lay_over(rgb, shade, cloth);
  const double wide = face_width(original);
  for (double down : {0.15, 0.28, 0.41}) {
    const cv::Point2d fold = middle(original, 29, 30) + cv::Point2d(0, wide * down);
    cv::line(rgb, cv::Point(fold - cv::Point2d(wide * 0.3, 0)), cv::Point(fold + cv::Point2d(wide * 0.3, 0)),
             cloth * 0.85, 1, cv::LINE_AA);
  }
  return saved(rgb, original);
}

// A flat hand-like or phone-like thing over one cheek and half the mouth.
Result<Bytes> thing_over_cheek(const Original& original, const Colour& colour) {
  cv::Mat rgb = canvas_of(original);
  const cv::Point2d cheek = (mark(original, 13) + mark(original, 54)) * 0.5;
  const double wide = face_width(original);
  lay_over(rgb, ellipse_mask(rgb, cheek, {wide * 0.2, wide * 0.34}, 1.5), colour);
  return saved(rgb, original);
}

Colour hair_colour(const Original& original, const cv::Mat& rgb) {
  const double x = middle(original, 27, 30).x;
  return colour_at(rgb, {x, original.head_top + 0.08 * face_width(original)}, 4) * 0.8;
}

// Strands from `top` down to `bottom` between two x, each a little different.
void strands(cv::Mat& rgb, double left, double right, double top, double bottom, const Colour& hair) {
  cv::RNG random(7);  // any, but always the same
  for (double x = left; x < right; x += 0.8) {
    const double bend = random.uniform(-4.0, 4.0), end = bottom + random.uniform(-5.0, 3.0);
    const Colour colour = hair * random.uniform(0.75, 1.25);
    const std::vector<cv::Point> path = {cv::Point(cvRound(x), cvRound(top)),
                                         cv::Point(cvRound(x + bend * 0.4), cvRound((top + end) / 2)),
                                         cv::Point(cvRound(x + bend), cvRound(end))};
    cv::polylines(rgb, path, false, colour, 2, cv::LINE_AA);
  }
}

Result<Bytes> fringe(const Original& original, double low) {
  cv::Mat rgb = canvas_of(original);
  const double brow = middle(original, 17, 26).y, eyes = middle(original, 36, 47).y, wide = face_width(original);
  strands(rgb, mark(original, 17).x - wide * 0.04, mark(original, 26).x + wide * 0.04, original.head_top + wide * 0.12,
          brow + (eyes - brow) * low, hair_colour(original, rgb));
  return saved(rgb, original);
}

Result<Bytes> covered_ears(const Original& original) {
  cv::Mat rgb = canvas_of(original);
  const double wide = face_width(original), top = middle(original, 17, 26).y - wide * 0.12;
  const double bottom = mark(original, 4).y;
  const Colour hair = hair_colour(original, rgb);
  strands(rgb, original.face_left - wide * 0.13, original.face_left + wide * 0.05, top, bottom, hair);
  strands(rgb, original.face_right - wide * 0.05, original.face_right + wide * 0.13, top, bottom, hair);
  return saved(rgb, original);
}

// A knitted cap: a dome over the hair with a brim above the brows.
Result<Bytes> cap(const Original& original, const Colour& cloth) {
  cv::Mat rgb = canvas_of(original);
  const double wide = face_width(original), brow = middle(original, 17, 26).y;
  const double brim = brow - wide * 0.12, middle_x = middle(original, 27, 30).x;
  const double half = wide * 0.6, tall = brim - original.head_top + wide * 0.05;
  cv::Mat dome = ellipse_mask(rgb, {middle_x, brim}, {half, tall}, 1.2);
  dome.rowRange(std::clamp(cvRound(brim), 0, rgb.rows), rgb.rows).setTo(0);
  lay_over(rgb, dome, cloth);
  const cv::Rect edge(cvRound(middle_x - half), cvRound(brim - wide * 0.07), cvRound(2 * half), cvRound(wide * 0.09));
  cv::rectangle(rgb, edge, cloth * 0.75, cv::FILLED, cv::LINE_AA);
  return saved(rgb, original);
}

// A lens of usual make, some 50 by 37 mm, square with round corners.
struct Lens {
  cv::Point2d centre;
  cv::Size2d half;

  [[nodiscard]] std::vector<cv::Point2d> outline() const {
    constexpr int corners = 48;
    std::vector<cv::Point2d> edge;
    for (int i = 0; i < corners; ++i) {
      const double angle = 2 * std::numbers::pi * i / corners, x = std::cos(angle), y = std::sin(angle);
      edge.push_back(centre + cv::Point2d(half.width * std::copysign(std::sqrt(std::abs(x)), x),
                                          half.height * std::copysign(std::sqrt(std::abs(y)), y)));
    }
    return edge;
  }
};

std::array<Lens, 2> lenses(const Original& original) {
  const double width = cv::norm(mark(original, 39) - mark(original, 36));
  const cv::Size2d half(width * 0.85, width * 0.62);
  return {Lens{middle(original, 36, 41) + cv::Point2d(0, width * 0.08), half},
          Lens{middle(original, 42, 47) + cv::Point2d(0, width * 0.08), half}};
}

void frames(cv::Mat& rgb, const std::array<Lens, 2>& lens, int thick) {
  const Colour black(28, 26, 28);
  for (const Lens& one : lens) {
    std::vector<cv::Point> edge;
    for (const cv::Point2d& corner : one.outline()) edge.emplace_back(cvRound(corner.x), cvRound(corner.y));
    cv::polylines(rgb, edge, true, black, thick, cv::LINE_AA);
  }
  cv::line(rgb, cv::Point(lens[0].centre + cv::Point2d(lens[0].half.width, 0)),
           cv::Point(lens[1].centre - cv::Point2d(lens[1].half.width, 0)), black, thick, cv::LINE_AA);
}

Result<Bytes> tinted(const Original& original, const Colour& tint, double strength) {
  cv::Mat rgb = canvas_of(original);
  const auto lens = lenses(original);
  for (const Lens& one : lens) lay_over(rgb, polygon_mask(rgb, one.outline(), 0.8), tint, strength);
  frames(rgb, lens, 2);
  return saved(rgb, original);
}

Result<Bytes> glare(const Original& original, double share) {
  cv::Mat rgb = canvas_of(original);
  const auto lens = lenses(original);
  for (const Lens& one : lens) {
    const double w = one.half.width, h = one.half.height;
    const std::vector<cv::Point2d> band = {
        one.centre + cv::Point2d(-w * 0.9 * share, -h), one.centre + cv::Point2d(w * 0.5, -h),
        one.centre + cv::Point2d(w * 0.9 * share, h), one.centre + cv::Point2d(-w * 0.5, h)};
    const cv::Mat inside = polygon_mask(rgb, one.outline(), 0.6);
    lay_over(rgb, polygon_mask(rgb, band, 1.5).mul(inside), {246, 249, 255}, 0.92);
  }
  frames(rgb, lens, 2);
  return saved(rgb, original);
}

// Slipped glasses: the upper rim runs through the eyes.
Result<Bytes> frame_over_eyes(const Original& original) {
  cv::Mat rgb = canvas_of(original);
  auto lens = lenses(original);
  for (Lens& one : lens) one.centre.y += one.half.height * 0.9;
  frames(rgb, lens, 5);
  return saved(rgb, original);
}

// Stripes or checks that stand out: pale on dark cloth, dark on pale.
Result<Bytes> striped(const Original& original, bool checked) {
  cv::Mat rgb = canvas_of(original);
  const cv::Mat person = person_of(original);
  const double wide = face_width(original), from = mark(original, 8).y + wide * 0.38;
  const double pitch = wide * 0.08;
  const cv::Rect clothes(0, cvRound(from), rgb.cols, std::max(1, rgb.rows - cvRound(from)));
  cv::Mat weight(rgb.size(), CV_32F, cv::Scalar(0)), grey;
  cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
  const cv::Rect seen = clothes & cv::Rect({}, rgb.size());
  const bool pale = !seen.empty() && cv::mean(grey(seen), person(seen) > 0.9F)[0] > 140;
  for (int y = std::max(0, cvRound(from)); y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      const bool across = std::fmod(y, pitch) < pitch / 2, down = std::fmod(x, pitch) < pitch / 2;
      if (person.at<float>(y, x) > 0.9F && (across != (checked && down))) weight.at<float>(y, x) = 1;
    }
  }
  cv::GaussianBlur(weight, weight, {}, 0.7);
  lay_over(rgb, weight, pale ? Colour(52, 58, 84) : Colour(238, 236, 228), 0.9);
  return saved(rgb, original);
}

constexpr Recipe recipes_of_covers[] = {
    {"made_mask", Source::submission,
     [](const Original& o) {
       return face_mask(o, {158, 198, 216});
     }},
    {"made_mask", Source::submission,
     [](const Original& o) {
       return face_mask(o, {240, 240, 238});
     }},
    {"made_mask", Source::submission,
     [](const Original& o) {
       return face_mask(o, {38, 38, 42});
     }},
    {"made_thing_over_cheek", Source::submission,
     [](const Original& o) {
       return thing_over_cheek(o, {60, 66, 80});
     }},
    {"made_fringe", Source::submission, [](const Original& o) { return fringe(o, 0.45); }},
    {"made_fringe", Source::submission, [](const Original& o) { return fringe(o, 0.9); }},
    {"made_ears_covered", Source::submission, [](const Original& o) { return covered_ears(o); }},
    {"made_cap", Source::submission,
     [](const Original& o) {
       return cap(o, {150, 40, 48});
     }},
    {"made_cap", Source::submission,
     [](const Original& o) {
       return cap(o, {60, 84, 130});
     }},
    {"made_tinted", Source::submission,
     [](const Original& o) {
       return tinted(o, {40, 36, 34}, 0.75);
     }},
    {"made_tinted", Source::submission,
     [](const Original& o) {
       return tinted(o, {110, 66, 30}, 0.6);
     }},
    {"made_glare", Source::submission, [](const Original& o) { return glare(o, 1); }},
    {"made_glare", Source::submission, [](const Original& o) { return glare(o, 0.7); }},
    {"made_frame_over_eyes", Source::submission, [](const Original& o) { return frame_over_eyes(o); }},
    {"made_striped", Source::submission, [](const Original& o) { return striped(o, false); }},
    {"made_striped", Source::submission, [](const Original& o) { return striped(o, true); }},
};

}  // namespace

std::span<const Recipe> cover_recipes() { return recipes_of_covers; }

}  // namespace zhaojian::samples
