#include "domain/standard_profile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace zhaojian::domain {
namespace {

Error bad(const StandardProfile& profile, const std::string& problem) {
  return {Errc::invalid, "profile " + profile.id.value + ": " + problem, "error.profile.invalid"};
}

// Whatever of the four limits is there must not fall: fail_min ≤ warn_min ≤ warn_max ≤ fail_max.
bool ordered(const Band& band) {
  std::optional<double> last;
  for (const auto& limit : std::array{band.fail_min, band.warn_min, band.warn_max, band.fail_max}) {
    if (!limit) continue;
    if (!std::isfinite(*limit) || (last && *limit < *last)) return false;
    last = limit;
  }
  return true;
}

bool a_byte(int value) { return value >= 0 && value <= 255; }

Done validate_sizes(const StandardProfile& profile) {
  if (profile.id.empty()) return bad(profile, "id is empty");
  if (profile.version < 1) return bad(profile, "version is below 1");
  if (profile.width <= 0 || profile.height <= 0) return bad(profile, "width and height must be positive");
  if (profile.dpi <= 0) return bad(profile, "dpi must be positive");
  if (profile.target_min_bytes <= 0 || profile.target_max_bytes < profile.target_min_bytes) {
    return bad(profile, "target bytes must be positive and in order");
  }
  if (profile.hold < Duration{}) return bad(profile, "hold is negative");
  if (profile.least_view < Duration{}) return bad(profile, "least_view is negative");
  return {};
}

Done validate_backgrounds(const StandardProfile& profile) {
  if (profile.backgrounds.empty()) return bad(profile, "backgrounds is empty");
  for (const Rgb& colour : profile.backgrounds) {
    if (!a_byte(colour.r) || !a_byte(colour.g) || !a_byte(colour.b))
      return bad(profile, "a background is not RGB 0-255");
  }
  return {};
}

Done validate_rules(const StandardProfile& profile) {
  for (const auto& [id, rule] : profile.rules) {
    if (!ordered(rule.band)) return bad(profile, "rules." + id + ": the limits of its band are not in order");
    for (const auto& [name, value] : rule.parameters) {
      if (!std::isfinite(value)) return bad(profile, "rules." + id + ".parameters." + name + " is not a number");
    }
    if (rule.agree_within && !(*rule.agree_within >= 0)) {
      return bad(profile, "rules." + id + ".agree_within is negative");
    }
    if (rule.decides && !id.starts_with("file.")) {
      return bad(profile, "rules." + id + ".decides: only a fact of the file (file.*) may decide alone");
    }
    if (std::ranges::find(profile.clauses, rule.clause, &Clause::number) == profile.clauses.end()) {
      return bad(profile, "rules." + id + ".clause: no clause \"" + rule.clause + "\"");
    }
  }
  return {};
}

Done validate_coverage(const StandardProfile& profile, const Clause& clause) {
  const std::string place = "clause " + clause.number + ": ";
  const bool measured = !clause.findings.empty(), ticked = !clause.ticks.empty();
  switch (clause.coverage) {
    case Coverage::automatic:
      if (!measured || ticked) return bad(profile, place + "automatic needs findings and no ticks");
      break;
    case Coverage::assisted:
      if (!measured) return bad(profile, place + "assisted needs findings");
      break;
    case Coverage::manual:
      if (measured || !ticked) return bad(profile, place + "manual needs ticks and no findings");
      break;
  }
  return {};
}

Done validate_clauses(const StandardProfile& profile) {
  std::set<std::string> numbers;
  std::set<TickId> ticks;
  for (const Clause& clause : profile.clauses) {
    if (!numbers.insert(clause.number).second) return bad(profile, "clause " + clause.number + " appears twice");
    for (const FindingId& id : clause.findings) {
      if (!profile.rules.contains(id.value)) {
        return bad(profile, "clause " + clause.number + " names " + id.value + ", which has no rule");
      }
    }
    for (const Tick& tick : clause.ticks) {
      if (!ticks.insert(tick.id).second) return bad(profile, "tick " + tick.id.value + " appears twice");
    }
    TRY(validate_coverage(profile, clause));
  }
  return {};
}

}  // namespace

const Rule* StandardProfile::rule(const FindingId& finding) const {
  const auto found = rules.find(finding.value);
  return found == rules.end() ? nullptr : &found->second;
}

const Tick* StandardProfile::tick(const TickId& wanted) const {
  for (const Clause& clause : clauses) {
    const auto found = std::ranges::find(clause.ticks, wanted, &Tick::id);
    if (found != clause.ticks.end()) return &*found;
  }
  return nullptr;
}

Result<double> StandardProfile::parameter(const FindingId& finding, const std::string& name) const {
  const Rule* found = rule(finding);
  if (found != nullptr) {
    const auto parameter = found->parameters.find(name);
    if (parameter != found->parameters.end()) return parameter->second;
  }
  return bad(*this, "rules." + finding.value + ".parameters." + name + " is missing");
}

Done validate(const StandardProfile& profile) {
  TRY(validate_sizes(profile));
  TRY(validate_backgrounds(profile));
  TRY(validate_rules(profile));
  return validate_clauses(profile);
}

}  // namespace zhaojian::domain
