#include "store/profile_repo.h"

#include "codec/profile_json.h"
#include "store/names.h"

namespace zhaojian::store {
namespace {

constexpr std::string_view kVersions = "SELECT body, based_on, made_by, made_at, note FROM profile_versions ";

Result<ProfileVersion> read_version(Row& row) {
  ProfileVersion version;
  const std::string body = row.text();
  version.based_on = row.small();
  version.made_by = row.id<OperatorId>();
  version.made_at = row.instant();
  version.note = row.text();
  version.profile = std::make_shared<const domain::StandardProfile>(TRY(codec::profile_from_json(bytes_of(body))));
  return version;
}

Result<ProfileRelease> read_release(Row& row) {
  ProfileRelease release;
  release.profile = row.id<ProfileId>();
  release.version = row.small();
  release.step = row.one_of<ProfileStep>(kProfileSteps);
  release.by = row.id<OperatorId>();
  release.at = row.instant();
  return release;
}

Result<int> read_number(Row& row) { return row.small(); }

}  // namespace

Done ProfileRepo::add(const ProfileVersion& version) {
  const domain::StandardProfile& profile = *version.profile;
  TRY(
      db_.execute("INSERT INTO profile_versions (profile, version, based_on, body, made_by, made_at, note) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                  values(profile.id, profile.version, version.based_on, codec::profile_to_json(profile),
                         version.made_by, version.made_at, version.note)));
  return {};
}

Result<std::optional<ProfileVersion>> ProfileRepo::find(const ProfileId& id, int version) {
  return first(db_, std::string(kVersions) + "WHERE profile = $1 AND version = $2", values(id, version), &read_version);
}

Result<std::vector<ProfileVersion>> ProfileRepo::of(const ProfileId& id) {
  return all(db_, std::string(kVersions) + "WHERE profile = $1 ORDER BY version DESC", values(id), &read_version);
}

Done ProfileRepo::release(const ProfileRelease& release) {
  if (release.version != 0 && !TRY(find(release.profile, release.version))) {
    return Error{Errc::not_found,
                 "no version " + std::to_string(release.version) + " of " + release.profile.value + " was drafted",
                 "error.profile.version"};
  }
  TRY(
      db_.execute("INSERT INTO profile_releases (profile, version, step, done_by, done_at) VALUES ($1, $2, $3, $4, $5)",
                  values(release.profile, release.version, word(release.step), release.by, release.at)));
  return {};
}

Result<std::vector<ProfileRelease>> ProfileRepo::releases(const ProfileId& id) {
  return all(db_,
             "SELECT profile, version, step, done_by, done_at FROM profile_releases WHERE profile = $1 ORDER BY row_id",
             values(id), &read_release);
}

Result<std::shared_ptr<const domain::StandardProfile>> ProfileRepo::in_force(const ProfileId& id) {
  const auto version =
      TRY(first(db_, "SELECT version FROM profile_releases WHERE profile = $1 ORDER BY row_id DESC LIMIT 1", values(id),
                &read_number));
  if (!version || *version == 0) return std::shared_ptr<const domain::StandardProfile>();
  auto& kept = parsed_[{id, *version}];
  if (!kept) {
    const auto found = TRY(find(id, *version));
    if (!found) return Error{Errc::corrupt, "a published profile is not there", "error.store.corrupt"};
    kept = found->profile;
  }
  return kept;
}

}  // namespace zhaojian::store
