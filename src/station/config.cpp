#include "station/config.h"

#include <array>
#include <cstdlib>

#include <toml++/toml.h>

#include "base/files.h"

namespace zhaojian::station {
namespace {

namespace fs = std::filesystem;

fs::path home_folder(const char* variable, const char* fallback) {
  // A relative one is to be ignored: https://specifications.freedesktop.org/basedir-spec
  if (const char* set = std::getenv(variable); set && fs::path(set).is_absolute()) return set;
  const char* home = std::getenv("HOME");
  return fs::path(home ? home : "/") / fallback;
}

Error wrong(std::string message) { return {Errc::invalid, "config: " + std::move(message), "error.config.invalid"}; }

// Reads one table key by key and refuses what it does not know: a misspelt key must not go unnoticed.
class Table {
 public:
  Table(const toml::table& root, std::string name) : table_(root[name].as_table()), name_(std::move(name)) {}

  Done text(const char* key, std::string& out) {
    return read(key, [&](const toml::node& node) {
      const auto value = node.value<std::string>();
      if (value) out = *value;
      return value.has_value();
    });
  }
  Done path(const char* key, const fs::path& folder, fs::path& out) {
    std::string value;
    TRY(text(key, value));
    if (!value.empty()) out = fs::path(value).is_absolute() ? fs::path(value) : folder / value;
    return {};
  }
  Done number(const char* key, std::int64_t least, std::int64_t most, std::int64_t& out) {
    return read(key, [&](const toml::node& node) {
      const auto value = node.value_exact<std::int64_t>();
      if (value) out = *value;
      return value && *value >= least && *value <= most;
    });
  }
  Done nothing_else() const {
    if (!table_) return {};
    for (const auto& [key, node] : *table_) {
      bool known = false;
      for (const std::string& name : known_) known = known || name == key.str();
      if (!known) return wrong("unknown key " + name_ + "." + std::string(key.str()));
    }
    return {};
  }

 private:
  template <class F> Done read(const char* key, F&& take) {
    known_.emplace_back(key);
    const toml::node* node = table_ ? table_->get(key) : nullptr;
    if (!node || take(*node)) return {};
    return wrong(name_ + "." + key + " is of the wrong kind or out of range");
  }
  const toml::table* table_;
  std::string name_;
  std::vector<std::string> known_;
};

Done read_all(const toml::table& root, const fs::path& folder, Config& config) {
  for (const auto& [key, node] : root) {
    const auto name = key.str();
    if (name != "backend" && name != "data" && name != "program")
      return wrong("unknown table [" + std::string(name) + "]");
    if (!node.is_table()) return wrong(std::string(name) + " is not a table");
  }
  Table backend(root, "backend");
  TRY(backend.text("url", config.url));
  TRY(backend.path("token_file", folder, config.token_file));
  TRY(backend.path("webhook_secret_file", folder, config.webhook_secret_file));
  TRY(backend.path("ca_file", folder, config.ca_file));
  TRY(backend.nothing_else());
  Table data(root, "data");
  TRY(data.path("dir", folder, config.data_dir));
  auto megabytes = static_cast<std::int64_t>(config.cache_bytes >> 20);
  TRY(data.number("cache_mb", 16, 4'000'000, megabytes));
  config.cache_bytes = static_cast<std::uint64_t>(megabytes) << 20;
  TRY(data.nothing_else());
  Table program(root, "program");
  TRY(program.path("assets", folder, config.assets_dir));
  TRY(program.path("shaders", folder, config.shaders_dir));
  TRY(program.path("migrations", folder, config.migrations_dir));
  TRY(program.path("models", folder, config.models_dir));
  std::int64_t threads = config.check_threads;
  TRY(program.number("check_threads", 0, 64, threads));
  config.check_threads = static_cast<int>(threads);
  return program.nothing_else();
}

}  // namespace

Config default_config() {
  Config config;
  config.data_dir = home_folder("XDG_DATA_HOME", ".local/share") / "zhaojian";
  config.assets_dir = fs::path(ZHAOJIAN_SOURCE_DIR) / "assets";
  config.shaders_dir = fs::path(ZHAOJIAN_SOURCE_DIR) / "shaders";
  config.migrations_dir = fs::path(ZHAOJIAN_SOURCE_DIR) / "db/sqlite";
  config.models_dir = fs::path(ZHAOJIAN_DEPS_DIR) / "models";
  return config;
}

fs::path default_config_file() { return home_folder("XDG_CONFIG_HOME", ".config") / "zhaojian/config.toml"; }

Result<Config> config_from_text(std::string_view toml_text, const fs::path& folder) {
  Config config = default_config();
  try {
    const toml::table root = toml::parse(toml_text);
    TRY(read_all(root, folder, config));
  } catch (const toml::parse_error& error) {
    return wrong("line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
  }
  return config;
}

Result<Config> config_from_file(const fs::path& file) {
  Result<Bytes> bytes = read_file(file, 1 << 20);
  if (!bytes) {
    Error error = std::move(bytes).error().in("config " + file.string());
    error.text = "error.config.unreadable";
    return error;
  }
  Result<Config> config = config_from_text(text_of(*bytes), fs::absolute(file).parent_path());
  if (!config) return std::move(config).error().in(file.string());
  return config;
}

Result<Secret> secret_of(const char* environment, const fs::path& file) {
  if (const char* set = std::getenv(environment); set && *set) return Secret(set);
  if (file.empty()) return Secret();
  return secret_from_file(file);
}

}  // namespace zhaojian::station
