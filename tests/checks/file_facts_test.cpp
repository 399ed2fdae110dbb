#include "checks/verdicts.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

// A sitting whose file says something else.
template <class Change> Finding after(const std::string& id, Change change) {
  Sitting sitting = sitting_of({});
  change(sitting.photo.facts);
  return of(id, sitting);
}

using Facts = imaging::FileFacts;

}  // namespace

TEST_CASE("a file as the standard wants it passes every check of the file") {
  const Findings findings = all_of(sitting_of({}));
  for (const char* id : {"file.decode", "file.magic", "file.dimensions", "file.bytes", "file.dpi", "file.jpeg_quality",
                         "file.colour_mode", "file.exif_orientation"}) {
    INFO(id);
    CHECK(only(findings, id).verdict == Verdict::pass);
  }
}

TEST_CASE("another size than 480 × 640 fails and says which it is") {
  const Finding finding = after("file.dimensions", [](Facts& facts) { facts.width = 413, facts.height = 531; });
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.why == "check.why.dimensions");
  CHECK(finding.why_values == std::vector<std::string>{"413", "531", "480", "640"});
}

TEST_CASE("bytes are counted in KB of 1024 and judged softly around 20 to 40") {
  const auto of_kib = [](int kib) { return after("file.bytes", [&](Facts& f) { f.bytes = kib * 1024; }); };
  CHECK(of_kib(9).verdict == Verdict::fail);
  CHECK(of_kib(15).verdict == Verdict::warn);
  CHECK(of_kib(30).verdict == Verdict::pass);
  CHECK(of_kib(30).value == 30.0);
  CHECK(of_kib(60).verdict == Verdict::warn);
  CHECK(of_kib(480).verdict == Verdict::fail);
}

TEST_CASE("a PNG is no JPEG and has no quality") {
  const auto as_png = [](Facts& facts) {
    facts.format = imaging::FileFormat::png;
    facts.jpeg_quality.reset();
  };
  CHECK(after("file.magic", as_png).verdict == Verdict::fail);
  const Finding quality = after("file.jpeg_quality", as_png);
  CHECK(quality.verdict == Verdict::not_assessable);
  CHECK(quality.why == "check.why.no_quality");
  CHECK_FALSE(quality.value);
}

TEST_CASE("quality below 60 is doubtful, below 50 too low") {
  const auto of_quality = [](int q) { return after("file.jpeg_quality", [&](Facts& f) { f.jpeg_quality = q; }); };
  CHECK(of_quality(60).verdict == Verdict::pass);
  CHECK(of_quality(55).verdict == Verdict::warn);
  CHECK(of_quality(12).verdict == Verdict::fail);
}

TEST_CASE("a resolution that is missing is said to be missing, 118 dots a centimetre pass for 300 an inch") {
  const Finding none = after("file.dpi", [](Facts& facts) { facts.dpi_x = facts.dpi_y = 0; });
  CHECK(none.verdict == Verdict::warn);
  CHECK(none.why == "check.why.no_dpi");
  CHECK(after("file.dpi", [](Facts& f) { f.dpi_x = f.dpi_y = 118.11 * 2.54; }).verdict == Verdict::pass);
  CHECK(after("file.dpi", [](Facts& f) { f.dpi_x = 300, f.dpi_y = 72; }).verdict == Verdict::warn);
}

TEST_CASE("only 24-bit colour is true colour") {
  using imaging::ColourMode;
  for (const ColourMode mode : {ColourMode::grey, ColourMode::cmyk, ColourMode::palette, ColourMode::rgba}) {
    CHECK(after("file.colour_mode", [&](Facts& facts) { facts.colour = mode; }).verdict == Verdict::fail);
  }
  CHECK(after("file.colour_mode", [](Facts& facts) { facts.bits_per_channel = 16; }).verdict == Verdict::fail);
}

TEST_CASE("a file that needs turning is doubtful") {
  CHECK(after("file.exif_orientation", [](Facts& f) { f.exif_orientation = 6; }).verdict == Verdict::warn);
}

TEST_CASE("a photo that does not open fails by that alone") {
  const Findings findings = undecodable(standard(), {Errc::corrupt, "x", "error.decode.truncated"});
  CHECK(findings.size() == standard().rules.size());
  for (const Finding& finding : findings) {
    INFO(finding.id.value);
    if (finding.id.value == "file.decode") {
      CHECK(finding.verdict == Verdict::fail);
      CHECK(finding.why == "error.decode.truncated");
    } else {
      CHECK(finding.verdict == Verdict::not_assessable);
      CHECK(finding.why == "check.why.undecodable");
    }
  }
}
