#include <catch2/catch.hpp>

#include "codec/profile_json.h"

using namespace zhaojian;
using namespace zhaojian::codec;

namespace {

const std::string national = R"({"id":"national","version":3,"title_zh":"标","title_en":"S","source":"x","width":480,
  "height":640,"dpi":300,"target_min_bytes":1,"target_max_bytes":2,"backgrounds":[[1,2,3],[4,5,6]],
  "identity_pass":true,"standard_pass":true,"store_embeddings":false,"hold_seconds":15,"least_view_seconds":2,
  "rules":{"bg.colour":{"clause":"二.1","unit":"delta_e","warn_max":5,"fail_max":12,"parameters":{"margin":0.02}},
           "bg.shadow":{"clause":"二.1","unit":"lightness","warn_max":4}},
  "agree_within":{"bg.colour":4,"bg.shadow":2},
  "clauses":[{"number":"二.1","text_zh":"背景","text_en":"B","coverage":"automatic",
              "findings":["bg.colour","bg.shadow"]},
             {"number":"三.2","text_zh":"灯","text_en":"L","coverage":"manual","findings":[],
              "ticks":[{"id":"two_lights","text_zh":"布光","text_en":"Lit","hint_zh":"看","hint_en":"Look",
                        "reason":"LIGHT_UNEVEN"}]}]})";

Json json(std::string_view text) {
  auto parsed = parse_json(bytes_of(text));
  REQUIRE(parsed);
  return *std::move(parsed);
}

Result<domain::StandardProfile> sibling(const std::string& own) {
  const ProfileBases bases = {{"national", json(national)},
                              {"a", json(R"({"id":"a","extends":"b"})")},
                              {"b", json(R"({"id":"b","extends":"a"})")}};
  return profile_from_json(json(own), bases);
}

std::string problem_of(const std::string& own) {
  const auto profile = sibling(own);
  REQUIRE_FALSE(profile);
  CHECK(profile.error().text == "error.codec.profile");
  return profile.error().message;
}

}  // namespace

TEST_CASE("a profile is its base with its own numbers put over it") {
  const auto profile = sibling(R"({"id":"north","extends":"national","version":1,"backgrounds":[[7,8,9]],
    "rules":{"bg.colour":{"fail_max":20,"parameters":{"margin":0.1}}},
    "clauses":[{"number":"三.2","text_zh":"北方的灯","ticks":[{"id":"two_lights","hint_zh":"看北"}]}]})");
  INFO((profile ? "" : profile.error().message));
  REQUIRE(profile);
  CHECK(profile->id == ProfileId("north"));
  CHECK(profile->version == 1);
  CHECK(profile->width == 480);
  CHECK(profile->backgrounds == std::vector<domain::Rgb>{{7, 8, 9}});
  const domain::Rule* colour = profile->rule(FindingId("bg.colour"));
  REQUIRE(colour != nullptr);
  CHECK(colour->band == domain::Band{std::nullopt, 5, std::nullopt, 20});
  CHECK(colour->parameters.at("margin") == 0.1);
  CHECK(colour->agree_within == 4);
  CHECK(profile->rule(FindingId("bg.shadow"))->band.warn_max == 4);
  REQUIRE(profile->clauses.size() == 2);
  CHECK(profile->clauses[1].text_zh == "北方的灯");
  CHECK(profile->clauses[1].text_en == "L");
  CHECK(profile->tick(TickId("two_lights"))->hint_zh == "看北");
  CHECK(profile->tick(TickId("two_lights"))->hint_en == "Look");
}

TEST_CASE("a rule that is taken away leaves the clauses, too") {
  const auto profile = sibling(R"({"id":"north","extends":"national","rules":{"bg.shadow":null}})");
  INFO((profile ? "" : profile.error().message));
  REQUIRE(profile);
  CHECK(profile->rule(FindingId("bg.shadow")) == nullptr);
  CHECK(profile->clauses[0].findings == std::vector{FindingId("bg.colour")});
}

TEST_CASE("a base that is not there, a circle and a slip of the pen are refused by name") {
  CHECK(problem_of(R"({"id":"north","extends":"natinal"})") ==
        "extends: no profile \"natinal\"; did you mean \"national\"?");
  CHECK(problem_of(R"({"id":"c","extends":"a"})") ==
        "extends: the profiles build on each other in a circle: a > b > a");
  CHECK(problem_of(R"({"id":"north","extends":"national","rules":{"bg.shadwo":null}})") ==
        "rules.bg.shadwo: nothing to take away; did you mean \"bg.shadow\"?");
  CHECK(problem_of(R"({"id":"north","extends":"national","rules":{"bg.colour":{"parameters":{"margn":1}}}})") ==
        "rules.bg.colour.parameters.margn: the base has no such parameter; did you mean \"margin\"?");
  CHECK(problem_of(R"({"id":"north","extends":"national","bakgrounds":[[1,1,1]]})") ==
        "bakgrounds: unknown; did you mean \"backgrounds\"?");
  CHECK(problem_of(R"({"id":"north","extends":"national","rules":{"bg.colour":{"warn_max":30}}})") ==
        "profile north: rules.bg.colour: the limits of its band are not in order");
  CHECK(problem_of(R"({"id":"north","extends":7})") == "extends: not a text");
}

TEST_CASE("a profile that is written whole reads back as the same") {
  const auto profile = sibling(R"({"id":"north","extends":"national","hold_seconds":30})");
  REQUIRE(profile);
  const auto again = profile_from_json(bytes_of(profile_to_json(*profile, JsonStyle::indented)));
  INFO((again ? "" : again.error().message));
  REQUIRE(again);
  CHECK(*again == *profile);
}
