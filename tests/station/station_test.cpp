#include <sys/stat.h>

#include <array>
#include <set>
#include <thread>

#include "base/files.h"
#include "station/environment.h"
#include "station/station_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

int mode(const std::filesystem::path& file) {
  struct stat about {};
  REQUIRE(::stat(file.c_str(), &about) == 0);
  return static_cast<int>(about.st_mode & 07777U);
}

}  // namespace

TEST_CASE("the first start makes a private folder with a name and a key of its own, and later starts keep them") {
  const Site site;
  const auto first = site.open();
  CHECK(mode(site.folder / "data") == 0700);
  CHECK(mode(site.data("audit.key")) == 0600);
  CHECK(mode(site.data("station-id")) == 0600);
  CHECK(first->id.value.starts_with("station-"));
  CHECK(first->audit_key != Sha256{});
  CHECK_FALSE(first->has_backend());
  CHECK(first->token.empty());

  const auto second = site.open();
  CHECK(second->id == first->id);
  CHECK(second->audit_key == first->audit_key);
  const Site elsewhere;
  CHECK(elsewhere.open()->id != first->id);
  CHECK(elsewhere.open()->audit_key != first->audit_key);
}

TEST_CASE("a folder that was open to others is closed") {
  const Site site;
  std::filesystem::create_directory(site.folder / "data");
  REQUIRE(::chmod((site.folder / "data").c_str(), 0755) == 0);
  (void)site.open();
  CHECK(mode(site.folder / "data") == 0700);
}

TEST_CASE("programs that start at once for the first time agree on name and key") {
  const Site site;
  std::array<std::string, 6> seen;
  std::vector<std::thread> starts;
  for (std::string& one : seen) {
    starts.emplace_back([&] {
      const auto station = station::open_station(site.config());
      one = station ? (*station)->id.value + hex((*station)->audit_key) : station.error().message;
    });
  }
  for (std::thread& start : starts) start.join();
  CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 1);
  const auto station = site.open();
  CHECK(seen[0] == station->id.value + hex(station->audit_key));
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(site.folder / "data"))
    files.insert(entry.path().filename());
  CHECK(files == std::set<std::string>{"audit.key", "station-id"});
}

TEST_CASE("a key that others may read, or a name that was lost, stops the start") {
  const Site site;
  (void)site.open();
  SECTION("the key") {
    REQUIRE(::chmod(site.data("audit.key").c_str(), 0644) == 0);
    const auto refused = station::open_station(site.config());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::denied);
    CHECK(refused.error().message.find("audit.key") != std::string::npos);
  }
  SECTION("the name") {
    REQUIRE(write_file_atomically(site.data("station-id"), bytes_of("\n")));
    const auto refused = station::open_station(site.config());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text == "error.station.id");
    CHECK(text_of(*read_file(site.data("station-id"), 100)) == "\n");  // not replaced by another name
  }
}

TEST_CASE("the token and the webhook secret are read at the start, and a careless file is refused") {
  const Site site;
  station::Config config = site.config();
  config.url = "https://capture.example.edu";
  config.token_file = site.folder / "token";
  config.webhook_secret_file = site.folder / "webhook";
  const Environment no_token("ZHAOJIAN_TOKEN", std::nullopt), no_secret("ZHAOJIAN_WEBHOOK_SECRET", std::nullopt);
  REQUIRE(write_file_atomically(config.token_file, bytes_of("t0ken\n")));
  REQUIRE(write_file_atomically(config.webhook_secret_file, bytes_of("whsec_c2VjcmV0\n")));
  const auto opened = station::open_station(config);
  REQUIRE(opened);
  CHECK((*opened)->has_backend());
  CHECK((*opened)->token.reveal() == "t0ken");
  CHECK((*opened)->webhook_secret.reveal() == "whsec_c2VjcmV0");

  const bool token = GENERATE(true, false);
  const auto& careless = token ? config.token_file : config.webhook_secret_file;
  REQUIRE(::chmod(careless.c_str(), 0644) == 0);
  const auto refused = station::open_station(config);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text == "error.secret.mode");
  CHECK(refused.error().message.find(careless) != std::string::npos);
  const Environment set(token ? "ZHAOJIAN_TOKEN" : "ZHAOJIAN_WEBHOOK_SECRET", "whsec_ZW52");
  const auto by_environment = station::open_station(config);
  REQUIRE(by_environment);
  CHECK((token ? (*by_environment)->token : (*by_environment)->webhook_secret).reveal() == "whsec_ZW52");
}

TEST_CASE("without its assets a station does not open") {
  const Site site;
  station::Config config = site.config();
  config.assets_dir = site.folder / "nowhere";
  const auto refused = station::open_station(config);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text == "error.assets.missing");
  CHECK_FALSE(std::filesystem::exists(config.data_dir));
}

TEST_CASE("the first operators are put in once") {
  const Site site;
  const support::ManualClock clock;
  const auto station = site.open();
  const auto store = station::open_store_of(*station, clock);
  REQUIRE(store);
  CHECK(mode(site.data("zhaojian.db")) == 0600);
  REQUIRE(station::add_first_operators(**store));
  const auto first = (*store)->people().operators();
  REQUIRE(first);
  std::set<domain::Role> roles;
  for (const auto& who : *first) roles.insert(who.role);
  CHECK(roles.contains(domain::Role::reviewer));
  CHECK(roles.contains(domain::Role::supervisor));

  domain::Operator changed = first->front();
  changed.active = false;
  REQUIRE((*store)->people().put_operator(changed));
  REQUIRE(station::add_first_operators(**store));
  const auto later = (*store)->people().operators();
  CHECK(later->size() == first->size());
  CHECK(std::ranges::find(*later, changed) != later->end());
}

TEST_CASE("an operator who is there keeps the first ones away") {
  const Site site;
  const support::ManualClock clock;
  const auto store = station::open_store_of(*site.open(), clock);
  REQUIRE(store);
  REQUIRE((*store)->people().put_operator(an_operator("own")));
  REQUIRE(station::add_first_operators(**store));
  CHECK((*store)->people().operators()->size() == 1);
}

TEST_CASE("what a station offers its threads is its own") {
  const Site site;
  const support::ManualClock clock;
  const auto station = site.open();
  const auto store = station::open_store_of(*station, clock);
  REQUIRE(store);
  const auto services = station->services(**store, clock);
  CHECK(services.station == station->id);
  CHECK(services.audit_key == station->audit_key);
  CHECK(services.profile(ProfileId("chsi-99-2017")));
  CHECK(services.profile(ProfileId("another")).error().text == "error.profile.unknown");
  CHECK(services.reasons == station->assets.reasons);

  auto cache = station::open_photos(*station);
  REQUIRE(cache);
  CHECK(cache->folder() == site.data("photos"));
  CHECK(mode(site.data("photos")) == 0700);
  const Bytes photo = random_bytes(100);
  const Sha256 name = sha256(photo);
  std::filesystem::create_directories(cache->file(name).parent_path());
  REQUIRE(write_file_atomically(cache->file(name), photo));
  station::CachedPhotos photos(*std::move(cache));
  CHECK(*photos.read(name) == photo);
  CHECK(photos.read(hash_of("another")).error().code == Errc::not_found);
}
