#include <catch2/catch.hpp>

#include "base/files.h"
#include "codec/json.h"
#include "codec/profile_json.h"
#include "codec/reason_json.h"
#include "codec/texts_json.h"

using namespace zhaojian;
using namespace zhaojian::codec;
using domain::Language;

namespace {

const std::string profile_text = R"({"id":"p","version":1,"title_zh":"标","title_en":"S","source":"x","width":480,
  "height":640,"dpi":300,"target_min_bytes":1,"target_max_bytes":2,"backgrounds":[[1,2,3]],"identity_pass":true,
  "standard_pass":true,"store_embeddings":false,"hold_seconds":15,"least_view_seconds":2,
  "rules":{"geom.head_top":{"clause":"四.2","unit":"px","fail_min":50,"warn_min":55.5,"parameters":{"margin":4}}},
  "clauses":[{"number":"四.2","text_zh":"头","text_en":"H","coverage":"automatic","findings":["geom.head_top"]}]})";

const std::string reason_text = R"({"version":1,"first_row":["BLUR"],"reasons":[{"code":"BLUR","group":"quality",
  "level":"suggested","severity":60,"label_zh":"照片模糊","label_en":"Blurred","initials":"zpmh","short_zh":"模糊",
  "message_zh":"照片不清晰。","message_en":"Not sharp.","suggested_by":["qual.sharp"]}]})";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

std::string profile_problem(std::string_view what, std::string_view with) {
  const auto profile = profile_from_json(bytes_of(replaced(profile_text, what, with)));
  REQUIRE_FALSE(profile);
  CHECK(profile.error().text == "error.codec.profile");
  return profile.error().message;
}

std::string reason_problem(std::string_view what, std::string_view with) {
  const auto reasons = reasons_from_json(bytes_of(replaced(reason_text, what, with)));
  REQUIRE_FALSE(reasons);
  CHECK(reasons.error().text == "error.codec.reasons");
  return reasons.error().message;
}

Bytes bytes(std::string_view text) {
  const ByteView view = bytes_of(text);
  return {view.begin(), view.end()};
}

std::vector<TextPart> parts(std::string_view a, std::string_view b) {
  return {{"a.json", bytes(a)}, {"b.json", bytes(b)}};
}

}  // namespace

TEST_CASE("a profile is read with all its numbers") {
  const auto profile = profile_from_json(bytes_of(profile_text));
  REQUIRE(profile);
  const domain::Rule* rule = profile->rule(FindingId("geom.head_top"));
  REQUIRE(rule != nullptr);
  CHECK(rule->band == domain::Band{55.5, std::nullopt, 50, std::nullopt});
  CHECK(rule->unit == domain::Unit::px);
  CHECK(rule->parameters.at("margin") == 4);
  CHECK_FALSE(rule->decides);
  CHECK(profile->hold == seconds(15));
  CHECK(profile->least_view == seconds(2));
  CHECK(profile->clauses[0].coverage == domain::Coverage::automatic);
}

TEST_CASE("a profile that is wrong is refused by the name of the field") {
  CHECK(profile_problem("\"fail_min\":50", "\"fail_min\":\"50\"") == "rules.geom.head_top.fail_min: not a number");
  CHECK(profile_problem("\"margin\":4", "\"margin\":[]") == "rules.geom.head_top.parameters.margin: not a number");
  CHECK(profile_problem("\"unit\":\"px\"", "\"unit\":\"ell\"").starts_with("rules.geom.head_top.unit: unknown value \"ell\""));
  CHECK(profile_problem("[1,2,3]", "[1,2]") == "backgrounds[0]: not r, g, b");
  CHECK(profile_problem("[1,2,3]", "[1,2,300]").starts_with("backgrounds[0][2]: out of range"));
  CHECK(profile_problem("\"dpi\":300,", "") == "dpi: missing");
  CHECK(profile_problem("\"automatic\"", "\"magic\"").starts_with("clauses[0].coverage: unknown value \"magic\""));
  CHECK(profile_problem("\"fail_min\":50", "\"fail_min\":60") ==
        "profile p: rules.geom.head_top: the limits of its band are not in order");
  CHECK(profile_problem("[\"geom.head_top\"]", "[\"geom.tail\"]") ==
        "profile p: clause 四.2 names geom.tail, which has no rule");
  CHECK(profile_problem("\"fail_min\":50", "\"fial_min\":50") ==
        "rules.geom.head_top.fial_min: unknown; did you mean \"fail_min\"?");
  CHECK(profile_problem("\"dpi\":300", "\"dpi\":300,\"colour_of_the_sky\":1") == "colour_of_the_sky: unknown");
  CHECK(profile_problem("\"version\":1", "\"version\":0") == "version: out of range (1 or more)");
  CHECK(profile_problem("{\"id\"", "<id>").starts_with("JSON: not readable"));
}

TEST_CASE("reasons are read with their flags, and refused by the name of the field") {
  const auto reasons =
      reasons_from_json(bytes_of(replaced(reason_text, "\"severity\":60", R"("severity":60,"side":"above",
    "needs_note":true,"system_fault":true)")));
  REQUIRE(reasons);
  const domain::Reason& reason = reasons->reasons[0];
  CHECK(reason.side == domain::Side::above);
  CHECK(reason.needs_note);
  CHECK(reason.system_fault);
  CHECK_FALSE(reason.identity);
  CHECK(reason_problem("\"suggested\"", "\"guessed\"").starts_with("reasons[0].level: unknown value \"guessed\""));
  CHECK(reason_problem("\"severity\":60", "\"severity\":\"bad\"") == "reasons[0].severity: not an integer");
  CHECK(reason_problem("[\"BLUR\"]", "[\"BLURR\"]") == "first_row: BLURR is not a reason");
  CHECK(reason_problem("\"模糊\"", "\"一二三四五六七八九十一二三四五六七八九十一\"") ==
        "reason BLUR: short_zh has more than 20 characters");
}

TEST_CASE("a flat catalogue of texts is read, and a text that is none is named") {
  const auto texts = texts_from_json(bytes_of(R"({"a":"甲","b":"{0} 乙"})"));
  REQUIRE(texts);
  CHECK((*texts)("a") == "甲");
  CHECK(texts->format("b", {"x"}) == "x 乙");
  CHECK(texts_from_json(bytes_of(R"({"a":7})")).error().message == "a: not a text");
  CHECK(texts_from_json(bytes_of(R"({"a.b":""})")).error().message == "a.b: empty");
  CHECK(texts_from_json(bytes_of("[]")).error().message == "not an object");
}

TEST_CASE("the parts make one catalogue in either language") {
  const auto files = parts(R"({"x":{"zh-CN":"一","en":"one"}})", R"({"y":{"zh-CN":"二","en":"two"}})");
  const auto chinese = texts_from_parts(files, Language::zh_cn), english = texts_from_parts(files, Language::en);
  REQUIRE(chinese);
  REQUIRE(english);
  CHECK((*chinese)("x") == "一");
  CHECK((*english)("y") == "two");
}

TEST_CASE("a part without one of the languages or against another part is refused by name") {
  const std::string good = R"({"x":{"zh-CN":"一","en":"one"}})";
  const auto message = [&](std::string_view second) {
    const auto texts = texts_from_parts(parts(good, second), Language::zh_cn);
    REQUIRE_FALSE(texts);
    CHECK(texts.error().text == "error.codec.texts");
    return texts.error().message;
  };
  CHECK(message(R"({"y":{"zh-CN":"二"}})") == "b.json: y.en: missing");
  CHECK(message(R"({"y":"二"})") == "b.json: y: not an object");
  CHECK(message(R"({"x":{"zh-CN":"壹","en":"one"}})") == "b.json: x: another part has a different text for it");
  CHECK(texts_from_parts(parts(good, good), Language::en));
}

TEST_CASE("texts laid over others win, the others fill the gaps") {
  const domain::Texts below({{"a", "1"}, {"b", "2"}}), above({{"b", "two"}, {"c", "three"}});
  const domain::Texts both = overlaid(below, above);
  CHECK(both("a") == "1");
  CHECK(both("b") == "two");
  CHECK(both("c") == "three");
}

TEST_CASE("the shipped parts fit together and have both languages") {
  std::vector<TextPart> shipped;
  const auto folder = std::filesystem::path(ZHAOJIAN_SOURCE_DIR) / "assets/i18n/parts";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".json") continue;
    auto part = read_file(file.path(), 1U << 20);
    REQUIRE(part);
    shipped.push_back({file.path().filename().string(), *std::move(part)});
  }
  const auto texts = texts_from_parts(shipped, Language::zh_cn);
  if (!texts) FAIL(texts.error().message);
  CHECK(texts->has("error.decide.role"));
  for (int code = 0; code <= static_cast<int>(Errc::internal); ++code) {
    const Error error{static_cast<Errc>(code), "x"};
    CHECK(texts->of(error) != std::string("error.code.") + std::string(name(error.code)));
  }
}
