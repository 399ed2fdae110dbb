#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/temporary_folder.h"
#include "vision/engines.h"
#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

void copy_models(const std::filesystem::path& folder) {
  const auto copy = [&](const std::string& file) { std::filesystem::copy_file(models().folder / file, folder / file); };
  for (const ModelFile& file : default_manifest().files) {
    copy(file.file);
    if (file.whole_numbers) copy(file.whole_numbers->file);
  }
}

TEST_CASE("the fetched models are exactly those the manifest means") { CHECK(verify(models())); }

TEST_CASE("the manifest names each role once") {
  const ModelManifest manifest = default_manifest();
  CHECK(manifest.files.size() == role_count);
  for (std::size_t role = 0; role < role_count; ++role) {
    const ModelFile* file = manifest.find(static_cast<Role>(role));
    REQUIRE(file != nullptr);
    CHECK(file == &manifest.files[role]);
  }
}

TEST_CASE("a missing model is named, with words for the user") {
  const support::TemporaryFolder folder;
  copy_models(folder.path());
  std::filesystem::remove(folder / "fr_pose.onnx");
  const auto analyser = Analyser::load({folder.path(), default_manifest()}, OpencvEngine());
  REQUIRE_FALSE(analyser);
  CHECK(analyser.error().text == "error.model.missing");
  CHECK(analyser.error().message.find("fr_pose.onnx") != std::string::npos);
  CHECK(verify({folder.path(), default_manifest()}).error().text == "error.model.missing");
}

TEST_CASE("a network in whole numbers is missed like any other file, and read where the engine runs it") {
  const support::TemporaryFolder folder;
  copy_models(folder.path());
  std::filesystem::remove(folder / "face_parts_8bit.onnx");
  CHECK(verify({folder.path(), default_manifest()}).error().text == "error.model.missing");
  const auto engine = best_engine();
  const auto analyser = Analyser::load({folder.path(), default_manifest()}, *engine);
  CHECK(analyser.has_value() != engine->runs_whole_numbers());
  CHECK(Analyser::load({folder.path(), default_manifest()}, OpencvEngine()));
}

TEST_CASE("a model with one changed byte is never loaded") {
  const support::TemporaryFolder folder;
  copy_models(folder.path());
  {
    std::fstream file(folder / "fr_feature.onnx", std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(4000);
    const int old = file.get();
    file.seekp(4000);
    file.put(static_cast<char>(old ^ 1));
  }
  const auto analyser = Analyser::load({folder.path(), default_manifest()}, OpencvEngine());
  REQUIRE_FALSE(analyser);
  CHECK(analyser.error().code == Errc::corrupt);
  CHECK(analyser.error().text == "error.model.altered");
}

TEST_CASE("a school may put its own file in place of one, and leave one out") {
  const support::TemporaryFolder folder;
  copy_models(folder.path());
  std::filesystem::rename(folder / "fr_eye.onnx", folder / "our_eyes.onnx");
  ModelManifest manifest = default_manifest();
  for (ModelFile& file : manifest.files)
    if (file.role == Role::eyes) file.file = "our_eyes.onnx";
  std::erase_if(manifest.files, [](const ModelFile& file) { return file.role == Role::liveness; });

  const auto analyser = Analyser::load({folder.path(), manifest}, OpencvEngine());
  REQUIRE(analyser);
  const Evidence seen = (*analyser)->analyse(portrait("p001_submission"));
  CHECK(seen.eyes);
  CHECK_FALSE(seen.live);
  CHECK(seen.engine.find("liveness") == std::string::npos);
}

TEST_CASE("an impossible input form is refused before the network is asked") {
  ModelPaths paths = models();
  SECTION("channels") { paths.manifest.files[0].input.channels = 4; }
  SECTION("size") { paths.manifest.files[0].input.width = -320; }
  SECTION("divisor") { paths.manifest.files[0].input.divisor[1] = 0; }
  const auto analyser = Analyser::load(paths, OpencvEngine());
  REQUIRE_FALSE(analyser);
  CHECK(analyser.error().text == "error.model.unreadable");
}

TEST_CASE("each way a model fails has words in both languages") {
  std::ifstream file(ZHAOJIAN_SOURCE_DIR "/assets/i18n/parts/vision.json");
  const nlohmann::json texts = nlohmann::json::parse(file);
  for (const char* key : {"error.model.missing", "error.model.altered", "error.model.unreadable"}) {
    CAPTURE(key);
    REQUIRE(texts.contains(key));
    CHECK(texts[key].at("zh-CN").get<std::string>().size() > 10);
    CHECK(texts[key].at("en").get<std::string>().size() > 10);
  }
}

}  // namespace
}  // namespace zhaojian::vision
