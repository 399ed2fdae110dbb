#pragma once
#include <map>
#include <utility>

#include "store/profile_versions.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

class ProfileRepo final : public ProfileVersions {
 public:
  explicit ProfileRepo(Connection& db) : db_(db) {}

  Done add(const ProfileVersion& version) override;
  Result<std::optional<ProfileVersion>> find(const ProfileId& id, int version) override;
  Result<std::vector<ProfileVersion>> of(const ProfileId& id) override;
  Done release(const ProfileRelease& release) override;
  Result<std::vector<ProfileRelease>> releases(const ProfileId& id) override;
  Result<std::shared_ptr<const domain::StandardProfile>> in_force(const ProfileId& id) override;

 private:
  Connection& db_;
  std::map<std::pair<ProfileId, int>, std::shared_ptr<const domain::StandardProfile>> parsed_;  // never changed again
};

}  // namespace zhaojian::store
