#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/standard_profile.h"

namespace zhaojian::store {

// A version of a standard profile that was drafted here. Whole, and never changed again.
struct ProfileVersion {
  std::shared_ptr<const domain::StandardProfile> profile;  // with its number
  int based_on = 0;  // the version that was in force; 0: the one that ships with the program
  OperatorId made_by;
  Instant made_at;
  std::string note;
};

enum class ProfileStep { published, rolled_back };
struct ProfileRelease {
  ProfileId profile;
  int version = 0;  // 0: the one that ships with the program
  ProfileStep step = ProfileStep::published;
  OperatorId by;
  Instant at;
  bool operator==(const ProfileRelease&) const = default;
};

// Standard profiles beyond those that ship with the program: every version drafted, and which is in force since when.
// Only adds.
class ProfileVersions {
 public:
  virtual ~ProfileVersions() = default;

  [[nodiscard]] virtual Done add(const ProfileVersion& version) = 0;  // `conflict` when the number is taken
  [[nodiscard]] virtual Result<std::optional<ProfileVersion>> find(const ProfileId& id, int version) = 0;
  [[nodiscard]] virtual Result<std::vector<ProfileVersion>> of(const ProfileId& id) = 0;  // newest first
  // `not_found` for a version that is neither 0 nor drafted.
  [[nodiscard]] virtual Done release(const ProfileRelease& release) = 0;
  [[nodiscard]] virtual Result<std::vector<ProfileRelease>> releases(const ProfileId& id) = 0;  // oldest first
  // Null when it is the one that ships with the program. Quick: a version is parsed once for each open store.
  [[nodiscard]] virtual Result<std::shared_ptr<const domain::StandardProfile>> in_force(const ProfileId& id) = 0;
};

}  // namespace zhaojian::store
