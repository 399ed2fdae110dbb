#include "domain/message.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"
#include "support/decision_builder.h"
#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

constexpr Instant when = test::kSomeDay;  // 2023-10-21 10:00 in Beijing

std::vector<GivenReason> given(std::initializer_list<const char*> codes) {
  std::vector<GivenReason> reasons;
  for (const char* code : codes) reasons.push_back({ReasonCode(code), "", std::nullopt});
  return reasons;
}

std::string_view text_of_error(const Result<Message>& message) {
  return message ? std::string_view() : message.error().text;
}

}  // namespace

TEST_CASE("an approval says so and asks nothing of the student") {
  const auto message = compose(Outcome::approve, {}, test::some_reasons(), when, when + hours(5));
  REQUIRE(message);
  CHECK(message->card == Card{"审核通过", "毕业证照片已通过审核", "2023年10月21日 10:00"});
  CHECK(message->reasons.empty());
  CHECK_FALSE(message->retake_before);
}

TEST_CASE("a retake for one reason shows its short text and the end of the window") {
  const auto message = compose(Outcome::retake, given({"BLUR"}), test::some_reasons(), when, when + hours(5));
  REQUIRE(message);
  CHECK(message->card.status == "审核不通过");
  CHECK(message->card.thing == "照片模糊，请擦镜头对焦后重拍");
  CHECK(message->retake_before == when + hours(5));
  CHECK(message->retake_is_free);
  REQUIRE(message->reasons.size() == 1);
  CHECK(message->reasons[0].label == "照片模糊");
}

TEST_CASE("of several reasons the worst is shown, with their number where it fits") {
  const auto catalogue = test::some_reasons();
  const auto two = compose(Outcome::retake, given({"BLUR", "EYES_CLOSED"}), catalogue, when, std::nullopt);
  REQUIRE(two);
  CHECK(two->card.thing == "闭眼或半睁眼，请睁眼重拍等2项");
  REQUIRE(two->reasons.size() == 2);
  CHECK(two->reasons[0].code == ReasonCode("EYES_CLOSED"));

  ReasonCatalogue long_text = catalogue;
  long_text.reasons[2].short_zh = "一二三四五六七八九十一二三四五六七八";  // 18: no room for 等2项
  const auto cut = compose(Outcome::retake, given({"BLUR", "EYES_CLOSED"}), long_text, when, std::nullopt);
  REQUIRE(cut);
  CHECK(cut->card.thing == "一二三四五六七八九十一二三四五六七八");

  long_text.reasons[2].short_zh = "一二三四五六七八九十一二三四五六七";  // 17 and three more are exactly 20
  const auto full = compose(Outcome::retake, given({"BLUR", "EYES_CLOSED"}), long_text, when, std::nullopt);
  REQUIRE(full);
  CHECK(characters(full->card.thing) == kThingCharacters);
}

TEST_CASE("a doubt is worded neutrally and a re-processing bothers nobody") {
  const auto doubt = compose(Outcome::identity_doubt, given({"NOT_SAME_PERSON"}), test::some_reasons(), when, {});
  REQUIRE(doubt);
  CHECK(doubt->card.status == "需补充材料");
  CHECK(doubt->card.thing == "需核实是否本人，请联系客服");
  const auto again = compose(Outcome::reprocess, given({"BG_EDGE"}), test::some_reasons(), when, when + hours(5));
  REQUIRE(again);
  CHECK(again->card.status == "待审核");
  CHECK(again->card.thing == "照片正在重新处理，您无需操作");
  CHECK_FALSE(again->retake_before);
}

TEST_CASE("another reason is told in the reviewer's own words, from five to two hundred characters") {
  const auto catalogue = test::some_reasons();
  const auto with_note = [&](const std::string& note) {
    const std::vector<GivenReason> reasons = {{ReasonCode("OTHER"), note, std::nullopt}};
    return compose(Outcome::retake, reasons, catalogue, when, std::nullopt);
  };
  REQUIRE(with_note("  衣领上有污渍，请换衣服\n"));
  CHECK(with_note("  衣领上有污渍，请换衣服\n")->reasons[0].message == "衣领上有污渍，请换衣服");
  CHECK(with_note("一二三四五"));
  CHECK(text_of_error(with_note("一二三四")) == "error.message.note_missing");
  CHECK(text_of_error(with_note("          ")) == "error.message.note_missing");
  CHECK(text_of_error(with_note("")) == "error.message.note_missing");
  CHECK(text_of_error(with_note("broken \xff\xfe utf8")) == "error.message.note_missing");
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "字";
  CHECK(with_note(longest));
  CHECK(text_of_error(with_note(longest + "字")) == "error.message.note_long");
}

TEST_CASE("what cannot be said is refused with a text for the reviewer") {
  const auto catalogue = test::some_reasons();
  const auto refused = [&](Outcome outcome, const std::vector<GivenReason>& reasons) {
    return std::string(text_of_error(compose(outcome, reasons, catalogue, when, std::nullopt)));
  };
  CHECK(refused(Outcome::approve, given({"BLUR"})) == "error.message.approve_reasons");
  CHECK(refused(Outcome::retake, {}) == "error.message.no_reason");
  CHECK(refused(Outcome::retake, given({"NO_SUCH"})) == "error.message.unknown_reason");
  CHECK(refused(Outcome::retake, given({"BLUR", "BLUR"})) == "error.message.repeated_reason");
  CHECK(refused(Outcome::retake, given({"BLUR", "EYES_CLOSED", "BG_EDGE", "OTHER"})) == "error.message.many_reasons");
  CHECK(refused(Outcome::retake, {{ReasonCode("BLUR"), "a note", std::nullopt}}) == "error.message.note_unwanted");
}

TEST_CASE("a correction fits the card as well") {
  const Message message = correction(when);
  CHECK(message.card.status == "待审核");
  CHECK(characters(message.card.thing) <= kThingCharacters);
  CHECK(message.card.time == "2023年10月21日 10:00");
  CHECK(message.reasons.empty());
}

TEST_CASE("reasons are put worst first, equals and unknown ones keeping their order") {
  ReasonCatalogue catalogue = test::some_reasons();
  catalogue.reasons[2].severity = catalogue.reasons[3].severity;
  const auto sorted = worst_first(given({"X", "BLUR", "Y", "EYES_CLOSED", "NOT_SAME_PERSON"}), catalogue);
  CHECK(sorted == given({"NOT_SAME_PERSON", "BLUR", "EYES_CLOSED", "X", "Y"}));
}
