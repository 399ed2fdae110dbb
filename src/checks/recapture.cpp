#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/mat.h"

// 99号 一.1: the student before the camera, not a print or a screen. Hints for a person to look closer.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: probability that it is a print or a screen, as the network for it says. It knows pictures as cameras take
// them, so the capture is what it is asked about.
Result<Finding> screen(const Scene& scene, const AppliedRule& rule) {
  const Capture* capture = scene.subject().capture;
  if (capture == nullptr) return cannot("check.why.no_capture");
  if (!capture->evidence.live) return cannot("check.why.no_capture_face");
  return rule.judged(1 - static_cast<double>(*capture->evidence.live));
}

constexpr int side = 128;              // pixels of the picture, at its own size
constexpr double lowest = 0.12;        // waves a pixel: below it lie the features of a face
constexpr double block = 1.0 / 8;      // waves a pixel of JPEG's blocks, and their multiples
constexpr double next_to_block = 0.012;
constexpr int rings = 32;

bool of_jpeg(double frequency) { return std::abs(frequency - block * std::round(frequency / block)) < next_to_block; }

// A wave of the spectrum that is looked at.
struct Wave {
  int v, u;  // where it stands
  std::size_t ring;
  bool along_blocks;  // JPEG's make such waves as well
};

std::vector<Wave> waves_looked_at() {
  std::vector<Wave> waves;
  for (int v = 0; v < side; ++v) {
    for (int u = 0; u <= side / 2; ++u) {
      const double fx = static_cast<double>(u) / side, fy = static_cast<double>(v < side / 2 ? v : v - side) / side;
      const double frequency = std::hypot(fx, fy);
      if (frequency < lowest || frequency >= 0.5) continue;
      const bool along_blocks = std::min(std::abs(fx), std::abs(fy)) <= next_to_block || (of_jpeg(fx) && of_jpeg(fy));
      waves.push_back({v, u, static_cast<std::size_t>(frequency * 2 * rings), along_blocks});
    }
  }
  std::ranges::stable_sort(waves, {}, &Wave::ring);
  return waves;
}

cv::Mat hanning_window() {
  cv::Mat window;
  cv::createHanningWindow(window, {side, side}, CV_32F);
  return window;
}

cv::Mat windowed(const cv::Mat& plane) {
  static const cv::Mat window = hanning_window();
  cv::Mat values;
  plane.convertTo(values, CV_32F);
  values -= cv::mean(values)[0];
  return values.mul(window);
}

// How far the strongest wave stands out of the others of its length, in decibels; power(v, u): of a wave. Without
// `grid`, waves that JPEG's blocks make as well do not count.
template <class Power> double strongest_wave(bool grid, Power power) {
  static const std::vector<Wave> waves = waves_looked_at();
  constexpr float nothing = 20;  // power below which there is no wave but rounding
  constexpr double share = 0.9;  // of a ring's waves that are usual
  float most = 1;
  std::vector<float> powers;
  powers.reserve(waves.size());
  for (auto wave = waves.begin(); wave != waves.end();) {
    const std::size_t ring = wave->ring;
    float strongest = 0;
    powers.clear();
    for (; wave != waves.end() && wave->ring == ring; ++wave) {
      powers.push_back(power(wave->v, wave->u));
      if (grid || !wave->along_blocks) strongest = std::max(strongest, powers.back());
    }
    // Most rings are seen to have no stronger wave by counting: their quantile need not be found.
    const float enough = (strongest + nothing) / most * 1.001F - nothing;
    std::size_t below = 0;
    for (const float one : powers) below += static_cast<std::size_t>(one < enough);
    if (static_cast<double>(below) < share * static_cast<double>(powers.size() - 1)) continue;
    most = std::max(most, (strongest + nothing) / (quantile(powers, share) + nothing));
  }
  return 10 * std::log10(static_cast<double>(most));
}

double strongest_grey(const cv::Mat& plane) {
  cv::Mat spectrum;
  cv::dft(windowed(plane), spectrum, cv::DFT_COMPLEX_OUTPUT);
  return strongest_wave(false, [&](int v, int u) {
    const auto& value = spectrum.at<cv::Vec2f>(v, u);
    return value[0] * value[0] + value[1] * value[1];
  });
}

// Of two planes at once: one is the real, the other the imaginary part of what is transformed. What is alike at a wave
// and at its opposite belongs to the first, what is opposite to the second.
double strongest_colour(const cv::Mat& first, const cv::Mat& second) {
  cv::Mat both, spectrum;
  cv::merge(std::array{windowed(first), windowed(second)}, both);
  cv::dft(both, spectrum);
  const auto power = [&](int v, int u, float sign) {
    const auto& here = spectrum.at<cv::Vec2f>(v, u);
    const auto& opposite = spectrum.at<cv::Vec2f>((side - v) % side, (side - u) % side);
    const float alike = here[0] + sign * opposite[0], unlike = here[1] - sign * opposite[1];
    return (alike * alike + unlike * unlike) / 4;
  };
  return std::max(strongest_wave(true, [&](int v, int u) { return power(v, u, 1); }),
                  strongest_wave(true, [&](int v, int u) { return power(v, u, -1); }));
}

// Value: decibels by which the strongest regular wave in the middle of the face stands out of its like. The pixels of a
// screen or the dots of a print make one; where they beat with the camera's it is coloured, as nothing in a face is, so
// that colour may lie along JPEG's blocks as well, less `coloured_blocks`, what they make of themselves.
Result<Finding> moire(const Scene& scene, const AppliedRule& rule) {
  const double blocks = TRY(rule.parameter("coloured_blocks"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat photo = imaging::mat_of(scene.subject().photo.pixels);
  const cv::Point2d middle = face.at(0, 0.6) * view.scale;
  const cv::Rect part(static_cast<int>(middle.x) - side / 2, static_cast<int>(middle.y) - side / 2, side, side);
  if ((part & cv::Rect({}, photo.size())) != part) return cannot("check.why.face_hidden");
  cv::Mat colours;
  cv::cvtColor(photo(part), colours, cv::COLOR_RGB2YCrCb);
  std::array<cv::Mat, 3> planes;
  cv::split(colours, planes);
  const double coloured = strongest_colour(planes[1], planes[2]);
  Finding finding = rule.judged(std::max(strongest_grey(planes[0]), coloured - blocks));
  finding.marks = {box(view, cv::Rect2d(part.x / view.scale, part.y / view.scale, side / view.scale, side / view.scale))};
  return finding;
}

constexpr Line lines[] = {{"integ.moire", moire}, {"integ.screen", screen}};

}  // namespace

Check make_recapture() { return check_of<lines>(); }

}  // namespace zhaojian::checks
