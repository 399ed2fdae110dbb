#include "checks/applied_rule.h"

#include <cmath>
#include <exception>

#include "base/log.h"

namespace zhaojian::checks {
namespace {

constexpr std::string_view failed = "check.why.failed";

domain::Finding measured(const Line& line, const Scene& scene, const AppliedRule& rule) {
  try {
    Result<domain::Finding> finding = line.measure(scene, rule);
    if (finding) return std::move(finding).value();
    const Error error = std::move(finding).error();
    if (!error.text.empty()) return rule.unseen(error.text);
    log_error(line.id, error);
  } catch (const std::exception& failure) {  // OpenCV's, or out of memory
    log_line(LogLevel::error, line.id, failure.what());
  }
  return rule.unseen(failed);
}

}  // namespace

Result<double> AppliedRule::parameter(std::string_view name) const {
  const auto found = rule_->parameters.find(std::string(name));
  if (found != rule_->parameters.end()) return found->second;
  return Error{Errc::invalid, "rules." + std::string(id_) + ".parameters." + std::string(name) + " is missing",
               "check.why.profile"};
}

domain::Finding AppliedRule::judged(double value) const {
  if (!std::isfinite(value)) return unseen(failed);
  domain::Finding finding;
  finding.id = FindingId(std::string(id_));
  finding.value = value;
  finding.unit = rule_->unit;
  finding.band = rule_->band;
  finding.verdict = domain::judge(value, rule_->band);
  return finding;
}

domain::Finding AppliedRule::unseen(std::string_view why, std::vector<std::string> why_values) const {
  domain::Finding finding;
  finding.id = FindingId(std::string(id_));
  finding.unit = rule_->unit;
  finding.band = rule_->band;
  finding.why = why;
  finding.why_values = std::move(why_values);
  return finding;
}

Error cannot(std::string_view why) { return {Errc::invalid, std::string(why), why}; }

Findings answer(std::span<const Line> lines, const Scene& scene, const domain::StandardProfile& profile) {
  Findings findings;
  for (const Line& line : lines) {
    const domain::Rule* rule = profile.rule(FindingId(std::string(line.id)));
    if (rule == nullptr) continue;
    findings.push_back(measured(line, scene, {line.id, *rule, profile}));
  }
  return findings;
}

}  // namespace zhaojian::checks
