#include "domain/aside.h"

namespace zhaojian::domain {
namespace {

constexpr std::string_view kNames[kAsideKindCount] = {"skip", "escalate", "reverse"};

constexpr std::string_view kSkip[] = {"unclear", "need_colleague", "photo_trouble", "conflict_of_interest", "other"};
constexpr std::string_view kEscalate[] = {"identity", "standard_unclear", "unusual_case", "suspected_fraud", "other"};
constexpr std::string_view kReverse[] = {"slip", "overlooked", "wrong_reason", "student_asked", "second_look"};

}  // namespace

std::string_view name(AsideKind kind) { return kNames[static_cast<int>(kind)]; }

Result<AsideKind> aside_kind_from(std::string_view name) {
  for (int i = 0; i < kAsideKindCount; ++i) {
    if (kNames[i] == name) return static_cast<AsideKind>(i);
  }
  return Error{Errc::invalid, "nothing put aside is called \"" + std::string(name) + "\""};
}

std::span<const std::string_view> aside_reasons(AsideKind kind) {
  switch (kind) {
    case AsideKind::skip: return kSkip;
    case AsideKind::escalate: return kEscalate;
    case AsideKind::reverse: return kReverse;
  }
  return kSkip;
}

}  // namespace zhaojian::domain
