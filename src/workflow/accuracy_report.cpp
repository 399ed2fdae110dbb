#include <algorithm>

#include "workflow/accuracy.h"
#include "workflow/accuracy_text.h"

namespace zhaojian::workflow {
namespace {

using report::count_of, report::met, report::number, report::percent, report::text_of;

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
      "| finding | pictures | mean error | median size | 95 % within | largest | within ±6 px or ±4° | 95 % wanted |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const auto& [id, spread] : part.geometry) {
    text += "| `" + id + "` | " + std::to_string(spread.count) + " | " + number(spread.mean, 1) + " | " +
            number(spread.median, 1) + " | " + number(spread.p95, 1) + " | " + number(spread.most, 1) + " | " +
            text_of(spread.within) + " | " + met(spread.within.value() >= wanted_within) + " |\n";
  }
  return text;
}

// Whether a check reaches what its group wants; empty when it does, else what it lacks.
std::string lacking(const FindingAccuracy& finding, const codec::CheckGroup& group) {
  const Share found{finding.found.hits + finding.found_made.hits, finding.found.of + finding.found_made.of};
  std::string text;
  if (found.of > 0 && found.value() < group.recall) text += "found " + count_of(found);
  if (finding.false_alarms.of > 0 && finding.false_alarms.value() > group.false_alarms) {
    text += (text.empty() ? "" : ", ") + std::string("false alarms ") + count_of(finding.false_alarms);
  }
  return text;
}

// A group of which no labelled picture has a flaw is met, if at all, by what was drawn alone.
std::string outcome(bool reached, const Share& found, const Share& made) {
  if (found.of + made.of == 0) return "nothing to find";
  return met(reached) + (found.of == 0 ? " (made copies only)" : "");
}

std::string groups_table(const AccuracyPart& part, const codec::FlawTable& table) {
  std::string text =
      "| group | wanted: found | wanted: false alarms | flaws found | found where made by code | false alarms | | "
      "checks that do not reach it | checks without a flaw to find |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const codec::CheckGroup& group : table.groups) {
    Share found, made, alarms;
    std::string short_of, untried;
    int checks = 0;
    for (const FindingAccuracy& finding : part.findings) {
      const auto first = std::ranges::find_if(
          table.groups, [&](const codec::CheckGroup& one) { return codec::names(one.findings, finding.id.value); });
      if (first == table.groups.end() || &*first != &group) continue;
      ++checks;
      for (const auto& [sum, share] : {std::pair(&found, finding.found), std::pair(&made, finding.found_made),
                                       std::pair(&alarms, finding.false_alarms)}) {
        sum->hits += share.hits;
        sum->of += share.of;
      }
      const std::string id = "`" + finding.id.value + "`", lacks = lacking(finding, group);
      if (!lacks.empty()) short_of += (short_of.empty() ? "" : "; ") + id + " (" + lacks + ")";
      if (finding.found.of + finding.found_made.of == 0) untried += (untried.empty() ? "" : ", ") + id;
    }
    if (checks == 0) continue;
    text += "| " + group.name + " | ≥ " + percent(group.recall) + " % | ≤ " + percent(group.false_alarms) + " % | " +
            text_of(found) + " | " + text_of(made) + " | " + text_of(alarms) + " | " +
            outcome(short_of.empty(), found, made) + " | " +
            short_of + " | " + untried + " |\n";
  }
  return text;
}

std::string clauses_table(const domain::StandardProfile& profile) {
  constexpr const char* names[] = {"automatic", "assisted", "manual"};
  std::string text = "| clause | how | findings |\n| --- | --- | --- |\n";
  for (const domain::Clause& clause : profile.clauses) {
    std::string findings;
    for (const FindingId& id : clause.findings) findings += (findings.empty() ? "`" : ", `") + id.value + "`";
    text += "| " + clause.number + " | " + names[static_cast<int>(clause.coverage)] + " | " + findings + " |\n";
  }
  return text;
}

std::string section(const std::string& title, const AccuracyPart& part, const domain::StandardProfile& profile,
                    const codec::FlawTable& table) {
  return "## " + title + "\n\n" + std::to_string(part.people) + " people, " + std::to_string(part.clean) +
         " clean submissions, " + std::to_string(part.flawed) + " flawed ones, " + std::to_string(part.made) +
         " copies made flawed by code, " + std::to_string(part.others) + " captures and references.\n\n### Groups\n\n" +
         groups_table(part, table) + "\n### Findings\n\n" + findings_table(part) +
         "\n### Positions and angles\n\nMeasured less true, on clean submissions; pixels of the " +
         "standard's picture, or degrees.\n\n" + geometry_table(part) + "\n### Identity\n\n" +
         likeness_report(part.likeness, profile);
}

constexpr const char* how_to_read =
    "The pictures are renderings of people who do not exist (`assets/demo/README.md`), each flaw with few examples: "
    "read the 95 % intervals (Wilson), not the shares. A flaw counts as found when the finding made for it warns or "
    "fails. False alarms are counted on clean submissions, on pictures whose flaw does not concern the check, and on "
    "captures and references for what can be judged on them; `assets/demo/flaws.json` is the table of what concerns "
    "what, and the split into people for tuning and for reporting. Copies made flawed by code (`src/samples`) are "
    "drawn, not photographed, and come from the same people: they show that a check sees what it is for, not how often "
    "it does so in life, and have a column of their own; those that stay within the standard count as negatives. "
    "`integ.screen` asks a network about the capture, and no capture among the samples was taken off a screen: how often "
    "it finds one is not known. "
    "The pose was calibrated on all people, each judged by the figures of the others. Real photos will be harder: "
    "smoother retouching, busier light, dark skin, dyed hair. Rendered people look more alike than real ones: the "
    "threshold of their likeness says nothing about real faces. The bounds of `ears.visible`, `occl.headwear` and "
    "`access.ear` were set with three people of the reporting half in view (p020, p024, p026).";

std::string in_brackets(const std::string& text) { return text.empty() ? text : " (" + text + ")"; }

}  // namespace

std::string accuracy_report(const Accuracy& accuracy, const domain::StandardProfile& profile,
                            const codec::FlawTable& table) {
  return "Profile " + accuracy.profile + ", " + accuracy.checks + ", networks: " + accuracy.engine + ".\n\n" +
         how_to_read + "\n\n## How each clause is covered\n\n" + clauses_table(profile) + "\n" +
         section("People nothing was tuned on", accuracy.reporting, profile, table) + "\n" +
         section("People the bands were tuned on", accuracy.tuning, profile, table);
}

std::string real_report(const RealJudged& judged, const domain::StandardProfile& profile,
                        const codec::FlawTable& table) {
  const Accuracy accuracy = tally(judged.photos, profile, table);
  std::map<std::string, int> refusals;
  for (const RefusedPhoto& refused : judged.refused) ++refusals[refused.why];
  std::string why, unreadable;
  for (const auto& [text, count] : refusals) why += (why.empty() ? "" : ", ") + std::to_string(count) + " × `" + text + "`";
  for (const auto& [file, text] : judged.unreadable)
    unreadable += (unreadable.empty() ? "`" : ", `") + file + "`: `" + text + "`";
  std::string text =
      "Photographs of real people, not part of the product; what is wrong with each was judged by eye, and where the eye "
      "could not tell, neither word is counted. Each is checked as it is, then cut to the standard by `standardise` and "
      "checked against the photograph, then made flawed by code. Asked is ten points less than of rendered people.\n\n";
  text += "Unfit by their labels: " + std::to_string(judged.unfit) + ". Not readable, and so not measured: " +
          std::to_string(judged.unreadable.size()) + in_brackets(unreadable) + ". Nothing could be cut from: " +
          std::to_string(judged.refused.size()) + in_brackets(why) + ".\n";
  for (const auto& [title, part] : {std::pair("People nothing was tuned on", &accuracy.reporting),
                                    std::pair("People the checks were tuned on", &accuracy.tuning)}) {
    text += "\n## " + std::string(title) + "\n\n" + std::to_string(part->people) + " people, " +
            std::to_string(part->flawed) + " photographs, " + std::to_string(part->clean) + " cuts, " +
            std::to_string(part->made) + " copies made flawed by code.\n\n### Groups\n\n" + groups_table(*part, table) +
            "\n### Findings\n\n" + findings_table(*part);
  }
  return text;
}

}  // namespace zhaojian::workflow
