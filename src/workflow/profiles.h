#pragma once
#include <map>
#include <span>

#include "domain/operator.h"
#include "domain/rejudge.h"
#include "workflow/services.h"

// The life of a standard profile here: drafted, compared with what was judged before, published, rolled back. Each step
// is an administrator's, one transaction, and in the audit log; nothing is ever changed or deleted.
namespace zhaojian::workflow {

// The version with this number, drafted here or shipped; null when there is none.
[[nodiscard]] Result<std::shared_ptr<const domain::StandardProfile>> profile_version(const Services& services,
                                                                                     const ProfileId& id, int version);

// Keeps the profile as a version of its own, under the next free number. Nobody is judged by it yet. `invalid` when some
// rule of it is measured by no check.
[[nodiscard]] Result<store::ProfileVersion> draft_profile(const Services& services, const domain::Operator& who,
                                                          domain::StandardProfile profile, const std::string& note);

// From now on batches of this profile are judged by that version. `conflict` when it is in force already.
[[nodiscard]] Result<store::ProfileRelease> publish_profile(const Services& services, const domain::Operator& who,
                                                            const ProfileId& id, int version);

// Back to what was in force before, or to `version`, which must have been in force once (0: what ships with the program).
// `conflict` when nothing was before.
[[nodiscard]] Result<store::ProfileRelease> roll_back_profile(const Services& services, const domain::Operator& who,
                                                              const ProfileId& id, std::optional<int> version);

// What a roll-back leads to: publishing goes forward, each roll-back one step back; nothing when nothing was before.
[[nodiscard]] std::optional<int> before_present(std::span<const store::ProfileRelease> releases);

struct ChangedExample {
  SubmissionId submission;
  int version = 0;
  std::optional<double> value;
  bool operator==(const ChangedExample&) const = default;
};
struct VerdictStep {
  domain::Verdict before = domain::Verdict::pass, after = domain::Verdict::pass;
  auto operator<=>(const VerdictStep&) const = default;
};
struct FindingComparison {
  std::int64_t judged = 0;    // from kept values
  std::int64_t to_check = 0;  // only a new look at the picture could tell
  std::int64_t dropped = 0;   // measured before, no rule in the draft
  std::map<VerdictStep, std::int64_t> steps;
  std::map<VerdictStep, std::vector<ChangedExample>> examples;  // at most three each
};
struct ProfileComparison {
  std::int64_t photos = 0;    // judged under this profile so far
  std::int64_t changed = 0;   // of them, with at least one verdict that would change
  std::int64_t to_check = 0;  // of them, with at least one check that would have to run again
  std::map<FindingId, FindingComparison> findings;
};
inline constexpr std::size_t kChangedExamples = 3;

// Every kept assessment of this profile, first brought under the version in force, then under `draft`. Reads no picture.
[[nodiscard]] Result<ProfileComparison> compare_profile(const Services& services,
                                                        const domain::StandardProfile& draft);

}  // namespace zhaojian::workflow
