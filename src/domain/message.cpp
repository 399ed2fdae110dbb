#include "domain/message.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/utf8.h"

namespace zhaojian::domain {
namespace {

constexpr std::size_t most_reasons = 3;

std::string_view status_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::approve: return "审核通过";
    case Outcome::retake: return "审核不通过";
    case Outcome::identity_doubt: return "需补充材料";
    case Outcome::reprocess: return "待审核";  // nothing changes for the student
  }
  return "待审核";
}

std::string thing_of(Outcome outcome, const std::vector<MessageReason>& reasons) {
  if (outcome == Outcome::approve) return "毕业证照片已通过审核";
  if (outcome == Outcome::reprocess) return "照片正在重新处理，您无需操作";
  const std::string& worst = reasons.front().short_text;
  if (reasons.size() == 1) return worst;
  const std::string several = worst + "等" + std::to_string(reasons.size()) + "项";
  return characters(several) <= kThingCharacters ? several : worst;
}

Error refused(std::string message, std::string_view text) { return {Errc::invalid, std::move(message), text}; }

// Blank space at the ends is no explanation.
std::string trimmed(std::string_view note) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = note.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(note.substr(first, note.find_last_not_of(blanks) - first + 1));
}

Result<std::string> advice(const Reason& reason, const GivenReason& given) {
  const std::string& code = reason.code.value;
  const std::string note = trimmed(given.note);
  if (!reason.needs_note) {
    if (!note.empty()) return refused(code + " takes no note", "error.message.note_unwanted");
    return reason.message_zh;
  }
  if (!valid_utf8(note)) return refused(code + ": the note is not UTF-8", "error.message.note_missing");
  const std::size_t length = characters(note);
  if (length < kLeastNote)
    return refused(code + " needs a note of at least 5 characters", "error.message.note_missing");
  if (length > kLongestNote)
    return refused(code + ": the note has more than 200 characters", "error.message.note_long");
  return clean_utf8(note);
}

Done check_count(Outcome outcome, std::span<const GivenReason> reasons) {
  if (outcome == Outcome::approve && !reasons.empty()) {
    return refused("an approval has no reasons", "error.message.approve_reasons");
  }
  if (outcome != Outcome::approve && reasons.empty()) {
    return refused("a decision other than an approval needs a reason", "error.message.no_reason");
  }
  if (reasons.size() > most_reasons) return refused("more than three reasons", "error.message.many_reasons");
  std::set<ReasonCode> codes;
  for (const GivenReason& given : reasons) {
    if (!codes.insert(given.code).second) {
      return refused(given.code.value + " is given twice", "error.message.repeated_reason");
    }
  }
  return {};
}

}  // namespace

Result<Message> compose(Outcome outcome, std::span<const GivenReason> reasons, const ReasonCatalogue& catalogue,
                        Instant decided_at, std::optional<Instant> window_closes_at) {
  TRY(check_count(outcome, reasons));
  Message message;
  for (const GivenReason& given : worst_first({reasons.begin(), reasons.end()}, catalogue)) {
    const Reason* reason = catalogue.find(given.code);
    if (reason == nullptr) return refused("no reason " + given.code.value, "error.message.unknown_reason");
    std::string text = TRY(advice(*reason, given));
    message.reasons.push_back({given.code, reason->label_zh, reason->short_zh, std::move(text), given.region});
  }
  message.card = {std::string(status_of(outcome)), thing_of(outcome, message.reasons), wechat_time(decided_at)};
  if (characters(message.card.thing) > kThingCharacters) {
    return refused("the card's text has more than 20 characters", "error.message.card_long");
  }
  const bool asks_student = outcome == Outcome::retake || outcome == Outcome::identity_doubt;
  if (asks_student) message.retake_before = window_closes_at;
  return message;
}

Message correction(Instant at) {
  Message message;
  message.card = {"待审核", "之前的审核结果已撤回，请等待新结果", wechat_time(at)};
  return message;
}

std::vector<GivenReason> worst_first(std::vector<GivenReason> reasons, const ReasonCatalogue& catalogue) {
  const auto severity = [&catalogue](const GivenReason& given) {
    const Reason* reason = catalogue.find(given.code);
    return reason == nullptr ? 0 : reason->severity;
  };
  std::ranges::stable_sort(reasons, std::ranges::greater{}, severity);
  return reasons;
}

}  // namespace zhaojian::domain
