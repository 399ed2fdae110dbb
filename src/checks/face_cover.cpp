#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "checks/eyes_covered.h"

// 99号 二.4: nothing over the face. Sees what is not of the skin's colour: a mask, a scarf, a sleeve; and a hand raised
// to the side of the head, where there is no skin else. A bare hand that lies within the face passes for skin.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_pixels = 30;
constexpr double shade = 0.4;  // of the bare skin's chroma: as much is left of it in the shade

// Beside the nose down to the mouth, on either side: a beard leaves most of it free, a mask does not.
Corners beside_mouth(const Face& face, int side) {
  return side < 0 ? face.patch(-0.75, 0.75, -0.15, 1.45) : face.patch(0.15, 0.75, 0.75, 1.45);
}
// The cheek from below the eye to beside the mouth.
Corners cheek(const Face& face, int side) {
  return side < 0 ? face.patch(-0.7, 0.3, -0.15, 1.3) : face.patch(0.15, 0.3, 0.7, 1.3);
}
// The bridge of the nose, which nothing but glasses covers.
Corners bridge(const Face& face) { return face.patch(-0.12, 0, 0.12, 0.3); }

// Beside the head, farther out than an ear reaches, from above the brows down to the chin: eye distances from the side
// of the face by the landmarks, and below the eyes.
constexpr double hand_first = 0.5, hand_last = 1.6, hand_top = -1.2, hand_bottom = 1.2;
constexpr float hand_redness = 8, hand_yellowness = 9;  // a*, b* from those of the face
constexpr float hand_darker = 32, hand_lighter = 20;    // L*
constexpr float hair_yellower = 0.14F;                  // radians of hue: light hair differs by more
constexpr double hand_step = 0.03, whole_hand = 0.3;    // eye distances; square ones, of a hand seen from its edge
constexpr float most_turned = 27;                       // degrees: of a head turned away the neck lies beside it
constexpr double least_red = 5;                         // a* of skin: without it hair has the same colour
constexpr std::uint8_t person_here = 128;

struct Hand {
  double shown = 0;  // percent of a hand
  cv::Rect where;    // pixels of the view
};

// What shows of a hand beside the head, of both sides the larger.
Hand hand_beside(const View& view, const Face& face, const cv::Vec3f& skin, const Result<HeadParts>& parts) {
  const auto is_hair = [&](cv::Point pixel) { return parts && parts->at(cv::Point2d(pixel)) == vision::Part::hair; };
  if (static_cast<double>(skin[1]) < least_red) return {};
  const cv::Rect picture({}, view.rgb.size());
  const float yellowest = std::atan2(skin[2], skin[1]) + hair_yellower;
  const auto like_skin = [&](const cv::Vec3f& colour) {
    const cv::Vec3f apart = colour - skin;
    if (std::atan2(colour[2], colour[1]) > yellowest) return false;
    return std::abs(apart[1]) < hand_redness && std::abs(apart[2]) < hand_yellowness && apart[0] > -hand_darker &&
           apart[0] < hand_lighter;
  };
  Hand larger;
  for (const int side : {-1, 1}) {
    std::vector<cv::Vec3b> person;
    std::vector<cv::Point> places;
    for (double y = hand_top; y < hand_bottom; y += hand_step) {
      for (double aside = hand_first; aside < hand_last; aside += hand_step) {
        const cv::Point pixel(face.at(face.across_of(side < 0 ? 1 : 15) + side * aside, y));
        if (!pixel.inside(picture) || view.person.at<std::uint8_t>(pixel) < person_here || is_hair(pixel)) continue;
        person.push_back(view.rgb.at<cv::Vec3b>(pixel));
        places.push_back(pixel);
      }
    }
    if (person.empty()) continue;
    const cv::Mat lab = lab_of(cv::Mat(1, static_cast<int>(person.size()), CV_8UC3, person.data()));
    std::vector<cv::Point> skins;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (like_skin(lab.at<cv::Vec3f>(0, static_cast<int>(i)))) skins.push_back(places[i]);
    }
    const double shown = 100 * static_cast<double>(skins.size()) * hand_step * hand_step / whole_hand;
    if (shown > larger.shown) larger = {shown, cv::boundingRect(skins)};
  }
  return larger;
}

struct Cover {
  double both = 100, one = 0;  // percent of the lower face, of the two sides the less covered; of one cheek
};

// What of the face is unlike the bare skin of the bridge of the nose.
Result<Cover> cover_of(const Scene& scene, const AppliedRule& rule, const cv::Vec3f& bare) {
  const double hue = TRY(rule.parameter("hue")), light = TRY(rule.parameter("light"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  const double most = hue * std::max(chroma(bare), TRY(rule.parameter("palest")));
  const auto other_hue = [&](const cv::Vec3f& c) {
    const auto a = static_cast<double>(c[1] - bare[1]), b = static_cast<double>(c[2] - bare[2]);
    return a * a + b * b > most * most;
  };
  const double shaded = shade * chroma(bare);
  const auto other = [&](const cv::Vec3f& c) {
    const double lighter = static_cast<double>(c[0] - bare[0]);
    return other_hue(c) || lighter > light || (lighter < -light && chroma(c) < shaded);
  };
  const auto parts = scene.head_parts();
  const Area hair = parts ? parts->area_of(vision::Part::hair, view, face) : Area{};
  Cover cover;
  for (const int side : {-1, 1}) {
    Area lower = area_of(view, std::array{beside_mouth(face, side)});
    Area whole = area_of(view, std::array{cheek(face, side)});
    if (std::min(lower.box.area(), whole.box.area()) < least_pixels) return cannot("check.why.face_hidden");
    lower = without(std::move(lower), hair);
    whole = without(std::move(whole), hair);
    cover.both = std::min(cover.both, percent_of(lab, lower, other));
    cover.one = std::max(cover.one, percent_of(lab, whole, other_hue));
  }
  return cover;
}

// Value: percent of the lower face that has another hue than the bridge of the nose (by `hue` of its chroma, or of
// `palest`), is lighter (by `light` L*), or darker by as much and without the colour that skin keeps in the shade; of
// the two sides the less covered: half a face in the shade is not covered. Hair that falls past a cheek is no cover.
// Or, if it is more, percent of one cheek that has another hue, whatever its light; or of a hand beside the head, which
// is a doubt at most, as hair may have the skin's colour, and is marked where it was seen.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const LabMedian bare = median_lab(TRY(scene.face_lab()), area_of(view, std::array{bridge(face)}));
  if (bare.pixels < least_pixels) return cannot("check.why.face_hidden");
  const double least_chroma = TRY(rule.parameter("least_chroma"));
  // A fringe or dark lenses reach over the bridge of the nose. Where the cheeks alone are grey it is they that are
  // covered, and brows and eyes only look dark beside them.
  if (chroma(bare.lab) < least_chroma || chroma(TRY(scene.skin())) >= least_chroma)
    TRY(eyes_seen(scene, rule.profile()));
  const Cover cover = TRY(cover_of(scene, rule, bare.lab));
  Hand hand;
  const auto& pose = scene.evidence().pose;
  const auto with_person = scene.view_with_person();
  const bool alone = scene.evidence().faces.size() < 2;
  if (with_person && alone && pose && std::abs(pose->yaw) < most_turned)
    hand = hand_beside(*with_person, face, TRY(scene.skin()), scene.head_parts());
  const double doubt = std::min(hand.shown, rule.band().fail_max.value_or(100));
  Finding finding = rule.judged(std::max({cover.both, cover.one, doubt}));
  finding.marks = {polygon(view, beside_mouth(face, -1)), polygon(view, beside_mouth(face, 1)),
                   polygon(view, cheek(face, -1)), polygon(view, cheek(face, 1)), polygon(view, bridge(face), false)};
  if (finding.verdict != domain::Verdict::pass && doubt > std::max(cover.both, cover.one))
    finding.marks = {box(view, hand.where)};
  return finding;
}

constexpr Line lines[] = {{"occl.face", measure}};

}  // namespace

Check make_face_cover() { return check_of<lines>(); }

}  // namespace zhaojian::checks
