#include "checks/assess.h"

#include <iterator>

#include "checks/scene.h"

namespace zhaojian::checks {

Findings assess(const Subject& subject, const domain::StandardProfile& profile) {
  const Scene scene(subject);
  Findings findings;
  for (const Check& check : registry()) {
    Findings some = check.run(scene, profile);
    findings.insert(findings.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return findings;
}

Findings undecodable(const domain::StandardProfile& profile, const Error& error) {
  Findings findings;
  for (const Check& check : registry()) {
    for (const std::string_view id : check.yields) {
      const domain::Rule* rule = profile.rule(FindingId(std::string(id)));
      if (rule == nullptr) continue;
      domain::Finding finding;
      finding.id = FindingId(std::string(id));
      finding.unit = rule->unit;
      finding.band = rule->band;
      finding.why = "check.why.undecodable";
      if (id == "file.decode") {
        finding.value = 0;
        finding.verdict = domain::Verdict::fail;
        if (!error.text.empty()) finding.why = error.text;
      }
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

std::string_view version() { return "checks 9"; }

}  // namespace zhaojian::checks
