#include "domain/agreement.h"

#include <cmath>

namespace zhaojian::domain {
namespace {

bool same_unit(Unit ours, const std::string& theirs) {
  return theirs == name(ours) || theirs == symbol(ours) || (theirs.empty() && ours == Unit::none);
}

bool too_far_apart(const Finding& ours, const Flag& theirs, const Rule* rule) {
  if (rule == nullptr || !rule->agree_within || !ours.value || !theirs.value) return false;
  if (!same_unit(ours.unit, theirs.unit)) return false;
  return !(std::abs(*ours.value - *theirs.value) <= *rule->agree_within);
}

}  // namespace

Verdict verdict_of(FlagVerdict verdict) {
  switch (verdict) {
    case FlagVerdict::fail: return Verdict::fail;
    case FlagVerdict::warn: return Verdict::warn;
    case FlagVerdict::not_assessable: break;
  }
  return Verdict::not_assessable;
}

Agreement compare(const Finding& ours, const Flag& theirs, const Rule* rule) {
  const Verdict said = verdict_of(theirs.verdict);
  const bool we_saw = ours.verdict != Verdict::not_assessable, they_saw = said != Verdict::not_assessable;
  if (we_saw != they_saw) return Agreement::unseen;
  if (!we_saw) return Agreement::same;
  if (ours.verdict != said) return Agreement::verdict;
  return too_far_apart(ours, theirs, rule) ? Agreement::value : Agreement::same;
}

std::vector<Compared> compare(const Assessment& ours, const std::vector<Flag>& theirs, const StandardProfile& profile) {
  std::vector<Compared> rows;
  for (const Flag& flag : theirs) {
    const Finding* finding = ours.find(flag.check);
    Compared row{flag.check, finding, &flag, Agreement::unseen};
    if (finding != nullptr) row.agreement = compare(*finding, flag, profile.rule(flag.check));
    rows.push_back(row);
  }
  return rows;
}

}  // namespace zhaojian::domain
