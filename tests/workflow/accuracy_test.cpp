#include "workflow/accuracy.h"

#include <catch2/catch.hpp>

#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::workflow;
using codec::SampleRole;
using domain::Verdict;

namespace {

domain::StandardProfile two_rules() {
  auto profile = test::a_profile();
  profile.rules["eyes.open"] = {};
  profile.rules["geom.eye_line"] = {};
  return profile;
}

domain::Finding finding(const char* id, Verdict verdict, std::optional<double> value = {}) {
  domain::Finding one;
  one.id = FindingId(id);
  one.verdict = verdict;
  one.value = value;
  return one;
}

JudgedPhoto photo(const std::string& identity, const std::string& flaw, Verdict eyes, double eye_line = 250) {
  JudgedPhoto judged;
  judged.label.identity = identity;
  judged.label.flaw = flaw;
  judged.label.role = flaw.empty() ? SampleRole::submission : SampleRole::flawed_submission;
  judged.label.width = 240;
  judged.label.height = 320;
  judged.label.geometry = codec::TrueGeometry{.eyes_y = 125};  // 250 in the standard's picture
  judged.findings = {finding("eyes.open", eyes), finding("geom.eye_line", Verdict::pass, eye_line)};
  return judged;
}

const FindingAccuracy& of(const AccuracyPart& part, const std::string& id) {
  const auto found = std::find_if(part.findings.begin(), part.findings.end(),
                                  [&](const FindingAccuracy& accuracy) { return accuracy.id.value == id; });
  REQUIRE(found != part.findings.end());
  return *found;
}

codec::FlawTable a_table() {
  codec::FlawTable table;
  table.tuned_on = {"p001", "p002", "p003"};
  table.flaws["eyes_closed"] = {{"eyes.open"}, {}};
  table.flaws["head_tilt"] = {{"pose.roll"}, {"geom.*", "eyes.open"}};
  table.flaws["too_large_file"] = {{"file.bytes"}, {}};
  return table;
}

}  // namespace

TEST_CASE("Wilson's interval is honest for few pictures") {
  CHECK(Share{9, 10}.interval().low == Approx(0.5958).margin(0.0005));
  CHECK(Share{9, 10}.interval().high == Approx(0.9821).margin(0.0005));
  CHECK(Share{0, 8}.interval().low == 0);
  CHECK(Share{0, 8}.interval().high == Approx(0.3244).margin(0.0005));
  CHECK(Share{3, 3}.interval().high == 1);
  CHECK(Share{}.interval().high == 1);
}

TEST_CASE("the spread of errors keeps their sign in the mean only") {
  const std::vector<double> errors{-2, 1, 8, -1, 4};
  const Spread spread = spread_of(errors, 4);
  CHECK(spread.count == 5);
  CHECK(spread.mean == Approx(2));
  CHECK(spread.median == 2);
  CHECK(spread.most == 8);
  CHECK(spread.within.hits == 4);
}

TEST_CASE("likeness that separates has no errors, likeness that does not has half") {
  const auto clear = separation_of({0.8, 0.9}, {0.1, 0.2, 0.3});
  REQUIRE(clear);
  CHECK(clear->auc == 1);
  CHECK(clear->eer == 0);
  CHECK((clear->threshold > 0.3 && clear->threshold <= 0.8));
  const auto blind = separation_of({0.5, 0.5}, {0.5, 0.5});
  CHECK(blind->auc == 0.5);
  const auto mixed = separation_of({0.4, 0.7, 0.8, 0.9}, {0.1, 0.2, 0.3, 0.5});
  CHECK(mixed->auc == Approx(15.0 / 16));
  CHECK(mixed->eer == Approx(0.25));
  CHECK_FALSE(separation_of({}, {0.1}));
}

TEST_CASE("a flaw is found by its own finding, and what the flaw does not touch has to stay quiet") {
  std::vector<JudgedPhoto> photos{
      photo("p001", "", Verdict::pass, 252),          photo("p002", "", Verdict::warn, 247),
      photo("p001", "eyes_closed", Verdict::fail),    photo("p002", "eyes_closed", Verdict::warn),
      photo("p003", "eyes_closed", Verdict::pass),    photo("p003", "head_tilt", Verdict::fail),
      photo("p003", "too_large_file", Verdict::fail), photo("p019", "eyes_closed", Verdict::not_assessable)};
  photos.push_back(photo("p001", "eyes_closed", Verdict::fail));
  photos.back().made = true;
  const Accuracy accuracy = tally(photos, two_rules(), a_table());
  const FindingAccuracy& eyes = of(accuracy.tuning, "eyes.open");
  CHECK(eyes.found.hits == 2);
  CHECK(eyes.found.of == 3);
  CHECK(eyes.failed.hits == 1);
  CHECK(eyes.found_made.hits == 1);
  CHECK(eyes.found_made.of == 1);
  CHECK(eyes.clean_alarms.hits == 1);
  CHECK(eyes.clean_alarms.of == 2);
  CHECK(eyes.false_alarms.hits == 2);  // the large file as well; the tilt may do as it likes
  CHECK(eyes.false_alarms.of == 3);
  CHECK(accuracy.tuning.people == 3);
  CHECK(accuracy.tuning.made == 1);
  CHECK(accuracy.reporting.people == 1);
  CHECK(of(accuracy.reporting, "eyes.open").unseen.hits == 1);
  CHECK(of(accuracy.reporting, "eyes.open").blind.hits == 1);
  const Spread& line = accuracy.tuning.geometry.at("geom.eye_line");
  CHECK(line.count == 2);  // clean submissions
  CHECK(line.mean == Approx(-0.5));
}

TEST_CASE("a picture named for a flaw that its true value does not show is neither found nor missed") {
  auto profile = two_rules();
  profile.rules["geom.eye_line"].band.warn_max = 270;
  codec::FlawTable table = a_table();
  table.flaws["eyes_low"] = {{"geom.eye_line"}, {}};
  std::vector<JudgedPhoto> photos{photo("p001", "eyes_low", Verdict::pass), photo("p002", "eyes_low", Verdict::pass)};
  photos[1].label.geometry->eyes_y = 150;  // 300 in the standard's picture
  const Accuracy accuracy = tally(photos, profile, table);
  CHECK(of(accuracy.tuning, "geom.eye_line").found.of == 1);
  const std::vector<Miss> misses = misses_of(photos, profile, table);
  REQUIRE(misses.size() == 1);
  CHECK(misses[0].file == photos[1].label.file);
}

TEST_CASE("every finding that was not what it ought to be is listed with its picture") {
  std::vector<JudgedPhoto> photos{photo("p001", "", Verdict::warn), photo("p002", "eyes_closed", Verdict::pass),
                                  photo("p003", "eyes_closed", Verdict::not_assessable),
                                  photo("p003", "head_tilt", Verdict::fail),
                                  photo("p001", "unheard_of", Verdict::fail)};
  photos[0].label.file = "clean.jpg";
  const std::vector<Miss> misses = misses_of(photos, two_rules(), a_table());
  REQUIRE(misses.size() == 3);
  CHECK(misses[0].file == "clean.jpg");
  CHECK(misses[0].wrong == Wrong::false_alarm);
  CHECK(misses[1].wrong == Wrong::missed);
  CHECK(misses[2].wrong == Wrong::blind);
}

TEST_CASE("a group that misses what is wanted names the check and what it lacks") {
  codec::FlawTable table = a_table();
  table.groups = {{"eyes", 0.95, 0.05, {"eyes.*"}}, {"frame", 0.95, 0.05, {"geom.*"}}};
  const std::vector<JudgedPhoto> photos{photo("p019", "", Verdict::pass), photo("p019", "eyes_closed", Verdict::pass),
                                        photo("p020", "eyes_closed", Verdict::fail)};
  const std::string text = accuracy_report(tally(photos, two_rules(), table), two_rules(), table);
  CHECK_THAT(text, Catch::Contains("**not met** | `eyes.open` (found 1/2)"));
  CHECK_THAT(text, Catch::Contains("| nothing to find |  | `geom.eye_line` |"));
}

TEST_CASE("a group met by made copies alone says so") {
  codec::FlawTable table = a_table();
  table.groups = {{"eyes", 0.95, 0.05, {"eyes.*"}}};
  std::vector<JudgedPhoto> photos{photo("p019", "", Verdict::pass), photo("p019", "eyes_closed", Verdict::fail)};
  const auto text = [&] { return accuracy_report(tally(photos, two_rules(), table), two_rules(), table); };
  CHECK_THAT(text(), Catch::Contains("| met |") && !Catch::Contains("made copies only"));
  photos[1].made = true;
  CHECK_THAT(text(), Catch::Contains("| met (made copies only) |"));
}

TEST_CASE("the error at a threshold counts the same below and the others not below it") {
  const Likeness likeness{{0.3, 0.5, 0.9}, {0.1, 0.5}};
  const ErrorRates rates = errors_at(likeness, 0.5);
  CHECK(rates.missed.hits == 1);
  CHECK(rates.let_in.hits == 1);
  const std::string text = likeness_report(likeness, two_rules());
  CHECK_THAT(text, Catch::Contains("| 0.50 | 1/3 = 33 % (6–79) | 1/2 = 50 % (9–91) |"));
}

TEST_CASE("the report names every finding and both parts") {
  const std::vector<JudgedPhoto> photos{photo("p001", "", Verdict::pass), photo("p019", "", Verdict::pass)};
  const std::string text = accuracy_report(tally(photos, two_rules(), a_table()), two_rules(), a_table());
  CHECK_THAT(text, Catch::Contains("People nothing was tuned on"));
  CHECK_THAT(text, Catch::Contains("| `eyes.open` | – | – | – | 0/1 = 0 % (0–79) | 0/1 | – | 0/1 |"));
  CHECK_THAT(text, Catch::Contains("| `geom.eye_line` | 1 | 0.0 | 0.0 | 0.0 | 0.0 | 1/1 = 100 % (21–100) | met |"));
  CHECK(text == accuracy_report(tally(photos, two_rules(), a_table()), two_rules(), a_table()));
}
