#include "workflow/standardise.h"

#include <algorithm>
#include <cmath>

#include "checks/assess.h"
#include "imaging/cut_out.h"
#include "imaging/encode.h"
#include "imaging/resize.h"
#include "workflow/framing.h"

namespace zhaojian::workflow {
namespace {

using imaging::Box;
using imaging::Pixels;

Error no_face(std::string detail) { return {Errc::not_found, std::move(detail), "error.standardise.no_face"}; }

// The part of the picture in `box`, its sides to whole pixels; beyond the picture its edge is repeated.
Pixels part_of(const Pixels& picture, const Box& box) {
  const int left = static_cast<int>(std::lround(box.x)), top = static_cast<int>(std::lround(box.y));
  Pixels part{std::max(1, static_cast<int>(std::lround(box.w))), std::max(1, static_cast<int>(std::lround(box.h))), {}};
  part.rgb.reserve(static_cast<std::size_t>(part.width) * static_cast<std::size_t>(part.height) * 3);
  for (int y = 0; y < part.height; ++y) {
    const auto row =
        static_cast<std::size_t>(std::clamp(top + y, 0, picture.height - 1)) * static_cast<std::size_t>(picture.width);
    for (int x = 0; x < part.width; ++x) {
      const auto at = (row + static_cast<std::size_t>(std::clamp(left + x, 0, picture.width - 1))) * 3;
      for (std::size_t c = 0; c < 3; ++c) part.rgb.push_back(picture.rgb[at + c]);
    }
  }
  return part;
}

// A picture of the profile's shape with the head roughly where it belongs, for the checks to measure it in.
Box rough_crop(const vision::Landmarks& marks, const domain::StandardProfile& profile) {
  const vision::Point left = marks[0], right = marks[16], nose = marks[27];
  constexpr float face_share = 0.5F, eyes_share = 0.4F;  // of width and height
  Box box;
  box.w = std::abs(right.x - left.x) / face_share;
  box.h = box.w * static_cast<float>(profile.height) / static_cast<float>(profile.width);
  box.x = (left.x + right.x) / 2 - box.w / 2;
  box.y = nose.y - box.h * eyes_share;
  return box;
}

// The profile's check of a measure, on a picture that is not its finished one: in finished pixels.
Result<double> measured(const checks::Findings& findings, const char* id) {
  const auto found = std::ranges::find(findings, FindingId(id), &domain::Finding::id);
  if (found == findings.end() || !found->value) return no_face(std::string("no ") + id);
  return *found->value;
}

Result<HeadPlace> head_in(const Pixels& capture, vision::Analyser& analyser, const domain::StandardProfile& profile) {
  const vision::Evidence whole = analyser.analyse_reference(capture);
  if (whole.faces.empty() || !whole.landmarks) return no_face("no face found");
  const Box box = rough_crop(*whole.landmarks, profile);
  const imaging::Photo photo{{}, part_of(capture, box)};
  const vision::Evidence evidence = analyser.analyse_submission(photo.pixels);
  const auto findings = checks::assess({photo, evidence}, profile);
  if (const auto faces = measured(findings, "face.count"); faces && *faces > 1) {
    return Error{Errc::invalid, "more than one face", "error.standardise.several_faces"};
  }
  const double across = static_cast<double>(box.w) / profile.width, down = static_cast<double>(box.h) / profile.height;
  HeadPlace head;
  head.top = static_cast<double>(box.y) + TRY(measured(findings, "geom.head_top")) * down;
  head.eyes = static_cast<double>(box.y) + TRY(measured(findings, "geom.eye_line")) * down;
  head.width = TRY(measured(findings, "geom.face_width")) * across;
  head.centre = static_cast<double>(box.x + box.w / 2) + TRY(measured(findings, "geom.centre_x")) * across;
  return head;
}

// Whether the person goes on beyond the left or right side of a picture.
bool touches(const vision::PersonMask& mask, int column) {
  constexpr std::uint8_t person = 128;
  int rows = 0;
  for (int y = 0; y < mask.height; ++y) rows += mask.at(column, y) >= person ? 1 : 0;
  constexpr int few = 50;  // one row in so many may be a mistake
  return rows * few > mask.height;
}

Result<Box> crop_of(const Pixels& capture, const HeadPlace& head, vision::Analyser& analyser,
                    const domain::StandardProfile& profile) {
  const auto bands = bands_of(profile);
  if (!bands)
    return Error{Errc::invalid, profile.id.value + ": no bands for head, eyes and face", "error.standardise.rules"};
  constexpr double least_above = 0.004;  // of the height: less, and hair is missing
  if (head.top < least_above * capture.height)
    return Error{Errc::invalid, "the head touches the top", "error.standardise.cut_off"};
  const auto person = analyser.person_in(capture);
  if (!person) return no_face("no person found");
  const Confines confines{static_cast<double>(capture.width), static_cast<double>(capture.height),
                          touches(*person, 0), touches(*person, capture.width - 1)};
  const auto crop = framing_of(head, *bands, confines);
  if (!crop)
    return Error{Errc::invalid, "no crop inside the capture keeps the head in its bands", "error.standardise.no_room"};
  if (crop->w < static_cast<float>(profile.width) || crop->h < static_cast<float>(profile.height)) {
    return Error{Errc::invalid, "the crop would have to be enlarged", "error.standardise.too_small"};
  }
  return *crop;
}

// No larger than twice the finished picture: finer edges than that are lost in the end.
Pixels worked_on(const Pixels& part, const domain::StandardProfile& profile) {
  return part.height > 2 * profile.height ? imaging::resized(part, 2 * profile.width, 2 * profile.height) : part;
}

}  // namespace

Result<Standardised> standardise(const Pixels& capture, vision::Analyser& analyser,
                                 const domain::StandardProfile& profile, const StepBegan& began) {
  auto begin = [&, step = 0]() mutable {
    if (began) began(step++);
  };
  if (capture.empty()) return no_face("an empty picture");
  begin();
  const HeadPlace head = TRY(head_in(capture, analyser, profile));
  begin();
  const Box crop = TRY(crop_of(capture, head, analyser, profile));
  begin();
  const Pixels part = worked_on(part_of(capture, crop), profile);
  const auto person = analyser.person_in(part);
  if (!person) return no_face("no person found");
  const domain::Rgb wanted = profile.backgrounds.front();
  const auto byte = [](int value) { return static_cast<std::uint8_t>(value); };
  const Pixels replaced = imaging::laid_on(imaging::cut_out(part, person->alpha),
                                           {byte(wanted.r), byte(wanted.g), byte(wanted.b)});
  begin();
  Standardised result;
  result.crop = crop;
  result.pixels = imaging::resized(replaced, profile.width, profile.height, imaging::Filter::area);
  auto file = TRY(imaging::encode_jpeg_to_size(result.pixels, static_cast<std::size_t>(profile.target_min_bytes),
                                               static_cast<std::size_t>(profile.target_max_bytes), profile.dpi));
  result.file = std::move(file.file);
  result.quality = file.quality;
  return result;
}

}  // namespace zhaojian::workflow
