#pragma once
#include <string>
#include <string_view>

namespace zhaojian::domain {

// What is wrong with an item that came from the capture platform and cannot be used. Stored by name.
enum class FaultKind {
  other,     // nothing more can be said than the words for the log
  missing,   // a member is not there, or is empty
  kind,      // another kind of value than agreed
  time,      // no date or time
  hash,      // no SHA-256
  range,     // a number outside of what is allowed
  too_long,  // more text or items than allowed
  unknown,   // a word or member nobody agreed on
  no_photo,  // there is nothing to review
  twice,     // two of the same id
  other_photo,  // another photo than the one held, under the version held
};
inline constexpr int kFaultKindCount = 11;

[[nodiscard]] constexpr std::string_view name(FaultKind kind) {
  constexpr std::string_view names[] = {"other", "missing",  "kind",    "time",     "hash",
                                        "range", "too_long", "unknown", "no_photo", "twice", "other_photo"};
  return names[static_cast<int>(kind)];
}
// `other` for a name that is none of them: a row of a program that did not know kinds yet, or knows more.
[[nodiscard]] constexpr FaultKind fault_kind_from(std::string_view text) {
  for (int i = 0; i < kFaultKindCount; ++i)
    if (name(static_cast<FaultKind>(i)) == text) return static_cast<FaultKind>(i);
  return FaultKind::other;
}

struct ItemFault {
  FaultKind kind = FaultKind::other;
  std::string place;  // "photos[0].sha256"; empty: the item as a whole
  bool operator==(const ItemFault&) const = default;
};

}  // namespace zhaojian::domain
