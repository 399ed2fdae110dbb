#pragma once
#include <vector>

#include "domain/finding.h"
#include "domain/standard_profile.h"

// What an assessment would say under another version of its profile, without the picture.
namespace zhaojian::domain {

struct VerdictChange {
  FindingId id;
  Verdict before = Verdict::pass, after = Verdict::pass;
  std::optional<double> value;
  bool operator==(const VerdictChange&) const = default;
};

struct Rejudged {
  Assessment assessment;               // the kept values under the bands of `to`, findings in their order
  std::vector<VerdictChange> changes;  // whose verdict differs
  std::vector<FindingId> dropped;      // measured then, no rule now
  // What only a look at the picture can tell: a rule that is new, whose unit or parameters changed, whose verdict does
  // not follow from value and band alone, or any rule at all when size or backgrounds of the profile changed.
  std::vector<FindingId> to_check;
};

// `from` is the version the assessment was made under.
[[nodiscard]] Rejudged rejudge(const Assessment& assessment, const StandardProfile& from, const StandardProfile& to);

}  // namespace zhaojian::domain
