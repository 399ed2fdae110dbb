#include "codec/event_json.h"

#include <catch2/catch.hpp>

#include "codec/json.h"
#include "support/builders.h"

using namespace zhaojian;
using namespace zhaojian::codec;
using namespace zhaojian::domain;
using namespace zhaojian::test;

namespace {

Message message_of(const Decision& decision, std::optional<Instant> closes = std::nullopt) {
  const auto message = compose(decision.outcome, decision.reasons, some_reasons(), decision.decided_at, closes);
  REQUIRE(message);
  return *message;
}

}  // namespace

TEST_CASE("a retake is sent as exactly this") {
  Decision decision = a_decision("sub_1").with_id("dec_1").retake("BLUR").because("EYES_CLOSED");
  decision.version = 2;
  decision.reasons[0].region = Region{10, 20.5, 30, 40};
  const std::string body = event_body(decision, message_of(decision, kSomeDay + days(2)), StudentRef("stu_1"));
  CHECK(body ==
        R"({"type":"photo.retake_requested","timestamp":"2023-10-21T03:00:00Z","data":{"submission_id":"sub_1",)"
        R"("submission_version":2,"student_ref":"stu_1","decision_id":"dec_1","decided_at":"2023-10-21T03:00:00Z",)"
        R"("reasons":[{"code":"EYES_CLOSED","label":"眼睛没睁开","short":"闭眼或半睁眼，请睁眼重拍",)"
        R"("message":"眼睛没睁开。请按要求重新拍摄。"},{"code":"BLUR","label":"照片模糊",)"
        R"("short":"照片模糊，请擦镜头对焦后重拍","message":"照片模糊。请按要求重新拍摄。",)"
        R"("region":[10.0,20.5,30.0,40.0]}],"card":{"status":"审核不通过","thing":"闭眼或半睁眼，请睁眼重拍等2项",)"
        R"("time":"2023年10月21日 11:00"},"retake_is_free":true,"retake_before":"2023-10-23T02:00:00Z",)"
        R"("language":"zh-CN"}})");
}

TEST_CASE("an approval is sent as exactly this") {
  const Decision decision = a_decision("sub_1").with_id("dec_1");
  CHECK(event_body(decision, message_of(decision), StudentRef("stu_1")) ==
        R"({"type":"photo.approved","timestamp":"2023-10-21T03:00:00Z","data":{"submission_id":"sub_1",)"
        R"("submission_version":1,"student_ref":"stu_1","decision_id":"dec_1","decided_at":"2023-10-21T03:00:00Z",)"
        R"("reasons":[],"card":{"status":"审核通过","thing":"毕业证照片已通过审核","time":"2023年10月21日 11:00"},)"
        R"("retake_is_free":true,"retake_before":null,"language":"zh-CN"}})");
}

TEST_CASE("a reversal is sent as exactly this") {
  const Decision decision = a_decision("sub_1").with_id("dec_1").retake("BLUR");
  const Instant at = decision.decided_at + hours(2);
  CHECK(reversal_body(decision, DecisionId("dec_2"), at, correction(at), StudentRef("stu_1")) ==
        R"({"type":"photo.decision_reversed","timestamp":"2023-10-21T05:00:00Z","data":{"submission_id":"sub_1",)"
        R"("submission_version":1,"student_ref":"stu_1","decision_id":"dec_2","reverses_decision_id":"dec_1",)"
        R"("decided_at":"2023-10-21T05:00:00Z","reasons":[],"card":{"status":"待审核",)"
        R"("thing":"之前的审核结果已撤回，请等待新结果","time":"2023年10月21日 13:00"},"retake_is_free":true,)"
        R"("retake_before":null,"language":"zh-CN"}})");
}

TEST_CASE("every outcome has its own type") {
  CHECK(event_type(Outcome::approve) == "photo.approved");
  CHECK(event_type(Outcome::retake) == "photo.retake_requested");
  CHECK(event_type(Outcome::identity_doubt) == "photo.identity_doubt");
  CHECK(event_type(Outcome::reprocess) == "photo.reprocess_requested");
}

TEST_CASE("no event carries a name, a student number or an ID number") {
  Submission submission = a_submission().with_name("王小明").with_number("20210307").built();
  submission.student.id_number = "11010519491231002X";
  const Decision decision = a_decision(submission).doubt();
  const std::string body = event_body(decision, message_of(decision), submission.student.ref);
  for (const char* secret : {"王小明", "20210307", "11010519491231002X", "平顶山"}) {
    CHECK(body.find(secret) == std::string::npos);
  }
}

TEST_CASE("the receiver reads what was sent, hostile ids included") {
  const std::string nasty = "a\"b\\c\nd';--\t👍";
  Decision decision = a_decision(a_submission(nasty)).retake("BLUR").because("OTHER", "请把“眼镜”\n扶正 👓");
  decision.reverses = DecisionId("earlier");
  decision.reasons[0].region = Region{0, 0, 1.25, 3};
  const Message message = message_of(decision, kSomeDay + days(2));
  const auto event = event_from_json(bytes_of(event_body(decision, message, StudentRef(nasty))));
  REQUIRE(event);
  CHECK(event->type == "photo.retake_requested");
  CHECK(event->submission.value == nasty);
  CHECK(event->student.value == nasty);
  CHECK(event->decision == decision.id);
  CHECK(event->reverses == decision.reverses);
  CHECK(event->decided_at == decision.decided_at);
  CHECK(event->message == message);
}

TEST_CASE("an event that is not the contract's is refused and says why") {
  const Decision decision = a_decision("sub_1").retake("BLUR");
  const std::string good = event_body(decision, message_of(decision), StudentRef("s"));
  const auto message = [&](std::string_view what, std::string_view with) {
    std::string text = good;
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    const auto event = event_from_json(bytes_of(text.replace(at, what.size(), with)));
    REQUIRE_FALSE(event);
    return event.error().message;
  };
  CHECK(message("photo.retake_requested", "photo.eaten") == "type: unknown value \"photo.eaten\" (allowed: photo.approved, photo.retake_requested, photo.identity_doubt, "
        "photo.reprocess_requested, photo.decision_reversed)");
  CHECK(message("\"submission_version\":1", "\"submission_version\":0") == "data.submission_version: out of range (1 or more)");
  CHECK(message("照片模糊，请擦", "照片模糊一二三四五六七八九十一，请擦") ==
        "data.reasons[0].short: more than 20 characters");
  CHECK(message("\"thing\":\"", "\"thing\":\"一二三四五六七八九十") == "data.card.thing: more than 20 characters");
  CHECK(message("审核不通过", "审核没有通过") == "data.card.status: more than 5 characters");
  CHECK(message("\"code\":\"BLUR\",", "") == "data.reasons[0].code: missing");
  CHECK(message("\"data\":{", "\"date\":{") == "data: missing");
}
