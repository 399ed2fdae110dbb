// The data files that are shipped: every number and sentence a student or reviewer meets.
#include <catch2/catch.hpp>
#include <set>

#include "base/files.h"
#include "base/utf8.h"
#include "codec/profile_json.h"
#include "codec/reason_json.h"
#include "domain/message.h"
#include "domain/resubmission.h"

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

Bytes asset(const std::string& name) {
  auto bytes = read_file(std::filesystem::path(ZHAOJIAN_SOURCE_DIR) / "assets" / name, 1U << 20);
  REQUIRE(bytes);
  return *std::move(bytes);
}

ReasonCatalogue shipped_reasons() {
  auto catalogue = codec::reasons_from_json(asset("reasons/reasons.json"));
  if (!catalogue) FAIL(catalogue.error().message);
  return *std::move(catalogue);
}

codec::ProfileBases shipped_bases() {
  codec::ProfileBases bases;
  for (const char* id : {"chsi-99-2017", "demo-99-2017", "demo-zikao", "zikao-125-2021", "zikao-tianjin", "zikao-xinjiang-2023"}) {
    auto json = codec::parse_json(asset("standards/" + std::string(id) + ".json"));
    if (!json) FAIL(json.error().message);
    bases.emplace(id, *std::move(json));
  }
  return bases;
}

StandardProfile shipped_profile(const std::string& id = "chsi-99-2017") {
  const codec::ProfileBases bases = shipped_bases();
  auto profile = codec::profile_from_json(bases.at(id), bases);
  if (!profile) FAIL(profile.error().message);
  return *std::move(profile);
}

constexpr Instant when{1'697'853'600'000'000};

GivenReason given(const Reason& reason) {
  return {reason.code, reason.needs_note ? "请按老师说明重新拍摄" : "", std::nullopt};
}

void check_card(const ReasonCatalogue& catalogue, const std::vector<GivenReason>& reasons) {
  const auto message = compose(Outcome::retake, reasons, catalogue, when, std::nullopt);
  if (!message) FAIL(message.error().message);
  const bool fits = characters(message->card.thing) <= kThingCharacters && !message->card.thing.empty() &&
                    characters(message->card.status) <= kPhraseCharacters;
  const std::string& worst = message->reasons.front().short_text;
  const std::string several = worst + "等" + std::to_string(reasons.size()) + "项";
  const bool said = reasons.size() == 1                       ? message->card.thing == worst
                    : characters(several) <= kThingCharacters ? message->card.thing == several
                                                              : message->card.thing == worst;
  const Reason* first = catalogue.find(message->reasons.front().code);
  const bool worst_is_first = std::all_of(reasons.begin(), reasons.end(), [&](const GivenReason& reason) {
    return catalogue.find(reason.code)->severity <= first->severity;
  });
  if (!fits || !said || !worst_is_first) FAIL(message->card.thing);
}

}  // namespace

TEST_CASE("there are 64 reasons, each with texts for card, student and reviewer") {
  const auto catalogue = shipped_reasons();
  CHECK(catalogue.reasons.size() == 64);
  CHECK(catalogue.first_row.size() == 9);
  std::set<std::string> initials;
  std::set<int> severities;
  for (const Reason& reason : catalogue.reasons) {
    initials.insert(reason.initials);
    severities.insert(reason.severity);
    INFO(reason.code.value);
    CHECK(characters(reason.initials) == characters(reason.label_zh));
  }
  CHECK(initials.size() == 64);
  CHECK(severities.size() == 64);  // "worst first" is never a matter of chance
}

TEST_CASE("whoever types the initials of a reason finds it first, and its first three letters find it among nine") {
  const auto catalogue = shipped_reasons();
  for (const Reason& reason : catalogue.reasons) {
    CAPTURE(reason.code.value, reason.initials);
    const auto whole = domain::search(catalogue, reason.initials);
    REQUIRE_FALSE(whole.empty());
    CHECK(whole.front() == &reason);
    const auto few = domain::search(catalogue, reason.initials.substr(0, 3));
    const auto at = std::ranges::find(few, &reason);
    REQUIRE(at != few.end());
    CHECK(at - few.begin() < 9);
  }
}

TEST_CASE("every card of one, two or three reasons fits WeChat's 20 characters") {
  const auto catalogue = shipped_reasons();
  const auto& reasons = catalogue.reasons;
  std::size_t cards = 0;
  for (std::size_t a = 0; a < reasons.size(); ++a) {
    check_card(catalogue, {given(reasons[a])});
    ++cards;
    for (std::size_t b = a + 1; b < reasons.size(); ++b) {
      check_card(catalogue, {given(reasons[a]), given(reasons[b])});
      ++cards;
      for (std::size_t c = b + 1; c < reasons.size(); ++c) {
        check_card(catalogue, {given(reasons[b]), given(reasons[c]), given(reasons[a])});
        ++cards;
      }
    }
  }
  CHECK(cards == 64 + 2016 + 41664);
}

TEST_CASE("every reason is found by its own initials, its label and its code") {
  const auto catalogue = shipped_reasons();
  for (const Reason& reason : catalogue.reasons) {
    INFO(reason.code.value);
    REQUIRE_FALSE(search(catalogue, reason.initials).empty());
    CHECK(search(catalogue, reason.initials).front() == &reason);
    const auto by_label = search(catalogue, reason.label_zh);
    CHECK(std::find(by_label.begin(), by_label.end(), &reason) != by_label.end());
    const auto by_code = search(catalogue, reason.code.value);
    CHECK(std::find(by_code.begin(), by_code.end(), &reason) != by_code.end());
  }
}

TEST_CASE("reviewers find the usual reasons by what they usually type") {
  const auto catalogue = shipped_reasons();
  const auto first = [&](std::string_view typed) {
    const auto found = search(catalogue, typed);
    return found.empty() ? std::string() : found.front()->code.value;
  };
  CHECK(first("bjs") == "BG_COLOUR");
  CHECK(first("bjys") == "BG_COLOUR");
  CHECK(first("yjfg") == "GLASSES_GLARE");
  CHECK(first("fg") == "GLASSES_GLARE");
  CHECK(first("mh") == "BLUR");
  CHECK(first("cftj") == "DUP_REJECTED");  // 重复 is chóng fù here
  CHECK(first("glare") == "GLASSES_GLARE");
}

TEST_CASE("identity, notes and faults of the system are marked on the reasons they belong to") {
  const auto catalogue = shipped_reasons();
  for (const Reason& reason : catalogue.reasons) {
    const std::string& code = reason.code.value;
    INFO(code);
    CHECK(reason.identity == (code == "MATCH_UNCERTAIN" || code == "NOT_SAME_PERSON"));
    CHECK(reason.needs_reference == reason.identity);
    CHECK(reason.system_fault == (code == "BG_EDGE" || code == "BG_COLOUR"));
    CHECK(reason.needs_note == (code == "OTHER"));
    CHECK((reason.level == ReasonLevel::machine) <= (reason.group == "file" || code == "CODE_INVALID"));
  }
}

TEST_CASE("reasons are suggested only by checks that the standard has") {
  const auto catalogue = shipped_reasons();
  const auto profile = shipped_profile();
  for (const Reason& reason : catalogue.reasons) {
    for (const FindingId& id : reason.suggested_by) {
      INFO(reason.code.value << " " << id.value);
      CHECK(profile.rule(id) != nullptr);
    }
  }
}

TEST_CASE("a check with two sides suggests one reason for each side, not both") {
  const auto catalogue = shipped_reasons();
  const auto profile = shipped_profile();
  const auto suggestion = [&](const char* id, double value) {
    Finding finding;
    finding.id = FindingId(id);
    finding.value = value;
    finding.band = profile.rule(finding.id)->band;
    finding.verdict = judge(value, finding.band);
    const std::vector<Finding> findings = {finding};
    const auto found = suggested(catalogue, findings);
    REQUIRE(found.size() == 1);
    return found.front()->code.value;
  };
  CHECK(suggestion("geom.face_width", 400) == "HEAD_TOO_LARGE");
  CHECK(suggestion("geom.face_width", 100) == "HEAD_TOO_SMALL");
  CHECK(suggestion("geom.head_top", 10) == "HEAD_TOO_HIGH");
  CHECK(suggestion("geom.head_top", 200) == "HEAD_TOO_LOW");
  CHECK(suggestion("face.count", 0) == "FACE_NONE");
  CHECK(suggestion("face.count", 3) == "FACE_MULTI");
}

TEST_CASE("the shipped standard has the numbers of 99号") {
  const auto profile = shipped_profile();
  CHECK(profile.width == 480);
  CHECK(profile.height == 640);
  CHECK(profile.dpi == 300);
  CHECK(profile.backgrounds == std::vector<Rgb>{{100, 197, 255}, {255, 255, 255}, {240, 240, 240}});
  CHECK(profile.hold == seconds(15));
  CHECK(profile.identity_pass);
  CHECK_FALSE(profile.store_embeddings);
  const auto limits = [&](const char* id) {
    const Band& band = profile.rule(FindingId(id))->band;
    return std::pair(band.fail_min.value_or(-1), band.fail_max.value_or(-1));
  };
  CHECK(limits("geom.head_top") == std::pair(50.0, 110.0));
  CHECK(limits("geom.eye_line") == std::pair(200.0, 300.0));
  CHECK(limits("geom.face_width") == std::pair(180.0, 300.0));
}

TEST_CASE("every shipped standard covers every clause, and each check belongs to one of them") {
  const auto reasons = shipped_reasons();
  for (const auto& [name, json] : shipped_bases()) {
    const auto profile = shipped_profile(name);
    std::set<std::string> numbers, covered;
    for (const Clause& clause : profile.clauses) {
      numbers.insert(clause.number);
      INFO(name << " " << clause.number);
      CHECK_FALSE(clause.text_zh.empty());
      CHECK_FALSE(clause.text_en.empty());
      CHECK((clause.coverage == Coverage::manual) == clause.findings.empty());
      CHECK_FALSE((clause.findings.empty() && clause.ticks.empty()));
      for (const FindingId& id : clause.findings) covered.insert(id.value);
      for (const Tick& tick : clause.ticks) {
        INFO(tick.id.value);
        CHECK_FALSE((tick.text_zh.empty() || tick.text_en.empty() || tick.hint_zh.empty() || tick.hint_en.empty()));
        CHECK(reasons.find(tick.reason) != nullptr);
      }
    }
    CHECK(numbers == std::set<std::string>{"一.1", "一.2", "一.3", "一.4", "二.1", "二.2", "二.3", "二.4", "二.5",
                                           "三.1", "三.2", "四.1", "四.2"});
    for (const auto& [id, rule] : profile.rules) {
      INFO(name << " " << id);
      CHECK(numbers.contains(rule.clause));
      CHECK(covered.contains(id));
    }
  }
}

TEST_CASE("what only a person can see is a tick: own and recent, make-up, clothes, lights, lenses, no ID photo") {
  const auto profile = shipped_profile();
  for (const char* id : {"own_recent", "id_style", "unretouched", "real_person", "no_make_up", "suitable_clothes",
                         "two_lights", "no_colour_lenses", "natural_expression", "plain_clothes"}) {
    INFO(id);
    CHECK(profile.tick(TickId(id)) != nullptr);
  }
}

TEST_CASE("the self-study standards differ from 99号 in background, recency and head covering only") {
  const auto national = shipped_profile(), zikao = shipped_profile("zikao-125-2021");
  CHECK(zikao.rules == national.rules);
  CHECK(zikao.backgrounds == national.backgrounds);
  CHECK(zikao.source == "教试中心函〔2021〕125号");
  CHECK(shipped_profile("zikao-tianjin").backgrounds == std::vector<Rgb>{{100, 197, 255}});
  const auto xinjiang = shipped_profile("zikao-xinjiang-2023");
  CHECK(xinjiang.backgrounds == std::vector<Rgb>{{255, 255, 255}});
  CHECK(xinjiang.rules == national.rules);
  CHECK(xinjiang.tick(TickId("own_recent"))->hint_zh.find("半年") != std::string::npos);
  CHECK(xinjiang.tick(TickId("own_recent"))->reason == ReasonCode("NOT_RECENT"));
  CHECK(xinjiang.tick(TickId("covering"))->hint_zh.find("没有例外") != std::string::npos);
}
