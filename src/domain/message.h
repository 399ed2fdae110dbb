#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/decision.h"
#include "domain/reason.h"

// What the student reads. Limits from standard.md §4.4: thing ≤ 20 characters, phrase ≤ 5 Chinese characters.
namespace zhaojian::domain {

inline constexpr std::size_t kThingCharacters = 20;
inline constexpr std::size_t kPhraseCharacters = 5;
inline constexpr std::size_t kLeastNote = 5, kLongestNote = 200;  // of OTHER; what one template message may hold (§4.3)

struct Card {
  std::string status;  // 审核通过 / 审核不通过 / 需补充材料
  std::string thing;
  std::string time;    // "2023年11月1日 15:01", Beijing
  bool operator==(const Card&) const = default;
};

struct MessageReason {
  ReasonCode code;
  std::string label, short_text, message;
  std::optional<Region> region;
  bool operator==(const MessageReason&) const = default;
};

struct Message {
  Card card;
  std::vector<MessageReason> reasons;  // worst first
  bool retake_is_free = true;
  std::optional<Instant> retake_before;
  std::string language = "zh-CN";
  bool operator==(const Message&) const = default;
};

// The exact message of a decision. Several reasons: the worst one's short text, with "等N项" only if it still fits in
// 20 characters. `invalid` with a text key when a reason is unknown, a note is missing (≥ 5 characters) or too long.
[[nodiscard]] Result<Message> compose(Outcome outcome, std::span<const GivenReason> reasons,
                                      const ReasonCatalogue& catalogue, Instant decided_at,
                                      std::optional<Instant> window_closes_at);
// The correction of a reversed decision.
[[nodiscard]] Message correction(Instant at);

// Worst first by the catalogue's severity; keeps the order among equals.
[[nodiscard]] std::vector<GivenReason> worst_first(std::vector<GivenReason> reasons, const ReasonCatalogue& catalogue);

}  // namespace zhaojian::domain
