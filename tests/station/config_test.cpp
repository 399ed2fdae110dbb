#include "station/config.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "base/files.h"
#include "station/environment.h"
#include "support/temporary_folder.h"

using namespace zhaojian;
using station::Config;
using test::Environment;

namespace {

Config read(std::string_view toml) {
  const auto config = station::config_from_text(toml, "/etc/zhaojian");
  INFO((config ? "" : config.error().message));
  REQUIRE(config);
  return *config;
}

bool same(const Config& a, const Config& b) {
  return a.url == b.url && a.token_file == b.token_file && a.webhook_secret_file == b.webhook_secret_file &&
         a.ca_file == b.ca_file && a.data_dir == b.data_dir && a.cache_bytes == b.cache_bytes &&
         a.assets_dir == b.assets_dir && a.shaders_dir == b.shaders_dir && a.migrations_dir == b.migrations_dir &&
         a.models_dir == b.models_dir && a.check_threads == b.check_threads;
}

void put(const std::filesystem::path& file, std::string_view text, int mode = 0600) {
  REQUIRE(write_file_atomically(file, bytes_of(text), mode));
}

}  // namespace

TEST_CASE("every key of the configuration is read, and relative paths count from its folder") {
  const Config config = read(R"(
[backend]
url = "https://capture.example.edu/zhaojian"
token_file = "token"
webhook_secret_file = "/run/secrets/webhook"
ca_file = "certificates/school.pem"
[data]
dir = "../data"
cache_mb = 16
[program]
assets = "a"
shaders = "s"
migrations = "m"
models = "/opt/models"
check_threads = 3
)");
  CHECK(config.url == "https://capture.example.edu/zhaojian");
  CHECK(config.token_file == "/etc/zhaojian/token");
  CHECK(config.webhook_secret_file == "/run/secrets/webhook");
  CHECK(config.ca_file == "/etc/zhaojian/certificates/school.pem");
  CHECK(config.data_dir == "/etc/zhaojian/../data");
  CHECK(config.cache_bytes == 16U << 20);
  CHECK(config.assets_dir == "/etc/zhaojian/a");
  CHECK(config.shaders_dir == "/etc/zhaojian/s");
  CHECK(config.migrations_dir == "/etc/zhaojian/m");
  CHECK(config.models_dir == "/opt/models");
  CHECK(config.check_threads == 3);
}

TEST_CASE("what is not said keeps its default") {
  CHECK(same(read(""), station::default_config()));
  CHECK(same(read("[data]\n[backend]\n[program]\n"), station::default_config()));
  const Config config = read("[backend]\nurl = 'http://127.0.0.1:8080'\n");
  CHECK(config.cache_bytes == 2ULL << 30);
  CHECK(config.data_dir == station::default_config().data_dir);
}

TEST_CASE("a mistake in the configuration is named and never passed over") {
  struct Mistake {
    std::string toml, named;
  };
  const Mistake mistake = GENERATE(
      Mistake{"[bakend]\nurl = 'https://a'", "[bakend]"}, Mistake{"url = 'https://a'", "[url]"},
      Mistake{"backend = 'https://a'", "backend is not a table"}, Mistake{"[[data]]\ndir = 'x'", "data is not a table"},
      Mistake{"[backend]\nURL = 'https://a'", "backend.URL"}, Mistake{"[backend]\ntoken = 'x'", "backend.token"},
      Mistake{"[data]\nfolder = 'x'", "data.folder"}, Mistake{"[program]\nthreads = 2", "program.threads"},
      Mistake{"[backend.proxy]\nurl = 'x'", "backend.proxy"}, Mistake{"[backend]\nurl = 80", "backend.url"},
      Mistake{"[backend]\ntoken_file = ['a']", "backend.token_file"},
      Mistake{"[backend]\nwebhook_secret_file = true", "backend.webhook_secret_file"},
      Mistake{"[backend]\nca_file = 1979-05-27", "backend.ca_file"}, Mistake{"[data]\ndir = 1.5", "data.dir"},
      Mistake{"[data]\ncache_mb = '16'", "data.cache_mb"}, Mistake{"[data]\ncache_mb = 100.0", "data.cache_mb"},
      Mistake{"[data]\ncache_mb = 15", "data.cache_mb"}, Mistake{"[data]\ncache_mb = 4000001", "data.cache_mb"},
      Mistake{"[program]\nassets = 1", "program.assets"}, Mistake{"[program]\nshaders = 1", "program.shaders"},
      Mistake{"[program]\nmigrations = 1", "program.migrations"}, Mistake{"[program]\nmodels = {}", "program.models"},
      Mistake{"[program]\ncheck_threads = -1", "program.check_threads"},
      Mistake{"[program]\ncheck_threads = 65", "program.check_threads"}, Mistake{"[data]\n\ndir = = 1", "line 3"},
      Mistake{"[data]\ndir = 'a'\ndir = 'b'", "line 3"}, Mistake{"[data]\ndir = '\xff\xfe'", "line 2"});
  INFO(mistake.toml);
  const auto config = station::config_from_text(mistake.toml, "/etc");
  REQUIRE_FALSE(config);
  CHECK(config.error().code == Errc::invalid);
  CHECK(config.error().text == "error.config.invalid");
  INFO(config.error().message);
  CHECK(config.error().message.find(mistake.named) != std::string::npos);
}

TEST_CASE("a configuration file is named in what is wrong with it, and paths count from where it lies") {
  const support::TemporaryFolder folder;
  const auto file = folder / "station.toml";
  put(file, "[backend]\ntoken_file = 'token'\n");
  CHECK(station::config_from_file(file)->token_file == folder / "token");

  put(file, "[backend]\nurl = 1\n");
  const auto wrong = station::config_from_file(file);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().text == "error.config.invalid");
  CHECK(wrong.error().message.find("station.toml") != std::string::npos);

  const auto absent = station::config_from_file(folder / "none.toml");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == Errc::not_found);
  CHECK(absent.error().text == "error.config.unreadable");
  CHECK(absent.error().message.find("none.toml") != std::string::npos);
  CHECK_FALSE(station::config_from_file(folder.path()));
  put(file, std::string(2U << 20, '#'));
  CHECK(station::config_from_file(file).error().code == Errc::invalid);
}

TEST_CASE("configuration and data lie where the desktop keeps such things") {
  const Environment home("HOME", "/home/ann");
  {
    const Environment config("XDG_CONFIG_HOME", std::nullopt), data("XDG_DATA_HOME", "");
    CHECK(station::default_config_file() == "/home/ann/.config/zhaojian/config.toml");
    CHECK(station::default_config().data_dir == "/home/ann/.local/share/zhaojian");
  }
  {
    const Environment config("XDG_CONFIG_HOME", "/srv/config"), data("XDG_DATA_HOME", "/srv/data");
    CHECK(station::default_config_file() == "/srv/config/zhaojian/config.toml");
    CHECK(station::default_config().data_dir == "/srv/data/zhaojian");
  }
  const Environment config("XDG_CONFIG_HOME", "not/absolute");
  CHECK(station::default_config_file() == "/home/ann/.config/zhaojian/config.toml");
  CHECK_FALSE(station::default_config().assets_dir.empty());
  CHECK(station::default_config().url.empty());
}

TEST_CASE("a secret comes from the environment first, then from a file only we can read") {
  const support::TemporaryFolder folder;
  const auto file = folder / "token";
  put(file, "from the file\n");
  const char* name = "ZHAOJIAN_TEST_TOKEN";
  SECTION("from the file") {
    const Environment nothing(name, std::nullopt);
    CHECK(station::secret_of(name, file)->reveal() == "from the file");
    const Environment empty(name, "");
    CHECK(station::secret_of(name, file)->reveal() == "from the file");
  }
  SECTION("from the environment, whatever the file") {
    const Environment set(name, "from the environment");
    CHECK(station::secret_of(name, file)->reveal() == "from the environment");
    CHECK(station::secret_of(name, folder / "none")->reveal() == "from the environment");
    CHECK(station::secret_of(name, {})->reveal() == "from the environment");
  }
  SECTION("none is configured") { CHECK(station::secret_of(name, {})->empty()); }
  SECTION("one is configured and not there") {
    const auto secret = station::secret_of(name, folder / "none");
    REQUIRE_FALSE(secret);
    CHECK(secret.error().code == Errc::not_found);
  }
  SECTION("others could read it") {
    const auto mode = GENERATE(0644, 0640, 0604, 0660);
    REQUIRE(::chmod(file.c_str(), static_cast<mode_t>(mode)) == 0);
    const auto secret = station::secret_of(name, file);
    REQUIRE_FALSE(secret);
    CHECK(secret.error().code == Errc::denied);
    CHECK(secret.error().text == "error.secret.mode");
  }
}
