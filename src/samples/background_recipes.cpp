#include <cmath>
#include <opencv2/imgproc.hpp>

#include "samples/canvas.h"

// What is behind the person, and the edge between the two.
namespace zhaojian::samples {
namespace {

// `behind` in place of the background; the light of the old one in soft edge pixels is taken out with its share.
Result<Bytes> put_behind(const Original& original, const cv::Mat& behind) {
  cv::Mat rgb = canvas_of(original);
  const cv::Mat old(rgb.size(), CV_8UC3, colour_at(rgb, {12, 12}, 6)), person = person_of(original);
  rgb.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int* at) {
    const float share = 1 - person.at<float>(at[0], at[1]);
    for (int c = 0; c < 3; ++c) {
      const float added = static_cast<float>(behind.at<cv::Vec3b>(at[0], at[1])[c]) -
                          static_cast<float>(old.at<cv::Vec3b>(at[0], at[1])[c]);
      pixel[c] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[c]) + share * added);
    }
  });
  return saved(rgb, original);
}

cv::Mat plain(const Original& original, const Colour& colour) {
  return {original.pixels.height, original.pixels.width, CV_8UC3, colour};
}

cv::Mat as_before(const Original& original) { return plain(original, colour_at(canvas_of(original), {12, 12}, 6)); }

Result<Bytes> of_colour(const Original& original, const Colour& colour) {
  return put_behind(original, plain(original, colour));
}

Result<Bytes> graded(const Original& original, double top, double bottom, bool across) {
  cv::Mat behind = as_before(original), factor(behind.size(), CV_32F);
  for (int y = 0; y < factor.rows; ++y) {
    for (int x = 0; x < factor.cols; ++x) {
      const double t = across ? static_cast<double>(x) / factor.cols : static_cast<double>(y) / factor.rows;
      factor.at<float>(y, x) = static_cast<float>(top + (bottom - top) * t);
    }
  }
  brighten(behind, factor);
  return put_behind(original, behind);
}

// The head's shadow on the wall, to one side.
Result<Bytes> shadowed(const Original& original, double side, double dark) {
  cv::Mat behind = as_before(original), shade;
  const double wide = face_width(original);
  cv::Mat moved;
  cv::warpAffine(person_of(original), moved, cv::Matx23d(1, 0, side * wide, 0, 1, wide * 0.06), behind.size(),
                 cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::GaussianBlur(moved, shade, {}, wide * 0.05);
  shade = 1 - shade * dark;
  brighten(behind, shade);
  return put_behind(original, behind);
}

Result<Bytes> mottled(const Original& original, double deviation) {
  cv::Mat behind = as_before(original);
  cv::Mat factor = 1 + noise(behind.size(), deviation, 24);
  brighten(behind, factor);
  return put_behind(original, behind);
}

// A door frame and a picture on the wall.
Result<Bytes> furnished(const Original& original, bool left) {
  cv::Mat behind = as_before(original);
  const int w = behind.cols, h = behind.rows;
  cv::rectangle(behind, cv::Rect(left ? 0 : w * 9 / 10, 0, w / 10, h), {120, 84, 56}, cv::FILLED);
  const cv::Rect picture(left ? w * 4 / 5 : w / 20, h / 10, w * 3 / 20, h / 6);
  cv::rectangle(behind, picture, {60, 60, 66}, cv::FILLED);
  cv::rectangle(behind, picture - cv::Size(8, 8) + cv::Point(4, 4), {214, 200, 150}, cv::FILLED);
  return put_behind(original, behind);
}

// A rim of the old wall around the person, as a careless cut leaves it.
Result<Bytes> rimmed(const Original& original, const Colour& wall, double width) {
  cv::Mat rgb = canvas_of(original), person = person_of(original), grown;
  const int size = 2 * cvRound(width) + 1;
  cv::dilate(person, grown, cv::getStructuringElement(cv::MORPH_ELLIPSE, {size, size}));
  cv::Mat rim = grown - person;
  cv::GaussianBlur(rim, rim, {}, 0.6);
  lay_over(rgb, rim, wall);
  return saved(rgb, original);
}

// A bite taken out of hair or ear by the cut.
Result<Bytes> bitten(const Original& original, bool ear) {
  cv::Mat rgb = canvas_of(original);
  const Colour behind = colour_at(rgb, {12, 12}, 6);
  const double wide = face_width(original);
  const cv::Point2d place = ear ? cv::Point2d(original.face_right + wide * 0.02, middle(original, 27, 33).y)
                                : cv::Point2d(middle(original, 27, 30).x - wide * 0.3, original.head_top + wide * 0.12);
  lay_over(rgb, ellipse_mask(rgb, place, {wide * 0.12, wide * (ear ? 0.2 : 0.13)}, 0.8), behind);
  return saved(rgb, original);
}

constexpr Recipe recipes_of_backgrounds[] = {
    {"made_wrong_background", Source::submission,
     [](const Original& o) {
       return of_colour(o, {214, 40, 44});
     }},
    {"made_wrong_background", Source::submission,
     [](const Original& o) {
       return of_colour(o, {30, 90, 190});
     }},
    {"made_wrong_background", Source::submission,
     [](const Original& o) {
       return of_colour(o, {188, 182, 170});
     }},
    {"made_white_background", Source::submission,
     [](const Original& o) {
       return of_colour(o, {255, 255, 255});
     }},
    {"made_gradient", Source::submission, [](const Original& o) { return graded(o, 1.12, 0.8, false); }},
    {"made_gradient", Source::submission, [](const Original& o) { return graded(o, 0.8, 1.0, true); }},
    {"made_wall_shadow", Source::submission, [](const Original& o) { return shadowed(o, 0.16, 0.35); }},
    {"made_wall_shadow", Source::submission, [](const Original& o) { return shadowed(o, -0.2, 0.25); }},
    {"made_mottled", Source::submission, [](const Original& o) { return mottled(o, 0.12); }},
    {"made_furnished", Source::submission, [](const Original& o) { return furnished(o, true); }},
    {"made_furnished", Source::submission, [](const Original& o) { return furnished(o, false); }},
    {"made_halo", Source::submission,
     [](const Original& o) {
       return rimmed(o, {222, 216, 204}, 3);
     }},
    {"made_halo", Source::submission,
     [](const Original& o) {
       return rimmed(o, {96, 84, 70}, 3);
     }},
    {"made_bitten", Source::submission, [](const Original& o) { return bitten(o, true); }},
    {"made_bitten", Source::submission, [](const Original& o) { return bitten(o, false); }},
};

}  // namespace

std::span<const Recipe> background_recipes() { return recipes_of_backgrounds; }

}  // namespace zhaojian::samples
