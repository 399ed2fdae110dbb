#include <array>
#include <cstdio>

#include "workflow/accuracy.h"

namespace zhaojian::workflow {
namespace {

std::string number(double value, int digits) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return std::string(text.data()) == "-0.0" ? "0.0" : text.data();
}

std::string percent(double share) { return number(share * 100, 0); }

// "3/4 = 75 % (30–95)"
std::string text_of(const Share& share) {
  if (share.of == 0) return "–";
  const Interval interval = share.interval();
  return std::to_string(share.hits) + "/" + std::to_string(share.of) + " = " + percent(share.value()) + " % (" +
         percent(interval.low) + "–" + percent(interval.high) + ")";
}

std::string count_of(const Share& share) {
  return share.of == 0 ? "–" : std::to_string(share.hits) + "/" + std::to_string(share.of);
}

std::string findings_table(const AccuracyPart& part) {
  std::string text =
      "| finding | flaw found | of these failed | found where made by code | false alarms | of these on clean "
      "submissions | not assessable: with its flaw | anywhere |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const FindingAccuracy& finding : part.findings) {
    text += "| `" + finding.id.value + "` | " + text_of(finding.found) + " | " + count_of(finding.failed) + " | " +
            text_of(finding.found_made) + " | " + text_of(finding.false_alarms) + " | " +
            count_of(finding.clean_alarms) + " | " + count_of(finding.blind) + " | " + count_of(finding.unseen) +
            " |\n";
  }
  return text;
}

std::string geometry_table(const AccuracyPart& part) {
  std::string text =
      "| finding | pictures | mean error | median size | 95 % within | largest | within ±6 |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const auto& [id, spread] : part.geometry) {
    text += "| `" + id + "` | " + std::to_string(spread.count) + " | " + number(spread.mean, 1) + " | " +
            number(spread.median, 1) + " | " + number(spread.p95, 1) + " | " + number(spread.most, 1) + " | " +
            text_of(spread.within) + " |\n";
  }
  return text;
}

std::string identity_line(const AccuracyPart& part) {
  if (!part.identity) return "No pairs to compare.\n";
  const Separation& s = *part.identity;
  return std::to_string(s.same) + " pairs of the same person, " + std::to_string(s.different) +
         " of different ones: AUC " + number(s.auc, 4) + ", equal error rate " + number(s.eer * 100, 1) +
         " % at a cosine of " + number(s.threshold, 2) + ".\n";
}

std::string section(const std::string& title, const AccuracyPart& part) {
  return "## " + title + "\n\n" + std::to_string(part.people) + " people, " + std::to_string(part.clean) +
         " clean submissions, " + std::to_string(part.flawed) + " flawed ones, " + std::to_string(part.made) +
         " copies made flawed by code, " + std::to_string(part.others) +
         " captures and references.\n\n### Findings\n\n" + findings_table(part) +
         "\n### Positions and angles\n\nMeasured less true, on clean submissions; pixels of the " +
         "standard's picture, or degrees.\n\n" + geometry_table(part) + "\n### Identity\n\n" + identity_line(part);
}

constexpr const char* how_to_read =
    "The pictures are renderings of people who do not exist (`assets/demo/README.md`), each flaw with few examples: "
    "read "
    "the 95 % intervals (Wilson), not the shares. A flaw counts as found when the finding made for it warns or fails. "
    "The bands were set on the tuning part, but for headwear, of which it has no example; the pose was calibrated on "
    "all "
    "people, each judged by the figures of the others. Real photos will be harder: smoother retouching, busier light, "
    "dark skin, dyed hair, black caps. Rendered people look more alike than real ones: the threshold of their likeness "
    "says nothing about real faces.";

}  // namespace

std::string accuracy_report(const Accuracy& accuracy) {
  return "# How often the checks are right\n\nMade by `./dev accuracy`; do not edit. Profile " + accuracy.profile +
         ", " + accuracy.checks + ", networks: " + accuracy.engine + ".\n\n" + how_to_read + "\n\n" +
         section("People nothing was tuned on", accuracy.reporting) + "\n" +
         section("People the bands were tuned on", accuracy.tuning);
}

}  // namespace zhaojian::workflow
