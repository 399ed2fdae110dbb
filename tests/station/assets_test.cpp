#include "station/assets.h"

#include <catch2/catch.hpp>

#include "base/files.h"
#include "support/temporary_folder.h"

using namespace zhaojian;
namespace fs = std::filesystem;

namespace {

const fs::path kShipped = fs::path(ZHAOJIAN_SOURCE_DIR) / "assets";

// The shipped assets in a folder of their own, for breaking them.
struct Copy {
  Copy() {
    for (const char* part : {"i18n", "reasons", "standards", "theme"})
      fs::copy(kShipped / part, folder / part, fs::copy_options::recursive);
  }
  void write(const fs::path& file, std::string_view text) {
    REQUIRE(write_file_atomically(folder / file, bytes_of(text)));
  }
  // Puts `to` in place of the first `from`.
  void replace(const fs::path& file, const std::string& from, const std::string& to) {
    std::string text(text_of(*read_file(folder / file, 1U << 22)));
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    write(file, text.replace(at, from.size(), to));
  }
  // What loading says about it.
  Error problem() {
    const auto assets = station::load_assets(folder.path());
    REQUIRE_FALSE(assets);
    UNSCOPED_INFO(assets.error().message);
    CHECK_FALSE(assets.error().text.empty());
    return assets.error();
  }
  support::TemporaryFolder folder;
};

bool names(const Error& error, const std::string& what) { return error.message.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("the shipped assets load") {
  const auto assets = station::load_assets(kShipped);
  INFO((assets ? "" : assets.error().message));
  REQUIRE(assets);
  REQUIRE(assets->profiles.contains(ProfileId("chsi-99-2017")));
  CHECK(assets->profiles.at(ProfileId("chsi-99-2017"))->width == 480);
  CHECK(assets->profiles.size() == 6);
  CHECK(assets->profiles.at(ProfileId("zikao-xinjiang-2023"))->rules ==
        assets->profiles.at(ProfileId("chsi-99-2017"))->rules);
  CHECK(assets->reasons->find(ReasonCode("NOT_SAME_PERSON")));
  CHECK(assets->themes.contains("dark"));
  CHECK(assets->themes.contains("light"));
  CHECK(assets->themes.at("dark").size() == assets->themes.at("light").size());
  const auto& chinese = assets->texts.at(domain::Language::zh_cn).all();
  const auto& english = assets->texts.at(domain::Language::en).all();
  CHECK(chinese.size() > 100);
  CHECK(chinese.size() == english.size());
  CHECK(station::load_texts(kShipped, domain::Language::en)->all() == english);
}

TEST_CASE("a broken standard is refused by file and field") {
  Copy copy;
  const fs::path file = "standards/chsi-99-2017.json";
  SECTION("not JSON") {
    copy.write(file, "{\"id\": ");
    CHECK(names(copy.problem(), "chsi-99-2017.json"));
  }
  SECTION("a field of the wrong kind") {
    copy.replace(file, "\"width\": 480", "\"width\": \"wide\"");
    const Error error = copy.problem();
    CHECK(names(error, "chsi-99-2017.json"));
    CHECK(names(error, "width"));
    CHECK(error.text == "error.codec.profile");
  }
  SECTION("a field that is missing") {
    copy.replace(file, "\"width\": 480", "\"widht\": 480");
    CHECK(names(copy.problem(), "width"));
  }
  SECTION("a check that is misspelt") {
    copy.replace(file, "\"geom.crop\": {", "\"geom.corp\": {");
    copy.replace(file, "\"geom.crop\"", "\"geom.corp\"");
    const Error error = copy.problem();
    CHECK(names(error, "chsi-99-2017.json"));
    CHECK(names(error, "rules.geom.corp: no check measures this; did you mean \"geom.crop\"?"));
  }
  SECTION("a field that is wrong in the base is not said of what builds on it") {
    copy.replace("standards/zikao-125-2021.json", "\"version\": ", "\"version\": -");
    CHECK(names(copy.problem(), "zikao-125-2021.json: version"));
  }
  SECTION("a base that is not there") {
    copy.replace("standards/zikao-tianjin.json", "\"zikao-125-2021\"", "\"zikao-125-2012\"");
    const Error error = copy.problem();
    CHECK(names(error, "zikao-tianjin.json"));
    CHECK(names(error, "did you mean \"zikao-125-2021\"?"));
  }
  SECTION("the same standard twice") {
    fs::copy(copy.folder / file, copy.folder / "standards/copy.json");
    const Error error = copy.problem();
    CHECK(error.code == Errc::conflict);
    CHECK(names(error, "chsi-99-2017"));
    CHECK(names(error, "copy.json"));
  }
}

TEST_CASE("broken reasons are refused by file and field") {
  Copy copy;
  SECTION("a field of the wrong kind") {
    copy.replace("reasons/reasons.json", "\"severity\": 93", "\"severity\": \"bad\"");
    const Error error = copy.problem();
    CHECK(names(error, "reasons.json"));
    CHECK(names(error, "severity"));
    CHECK(error.text == "error.codec.reasons");
  }
  SECTION("not there") {
    fs::remove(copy.folder / "reasons/reasons.json");
    const Error error = copy.problem();
    CHECK(error.code == Errc::not_found);
    CHECK(error.text == "error.assets.missing");
    CHECK(names(error, "reasons.json"));
  }
}

TEST_CASE("broken texts are refused by file and key") {
  Copy copy;
  SECTION("a text without English") {
    copy.write("i18n/parts/extra.json", R"({"some.key": {"zh-CN": "字"}})");
    const Error error = copy.problem();
    CHECK(names(error, "extra.json"));
    CHECK(names(error, "some.key"));
    CHECK(error.text == "error.codec.texts");
    CHECK_FALSE(station::load_texts(copy.folder.path(), domain::Language::zh_cn));
  }
  SECTION("a key with two texts") {
    copy.write("i18n/parts/zz.json", R"({"error.undo.not_found": {"zh-CN": "甲", "en": "Another text"}})");
    const Error error = copy.problem();
    CHECK(names(error, "zz.json"));
    CHECK(names(error, "error.undo.not_found"));
  }
  SECTION("none at all") {
    fs::remove_all(copy.folder / "i18n/parts");
    fs::create_directory(copy.folder / "i18n/parts");
    const Error error = copy.problem();
    CHECK(error.text == "error.assets.missing");
    CHECK(names(error, "i18n/parts"));
  }
}

TEST_CASE("a broken theme is refused by file and field") {
  Copy copy;
  copy.write("theme/pink.json", R"({"background": 7})");
  const Error error = copy.problem();
  CHECK(names(error, "pink.json"));
  CHECK(names(error, "background"));
}

TEST_CASE("other files in the folders are left alone") {
  Copy copy;
  copy.write("standards/README.md", "not a standard");
  copy.write("i18n/parts/words.txt", "not a text");
  CHECK(station::load_assets(copy.folder.path()));
}

TEST_CASE("without a folder of assets the program says what is missing") {
  const support::TemporaryFolder empty;
  for (const fs::path& folder : {empty.path(), empty / "nowhere"}) {
    const auto assets = station::load_assets(folder);
    REQUIRE_FALSE(assets);
    CHECK(assets.error().code == Errc::not_found);
    CHECK(assets.error().text == "error.assets.missing");
    CHECK_FALSE(station::load_texts(folder, domain::Language::en));
  }
}
