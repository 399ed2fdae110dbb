#include "domain/reason.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "domain/message.h"

namespace zhaojian::domain {
namespace {

// ASCII only: Chinese has no case, and the rest of the labels is English.
std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The typed letters in order, the first of them first, others left out between: people drop syllables.
bool abbreviates(std::string_view typed, std::string_view initials) {
  if (typed.size() < 2 || initials.empty() || typed.front() != initials.front()) return false;
  std::size_t matched = 0;
  for (const char c : initials) {
    if (matched < typed.size() && typed[matched] == c) ++matched;
  }
  return matched == typed.size();
}

// 0 best; nothing when the reason does not match.
std::optional<int> rank(const Reason& reason, std::string_view typed) {
  const std::string initials = lower(reason.initials);
  if (initials.starts_with(typed)) return 0;
  if (has(initials, typed)) return 1;
  if (has(lower(reason.label_zh), typed) || has(lower(reason.label_en), typed)) return 2;
  if (has(lower(reason.code.value), typed)) return 3;
  if (abbreviates(typed, initials)) return 4;
  return std::nullopt;
}

// Nothing when the finding does not say where its value lies.
std::optional<Side> side_of(const Finding& finding) {
  if (!finding.value) return std::nullopt;
  const Band& band = finding.band;
  const double value = *finding.value;
  if ((band.warn_min && value < *band.warn_min) || (band.fail_min && value < *band.fail_min)) return Side::below;
  if ((band.warn_max && value > *band.warn_max) || (band.fail_max && value > *band.fail_max)) return Side::above;
  return std::nullopt;
}

Error bad(const Reason& reason, std::string_view problem) {
  return {Errc::invalid, "reason " + reason.code.value + ": " + std::string(problem), "error.reason.invalid"};
}

bool one_line_of_text(std::string_view text) {
  return valid_utf8(text) && clean_utf8(text) == text && text.find_first_of("\n\t") == std::string_view::npos;
}

Done validate_one(const Reason& reason) {
  if (reason.code.empty()) return bad(reason, "code is empty");
  if (reason.group.empty()) return bad(reason, "group is empty");
  if (reason.label_zh.empty() || reason.label_en.empty()) return bad(reason, "a label is empty");
  if (reason.message_zh.empty() || reason.message_en.empty()) return bad(reason, "a message is empty");
  if (reason.short_zh.empty()) return bad(reason, "short_zh is empty");
  if (characters(reason.short_zh) > kThingCharacters) return bad(reason, "short_zh has more than 20 characters");
  if (!one_line_of_text(reason.short_zh)) return bad(reason, "short_zh is not one line of text");
  if (reason.initials.empty()) return bad(reason, "initials is empty");
  if (reason.identity && !reason.needs_reference) return bad(reason, "an identity reason must need a reference");
  return {};
}

}  // namespace

const Reason* ReasonCatalogue::find(const ReasonCode& code) const {
  const auto found = std::ranges::find(reasons, code, &Reason::code);
  return found == reasons.end() ? nullptr : &*found;
}

std::vector<const Reason*> search(const ReasonCatalogue& catalogue, std::string_view typed) {
  const std::string wanted = lower(trimmed(typed));
  std::vector<std::pair<int, const Reason*>> matches;
  for (const Reason& reason : catalogue.reasons) {
    if (const auto at = rank(reason, wanted)) matches.emplace_back(*at, &reason);
  }
  std::ranges::stable_sort(matches, {}, [](const auto& match) { return match.first; });
  std::vector<const Reason*> found;
  for (const auto& match : matches) found.push_back(match.second);
  return found;
}

bool suggests(const Finding& finding, const Reason& reason) {
  if (finding.verdict != Verdict::fail && finding.verdict != Verdict::warn) return false;
  if (std::ranges::find(reason.suggested_by, finding.id) == reason.suggested_by.end()) return false;
  if (reason.side == Side::either) return true;
  return side_of(finding).value_or(reason.side) == reason.side;
}

std::optional<Verdict> suggestion(const Reason& reason, std::span<const Finding> findings) {
  std::optional<Verdict> worst;
  for (const Finding& finding : findings) {
    if (!suggests(finding, reason)) continue;
    if (finding.verdict == Verdict::fail) return Verdict::fail;
    worst = finding.verdict;
  }
  return worst;
}

std::vector<const Reason*> suggested(const ReasonCatalogue& catalogue, std::span<const Finding> findings) {
  std::vector<std::pair<std::pair<bool, int>, const Reason*>> ranked;  // (failed, severity)
  for (const Reason& reason : catalogue.reasons) {
    if (const auto verdict = suggestion(reason, findings)) {
      ranked.push_back({{*verdict == Verdict::fail, reason.severity}, &reason});
    }
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, [](const auto& entry) { return entry.first; });
  std::vector<const Reason*> found;
  for (const auto& entry : ranked) found.push_back(entry.second);
  return found;
}

Done validate(const ReasonCatalogue& catalogue) {
  if (catalogue.reasons.empty()) return Error{Errc::invalid, "no reasons", "error.reason.invalid"};
  std::set<ReasonCode> codes;
  for (const Reason& reason : catalogue.reasons) {
    TRY(validate_one(reason));
    if (!codes.insert(reason.code).second) return bad(reason, "the code appears twice");
  }
  std::set<ReasonCode> keys;
  for (const ReasonCode& code : catalogue.first_row) {
    if (!codes.contains(code)) {
      return Error{Errc::invalid, "first_row: " + code.value + " is not a reason", "error.reason.invalid"};
    }
    if (!keys.insert(code).second) {
      return Error{Errc::invalid, "first_row: " + code.value + " appears twice", "error.reason.invalid"};
    }
  }
  if (keys.size() > 9) return Error{Errc::invalid, "first_row: more than nine number keys", "error.reason.invalid"};
  return {};
}

}  // namespace zhaojian::domain
