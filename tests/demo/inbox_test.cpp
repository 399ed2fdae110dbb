#include "demo/inbox_page.h"

#include <catch2/catch.hpp>

#include "demo/sample_feed.h"
#include "support/submission_builder.h"

using namespace zhaojian;
using namespace zhaojian::demo;

namespace {

TakenEvent taken(const domain::Submission& submission, const std::string& body) {
  TakenEvent event;
  event.id = EventId("msg_1");
  event.event = codec::event_from_json(bytes_of(body)).value();
  event.batch = submission.batch;
  event.student = submission.student;
  return event;
}

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("nothing of a name, a number, a school or a note becomes HTML") {
  auto submission = test::a_submission().with_name("<script>alert(1)</script>").with_number("\"><img src=x>").built();
  submission.batch.school_name = "A & B <b>学院</b>";
  const std::string page =
      inbox_page(std::vector{taken(submission, event_about(submission, "dec_1", "<script>2</script>'\""))}, "");
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "<img"));
  CHECK_FALSE(has(page, "<b>学院"));
  CHECK(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(has(page, "&quot;&gt;&lt;img src=x&gt;"));
  CHECK(has(page, "A &amp; B &lt;b&gt;学院&lt;/b&gt;"));
  CHECK(has(page, "&lt;script&gt;2&lt;/script&gt;&#39;&quot;"));
  CHECK_FALSE(has(inbox_page({}, "<script>3</script>"), "<script"));
}

TEST_CASE("the page shows the card, the full reasons and who did not get the message") {
  SampleFeed feed;
  CHECK(has(feed.get("/inbox"), "还没有消息"));
  const auto submission = feed.some_flagged();
  REQUIRE(feed.send("msg_1", event_about(submission))->status == 200);
  const auto answer = feed.client->Get("/inbox");
  CHECK(answer->get_header_value("Content-Type").starts_with("text/html"));
  CHECK(has(answer->get_header_value("Content-Security-Policy"), "default-src 'none'"));
  for (const std::string& text : {submission.student.student_number, submission.student.name,
                                  submission.batch.school_name, std::string("审核不通过"), std::string("镜片有反光。"),
                                  std::string("2023年10月21日 10:00"), std::string("重新拍摄不再收费")}) {
    CHECK(has(answer->body, text));
  }
  CHECK(has(answer->body, "没有送达") == !reach_of(submission.student.ref).reached());
}

TEST_CASE("newest comes first, and one student's page leaves out the others") {
  SampleFeed feed;
  const auto first = feed.some_flagged(0), second = feed.some_flagged(1);
  REQUIRE(feed.send("msg_1", event_about(first, "dec_1", "早"))->status == 200);
  REQUIRE(feed.send("msg_2", event_about(second, "dec_2", "晚"))->status == 200);
  const std::string all = feed.get("/inbox");
  CHECK(all.find("镜片有反光。晚") < all.find("镜片有反光。早"));
  const std::string one = feed.get("/inbox?student=" + first.student.student_number);
  CHECK(has(one, "镜片有反光。早"));
  CHECK_FALSE(has(one, "镜片有反光。晚"));
  CHECK(feed.get("/inbox?student=" + first.student.ref.value).find("镜片有反光。早") != std::string::npos);
}
