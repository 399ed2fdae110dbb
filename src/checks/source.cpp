#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// What the raw capture's file says: large enough (99号 一.3), not from long ago (一.1).
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: the shorter side of the capture in pixels, as it was taken.
Result<Finding> source_pixels(const Scene& scene, const AppliedRule& rule) {
  const Capture* capture = scene.subject().capture;
  if (capture == nullptr) return cannot("check.why.no_capture");
  return rule.judged(std::min(capture->photo.facts.width, capture->photo.facts.height));
}

// "YYYY:MM:DD HH:MM:SS", as EXIF has it. Cameras without a clock write zeros.
std::optional<Date> date_of(const std::string& exif) {
  constexpr std::size_t length = 10;
  if (exif.size() < length) return std::nullopt;
  std::string text = exif.substr(0, length);
  text[4] = text[7] = '-';
  const Result<Date> date = date_from_iso(text);
  return date ? std::optional(*date) : std::nullopt;
}

// Value: months from the day the camera noted to the day the photo was handed in.
Result<Finding> taken_on(const Scene& scene, const AppliedRule& rule) {
  const Subject& subject = scene.subject();
  if (!subject.handed_in) return cannot("check.why.no_day");
  std::optional<Date> taken;
  if (subject.capture != nullptr) taken = date_of(subject.capture->photo.facts.exif_date);
  if (!taken) taken = date_of(subject.photo.facts.exif_date);
  if (!taken) return cannot("check.why.no_exif_date");
  const int months = (subject.handed_in->year - taken->year) * 12 + subject.handed_in->month - taken->month;
  Finding finding = rule.judged(subject.handed_in->day < taken->day ? months - 1 : months);
  finding.why = "check.why.taken_on";
  finding.why_values = {iso(*taken)};
  return finding;
}

constexpr Line lines[] = {{"file.source_pixels", source_pixels}, {"exif.date", taken_on}};

}  // namespace

Check make_source() { return check_of<lines>(); }

}  // namespace zhaojian::checks
