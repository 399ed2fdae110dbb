#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "base/secret.h"

// What a station is told by its administrator: one TOML file. README.md shows it.
namespace zhaojian::station {

struct Config {
  // [backend]
  std::string url;                            // https://…, or http:// on this machine only
  std::filesystem::path token_file;           // 0600; or the environment's ZHAOJIAN_TOKEN
  std::filesystem::path webhook_secret_file;  // 0600, "whsec_…"; or ZHAOJIAN_WEBHOOK_SECRET
  std::filesystem::path ca_file;              // a private certificate authority instead of the system's; may be empty
  // [data]
  std::filesystem::path data_dir;          // database, photos, keys, log: 0700
  std::uint64_t cache_bytes = 2ULL << 30;  // photo cache
  // [program]
  std::filesystem::path assets_dir;  // texts, standards, reasons, theme
  std::filesystem::path shaders_dir;
  std::filesystem::path migrations_dir;
  std::filesystem::path models_dir;
  int check_threads = 0;  // 0: all cores but one, at least one
};

// `invalid` naming table and key for anything unknown or of the wrong kind; not_found when the file is not there.
// Relative paths count from the file's folder. Keys that are absent keep their defaults.
[[nodiscard]] Result<Config> config_from_file(const std::filesystem::path& file);
[[nodiscard]] Result<Config> config_from_text(std::string_view toml, const std::filesystem::path& folder);
// Where the file is looked for when none is named: $XDG_CONFIG_HOME/zhaojian/config.toml.
[[nodiscard]] std::filesystem::path default_config_file();
// Without a file: no back end; data in $XDG_DATA_HOME/zhaojian.
[[nodiscard]] Config default_config();

// The environment's value first, else the file's. `denied` when the file can be read by others.
[[nodiscard]] Result<Secret> secret_of(const char* environment, const std::filesystem::path& file);

}  // namespace zhaojian::station
