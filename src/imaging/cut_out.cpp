#include "imaging/cut_out.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/mat.h"

namespace zhaojian::imaging {
namespace {

// Lengths in pixels of a picture 640 high; hair reaches further out than the mask is wrong inwards.
constexpr double usual_height = 640;
constexpr double inwards = 3, outwards = 7;
constexpr double near_person = 3, near_wall = 8, far = 5;  // of the means, and how many times wider the second try is
constexpr float surely = 0.9F, hardly = 0.1F;
constexpr float alike = 24;     // colour distance at which person and wall begin to be told apart
constexpr float foreign = 22;   // and at which a pixel is no mixture of the two
constexpr float faint = 0.04F;  // less is noise

cv::Mat disc(double radius) {
  const int size = 2 * std::max(1, cvRound(radius)) + 1;
  return cv::getStructuringElement(cv::MORPH_ELLIPSE, {size, size});
}

// The mean colour of what `where` (CV_32F, 0 or 1) marks, weighted by nearness; from further away where nothing is
// near.
cv::Mat colour_around(const cv::Mat& colours, const cv::Mat& where, double reach) {
  const auto spread = [&](double sigma, cv::Mat& sum, cv::Mat& weight) {
    std::vector<cv::Mat> channels;
    cv::split(colours, channels);
    for (cv::Mat& channel : channels) channel = channel.mul(where);
    cv::merge(channels, sum);
    cv::GaussianBlur(sum, sum, {}, sigma);
    cv::GaussianBlur(where, weight, {}, sigma);
  };
  cv::Mat near_sum, near_weight, far_sum, far_weight;
  spread(reach, near_sum, near_weight);
  spread(reach * far, far_sum, far_weight);
  constexpr float least = 1e-6F, trust = 0.02F;
  cv::Mat mean(colours.size(), CV_32FC3);
  mean.forEach<cv::Vec3f>([&](cv::Vec3f& out, const int* at) {
    const float close = near_weight.at<float>(at[0], at[1]);
    const cv::Vec3f wide =
        far_sum.at<cv::Vec3f>(at[0], at[1]) * (1 / std::max(far_weight.at<float>(at[0], at[1]), least));
    const cv::Vec3f narrow = near_sum.at<cv::Vec3f>(at[0], at[1]) * (1 / std::max(close, least));
    const float share = close / (close + trust);
    out = narrow * share + wide * (1 - share);
  });
  return mean;
}

struct Mixture {
  float alpha = 0;  // the share of the person
  cv::Vec3f person;
};

Mixture mixture_of(const cv::Vec3f& pixel, const cv::Vec3f& person, const cv::Vec3f& wall, float masked) {
  const cv::Vec3f span = person - wall;
  const float length = static_cast<float>(span.dot(span));
  const float share = std::clamp(static_cast<float>((pixel - wall).dot(span)) / std::max(length, 1.0F), 0.0F, 1.0F);
  const cv::Vec3f rest = pixel - (wall + span * share);
  const float told = length / (length + alike * alike);
  const float mixed = std::exp(-static_cast<float>(rest.dot(rest)) / (foreign * foreign));
  float alpha = masked + told * mixed * (share - masked);
  alpha = std::clamp((alpha - faint) / (1 - 2 * faint), 0.0F, 1.0F);
  // What is left when the wall's share is taken out; of a thin strand too little to go by.
  constexpr float least = 0.15F, thin = 0.2F, thick = 0.8F;
  const cv::Vec3f own = (pixel - wall * (1 - alpha)) * (1 / std::max(alpha, least));
  const float weight = std::clamp((alpha - thin) / (thick - thin), 0.0F, 1.0F);
  return {alpha, own * weight + person * (1 - weight)};
}

}  // namespace

CutOut cut_out(const Pixels& pixels, std::span<const std::uint8_t> mask) {
  CutOut cut{pixels, std::vector<std::uint8_t>(mask.begin(), mask.end())};
  if (pixels.empty() || mask.size() * 3 != pixels.rgb.size()) return cut;
  const double scale = pixels.height / usual_height;
  cv::Mat soft, colours;
  cv::Mat(pixels.height, pixels.width, CV_8U, cut.alpha.data()).convertTo(soft, CV_32F, 1.0 / 255);
  mat_of(pixels).convertTo(colours, CV_32FC3);
  cv::Mat core, reach, inside, outside;
  cv::erode(soft > surely, core, disc(inwards * scale));
  cv::dilate(soft > hardly, reach, disc(outwards * scale));
  core.convertTo(inside, CV_32F, 1.0 / 255);
  cv::Mat(reach == 0).convertTo(outside, CV_32F, 1.0 / 255);
  const cv::Mat person = colour_around(colours, inside, near_person * scale);
  const cv::Mat wall = colour_around(colours, outside, near_wall * scale);
  cv::Mat result = mat_of(cut.person);
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      std::uint8_t& alpha = cut.alpha[static_cast<std::size_t>(y * pixels.width + x)];
      if (core.at<std::uint8_t>(y, x) != 0) {
        alpha = 255;
      } else if (reach.at<std::uint8_t>(y, x) == 0) {
        alpha = 0;
      } else {
        const Mixture mixture = mixture_of(colours.at<cv::Vec3f>(y, x), person.at<cv::Vec3f>(y, x),
                                           wall.at<cv::Vec3f>(y, x), soft.at<float>(y, x));
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
