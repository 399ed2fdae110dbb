#include "architecture/catalogue.h"

#include <catch2/catch.hpp>

using namespace zhaojian::architecture;

namespace {

using Said = std::vector<std::string>;

Said said(const Violations& violations) {
  Said texts;
  for (const auto& violation : violations) texts.push_back(violation.text());
  return texts;
}

Said found(const std::string& zh, const std::string& en) {
  return said(catalogue_violations(read_catalogue({{"assets/i18n/zh-CN.json", zh}, {"assets/i18n/en.json", en}})));
}

Said found_in_part(const std::string& part) {
  return said(catalogue_violations(read_catalogue({{"assets/i18n/parts/net.json", part}})));
}

}  // namespace

TEST_CASE("two languages with the same keys and placeholders pass") {
  CHECK(found(R"({"a": "{0} 中的 {1}", "b": "好"})", R"({"a": "{1} of {0}", "b": "Good"})") == Said{});
  CHECK(found_in_part(R"({"a": {"zh-CN": "好 {0}", "en": "Good {0}"}})") == Said{});
}

TEST_CASE("a text that one language lacks is named") {
  CHECK(found(R"({"a": "好", "b": "坏"})", R"({"a": "Good"})") == Said{"assets/i18n:0: b is missing in en"});
  CHECK(found(R"({"a": "好"})", R"({"a": ""})") == Said{"assets/i18n:0: a is empty in en"});
  CHECK(found_in_part(R"({"a": {"zh-CN": "好"}})").size() == 2);
}

TEST_CASE("placeholders that differ are named") {
  CHECK(found(R"({"a": "{0} 张"})", R"({"a": "{1} photos"})").size() == 1);
  CHECK(found(R"({"a": "{0} 张"})", R"({"a": "photos"})").size() == 1);
  CHECK(found(R"({"a": "张"})", R"({"a": "{0} photos"})").size() == 1);
  CHECK(found_in_part(R"({"a": {"zh-CN": "好", "en": "Good {0}"}})").size() == 1);
}

TEST_CASE("a catalogue that cannot be read is not taken for an empty one") {
  CHECK(found("{", "{}").size() == 1);
  CHECK(found("[]", "{}").size() == 1);
  CHECK(found(R"({"a": 1})", "{}") == Said{"assets/i18n/zh-CN.json:0: a is not a text"});
  CHECK(found(R"({"a": "好", "a": "坏"})", R"({"a": "Good"})") == Said{"assets/i18n/zh-CN.json:0: a comes twice"});
}

TEST_CASE("a key belongs to one part, and what is in a part is in the language files") {
  const std::string part = R"({"a": {"zh-CN": "好", "en": "Good"}})";
  const std::string path = "assets/i18n/parts/";
  CHECK(said(catalogue_violations(read_catalogue({{path + "net.json", part}, {path + "ui.json", part}}))) ==
        Said{path + "ui.json:0: a is in another part already"});
  CHECK(said(catalogue_violations(read_catalogue({{path + "net.json", part},
                                                  {"assets/i18n/zh-CN.json", R"({"b": "好"})"},
                                                  {"assets/i18n/en.json", R"({"b": "Good"})"}}))) ==
        Said{"assets/i18n:0: a is only in the parts"});
}

TEST_CASE("an error text that is in no catalogue is shown with file and line") {
  const auto catalogue =
      read_catalogue({{"assets/i18n/parts/net.json", R"({"error.net.down": {"zh-CN": "断", "en": "Down"}})"},
                      {"assets/i18n/zh-CN.json", R"({"error.store.full": "满"})"}});
  const std::string code =
      "return Error{Errc::io, \"x\", \"error.net.down\"};\n"
      "return Error{Errc::io, \"x\", \"error.store.full\"};\n"
      "// \"error.only.in.a.comment\"\n"
      "return cond ? \"error.net.up\" : \"error.\";\n";
  CHECK(said(unknown_error_keys(catalogue, {{"src/net/x.cpp", code}})) ==
        Said{"src/net/x.cpp:4: error.net.up is not in the text catalogue"});
}
