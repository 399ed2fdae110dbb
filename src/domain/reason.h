#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "domain/finding.h"

// The reject reasons (standard.md §3.2): data in assets/reasons, versioned, never in code.
namespace zhaojian::domain {

// Who may decide on it: file facts alone, a machine's flag that a person confirms, or only a person.
enum class ReasonLevel { machine, suggested, manual };

// On which side of its band a finding must lie to suggest the reason: a wide face is not a narrow one.
enum class Side { either, below, above };

struct Reason {
  ReasonCode code;
  std::string group;  // "light", "pose" …
  ReasonLevel level = ReasonLevel::manual;
  int severity = 50;  // larger is worse; orders a message worst first
  std::string label_zh, label_en;
  std::string short_zh;  // ≤ 20 characters: the card's `thing` field
  std::string message_zh, message_en;
  std::string initials;                 // pinyin initials of label_zh: "bjsbd" for 背景色不对
  std::vector<FindingId> suggested_by;  // failing checks that suggest it
  Side side = Side::either;             // of the bands of those checks
  bool needs_note = false;              // OTHER
  bool needs_reference = false;         // only when a reference photo exists (MATCH_UNCERTAIN, NOT_SAME_PERSON)
  bool identity = false;                // belongs to an identity doubt, not to a retake for the standard
  bool system_fault = false;            // made by the service's own background replacement: offers re-process
  bool operator==(const Reason&) const = default;
};

struct ReasonCatalogue {
  int version = 1;
  std::vector<Reason> reasons;        // display order
  std::vector<ReasonCode> first_row;  // the common ones, by number key

  [[nodiscard]] const Reason* find(const ReasonCode& code) const;
};

// Reasons matching what was typed: a prefix of the pinyin initials (any case), a part of the label in either language,
// or a part of the code. Best first: initials prefix, then initials inside, then label, then code, then initials with
// letters left out ("bjs" finds bjysbd 背景颜色不对). Nothing typed: all, in display order.
[[nodiscard]] std::vector<const Reason*> search(const ReasonCatalogue& catalogue, std::string_view typed);

// Whether a failed or warned finding speaks for this reason.
[[nodiscard]] bool suggests(const Finding& finding, const Reason& reason);

// The worst verdict of the findings that suggest the reason: fail, warn, or nothing where none does.
[[nodiscard]] std::optional<Verdict> suggestion(const Reason& reason, std::span<const Finding> findings);

// Reasons suggested by failed findings, then by warned ones, the severest first, without repeats. Never pre-selected.
[[nodiscard]] std::vector<const Reason*> suggested(const ReasonCatalogue& catalogue, std::span<const Finding> findings);

// The rules a catalogue must keep: codes unique, short_zh ≤ 20 characters and one line, texts not empty, first row
// known.
[[nodiscard]] Done validate(const ReasonCatalogue& catalogue);

}  // namespace zhaojian::domain
