#pragma once
#include <span>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace zhaojian::domain {

// What a person did to a case other than deciding it. Each is logged with why; the log tells what is hard to judge.
enum class AsideKind { skip, escalate, reverse };  // 跳过 上报 撤回更正
inline constexpr int kAsideKindCount = 3;
[[nodiscard]] std::string_view name(AsideKind kind);
[[nodiscard]] Result<AsideKind> aside_kind_from(std::string_view name);

struct Aside {
  AsideKind kind = AsideKind::skip;
  SubmissionId submission;
  int version = 0;
  OperatorId by;
  std::string reason;  // one of aside_reasons(), or free text from the command line
  Instant at;
  bool operator==(const Aside&) const = default;
};

// The reasons a person chooses from, one key each; their texts are "<kind>.reason.<name>".
[[nodiscard]] std::span<const std::string_view> aside_reasons(AsideKind kind);

}  // namespace zhaojian::domain
