#include "domain/rejudge.h"

namespace zhaojian::domain {
namespace {

// What every check may look at, whatever its own rule says.
bool same_ground(const StandardProfile& from, const StandardProfile& to) {
  return from.width == to.width && from.height == to.height && from.dpi == to.dpi && from.backgrounds == to.backgrounds;
}

// The band is all that may differ.
bool same_measure(const Rule* from, const Rule& to) {
  return from != nullptr && from->unit == to.unit && from->parameters == to.parameters;
}

// Not so where a check says more than its band: then a new band alone does not tell the new verdict.
bool follows_from_band(const Finding& finding) {
  return finding.value && judge(*finding.value, finding.band) == finding.verdict;
}

}  // namespace

Rejudged rejudge(const Assessment& assessment, const StandardProfile& from, const StandardProfile& to) {
  Rejudged result;
  result.assessment = assessment;
  result.assessment.profile = to.id;
  result.assessment.profile_version = to.version;
  result.assessment.findings.clear();
  const bool ground = same_ground(from, to);
  for (const Finding& before : assessment.findings) {
    const Rule* rule = to.rule(before.id);
    if (rule == nullptr) {
      result.dropped.push_back(before.id);
      continue;
    }
    Finding after = before;
    after.band = rule->band;
    const bool moved = before.band != rule->band;
    const bool unseen = before.verdict == Verdict::not_assessable;
    if (!ground || !same_measure(from.rule(before.id), *rule) || (moved && !unseen && !follows_from_band(before))) {
      result.to_check.push_back(before.id);
    } else if (moved && !unseen) {
      after.verdict = judge(*before.value, rule->band);
    }
    if (after.verdict != before.verdict) {
      result.changes.push_back({before.id, before.verdict, after.verdict, before.value});
    }
    result.assessment.findings.push_back(std::move(after));
  }
  for (const auto& [id, rule] : to.rules) {
    if (assessment.find(FindingId(id)) == nullptr) result.to_check.emplace_back(id);
  }
  return result;
}

}  // namespace zhaojian::domain
