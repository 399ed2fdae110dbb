#include "workflow/profiles.h"

#include <algorithm>

#include "workflow/profile_rules.h"

namespace zhaojian::workflow {
namespace {

using domain::AuditKind;
using domain::Operator;
using domain::StandardProfile;
using store::ProfileRelease;
using store::ProfileStep;
using ProfilePtr = std::shared_ptr<const StandardProfile>;

Done may_change(const Operator& who) {
  if (who.active && who.role == domain::Role::administrator) return {};
  return Error{Errc::denied, who.id.value + " is no administrator", "error.profile.role"};
}

ProfilePtr shipped(const Services& services, const ProfileId& id) {
  const auto found = services.profiles.find(id);
  return found == services.profiles.end() ? nullptr : found->second;
}

Done audit(const Services& services, const Operator& who, AuditKind kind, const ProfileId& id, int version) {
  domain::AuditEntry entry;
  entry.kind = kind;
  entry.actor = who.id;
  entry.outcome = id.value + " " + std::to_string(version);
  return record(services, std::move(entry));
}

// 0 for the shipped one.
Result<int> number_in_force(const Services& services, const ProfileId& id) {
  const ProfilePtr published = TRY(services.store.profiles().in_force(id));
  return published ? published->version : 0;
}

Done release(const Services& services, const Operator& who, const ProfileRelease& one) {
  TRY(services.store.profiles().release(one));
  const bool forward = one.step == ProfileStep::published;
  return audit(services, who, forward ? AuditKind::profile_published : AuditKind::profile_rolled_back, one.profile,
               one.version);
}

Result<int> roll_back_target(const Services& services, const ProfileId& id, std::optional<int> wanted) {
  const auto releases = TRY(services.store.profiles().releases(id));
  if (!wanted) {
    if (const auto before = before_present(releases)) return *before;
    return Error{Errc::conflict, "nothing but the shipped version was ever in force", "error.profile.nothing_before"};
  }
  const bool was = *wanted == 0 || std::ranges::find(releases, *wanted, &ProfileRelease::version) != releases.end();
  if (was) return *wanted;
  return Error{Errc::not_found, "version " + std::to_string(*wanted) + " was never in force", "error.profile.version"};
}

struct Tally {
  const Services& services;
  const StandardProfile& current;
  const StandardProfile& draft;
  ProfileComparison result = {};
  std::map<int, ProfilePtr> versions = {};

  Done add(const domain::Assessment& kept) {
    ++result.photos;
    auto [at, fresh] = versions.try_emplace(kept.profile_version);
    if (fresh) at->second = TRY(profile_version(services, kept.profile, kept.profile_version));
    if (!at->second) {  // made under a version nobody has any more: nothing is known of its parameters
      ++result.to_check;
      for (const domain::Finding& finding : kept.findings) ++result.findings[finding.id].to_check;
      return {};
    }
    const domain::Rejudged now = domain::rejudge(kept, *at->second, current);
    const domain::Rejudged then = domain::rejudge(now.assessment, current, draft);
    std::vector<FindingId> to_check = now.to_check;
    for (const FindingId& id : then.to_check)
      if (std::ranges::find(to_check, id) == to_check.end()) to_check.push_back(id);
    if (!to_check.empty()) ++result.to_check;
    if (!then.changes.empty()) ++result.changed;
    for (const FindingId& id : to_check) ++result.findings[id].to_check;
    for (const FindingId& id : then.dropped) ++result.findings[id].dropped;
    for (const domain::Finding& finding : then.assessment.findings)
      if (std::ranges::find(to_check, finding.id) == to_check.end()) ++result.findings[finding.id].judged;
    for (const domain::VerdictChange& change : then.changes) {
      FindingComparison& row = result.findings[change.id];
      const VerdictStep step{change.before, change.after};
      ++row.steps[step];
      auto& examples = row.examples[step];
      if (examples.size() < kChangedExamples) examples.push_back({kept.submission, kept.version, change.value});
    }
    return {};
  }
};

}  // namespace

Result<ProfilePtr> profile_version(const Services& services, const ProfileId& id, int version) {
  if (const auto found = TRY(services.store.profiles().find(id, version))) return found->profile;
  const ProfilePtr file = shipped(services, id);
  if (file && (version == 0 || file->version == version)) return file;
  return ProfilePtr();
}

Result<store::ProfileVersion> draft_profile(const Services& services, const Operator& who, StandardProfile profile,
                                            const std::string& note) {
  TRY(may_change(who));
  TRY(domain::validate(profile));
  TRY(can_run(profile));
  store::ProfileVersion version;
  TRY(services.store.transact([&]() -> Done {
    const auto drafted = TRY(services.store.profiles().of(profile.id));
    const ProfilePtr file = shipped(services, profile.id);
    const int newest = std::max(drafted.empty() ? 0 : drafted.front().profile->version, file ? file->version : 0);
    profile.version = newest + 1;
    version.based_on = TRY(number_in_force(services, profile.id));
    version.profile = std::make_shared<const StandardProfile>(std::move(profile));
    version.made_by = who.id;
    version.made_at = services.clock.now();
    version.note = note;
    TRY(services.store.profiles().add(version));
    return audit(services, who, AuditKind::profile_drafted, version.profile->id, version.profile->version);
  }));
  return version;
}

Result<ProfileRelease> publish_profile(const Services& services, const Operator& who, const ProfileId& id,
                                       int version) {
  TRY(may_change(who));
  const ProfileRelease one{id, version, ProfileStep::published, who.id, services.clock.now()};
  TRY(services.store.transact([&]() -> Done {
    if (version <= 0 || !TRY(services.store.profiles().find(id, version))) {
      return Error{Errc::not_found, "no draft " + std::to_string(version) + " of " + id.value, "error.profile.version"};
    }
    if (TRY(number_in_force(services, id)) == version) {
      return Error{Errc::conflict, "version " + std::to_string(version) + " is in force", "error.profile.in_force"};
    }
    return release(services, who, one);
  }));
  return one;
}

Result<ProfileRelease> roll_back_profile(const Services& services, const Operator& who, const ProfileId& id,
                                         std::optional<int> version) {
  TRY(may_change(who));
  ProfileRelease one{id, 0, ProfileStep::rolled_back, who.id, services.clock.now()};
  TRY(services.store.transact([&]() -> Done {
    one.version = TRY(roll_back_target(services, id, version));
    if (one.version == 0 && !shipped(services, id)) {
      return Error{Errc::conflict, id.value + " does not ship with the program", "error.profile.nothing_before"};
    }
    if (TRY(number_in_force(services, id)) == one.version) {
      return Error{Errc::conflict, "version " + std::to_string(one.version) + " is in force", "error.profile.in_force"};
    }
    return release(services, who, one);
  }));
  return one;
}

std::optional<int> before_present(std::span<const ProfileRelease> releases) {
  std::vector<int> path = {0};
  for (const ProfileRelease& one : releases) {
    const auto was = std::ranges::find(path, one.version);
    if (one.step == ProfileStep::rolled_back && was != path.end()) {
      path.erase(was + 1, path.end());
    } else if (path.back() != one.version) {
      path.push_back(one.version);
    }
  }
  if (path.size() < 2) return {};
  return path[path.size() - 2];
}

Result<ProfileComparison> compare_profile(const Services& services, const StandardProfile& draft) {
  // A profile that is new here has judged nothing yet, and is in force nowhere.
  const auto in_force = services.profile(draft.id);
  Tally tally{services, in_force ? **in_force : draft, draft};
  Done done;
  TRY(services.store.submissions().read_assessments([&](const domain::Assessment& kept) {
    if (kept.profile == draft.id) done = tally.add(kept);
    return done.has_value();
  }));
  TRY(done);
  return std::move(tally.result);
}

}  // namespace zhaojian::workflow
