#include "architecture/rules.h"

#include <catch2/catch.hpp>

using namespace zhaojian::architecture;

namespace {

const std::string table = R"(
| 0 | `base` | Result, time | – | – |
| 1 | `domain` | the words | base | – |
| 1 | `imaging` | pixels | base | – |
| 1 | `net` | HTTP | base | – |
| 1 | `gfx` | GL | base | – |
| 2 | `codec` | JSON | base, domain | – |
| 2 | `vision` | evidence | base, domain, imaging | – |
| 2 | `desk` | the desk | base, domain | – |
| 3 | `checks` | rules | base, domain, imaging, `vision/evidence.h` | – |
| 3 | `store` | rows | base, domain, codec | – |
| 3 | `ui` | draws | base, domain, desk, gfx | – |
| 5 | `app` | all | all below | – |
| 5 | `demo` | a back end | base, domain, codec | – |
| 5 | `cli` | no window | all below but desk, gfx, ui | – |
)";

std::vector<std::string> found(const std::vector<SourceFile>& files) {
  std::vector<std::string> texts;
  for (const auto& violation : violations(table, files)) texts.push_back(violation.text());
  return texts;
}

// What is said of one file.
std::vector<std::string> found(const std::string& path, const std::string& text) {
  return found(std::vector<SourceFile>{{path, text}});
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("code that keeps the rules passes") {
  CHECK(found({{"src/base/time.h", "#pragma once\n#include <string>\n"},
               {"src/net/socket.cpp", "#include <net/if.h>\n#include \"base/time.h\"\n"},
               {"src/checks/eyes.cpp", "#include \"vision/evidence.h\"\n#include <opencv2/imgproc.hpp>\n"},
               {"src/codec/feed.cpp", "#include <nlohmann/json.hpp>\n#include \"domain/photo.h\"\n"},
               {"src/third_party/x.cpp", "#include \"app/main.h\"\n#include <imgui.h>\n"}}) == Said{});
}

TEST_CASE("an include the table does not allow is shown with file and line") {
  CHECK(found("src/domain/photo.cpp", "\n#include \"base/time.h\"\n  #  include \"store/store.h\" // why\n") ==
        Said{"src/domain/photo.cpp:3: domain may not include store/store.h"});
  CHECK(found("src/ui/screen.h", "#include \"net/http.h\"\n") ==
        Said{"src/ui/screen.h:1: ui may not include net/http.h"});
  CHECK(found("src/checks/eyes.cpp", "#include \"vision/face_detector.h\"\n") ==
        Said{"src/checks/eyes.cpp:1: checks may not include vision/face_detector.h"});
  CHECK(found("src/cli/stats.cpp", "#include \"ui/theme.h\"\n#include \"store/store.h\"\n") ==
        Said{"src/cli/stats.cpp:1: cli may not include ui/theme.h"});
  CHECK(found("src/app/main.cpp", "#include \"demo/server.h\"\n").size() == 1);
}

TEST_CASE("there is no way round the table") {
  CHECK(found("src/desk/model.h", "#include \"../store/store.h\"\n").size() == 1);
  CHECK(found("src/desk/model.h", "#include <../store/store.h>\n").size() == 1);
  CHECK(found({{"src/desk/model.h", "#include \"keys.h\"\n"}, {"src/desk/keys.h", ""}}) ==
        Said{"src/desk/model.h:1: \"keys.h\": write the module in front"});
  CHECK(found("src/extra/x.cpp", "") == Said{"src/extra/x.cpp:0: lies in no module of the level table"});
  CHECK(found("src/main.cpp", "").size() == 1);
}

TEST_CASE("what is commented out does not count") {
  CHECK(found("src/base/time.cpp", "// #include \"store/store.h\"\n/*\n#include <imgui.h>\n*/\n// X::instance()\n") ==
        Said{});
  CHECK(found("src/base/time.cpp", "int n = 1'000; // it's\n#include \"ui/x.h\"\n").size() == 1);
  CHECK(found("src/base/time.cpp", "auto s = R\"x(\" // )x\";\n#include \"ui/x.h\"\n").size() == 1);
}

TEST_CASE("a library is caught outside its home") {
  const std::pair<std::string, std::string> astray[] = {{"src/desk/model.cpp", "imgui.h"},
                                                        {"src/gfx/view.cpp", "backends/imgui_impl_glfw.h"},
                                                        {"src/store/rows.cpp", "sqlite3.h"},
                                                        {"src/store/sqlite_connection.h", "sqlite3.h"},
                                                        {"src/net/http.h", "curl/curl.h"},
                                                        {"src/domain/photo.cpp", "opencv2/core.hpp"},
                                                        {"src/desk/x.cpp", "opencv2/core.hpp"},
                                                        {"src/ui/x.h", "opencv2/core.hpp"},
                                                        {"src/store/x.cpp", "opencv2/core.hpp"},
                                                        {"src/codec/x.cpp", "opencv2/core.hpp"},
                                                        {"src/net/x.cpp", "opencv2/core.hpp"},
                                                        {"src/gfx/x.cpp", "opencv2/core.hpp"},
                                                        {"src/codec/feed.h", "nlohmann/json.hpp"},
                                                        {"src/store/rows.cpp", "nlohmann/json_fwd.hpp"},
                                                        {"src/net/server.cpp", "httplib.h"},
                                                        {"src/base/time.cpp", "sodium.h"},
                                                        {"src/base/hash.h", "sodium.h"},
                                                        {"src/ui/window.cpp", "GLFW/glfw3.h"},
                                                        {"src/ui/window.cpp", "epoxy/gl.h"},
                                                        {"src/net/x.cpp", "spdlog/spdlog.h"},
                                                        {"src/vision/x.cpp", "png.h"}};
  for (const auto& [path, header] : astray) {
    CAPTURE(path, header);
    CHECK(found(path, "#include <" + header + ">\n").size() == 1);
    CHECK(found(path, "#include \"" + header + "\"\n").size() == 1);
  }
}

TEST_CASE("a library is at home where it belongs") {
  const std::pair<std::string, std::string> home[] = {{"src/ui/theme.cpp", "imgui.h"},
                                                      {"src/app/window.cpp", "imgui_impl_opengl3.h"},
                                                      {"src/net/curl_http.cpp", "curl/curl.h"},
                                                      {"src/store/sqlite_connection.cpp", "sqlite3.h"},
                                                      {"src/codec/feed.cpp", "nlohmann/json.hpp"},
                                                      {"src/demo/server.cpp", "httplib.h"},
                                                      {"src/base/secret.cpp", "sodium.h"},
                                                      {"src/app/window.cpp", "GLFW/glfw3.h"},
                                                      {"src/gfx/texture.cpp", "epoxy/gl.h"},
                                                      {"src/imaging/jpeg.cpp", "jpeglib.h"},
                                                      {"src/base/log.cpp", "spdlog/spdlog.h"},
                                                      {"src/vision/model.h", "opencv2/dnn.hpp"}};
  for (const auto& [path, header] : home) {
    CAPTURE(path, header);
    CHECK(found(path, "#include <" + header + ">\n") == Said{});
  }
}

TEST_CASE("a file may be as long as its cap and not a line longer") {
  const std::pair<std::string, std::size_t> caps[] = {{"src/ui/screen.cpp", 350},
                                                      {"src/ui/screen.h", 150},
                                                      {"src/app/main.cpp", 100},
                                                      {"tests/ui/screen_test.cpp", 500}};
  for (const auto& [path, cap] : caps) {
    CAPTURE(path);
    CHECK(found(path, std::string(cap, '\n')) == Said{});
    CHECK(found(path, std::string(cap, '\n') + "x") ==
          Said{path + ":" + std::to_string(cap + 1) + ": " + std::to_string(cap + 1) + " lines, at most " +
               std::to_string(cap)});
  }
}

TEST_CASE("a singleton is caught, the word alone is not") {
  CHECK(found("src/net/x.h", "\nstatic Pool& instance();\n") == Said{"src/net/x.h:2: no singletons: hand it in"});
  CHECK(found("src/net/x.cpp", "Pool::getInstance( ).go();\n").size() == 1);
  CHECK(found("src/net/x.cpp", "auto x = Pool::get_instance ();\n").size() == 1);
  CHECK(found("src/net/x.h", "Pool instance(/* none */) { return {}; }\n").size() == 1);
  CHECK(found("src/net/x.cpp", "log(\"instance()\"); int instance = 1; make(instance); draw_instance(2);\n") == Said{});
}

TEST_CASE("a file whose name says nothing is caught") {
  for (const char* path :
       {"src/net/string_utils.cpp", "src/net/util.h", "src/net/http_helper.h", "src/net/helpers.cpp",
        "src/net/pool_manager.cpp", "tests/net/http_helper_test.cpp", "tests/support/test_utils.h"}) {
    CAPTURE(path);
    CHECK(found(path, "").size() == 1);
  }
  CHECK(found("src/net/utility_bill.cpp", "") == Said{});
}

TEST_CASE("without a table there is one violation that says so") {
  const auto all = violations("# Zhaojian\n", {{"src/net/x.cpp", "#include \"app/main.h\"\n"}});
  REQUIRE(all.size() == 1);
  CHECK(all[0].text().find("README.md:0: no level table") == 0);
}
