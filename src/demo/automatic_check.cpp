#include "demo/automatic_check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

namespace zhaojian::demo {
namespace {

using domain::Flag;
using domain::FlagVerdict;
using domain::Match;
using domain::MatchOutcome;
using domain::PhotoRole;
using enum domain::FlagVerdict;

constexpr std::string_view check_engine = "capture-auto 2.3";
constexpr std::string_view face_engine = "face-compare 1.8";

// What the check usually says to a kind of flaw: its finding and about which value.
struct Usual {
  std::string_view flaw;
  std::string_view check;
  FlagVerdict verdict;
  double value;  // where the labels do not know it; measured values vary by 5 % round it
  std::string_view unit;
};

constexpr auto usual = std::to_array<Usual>({
    {"head_tilt", "pose.roll", fail, 0, "degrees"},
    {"head_turn", "pose.yaw", fail, 0, "degrees"},
    {"head_up", "pose.pitch", fail, 0, "degrees"},
    {"head_down", "pose.pitch", fail, 0, "degrees"},
    {"shoulders_tilted", "pose.shoulder_line", fail, 9.5, "degrees"},
    {"head_too_large", "geom.head_top", fail, 0, "px"},
    {"head_too_large", "geom.face_width", warn, 0, "px"},
    {"head_too_small", "geom.face_width", fail, 0, "px"},
    {"head_too_small", "geom.head_top", fail, 0, "px"},
    {"head_top_cut", "geom.head_top", fail, 0, "px"},
    {"off_centre", "geom.centre_x", fail, 0, "px"},
    {"eyes_closed", "eyes.open", fail, 0.06, "ratio"},
    {"mouth_open", "mouth.closed", fail, 0.24, "ratio"},
    {"smile_teeth", "mouth.closed", fail, 0.17, "ratio"},
    {"half_shadow", "light.lr_diff", fail, 19, "lightness"},
    {"overexposed", "light.over", fail, 14, "percent"},
    {"underexposed", "light.under", fail, 29, "lightness"},
    {"colour_cast", "colour.skin_cast", fail, 102, "degrees"},
    {"grayscale", "colour.saturation", fail, 0.4, "delta_e"},
    {"blurred", "qual.sharp", fail, 0.11, "ratio"},
    {"low_quality_jpeg", "file.jpeg_quality", fail, 0, "quality"},
    {"low_quality_jpeg", "file.bytes", fail, 0, "kib"},
    {"too_large_file", "file.bytes", fail, 0, "kib"},
    {"wrong_size", "file.dimensions", fail, 0, "none"},
    {"background_wrong_colour", "bg.colour", fail, 24, "delta_e"},
    {"background_busy", "bg.uniform", fail, 15, "delta_e"},
    {"background_shadow", "bg.gradient", fail, 11, "lightness"},
    {"background_gradient", "bg.gradient", fail, 13, "lightness"},
    {"cutout_halo", "bg.uniform", warn, 4.2, "delta_e"},
    {"blue_clothes", "cloth.bg_contrast", fail, 5, "delta_e"},
    {"border", "integ.border", fail, 9, "px"},
    {"text_overlay", "integ.text", warn, 12, "count"},
    {"two_people", "face.count", fail, 0, "count"},
    {"no_face", "face.count", fail, 0, "count"},
    {"tinted_glasses", "eyes.open", not_assessable, 0, "ratio"},
    {"glasses_glare", "eyes.open", not_assessable, 0, "ratio"},
    {"glasses_glare", "light.over", warn, 3.5, "percent"},
    {"hair_over_eyes", "eyes.open", not_assessable, 0, "ratio"},
    {"hair_over_ears", "geom.face_width", not_assessable, 0, "px"},
    {"hat", "geom.head_top", not_assessable, 0, "px"},
});

// Flags that good photos get, too.
constexpr auto false_alarms = std::to_array<Usual>({
    {"", "light.lr_diff", warn, 9.5, "lightness"},
    {"", "bg.uniform", warn, 3.6, "delta_e"},
    {"", "eyes.open", warn, 0.18, "ratio"},
    {"", "qual.sharp", warn, 0.27, "ratio"},
    {"", "pose.shoulder_line", warn, 4.6, "degrees"},
    {"", "colour.skin_cast", warn, 27, "degrees"},
    {"", "file.dpi", warn, 72, "dpi"},
});

std::optional<double> true_value(const Label& label, std::string_view check) {
  if (check == "file.bytes") return static_cast<double>(label.bytes) / 1024;
  if (check == "file.jpeg_quality") return label.jpeg_quality;
  if (check == "file.dimensions") return 0;
  if (check == "face.count") return label.faces;
  if (!label.truth) return std::nullopt;
  if (check == "pose.yaw") return label.truth->yaw;
  if (check == "pose.pitch") return label.truth->pitch;
  if (check == "pose.roll") return label.truth->roll;
  if (check == "geom.head_top") return label.truth->head_top_y;
  if (check == "geom.face_width") return label.truth->face_right_x - label.truth->face_left_x;
  if (check == "geom.centre_x") return (label.truth->face_right_x + label.truth->face_left_x - label.width) / 2;
  return std::nullopt;
}

Flag flag_of(const Usual& line, const Label& label, Dice& dice) {
  Flag flag{FindingId(std::string(line.check)), line.verdict, std::nullopt, std::string(line.unit),
            std::string(check_engine)};
  if (line.verdict == not_assessable) return flag;
  const double varied = line.value * dice.real(0.95, 1.05);
  flag.value = std::round(true_value(label, line.check).value_or(varied) * 100) / 100;
  return flag;
}

double thousandth(double value) { return std::round(value * 1000) / 1000; }

// What the comparison takes for another look of the same person, or for somebody else. Retouching and mirroring are
// noticed nowhere else.
MatchOutcome outcome_of(const Label& label, PhotoRole reference, Dice& dice) {
  constexpr std::string_view changed[] = {"retouched", "mirrored", "tinted_glasses", "hat", "no_face"};
  if (label.flaw == "other_person") return MatchOutcome::different;
  if (std::ranges::find(changed, label.flaw) != std::end(changed)) return MatchOutcome::uncertain;
  // The older the photo, the more often the comparison is not sure.
  return dice.chance(reference == PhotoRole::admission ? 15 : 6) ? MatchOutcome::uncertain : MatchOutcome::same;
}

Match compared(const Label& label, PhotoRole reference, Dice& dice) {
  Match match{reference, outcome_of(label, reference, dice), std::nullopt, std::string(face_engine)};
  if (label.flaw == "no_face") return match;
  switch (match.outcome) {
    case MatchOutcome::same: match.score = thousandth(dice.real(0.62, 0.93)); break;
    case MatchOutcome::uncertain: match.score = thousandth(dice.real(0.34, 0.44)); break;
    default: match.score = thousandth(dice.real(0.12, 0.28));
  }
  return match;
}

void add_comparison(AutomaticResult& result, const Label& label, PhotoRole reference, bool there, Dice& dice) {
  if (!there) {
    result.matches.push_back({reference, MatchOutcome::no_reference, std::nullopt, std::string(face_engine)});
    return;
  }
  const Match match = compared(label, reference, dice);
  result.matches.push_back(match);
  if (match.outcome == MatchOutcome::same || !match.score) return;
  const auto verdict = match.outcome == MatchOutcome::different ? fail : warn;
  result.flags.push_back({FindingId("id.match_" + std::string(domain::name(reference))), verdict, match.score, "cosine",
                          std::string(check_engine)});
}

}  // namespace

AutomaticResult checked(const Label& submission, References references, Dice& dice) {
  AutomaticResult result;
  for (const Usual& line : usual) {
    if (line.flaw == submission.flaw) result.flags.push_back(flag_of(line, submission, dice));
  }
  add_comparison(result, submission, PhotoRole::enrollment, references.enrollment, dice);
  add_comparison(result, submission, PhotoRole::admission, references.admission, dice);
  if (result.flags.empty()) result.flags.push_back(flag_of(dice.pick(false_alarms), submission, dice));
  return result;
}

}  // namespace zhaojian::demo
