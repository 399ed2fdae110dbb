#include "domain/reason.h"

#include <catch2/catch.hpp>

#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

std::vector<std::string> codes(const std::vector<const Reason*>& reasons) {
  std::vector<std::string> found;
  for (const Reason* reason : reasons) found.push_back(reason->code.value);
  return found;
}

using Codes = std::vector<std::string>;

Finding a_finding(const std::string& id, Verdict verdict, std::optional<double> value = std::nullopt, Band band = {}) {
  Finding finding;
  finding.id = FindingId(id);
  finding.verdict = verdict;
  finding.value = value;
  finding.band = band;
  return finding;
}

ReasonCatalogue widths() {
  ReasonCatalogue catalogue = test::some_reasons();
  Reason large = catalogue.reasons[3];
  large.code = ReasonCode("HEAD_TOO_LARGE");
  large.suggested_by = {FindingId("geom.face_width")};
  large.side = Side::above;
  Reason small = large;
  small.code = ReasonCode("HEAD_TOO_SMALL");
  small.side = Side::below;
  catalogue.reasons.push_back(large);
  catalogue.reasons.push_back(small);
  return catalogue;
}

}  // namespace

TEST_CASE("a reason is found by the beginning of its initials, in either case") {
  const auto catalogue = test::some_reasons();
  CHECK(codes(search(catalogue, "zpm")) == Codes{"BLUR"});
  CHECK(codes(search(catalogue, "ZPMH")) == Codes{"BLUR"});
  CHECK(codes(search(catalogue, " zpm ")) == Codes{"BLUR"});
}

TEST_CASE("the better match comes first: initials' beginning, initials inside, label, code") {
  ReasonCatalogue catalogue = test::some_reasons();
  catalogue.reasons[0].initials = "xab";   // inside
  catalogue.reasons[1].label_en = "Slab";  // label
  catalogue.reasons[2].code = ReasonCode("CABLE");
  catalogue.reasons[2].label_en = "Cord";  // code
  catalogue.reasons[4].initials = "abc";   // beginning
  CHECK(codes(search(catalogue, "ab")) == Codes{"BG_EDGE", "NOT_SAME_PERSON", "MATCH_UNCERTAIN", "CABLE"});
}

TEST_CASE("a reason is found by a part of its label in either language and by its code") {
  const auto catalogue = test::some_reasons();
  CHECK(codes(search(catalogue, "模糊")) == Codes{"BLUR"});
  CHECK(codes(search(catalogue, "eyes_c")) == Codes{"EYES_CLOSED"});
}

TEST_CASE("letters left out between the initials still find the reason, after better matches") {
  const auto catalogue = test::some_reasons();
  CHECK(codes(search(catalogue, "hdcq")) == Codes{"BG_EDGE"});  // hdbycq
  CHECK(search(catalogue, "dbcq").empty());                     // the first letter must be the first
}

TEST_CASE("nothing typed lists all reasons in their order, and nonsense finds none") {
  const auto catalogue = test::some_reasons();
  CHECK(search(catalogue, "").size() == catalogue.reasons.size());
  CHECK(search(catalogue, "  ").front() == &catalogue.reasons.front());
  CHECK(search(catalogue, "qqqq").empty());
  CHECK(search(catalogue, "𠮷").empty());
}

TEST_CASE("failed and warned checks suggest their reasons, worst first and once each") {
  const auto catalogue = test::some_reasons();
  const std::vector<Finding> findings = {a_finding("qual.sharp", Verdict::warn), a_finding("eyes.open", Verdict::fail),
                                         a_finding("eyes.open", Verdict::fail)};
  CHECK(codes(suggested(catalogue, findings)) == Codes{"EYES_CLOSED", "BLUR"});
}

TEST_CASE("what failed is suggested before what was only doubted, however severe the doubt") {
  const auto catalogue = test::some_reasons();
  const std::vector<Finding> findings = {a_finding("qual.sharp", Verdict::fail), a_finding("eyes.open", Verdict::warn)};
  REQUIRE(catalogue.find(ReasonCode("EYES_CLOSED"))->severity > catalogue.find(ReasonCode("BLUR"))->severity);
  CHECK(codes(suggested(catalogue, findings)) == Codes{"BLUR", "EYES_CLOSED"});
  CHECK(suggestion(*catalogue.find(ReasonCode("BLUR")), findings) == Verdict::fail);
  CHECK(suggestion(*catalogue.find(ReasonCode("EYES_CLOSED")), findings) == Verdict::warn);
}

TEST_CASE("a check that passed or could not be made suggests nothing") {
  const auto catalogue = test::some_reasons();
  const std::vector<Finding> findings = {a_finding("qual.sharp", Verdict::pass),
                                         a_finding("eyes.open", Verdict::not_assessable)};
  CHECK(suggested(catalogue, findings).empty());
}

TEST_CASE("a head too wide suggests that it is too large, never that it is too small") {
  const auto catalogue = widths();
  const Band band{186, 294, 180, 300};
  const auto for_width = [&](std::optional<double> width) {
    const std::vector<Finding> findings = {a_finding("geom.face_width", Verdict::fail, width, band)};
    return codes(suggested(catalogue, findings));
  };
  CHECK(for_width(320) == Codes{"HEAD_TOO_LARGE"});
  CHECK(for_width(150) == Codes{"HEAD_TOO_SMALL"});
  CHECK(for_width(std::nullopt) == Codes{"HEAD_TOO_LARGE", "HEAD_TOO_SMALL"});
}

TEST_CASE("a catalogue is refused for every rule it breaks, and the message names the reason") {
  CHECK(validate(test::some_reasons()));
  const auto problem_of = [](auto&& spoil) {
    ReasonCatalogue catalogue = test::some_reasons();
    spoil(catalogue);
    const auto done = validate(catalogue);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == Errc::invalid);
    CHECK(done.error().text == "error.reason.invalid");
    return done.error().message;
  };
  CHECK(problem_of([](auto& c) { c.reasons[3].code = c.reasons[2].code; }) ==
        "reason EYES_CLOSED: the code appears twice");
  CHECK(problem_of([](auto& c) { c.reasons[3].short_zh = "一二三四五六七八九十一二三四五六七八九十一"; }) ==
        "reason BLUR: short_zh has more than 20 characters");
  CHECK(problem_of([](auto& c) { c.reasons[3].short_zh = "两\n行"; }) ==
        "reason BLUR: short_zh is not one line of text");
  CHECK(problem_of([](auto& c) { c.reasons[3].message_en.clear(); }) == "reason BLUR: a message is empty");
  CHECK(problem_of([](auto& c) { c.reasons[3].label_zh.clear(); }) == "reason BLUR: a label is empty");
  CHECK(problem_of([](auto& c) { c.reasons[3].initials.clear(); }) == "reason BLUR: initials is empty");
  CHECK(problem_of([](auto& c) { c.first_row.emplace_back("NOPE"); }) == "first_row: NOPE is not a reason");
  CHECK(problem_of([](auto& c) { c.first_row.emplace_back("BLUR"); }) == "first_row: BLUR appears twice");
  CHECK(problem_of([](auto& c) { c.reasons[0].needs_reference = false; }) ==
        "reason NOT_SAME_PERSON: an identity reason must need a reference");
  CHECK(problem_of([](auto& c) { c.reasons.clear(); }) == "no reasons");
}

TEST_CASE("twenty characters beyond the basic plane are still twenty") {
  ReasonCatalogue catalogue = test::some_reasons();
  std::string wide;
  for (int i = 0; i < 20; ++i) wide += "𠮷";
  catalogue.reasons[3].short_zh = wide;
  CHECK(validate(catalogue));
  catalogue.reasons[3].short_zh += "䶮";
  CHECK_FALSE(validate(catalogue));
}
