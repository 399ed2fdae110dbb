#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "domain/finding.h"

// A standard profile (标准方案): every number of the standard as data (assets/standards/*.json), versioned.
namespace zhaojian::domain {

struct Rgb {
  int r = 0, g = 0, b = 0;  // 0…255, sRGB
  bool operator==(const Rgb&) const = default;
};

// One check's numbers under this profile.
struct Rule {
  Band band;
  Unit unit = Unit::none;
  std::string clause;     // "四.2"
  bool decides = false;   // a file fact: failing it bars approval (decision_rules.h); everything else advises
  std::map<std::string, double> parameters;  // what the check needs beyond its band, by name
  std::optional<double> agree_within = {};   // how far the back end's value may lie; absent: only verdicts compare
  bool operator==(const Rule&) const = default;
};

// What no picture shows for certain: a person looks and ticks that it is in order. Never asked for, always kept.
struct Tick {
  TickId id;                     // "own_recent"
  std::string text_zh, text_en;  // what is in order: "本人近期照片"
  std::string hint_zh, hint_en;  // where to look
  ReasonCode reason;             // what to give when it is not in order
  bool operator==(const Tick&) const = default;
};

// How a clause of the standard is covered: measured, evidence shown for a person to decide, or a person's tick.
enum class Coverage { automatic, assisted, manual };
struct Clause {
  std::string number;  // "二.3"
  std::string text_zh, text_en;
  Coverage coverage = Coverage::manual;
  std::vector<FindingId> findings;
  std::vector<Tick> ticks = {};  // always some where nothing is measured
  bool operator==(const Clause&) const = default;
};

struct StandardProfile {
  ProfileId id;
  int version = 1;
  std::string title_zh, title_en;
  std::string source;  // 教毕指〔2017〕99号
  int width = 0, height = 0, dpi = 0;
  std::int64_t target_min_bytes = 0, target_max_bytes = 0;  // what re-processing aims at
  std::vector<Rgb> backgrounds;  // allowed references, the first is preferred
  bool identity_pass = true;
  bool standard_pass = true;
  bool store_embeddings = false;  // off unless the project has the consent (standard.md §5.2)
  Duration hold = seconds(15);    // undo time before a decision is released
  Duration least_view;            // how long a photo must have been on a contact sheet before it may be decided there
  std::map<std::string, Rule> rules;  // by finding id; a check without a rule does not run
  std::vector<Clause> clauses;
  bool operator==(const StandardProfile&) const = default;

  [[nodiscard]] const Rule* rule(const FindingId& id) const;
  [[nodiscard]] const Tick* tick(const TickId& id) const;
  // A parameter of a rule, or `invalid` naming profile, rule and parameter.
  [[nodiscard]] Result<double> parameter(const FindingId& id, const std::string& name) const;
};

// Sizes positive, bands ordered (fail outside warn), at least one background; clauses name only known rules and rules
// only known clauses, what is measured has findings and what is manual has ticks, ticks are unique.
[[nodiscard]] Done validate(const StandardProfile& profile);

}  // namespace zhaojian::domain
