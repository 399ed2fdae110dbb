#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <span>
#include <utility>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "checks/spectrum.h"
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

constexpr int side = Spectrum::side;   // pixels of the picture, at its own size
constexpr double lowest = 0.12;        // waves a pixel: below it lie the features of a face
constexpr double block = 1.0 / 8;      // waves a pixel of JPEG's blocks, and their multiples
constexpr double next_to_block = 0.012;
constexpr int rings = 32;

bool of_jpeg(double frequency) { return std::abs(frequency - block * std::round(frequency / block)) < next_to_block; }

// A wave of the spectrum that is looked at, and the one that goes the other way.
struct Wave {
  std::size_t ring;
  bool along_blocks;  // JPEG's make such waves as well
  WavePlace place, opposite;
};

// Ring by ring, in each those that blocks make at the end.
std::vector<Wave> waves_looked_at() {
  std::vector<Wave> waves;
  for (int v = 0; v < side; ++v) {
    for (int u = 0; u <= side / 2; ++u) {
      const double fx = static_cast<double>(u) / side, fy = static_cast<double>(v < side / 2 ? v : v - side) / side;
      const double frequency = std::hypot(fx, fy);
      if (frequency < lowest || frequency >= 0.5) continue;
      const bool along_blocks = std::min(std::abs(fx), std::abs(fy)) <= next_to_block || (of_jpeg(fx) && of_jpeg(fy));
      waves.push_back({static_cast<std::size_t>(frequency * 2 * rings), along_blocks, place_of_wave(v, u),
                       place_of_wave((side - v) % side, (side - u) % side)});
    }
  }
  std::ranges::stable_sort(waves, {}, [](const Wave& wave) { return std::pair(wave.ring, wave.along_blocks); });
  return waves;
}

const std::vector<Wave>& waves() {
  static const std::vector<Wave> all = waves_looked_at();
  return all;
}

// How far the strongest wave stands out of the others of its length, in decibels; `powers` of waves(). Without `grid`,
// waves that JPEG's blocks make as well do not count.
double strongest_wave(std::span<const float> powers, bool grid) {
  constexpr float nothing = 20;  // power below which there is no wave but rounding
  constexpr double share = 0.9;  // of a ring's waves that are usual
  const std::vector<Wave>& all = waves();
  float most = 1;
  for (std::size_t first = 0, free = 0, past = 0; first < all.size(); first = past) {
    const std::size_t ring = all[first].ring;
    for (free = first; free < all.size() && all[free].ring == ring && !all[free].along_blocks;) ++free;
    for (past = free; past < all.size() && all[past].ring == ring;) ++past;
    float strongest = 0;
    for (std::size_t i = first; i < (grid ? past : free); ++i) strongest = std::max(strongest, powers[i]);
    // Most rings are seen to have no stronger wave by counting: their quantile need not be found.
    const auto here = powers.subspan(first, past - first);
    const float enough = (strongest + nothing) / most * 1.001F - nothing;
    std::size_t below = 0;
    for (const float one : here) below += static_cast<std::size_t>(one < enough);
    if (static_cast<double>(below) < share * static_cast<double>(here.size() - 1)) continue;
    std::vector<float> values(here.begin(), here.end());
    most = std::max(most, (strongest + nothing) / (quantile(values, share) + nothing));
  }
  return 10 * std::log10(static_cast<double>(most));
}

cv::Mat hanning_window() {
  cv::Mat window;
  cv::createHanningWindow(window, {side, side}, CV_32F);
  return window;
}

// One channel, without its mean and fading out towards the borders.
void windowed(const cv::Mat& colours, int channel, Spectrum& into, std::array<float, side> Spectrum::Row::*plane) {
  static const cv::Mat window = hanning_window();
  int sum = 0;
  for (int y = 0; y < side; ++y) {
    const auto* colour = colours.ptr<cv::Vec3b>(y);
    for (int x = 0; x < side; ++x) sum += colour[x][channel];
  }
  const float mean = static_cast<float>(sum) / (side * side);
  for (int y = 0; y < side; ++y) {
    auto* values = (into.rows[static_cast<std::size_t>(y)].*plane).data();
    const auto* colour = colours.ptr<cv::Vec3b>(y);
    const auto* share = window.ptr<float>(y);
    for (int x = 0; x < side; ++x) values[x] = (static_cast<float>(colour[x][channel]) - mean) * share[x];
  }
}

struct Number {
  float real, imaginary;
};
Number number_at(const Spectrum& spectrum, const WavePlace& place) {
  const Spectrum::Row& row = spectrum.rows[place.row];
  return {row.real[place.column], row.imaginary[place.column]};
}

double strongest_grey(const cv::Mat& colours) {
  const auto spectrum = std::make_unique_for_overwrite<Spectrum>();
  windowed(colours, 0, *spectrum, &Spectrum::Row::real);
  for (Spectrum::Row& row : spectrum->rows) row.imaginary.fill(0);
  transform(*spectrum);
  std::vector<float> powers;
  powers.reserve(waves().size());
  for (const Wave& wave : waves()) {
    const auto [real, imaginary] = number_at(*spectrum, wave.place);
    powers.push_back(real * real + imaginary * imaginary);
  }
  return strongest_wave(powers, false);
}

// Of two planes at once: one is the real, the other the imaginary part of what is transformed. What is alike at a wave
// and at its opposite belongs to the first, what is opposite to the second.
double strongest_colour(const cv::Mat& colours) {
  const auto spectrum = std::make_unique_for_overwrite<Spectrum>();
  windowed(colours, 1, *spectrum, &Spectrum::Row::real);
  windowed(colours, 2, *spectrum, &Spectrum::Row::imaginary);
  transform(*spectrum);
  std::vector<float> first, second;
  first.reserve(waves().size());
  second.reserve(waves().size());
  for (const Wave& wave : waves()) {
    const auto [real, imaginary] = number_at(*spectrum, wave.place);
    const auto [other_real, other_imaginary] = number_at(*spectrum, wave.opposite);
    const auto power = [](float a, float b) { return (a * a + b * b) / 4; };
    first.push_back(power(real + other_real, imaginary - other_imaginary));
    second.push_back(power(real - other_real, imaginary + other_imaginary));
  }
  return std::max(strongest_wave(first, true), strongest_wave(second, true));
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
  Finding finding = rule.judged(std::max(strongest_grey(colours), strongest_colour(colours) - blocks));
  finding.marks = {box(view, cv::Rect2d(part.x / view.scale, part.y / view.scale, side / view.scale, side / view.scale))};
  return finding;
}

constexpr Line lines[] = {{"integ.moire", moire}, {"integ.screen", screen}};

}  // namespace

Check make_recapture() { return check_of<lines>(); }

}  // namespace zhaojian::checks
