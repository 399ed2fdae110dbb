#include "imaging/cut_out.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "imaging/mat.h"

namespace zhaojian::imaging {
namespace {

// Lengths in pixels of a picture 640 high; hair reaches further out than the mask is wrong inwards.
constexpr double usual_height = 640;
constexpr double inwards = 2, outwards = 5;
constexpr float surely = 0.9F, hardly = 0.1F;
constexpr float faint = 0.04F;  // less is noise

// Where colours of person and wall are taken from: so many ways off a pixel, no further than `reach`, and some deeper
// in.
constexpr int ways = 12;
constexpr double reach = 24;
constexpr std::array<double, 2> deeper = {1, 5};

// How well the mixture must fit (colour levels) and how well the mask is trusted (share of person).
constexpr float noise = 6, doubt = 0.25F;
constexpr float walk = 0.05F;  // a pixel further to its sample is like so much misfit

cv::Mat disc(double radius) {
  const int size = 2 * std::max(1, cvRound(radius)) + 1;
  return cv::getStructuringElement(cv::MORPH_ELLIPSE, {size, size});
}

struct Sample {
  cv::Vec3f colour;
  float cost = 0;  // of its distance
};

// The colours nearest to `at` of what `where` marks, by the ways around it.
void samples_around(const cv::Mat& colours, const cv::Mat& where, cv::Point at, double scale,
                    std::vector<Sample>& found) {
  static const auto directions = [] {
    std::array<cv::Point2d, ways> all;
    for (int i = 0; i < ways; ++i)
      all[static_cast<std::size_t>(i)] = {std::cos(CV_2PI * i / ways), std::sin(CV_2PI * i / ways)};
    return all;
  }();
  found.clear();
  const cv::Rect inside({}, colours.size());
  const auto marked = [&](cv::Point place) { return inside.contains(place) && where.at<std::uint8_t>(place) != 0; };
  for (const cv::Point2d& way : directions) {
    double gone = 1;
    while (gone <= reach * scale && !marked(at + cv::Point(way * gone))) ++gone;
    if (gone > reach * scale) continue;
    for (const double more : deeper) {
      const cv::Point place = at + cv::Point(way * (gone + more * scale));
      if (marked(place)) found.push_back({colours.at<cv::Vec3f>(place), walk * static_cast<float>(gone / scale)});
    }
  }
}

struct Mixture {
  float alpha = 0;  // the share of the person
  cv::Vec3f person;
};

// The likeliest mixture of one person's and one wall's colour, as of a pixel with this noise whose share the mask
// guesses.
Mixture mixture_of(const cv::Vec3f& pixel, const std::vector<Sample>& persons, const std::vector<Sample>& walls,
                   float masked) {
  constexpr float trust = noise * noise / (doubt * doubt);
  Mixture best{masked, pixel};
  cv::Vec3f wall = pixel;
  float least = std::numeric_limits<float>::infinity();
  for (const Sample& behind : walls) {
    const cv::Vec3f off = pixel - behind.colour;
    for (const Sample& front : persons) {
      const cv::Vec3f span = front.colour - behind.colour;
      const float share = std::clamp((off.dot(span) + trust * masked) / (span.dot(span) + trust), 0.0F, 1.0F);
      const cv::Vec3f rest = off - span * share;
      const float guess = share - masked;
      const float misfit =
          rest.dot(rest) / (noise * noise) + guess * guess / (doubt * doubt) + front.cost + behind.cost;
      if (misfit >= least) continue;
      least = misfit;
      best = {share, front.colour};
      wall = behind.colour;
    }
  }
  best.alpha = std::clamp((best.alpha - faint) / (1 - 2 * faint), 0.0F, 1.0F);
  // What is left when the wall's share is taken out; of a thin strand too little to go by.
  constexpr float thinnest = 0.15F, thin = 0.2F, thick = 0.8F;
  const cv::Vec3f own = (pixel - wall * (1 - best.alpha)) * (1 / std::max(best.alpha, thinnest));
  const float weight = std::clamp((best.alpha - thin) / (thick - thin), 0.0F, 1.0F);
  best.person = own * weight + best.person * (1 - weight);
  return best;
}

}  // namespace

CutOut cut_out(const Pixels& pixels, std::span<const std::uint8_t> mask) {
  CutOut cut{pixels, std::vector<std::uint8_t>(mask.begin(), mask.end())};
  if (pixels.empty() || mask.size() * 3 != pixels.rgb.size()) return cut;
  const double scale = pixels.height / usual_height;
  cv::Mat soft, colours;
  cv::Mat(pixels.height, pixels.width, CV_8U, cut.alpha.data()).convertTo(soft, CV_32F, 1.0 / 255);
  mat_of(pixels).convertTo(colours, CV_32FC3);
  cv::Mat core, near;
  cv::erode(soft > surely, core, disc(inwards * scale));
  cv::dilate(soft > hardly, near, disc(outwards * scale));
  const cv::Mat beyond = near == 0;
  cv::Mat result = mat_of(cut.person);
  std::vector<Sample> persons, walls;
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      std::uint8_t& alpha = cut.alpha[static_cast<std::size_t>(y * pixels.width + x)];
      if (core.at<std::uint8_t>(y, x) != 0) {
        alpha = 255;
      } else if (beyond.at<std::uint8_t>(y, x) != 0) {
        alpha = 0;
      } else {
        samples_around(colours, core, {x, y}, scale, persons);
        samples_around(colours, beyond, {x, y}, scale, walls);
        const Mixture mixture = mixture_of(colours.at<cv::Vec3f>(y, x), persons, walls, soft.at<float>(y, x));
        alpha = cv::saturate_cast<std::uint8_t>(mixture.alpha * 255);
        if (alpha < 255) result.at<cv::Vec3b>(y, x) = mixture.person;
      }
    }
  }
  return cut;
}

Pixels laid_on(const CutOut& cut, const Rgb& colour) {
  Pixels out = cut.person;
  const std::array<int, 3> behind = {colour.r, colour.g, colour.b};
  for (std::size_t i = 0; i < cut.alpha.size(); ++i) {
    const int alpha = cut.alpha[i];
    for (std::size_t c = 0; c < 3; ++c) {
      std::uint8_t& value = out.rgb[i * 3 + c];
      value = static_cast<std::uint8_t>((value * alpha + behind[c] * (255 - alpha) + 127) / 255);
    }
  }
  return out;
}

}  // namespace zhaojian::imaging
