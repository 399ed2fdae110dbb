#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// What the file says about itself (99号 四.1). These may decide alone.
namespace zhaojian::checks {
namespace {

using domain::Finding;
using imaging::ColourMode;

constexpr double yes = 1, no = 0;
constexpr int true_colour_bits = 8;  // in each of three channels: 24

Result<Finding> decoded(const Scene& scene, const AppliedRule& rule) {
  return rule.judged(scene.subject().photo.pixels.empty() ? no : yes);
}

Result<Finding> is_jpeg(const Scene& scene, const AppliedRule& rule) {
  Finding finding = rule.judged(scene.subject().photo.facts.format == imaging::FileFormat::jpeg ? yes : no);
  if (finding.value == no) finding.why = "check.why.not_jpeg";
  return finding;
}

Result<Finding> dimensions(const Scene& scene, const AppliedRule& rule) {
  const auto& [facts, pixels] = scene.subject().photo;
  const auto& profile = rule.profile();
  Finding finding = rule.judged(facts.width == profile.width && facts.height == profile.height ? yes : no);
  finding.why = "check.why.dimensions";
  finding.why_values = {std::to_string(facts.width), std::to_string(facts.height), std::to_string(profile.width),
                        std::to_string(profile.height)};
  return finding;
}

Result<Finding> bytes(const Scene& scene, const AppliedRule& rule) {
  constexpr double kib = 1024;
  return rule.judged(static_cast<double>(scene.subject().photo.facts.bytes) / kib);
}

// Files that count dots per centimetre come out at 299.7.
Result<Finding> dpi(const Scene& scene, const AppliedRule& rule) {
  Finding finding =
      rule.judged(std::round(std::min(scene.subject().photo.facts.dpi_x, scene.subject().photo.facts.dpi_y)));
  if (finding.value == 0.0) finding.why = "check.why.no_dpi";
  return finding;
}

Result<Finding> jpeg_quality(const Scene& scene, const AppliedRule& rule) {
  if (!scene.subject().photo.facts.jpeg_quality) return cannot("check.why.no_quality");
  return rule.judged(*scene.subject().photo.facts.jpeg_quality);
}

Result<Finding> colour_mode(const Scene& scene, const AppliedRule& rule) {
  const imaging::FileFacts& facts = scene.subject().photo.facts;
  Finding finding =
      rule.judged(facts.colour == ColourMode::rgb && facts.bits_per_channel == true_colour_bits ? yes : no);
  if (finding.value == no) finding.why = "check.why.not_true_colour";
  return finding;
}

Result<Finding> exif_orientation(const Scene& scene, const AppliedRule& rule) {
  return rule.judged(scene.subject().photo.facts.exif_orientation);
}

constexpr Line lines[] = {{"file.decode", decoded},
                          {"file.magic", is_jpeg},
                          {"file.dimensions", dimensions},
                          {"file.bytes", bytes},
                          {"file.dpi", dpi},
                          {"file.jpeg_quality", jpeg_quality},
                          {"file.colour_mode", colour_mode},
                          {"file.exif_orientation", exif_orientation}};

}  // namespace

Check make_file_facts() { return check_of<lines>(); }

}  // namespace zhaojian::checks
