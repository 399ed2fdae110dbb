#include <opencv2/imgproc.hpp>
#include <random>

#include "checks/verdicts.h"
#include "imaging/mat.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

constexpr double wall[] = {214, 210, 202};
constexpr Sitter large{.width = 960,
                       .height = 1280,
                       .eye_x = 480,
                       .eye_y = 500,
                       .eye_distance = 172,
                       .background = {wall[0], wall[1], wall[2]}};

// Freckles, pores and a mole: what makes one side of a face differ from the other. Another `moment`, other ones.
void add_details(cv::Mat& picture, unsigned moment) {
  std::mt19937 random(moment);
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<unsigned>(high - low));
  };
  for (int i = 0; i < 260; ++i) {
    const cv::Point at(between(300, 660), between(330, 800));
    cv::circle(picture, at, between(3, 8), cv::Scalar::all(between(60, 190)), cv::FILLED);
  }
  cv::Mat grain(picture.size(), CV_16SC3), sum;
  cv::RNG noise(moment);
  noise.fill(grain, cv::RNG::NORMAL, 0, 14);
  cv::GaussianBlur(grain, grain, {}, 1);
  picture.convertTo(sum, CV_16SC3);
  cv::Mat(sum + grain).convertTo(picture, CV_8UC3);
}

Capture capture_of(unsigned moment = 1) {
  Sitting sitting = sitting_of(large);
  cv::Mat picture = imaging::mat_of(sitting.photo.pixels);
  add_details(picture, moment);
  sitting.photo.facts.width = large.width;
  sitting.photo.facts.height = large.height;
  return {std::move(sitting.photo), std::move(sitting.evidence)};
}

// The photo made from a capture: half the size, the wall replaced by light blue.
Sitting made_from(const Capture& capture) {
  Sitting sitting = sitting_of({});
  cv::Mat picture = imaging::mat_of(sitting.photo.pixels);
  cv::resize(imaging::mat_of(capture.photo.pixels), picture, picture.size(), 0, 0, cv::INTER_AREA);
  const cv::Mat person(picture.size(), CV_8U, sitting.evidence.person->alpha.data());
  picture.setTo(cv::Scalar(100, 197, 255), person == 0);
  return sitting;
}

Finding of(const std::string& id, const Sitting& photo, const Capture& capture) {
  return only(assess({photo.photo, photo.evidence, {}, &capture}, standard()), id);
}

cv::Rect face_box() { return {140, 190, 200, 200}; }

}  // namespace

TEST_CASE("a photo made from its capture is neither mirrored, retouched, cut nor written on") {
  const Capture capture = capture_of();
  const Sitting photo = made_from(capture);
  for (const char* id : {"integ.mirror", "integ.retouch", "integ.text", "seg.consistency", "file.source_pixels"}) {
    INFO(id);
    CHECK(of(id, photo, capture).verdict == Verdict::pass);
  }
}

TEST_CASE("a mirrored photo is told by its capture") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  cv::Mat picture = imaging::mat_of(photo.photo.pixels);
  cv::flip(picture.clone(), picture, 1);
  const Finding finding = of("integ.mirror", photo, capture);
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.marks.size() == 1);
}

TEST_CASE("smoothed skin is retouched, and the finding says how much is gone") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  cv::Mat face = imaging::mat_of(photo.photo.pixels)(face_box());
  cv::GaussianBlur(face.clone(), face, {}, 2.5);
  const Finding finding = of("integ.retouch", photo, capture);
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.why == "check.why.retouch");
  REQUIRE(finding.why_values.size() == 3);
  CHECK(std::stoi(finding.why_values[0]) > 50);
  CHECK(finding.heat.has_value());
}

TEST_CASE("a photo darker than its capture is not smoothed, and smoothed it is told all the same") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  cv::Mat picture = imaging::mat_of(photo.photo.pixels);
  picture.convertTo(picture, -1, 0.45);
  CHECK(of("integ.retouch", photo, capture).verdict == Verdict::pass);
  cv::Mat face = picture(face_box());
  cv::GaussianBlur(face.clone(), face, {}, 2.5);
  CHECK(of("integ.retouch", photo, capture).verdict == Verdict::fail);
}

TEST_CASE("a face whose light has eaten its structure is not called smoothed, and smoothed neither") {
  const Capture capture = capture_of();
  for (const double light : {3.0, 0.01}) {
    Sitting photo = made_from(capture);
    cv::Mat picture = imaging::mat_of(photo.photo.pixels);
    picture.convertTo(picture, -1, light);
    const Finding finding = of("integ.retouch", photo, capture);
    INFO(light);
    CHECK(finding.verdict == Verdict::not_assessable);
    CHECK(finding.why == "check.why.clipped");
  }
}

TEST_CASE("a face made narrower below the eyes is retouched") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  cv::Mat picture = imaging::mat_of(photo.photo.pixels), x(picture.size(), CV_32F), y(picture.size(), CV_32F);
  for (int row = 0; row < picture.rows; ++row) {
    for (int column = 0; column < picture.cols; ++column) {
      const double down = std::clamp((row - 260) / 60.0, 0.0, 1.0) * std::clamp((460 - row) / 40.0, 0.0, 1.0);
      x.at<float>(row, column) = static_cast<float>(240 + (column - 240) * (1 + 0.12 * down));
      y.at<float>(row, column) = static_cast<float>(row);
    }
  }
  cv::remap(picture.clone(), picture, x, y, cv::INTER_LINEAR);
  CHECK(of("integ.retouch", photo, capture).verdict != Verdict::pass);
}

TEST_CASE("a jaw whose outline has come nearer is retouched even where the cheeks are too smooth to tell") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  for (const std::size_t point : {2U, 3U, 4U, 5U}) {
    (*photo.evidence.landmarks)[point].x += 5;
    (*photo.evidence.landmarks)[16 - point].x -= 5;
  }
  const Finding finding = of("integ.retouch", photo, capture);
  CHECK(finding.verdict != Verdict::pass);
  CHECK(std::stoi(finding.why_values.at(2)) >= 4);
}

TEST_CASE("without a capture, or with one of another moment, nothing is claimed") {
  const Capture capture = capture_of();
  Capture later = capture_of(), turned_away = capture_of();
  cv::Mat other = imaging::mat_of(later.photo.pixels);
  cv::RNG(5).fill(other, cv::RNG::UNIFORM, 0, 255);
  turned_away.evidence.landmarks.reset();
  const Sitting photo = made_from(capture);
  for (const char* id : {"integ.mirror", "integ.retouch", "seg.consistency"}) {
    INFO(id);
    const Finding alone = checks::test::of(id, photo);
    CHECK(alone.verdict == Verdict::not_assessable);
    CHECK(alone.why == "check.why.no_capture");
  }
  CHECK(of("integ.mirror", photo, later).why == "check.why.other_take");
  CHECK(of("integ.mirror", photo, turned_away).why == "check.why.no_capture_face");
  CHECK(checks::test::of("file.source_pixels", photo).why == "check.why.no_capture");
  CHECK(checks::test::of("integ.screen", photo).why == "check.why.no_capture");
}

TEST_CASE("an ear cut away and wall left beside the head are seen against the capture") {
  const Capture capture = capture_of();
  Sitting missing = made_from(capture), left = made_from(capture);
  cv::circle(imaging::mat_of(missing.photo.pixels), {160, 260}, 14, cv::Scalar(100, 197, 255), cv::FILLED);
  cv::circle(imaging::mat_of(left.photo.pixels), {80, 250}, 14, cv::Scalar(wall[0], wall[1], wall[2]), cv::FILLED);
  for (const Sitting* photo : {&missing, &left}) {
    const Finding finding = of("seg.consistency", *photo, capture);
    CHECK(finding.verdict != Verdict::pass);
    CHECK_FALSE(finding.marks.empty());
  }
}

TEST_CASE("added letters are found with and without a capture, the clothes' own pattern is not") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  CHECK(checks::test::of("integ.text", photo).verdict == Verdict::pass);
  cv::putText(imaging::mat_of(photo.photo.pixels), "2026-05-17 14:32 SAMPLE", {40, 600}, cv::FONT_HERSHEY_SIMPLEX, 0.8,
              cv::Scalar(255, 255, 255), 2, cv::LINE_AA);
  for (const Finding& finding : {of("integ.text", photo, capture), checks::test::of("integ.text", photo)}) {
    CHECK(finding.verdict != Verdict::pass);
    REQUIRE_FALSE(finding.marks.empty());
    CHECK(finding.marks.front().spots.front().y > 560);
  }
}

TEST_CASE("an object in the background is boxed; a soft shadow and a slow gradient are none") {
  Sitting photo = sitting_of({});
  CHECK(checks::test::of("bg.object", photo).verdict == Verdict::pass);
  cv::rectangle(imaging::mat_of(photo.photo.pixels), {0, 0, 70, 300}, cv::Scalar(90, 60, 40), cv::FILLED);
  const Finding finding = checks::test::of("bg.object", photo);
  CHECK(finding.verdict == Verdict::fail);
  REQUIRE(finding.marks.size() == 1);
  CHECK(finding.marks.front().spots.back().x == Approx(70).margin(25));
  CHECK(checks::test::of("bg.object", Sitter{.shade_down = 40}).verdict == Verdict::pass);
}

TEST_CASE("grain is measured at half the size, where half its strength is left") {
  for (const double strength : {3.0, 6.0, 16.0}) {
    Sitting photo = sitting_of({});
    cv::Mat picture = imaging::mat_of(photo.photo.pixels), grain(picture.size(), CV_16S), three, sum;
    cv::RNG noise(7);
    noise.fill(grain, cv::RNG::NORMAL, 0, strength);
    cv::merge(std::vector<cv::Mat>(3, grain), three);
    picture.convertTo(sum, CV_16SC3);
    cv::Mat(sum + three).convertTo(picture, CV_8UC3);
    const Finding finding = checks::test::of("qual.noise", photo);
    CHECK(*finding.value == Approx(strength / 2).epsilon(0.25));
    CHECK(finding.verdict == (strength < 4 ? Verdict::pass : strength < 10 ? Verdict::warn : Verdict::fail));
  }
}

TEST_CASE("the pixels of a photographed screen make a regular wave; grain makes none") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  CHECK(checks::test::of("integ.moire", photo).verdict == Verdict::pass);
  cv::Mat picture = imaging::mat_of(photo.photo.pixels);
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const double wave =
          12 * std::sin(2 * M_PI * (x * 0.231 + y * 0.107)) + 12 * std::sin(2 * M_PI * (y * 0.229 - x * 0.11));
      auto& colour = picture.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) colour[c] = cv::saturate_cast<std::uint8_t>(colour[c] + wave);
    }
  }
  CHECK(checks::test::of("integ.moire", photo).verdict != Verdict::pass);
}

TEST_CASE("a coloured date is found on cloth as light as it is") {
  Sitting photo = sitting_of({.clothes = {169, 169, 169}});
  CHECK(checks::test::of("integ.text", photo).verdict == Verdict::pass);
  cv::putText(imaging::mat_of(photo.photo.pixels), "2023-11-01 15:01", {264, 620}, cv::FONT_HERSHEY_SIMPLEX, 0.5,
              {255, 150, 40}, 1, cv::LINE_AA);
  CHECK(checks::test::of("integ.text", photo).verdict != Verdict::pass);
}

TEST_CASE("letters too faint to be told from cloth are seen where the capture has none") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  cv::Mat picture = imaging::mat_of(photo.photo.pixels), text(picture.size(), CV_8UC3, cv::Scalar::all(0));
  cv::putText(text, "SAMPLE ONLY", {60, 600}, cv::FONT_HERSHEY_SIMPLEX, 1.5, cv::Scalar::all(22), 2, cv::LINE_AA);
  picture += text;
  CHECK(checks::test::of("integ.text", photo).verdict == Verdict::pass);
  const Finding finding = of("integ.text", photo, capture);
  CHECK(finding.verdict != Verdict::pass);
  CHECK_FALSE(finding.marks.empty());
}

TEST_CASE("coloured stripes of a screen are seen even where they lie along JPEG's blocks") {
  const Capture capture = capture_of();
  Sitting photo = made_from(capture);
  cv::Mat picture = imaging::mat_of(photo.photo.pixels);
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      auto& colour = picture.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) {
        colour[c] = cv::saturate_cast<std::uint8_t>(colour[c] + 10 * std::sin(2 * M_PI * (x / 8.0 + c / 3.0)));
      }
    }
  }
  CHECK(checks::test::of("integ.moire", photo).verdict != Verdict::pass);
}

TEST_CASE("a photo sent back before is found again: re-saved, mirrored, turned or cut") {
  const Capture capture = capture_of();
  const Sitting before = made_from(capture), other = made_from(capture_of(2));
  const std::vector<imaging::Fingerprint> rejected{fingerprint_of(before.photo.pixels, before.evidence)};
  const auto said = [&](const Sitting& photo) {
    return only(assess({photo.photo, photo.evidence, {}, nullptr, rejected}, standard()), "dup.phash_rejected");
  };
  CHECK(said(before).verdict == Verdict::fail);
  Sitting turned = before;
  cv::Mat picture;
  cv::rotate(imaging::mat_of(before.photo.pixels), picture, cv::ROTATE_90_CLOCKWISE);
  turned.photo.pixels = imaging::pixels_of(picture);
  turned.evidence.landmarks.reset();
  CHECK(said(turned).verdict == Verdict::fail);
  Sitting mirrored = before;
  cv::flip(imaging::mat_of(before.photo.pixels), picture, 1);
  mirrored.photo.pixels = imaging::pixels_of(picture);
  CHECK(said(mirrored).verdict == Verdict::fail);
  Sitting cut = sitting_of({.width = 360, .height = 480, .eye_x = 180, .eye_y = 150});
  cut.photo.pixels = imaging::pixels_of(imaging::mat_of(before.photo.pixels)(cv::Rect(60, 100, 360, 480)).clone());
  CHECK(said(cut).verdict == Verdict::fail);
  CHECK(said(other).verdict == Verdict::pass);
  CHECK(checks::test::of("dup.phash_rejected", before).why == "check.why.no_rejected");
}

TEST_CASE("the camera's date is compared with the day the photo was handed in") {
  Capture capture = capture_of();
  const Sitting photo = made_from(capture);
  const auto said = [&](const std::string& date) {
    capture.photo.facts.exif_date = date;
    return only(assess({photo.photo, photo.evidence, {}, &capture, {}, Date{2026, 5, 17}}, standard()), "exif.date");
  };
  CHECK(*said("2026:05:16 10:00:00").value == 0);
  CHECK(said("2026:05:16 10:00:00").verdict == Verdict::pass);
  CHECK(said("2024:11:18 10:00:00").verdict == Verdict::warn);
  CHECK(*said("2024:11:18 10:00:00").value == 17);
  CHECK(said("0000:00:00 00:00:00").why == "check.why.no_exif_date");
  CHECK(of("exif.date", photo, capture).why == "check.why.no_day");
}

TEST_CASE("another student's photo turned upside down is known, whatever face is seen in it") {
  const Sitting theirs = sitting_of({});
  const OtherPhoto known{fingerprint_of(theirs.photo.pixels, theirs.evidence), "theirs"};
  Sitting turned = theirs;
  cv::Mat picture = imaging::mat_of(turned.photo.pixels);
  cv::rotate(picture.clone(), picture, cv::ROTATE_180);
  const auto judged = [&](const Sitting& sitting) {
    const Subject subject{.photo = sitting.photo, .evidence = sitting.evidence, .others = {&known, 1}};
    return only(assess(subject, standard()), "dup.phash_other");
  };
  CHECK(judged(turned).verdict == Verdict::fail);
  // A kept print does not know how it would be turned, and claims nothing of it.
  const PrintViews kept = views_of(fingerprint_of(turned.photo.pixels, turned.evidence));
  CHECK(same_photo(kept, known.print, 145) > 20);
}
