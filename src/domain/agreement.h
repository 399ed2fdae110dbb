#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/finding.h"
#include "domain/standard_profile.h"
#include "domain/submission.h"

// Our own check beside the back end's of the same name.
namespace zhaojian::domain {

enum class Agreement {
  same,
  verdict,  // one says fail where the other says warn, or pass
  value,    // the verdicts are alike, the values further apart than the profile allows
  unseen,   // only one of the two could assess it: no contradiction, but worth a look
};
[[nodiscard]] constexpr std::string_view name(Agreement agreement) {
  constexpr std::string_view names[] = {"same", "verdict", "value", "unseen"};
  return names[static_cast<int>(agreement)];
}
[[nodiscard]] constexpr bool is_alarm(Agreement agreement) {
  return agreement == Agreement::verdict || agreement == Agreement::value;
}

// How the two compare. `rule` gives the tolerance (agree_within); values are compared only in the same unit, by its name
// or its symbol, and none of a value where either is missing.
[[nodiscard]] Agreement compare(const Finding& ours, const Flag& theirs, const Rule* rule);

struct Compared {
  FindingId id;
  const Finding* ours = nullptr;  // null: we have no check of that name
  const Flag* theirs = nullptr;
  Agreement agreement = Agreement::same;
};
// One row for each of the back end's flags, in its order. What it did not flag it said nothing about: the feed carries
// problems only, so that is no disagreement. Points into the arguments.
[[nodiscard]] std::vector<Compared> compare(const Assessment& ours, const std::vector<Flag>& theirs,
                                            const StandardProfile& profile);

[[nodiscard]] Verdict verdict_of(FlagVerdict verdict);

}  // namespace zhaojian::domain
