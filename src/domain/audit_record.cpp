#include "domain/audit_record.h"

namespace zhaojian::domain {
namespace {

constexpr std::string_view names[kAuditKindCount] = {
    "decided",          "undone",    "released",   "reversed", "escalated", "skipped",           "doubted",
    "identity_changed", "withdrawn", "superseded", "replayed", "signed_in", "profile_published", "key_rotated",
    "profile_drafted",  "profile_rolled_back", "looked_up", "looked_back"};

}  // namespace

std::string_view name(AuditKind kind) { return names[static_cast<int>(kind)]; }

Result<AuditKind> audit_kind_from(std::string_view name) {
  for (int i = 0; i < kAuditKindCount; ++i) {
    if (names[i] == name) return static_cast<AuditKind>(i);
  }
  return Error{Errc::invalid, "no audit kind is called \"" + std::string(name) + "\""};
}

}  // namespace zhaojian::domain
