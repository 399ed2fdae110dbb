#pragma once
#include <array>
#include <span>
#include <string_view>

#include "base/result.h"
#include "checks/check.h"

// How a check is written: a table of lines, each a finding id and the function that measures it.
namespace zhaojian::checks {

// A rule of the profile on its way to a finding.
class AppliedRule {
 public:
  AppliedRule(std::string_view id, const domain::Rule& rule, const domain::StandardProfile& profile)
      : id_(id), rule_(&rule), profile_(&profile) {}

  [[nodiscard]] const domain::StandardProfile& profile() const { return *profile_; }
  [[nodiscard]] const domain::Band& band() const { return rule_->band; }
  [[nodiscard]] std::string_view id() const { return id_; }
  // Named in the profile; "check.why.profile" when it is not.
  [[nodiscard]] Result<double> parameter(std::string_view name) const;

  // Judged by the band. A value that is not finite is not assessable.
  [[nodiscard]] domain::Finding judged(double value) const;
  [[nodiscard]] domain::Finding unseen(std::string_view why, std::vector<std::string> why_values = {}) const;

 private:
  std::string_view id_;
  const domain::Rule* rule_;
  const domain::StandardProfile* profile_;
};

// A finding, or an error whose `text` is the reason why nothing could be measured.
using Measure = Result<domain::Finding> (*)(const Scene& scene, const AppliedRule& rule);
struct Line {
  std::string_view id;
  Measure measure = nullptr;
};

// The reason for not measuring, as an error: a key "check.why.*".
[[nodiscard]] Error cannot(std::string_view why);

// Every line the profile has a rule for, measured. Nothing is thrown past here.
[[nodiscard]] Findings answer(std::span<const Line> lines, const Scene& scene, const domain::StandardProfile& profile);

template <std::size_t count>
[[nodiscard]] constexpr std::array<std::string_view, count> ids_of(const Line (&lines)[count]) {
  std::array<std::string_view, count> ids;
  for (std::size_t i = 0; i < count; ++i) ids[i] = lines[i].id;
  return ids;
}

// The check of a constexpr table with static storage.
template <const auto& lines> [[nodiscard]] Check check_of() {
  static constexpr auto ids = ids_of(lines);
  return {ids,
          [](const Scene& scene, const domain::StandardProfile& profile) { return answer(lines, scene, profile); }};
}

}  // namespace zhaojian::checks
