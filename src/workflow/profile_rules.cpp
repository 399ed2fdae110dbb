#include "workflow/profile_rules.h"

#include <algorithm>
#include <vector>

#include "base/nearest.h"
#include "checks/assess.h"

namespace zhaojian::workflow {

Done can_run(const domain::StandardProfile& profile) {
  std::vector<std::string_view> measured;
  for (const checks::Check& check : checks::registry()) {
    measured.insert(measured.end(), check.yields.begin(), check.yields.end());
  }
  for (const auto& [id, rule] : profile.rules) {
    if (std::ranges::find(measured, id) != measured.end()) continue;
    return Error{Errc::invalid, "rules." + id + ": no check measures this" + did_you_mean(id, measured),
                 "error.codec.profile"};
  }
  return {};
}

}  // namespace zhaojian::workflow
