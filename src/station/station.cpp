#include "station/station.h"

#include "base/files.h"
#include "store/open_store.h"

namespace zhaojian::station {
namespace {

namespace fs = std::filesystem;

Result<StationId> read_station_id(const fs::path& file) {
  const Bytes kept = TRY(read_file(file, 200));
  const std::string_view text = text_of(kept);
  const std::string_view id = text.substr(0, text.find_first_of("\r\n "));
  if (id.empty()) return Error{Errc::corrupt, file.string() + " is empty", "error.station.id"};
  return StationId(std::string(id));
}

// A name that other stations will not choose, made once. One that is there and cannot be read is not replaced: the
// audit log would go on under another name.
Result<StationId> station_id(const fs::path& file) {
  Result<StationId> kept = read_station_id(file);
  if (kept || kept.error().code != Errc::not_found) return kept;
  const std::string random = hex(random_bytes(6));
  const fs::path beside = file.string() + ".new-" + random;
  TRY(write_file_atomically(beside, bytes_of("station-" + random + "\n")));
  // Never replaces: of two programs that start at once, one makes the name and both use it.
  std::error_code there_already, ignored;
  fs::create_hard_link(beside, file, there_already);
  fs::remove(beside, ignored);
  return read_station_id(file);
}

}  // namespace

workflow::Services Station::services(store::Store& store, const Clock& clock) const {
  return {store, clock, id, audit_key, assets.profiles, assets.reasons, {}};
}

Result<std::unique_ptr<const Station>> open_station(Config config) {
  auto station = std::make_unique<Station>();
  station->assets = TRY(load_assets(config.assets_dir));
  TRY(make_private_folder(config.data_dir));
  station->id = TRY(station_id(config.data_dir / "station-id"));
  const Secret key = TRY(secret_kept_in(config.data_dir / "audit.key", 32));
  station->audit_key = sha256(bytes_of(key.reveal()));
  station->token = TRY(secret_of("ZHAOJIAN_TOKEN", config.token_file));
  station->webhook_secret = TRY(secret_of("ZHAOJIAN_WEBHOOK_SECRET", config.webhook_secret_file));
  station->config = std::move(config);
  return std::unique_ptr<const Station>(std::move(station));
}

Result<std::unique_ptr<store::Store>> open_store_of(const Station& station, const Clock& clock) {
  return store::open_store({station.config.data_dir / "zhaojian.db", station.config.migrations_dir}, clock);
}

Result<intake::PhotoCache> open_photos(const Station& station) {
  return intake::PhotoCache::open(station.config.data_dir / "photos");
}

Done add_first_operators(store::Store& store) {
  using domain::Role;
  const domain::Operator first[] = {{OperatorId("r0217"), "审核员 0217", Role::reviewer, true},
                                    {OperatorId("r0218"), "审核员 0218", Role::reviewer, true},
                                    {OperatorId("s0001"), "督导 0001", Role::supervisor, true},
                                    {OperatorId("c0001"), "客服 0001", Role::customer_service, true}};
  return store.transact([&]() -> Done {
    if (!TRY(store.people().operators()).empty()) return {};
    for (const domain::Operator& who : first) TRY(store.people().put_operator(who));
    return {};
  });
}

}  // namespace zhaojian::station
