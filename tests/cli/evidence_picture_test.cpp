#include "cli/evidence_picture.h"

#include <catch2/catch.hpp>
#include <limits>

#include "support/photos.h"

using namespace zhaojian;
using cli::evidence_picture;
using domain::Finding;
using domain::MarkKind;
using domain::Verdict;

namespace {

Finding a_finding(Verdict verdict, MarkKind kind, std::vector<domain::Spot> spots, bool measured = true) {
  Finding finding;
  finding.verdict = verdict;
  finding.marks = {{kind, std::move(spots), measured}};
  return finding;
}

struct Colour {
  int r, g, b;
  bool operator==(const Colour&) const = default;
};
Colour at(const imaging::Pixels& pixels, int x, int y) {
  const auto i = static_cast<std::size_t>((y * pixels.width + x) * 3);
  return {pixels.rgb[i], pixels.rgb[i + 1], pixels.rgb[i + 2]};
}

const Colour kGrey{100, 100, 100};

}  // namespace

TEST_CASE("a measured line has the colour of its verdict, a limit is thin and blue") {
  const imaging::Pixels photo = support::a_plain(60, 80, 100, 100, 100);
  const auto wrong =
      evidence_picture(photo, std::vector{a_finding(Verdict::fail, MarkKind::line, {{0, 40}, {59, 40}})});
  CHECK(at(wrong, 30, 40).r > 200);
  CHECK(at(wrong, 30, 40).g < 60);
  CHECK(at(wrong, 30, 41) == at(wrong, 30, 40));
  CHECK(at(wrong, 30, 60) == kGrey);
  const auto limit =
      evidence_picture(photo, std::vector{a_finding(Verdict::pass, MarkKind::line, {{10, 0}, {10, 79}}, false)});
  CHECK(at(limit, 10, 20).b > 200);
  CHECK(at(limit, 11, 20) == kGrey);
}

TEST_CASE("every kind of mark is drawn where it lies") {
  const imaging::Pixels photo = support::a_plain(100, 100, 100, 100, 100);
  const auto kind = GENERATE(MarkKind::box, MarkKind::polygon, MarkKind::ellipse, MarkKind::point);
  const std::vector<domain::Spot> spots = kind == MarkKind::polygon
                                              ? std::vector<domain::Spot>{{20, 50}, {50, 20}, {80, 50}, {50, 80}}
                                              : std::vector<domain::Spot>{{20, 50}, {80, 80}};
  const auto drawn = evidence_picture(photo, std::vector{a_finding(Verdict::warn, kind, spots)});
  const bool corner = kind != MarkKind::ellipse;  // which touches the sides of its box in their middle
  CHECK((at(drawn, 20, corner ? 50 : 65) == kGrey) == false);
  CHECK(at(drawn, 5, 5) == kGrey);
}

TEST_CASE("heat is laid over what is doubtful or wrong, never over what passes") {
  const imaging::Pixels photo = support::a_plain(40, 40, 100, 100, 100);
  Finding finding;
  finding.heat = domain::HeatMap{2, 2, {0, 255, 0, 0}};
  finding.verdict = Verdict::fail;
  const auto hot = evidence_picture(photo, std::vector{finding});
  CHECK(at(hot, 30, 10).r > 150);
  CHECK(at(hot, 10, 10) == kGrey);
  CHECK(at(hot, 30, 30) == kGrey);
  finding.verdict = Verdict::pass;
  CHECK(evidence_picture(photo, std::vector{finding}) == photo);
}

TEST_CASE("marks that are nowhere, or far away, harm nothing") {
  const imaging::Pixels photo = support::a_plain(30, 30, 100, 100, 100);
  constexpr float nan = std::numeric_limits<float>::quiet_NaN(), far = 1e9F;
  const std::vector<Finding> findings = {a_finding(Verdict::fail, MarkKind::line, {{nan, 0}, {5, 5}}),
                                         a_finding(Verdict::fail, MarkKind::point, {{nan, nan}, {far, far}}),
                                         a_finding(Verdict::fail, MarkKind::box, {{-far, -far}, {far, far}}),
                                         a_finding(Verdict::fail, MarkKind::ellipse, {{5, 5}}),
                                         a_finding(Verdict::fail, MarkKind::polygon, {})};
  CHECK(evidence_picture(photo, findings).width == 30);
  Finding broken;
  broken.verdict = Verdict::fail;
  broken.heat = domain::HeatMap{3, 3, {1, 2}};
  CHECK(evidence_picture(photo, std::vector{broken}) == photo);
  CHECK(evidence_picture({}, findings).empty());
}
