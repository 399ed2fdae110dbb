#pragma once
#include "cli/session.h"
#include "workflow/profiles.h"

// Standard profiles and what would change with them, as tables or JSON.
namespace zhaojian::cli {

struct ProfileState {
  std::shared_ptr<const domain::StandardProfile> shipped, in_force;
  std::vector<store::ProfileVersion> drafted;  // newest first
  std::vector<store::ProfileRelease> releases;
};
void print_profiles(const Session& session, const std::vector<ProfileState>& profiles);
// JSON: the whole of it in one line, as `profile draft` takes it.
void print_profile(const Session& session, const domain::StandardProfile& profile);
void print_comparison(const Session& session, const domain::StandardProfile& draft,
                      const workflow::ProfileComparison& comparison);

}  // namespace zhaojian::cli
