#include "codec/submission_json.h"

#include <catch2/catch.hpp>
#include <string>

#include "codec/json.h"
#include "support/submission_builder.h"

using namespace zhaojian;
using namespace zhaojian::codec;
using namespace zhaojian::domain;
using test::a_photo;
using test::a_submission;

namespace {

Result<FeedPage> page(std::string_view text) { return page_from_json(bytes_of(text)); }

std::string page_of(const std::string& items) {
  return R"({"items":[)" + items + R"(],"next_cursor":"c2","has_more":true})";
}

// The contract's own example, with a place for one spoilt member.
std::string an_item() {
  return submission_to_json(a_submission("sub_000123").with_previous("sub_1").with_flag("geom.head_top"));
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

// What is wrong with the single item of a page, "" when it is good.
std::string problem_of(const std::string& item) {
  const auto read = page(page_of(item));
  REQUIRE(read);
  REQUIRE(read->items.size() + read->bad.size() == 1);
  if (read->bad.empty()) return "";
  CHECK(read->bad[0].raw == item);
  return read->bad[0].problem;
}

ItemFault fault_of(const std::string& item) {
  const auto read = page(page_of(item));
  REQUIRE(read);
  REQUIRE(read->bad.size() == 1);
  return read->bad[0].fault;
}

}  // namespace

TEST_CASE("what is wrong with an item is told as a kind and a place, beside the words") {
  const std::string good = an_item();
  CHECK(fault_of(replaced(good, "\"version\":1", "\"version\":null")) == ItemFault{FaultKind::missing, "version"});
  CHECK(fault_of(replaced(good, "\"version\":1", "\"version\":\"1\"")) == ItemFault{FaultKind::kind, "version"});
  CHECK(fault_of(replaced(good, "\"version\":1", "\"version\":-4")) == ItemFault{FaultKind::range, "version"});
  CHECK(fault_of(replaced(good, "\"flagged\"", "\"x\"")) == ItemFault{FaultKind::unknown, "state"});
  CHECK(fault_of(replaced(good, "\"2023-", "\"the year 2023-")) == ItemFault{FaultKind::time, "submitted_at"});
  CHECK(fault_of(replaced(good, "\"sha256\":\"", "\"sha256\":\"zz")) == ItemFault{FaultKind::hash, "photos[0].sha256"});
  CHECK(fault_of(replaced(good, "sub_000123", std::string(600, 'x'))) == ItemFault{FaultKind::too_long, "id"});
  CHECK(fault_of(replaced(good, "\"submission\"", "\"capture\"")) == ItemFault{FaultKind::no_photo, "photos"});
  CHECK(fault_of(replaced(good, "sub_000123_enrollment\",\"role", "sub_000123_submission\",\"role")) ==
        ItemFault{FaultKind::twice, "photos"});
}

TEST_CASE("a full submission survives the way to JSON and back") {
  Submission full = a_submission("sub \"1\"\n2")
                        .with_version(3)
                        .with_attempt(2)
                        .with_previous("sub_0")
                        .window_closes(test::kSomeDay + Duration{123'456});
  full.student = {StudentRef("r"), "2021\\07", "𠮷*", "410***********1234", "专升本", "会计\t学 👍", "CODE'; --"};
  full.payment = Payment::waived;
  full.flags = {{FindingId("geom.head_top"), FlagVerdict::warn, 47.25, "px", "e 1"},
                {FindingId("qual.sharp"), FlagVerdict::not_assessable, std::nullopt, "", ""}};
  full.matches = {{PhotoRole::admission, MatchOutcome::different, 0.1, "sface"},
                  {PhotoRole::population, MatchOutcome::no_reference, std::nullopt, ""}};
  PhotoRef bare = a_photo("bare", PhotoRole::capture_code);
  bare.bytes.reset();
  bare.width.reset();
  bare.height.reset();
  full.photos.push_back(bare);
  const auto back = submission_from_json(bytes_of(submission_to_json(full)));
  REQUIRE(back);
  CHECK(*back == full);
}

TEST_CASE("a page gives its submissions, cursor and server time, and is written again the same") {
  const auto read = page(R"({"server_time":"2023-10-21T02:00:00Z","items":[)" + an_item() +
                         R"(],"next_cursor":"opaque \"1\"","has_more":false,"extra":{"items":[]}})");
  REQUIRE(read);
  CHECK(read->items.size() == 1);
  CHECK(read->bad.empty());
  CHECK(read->next_cursor == "opaque \"1\"");
  CHECK_FALSE(read->has_more);
  CHECK(read->server_time == test::kSomeDay);
  const auto again = page(page_to_json(*read));
  REQUIRE(again);
  CHECK(again->items == read->items);
  CHECK(again->next_cursor == read->next_cursor);
}

TEST_CASE("each missing required member makes its item bad and names itself") {
  const auto json = parse_json(bytes_of(an_item()));
  REQUIRE(json);
  for (const char* name : {"id", "version", "state", "batch", "student", "attempt", "submitted_at", "photos"}) {
    Json::Object members = *json->as<Json::Object>();
    std::erase_if(members, [&](const Json::Member& member) { return member.name == name; });
    CHECK(problem_of(to_text(members)) == std::string(name) + ": missing");
    members.push_back({name, Json()});
    CHECK(problem_of(to_text(members)) == std::string(name) + ": missing");
  }
  CHECK(problem_of(an_item()).empty());
}

TEST_CASE("a wrong member is named with its place") {
  const std::string item = an_item();
  const std::string hash = hex(test::hash_of("sub_000123_submission"));
  CHECK(problem_of(replaced(item, hash, "abc")) == "photos[0].sha256: not 64 hex digits");
  CHECK(problem_of(replaced(item, hash, std::string(64, 'g'))) == "photos[0].sha256: not 64 hex digits");
  CHECK(problem_of(replaced(item, "\"version\":1", "\"version\":\"1\"")) == "version: not an integer");
  CHECK(problem_of(replaced(item, "\"version\":1", "\"version\":1.5")) == "version: not an integer");
  CHECK(problem_of(replaced(item, "\"version\":1", "\"version\":0")).starts_with("version: out of range"));
  CHECK(problem_of(replaced(item, "\"version\":1", "\"version\":9999999999")).starts_with("version: out of range"));
  CHECK(problem_of(replaced(item, "\"version\":1", "\"version\":1.0")).empty());
  CHECK(problem_of(replaced(item, "\"attempt\":1", "\"attempt\":true")) == "attempt: not an integer");
  CHECK(problem_of(replaced(item, "\"state\":\"flagged\"", "\"state\":\"paused\"")).starts_with("state: unknown value \"paused\""));
  CHECK(problem_of(replaced(item, "2023-10-21T02:00:00Z", "2023-10-21 02:00")) ==
        "submitted_at: not a time like 2023-10-21T02:00:00Z");
  CHECK(problem_of(replaced(item, "2021-09-01", "2021-02-30")) == "photos[1].taken_on: not a date like 2021-09-01");
  CHECK(problem_of(replaced(item, "\"school_name\":\"平顶山学院\"", "\"school_name\":7")) ==
        "batch.school_name: not a text");
  CHECK(problem_of(replaced(item, "\"id\":\"sub_000123\"", "\"id\":\"\"")) == "id: empty");
  CHECK(problem_of(replaced(item, "\"id\":\"sub_000123\"", "\"id\":\"a\\u0000b\"")) == "id: has control characters");
  CHECK(problem_of(replaced(item, "\"width\":480", "\"width\":0")).starts_with("photos[0].width: out of range"));
  CHECK(problem_of(replaced(item, "\"check\":\"geom.head_top\",", "")) == "flags[0].check: missing");
  CHECK(problem_of(replaced(item, "张*", std::string(5000, 'x'))) == "student.name: longer than 4096 bytes");
}

TEST_CASE("an item that is no object, too deep or too full is bad, and the rest of the page is read") {
  const std::string deep = std::string(200, '[') + std::string(200, ']');
  const auto read = page(page_of("null,17,\"text\",[]," + deep + ",{\"id\":\"x\",\"n\":1e999}," + an_item()));
  REQUIRE(read);
  CHECK(read->items.size() == 1);
  REQUIRE(read->bad.size() == 6);
  CHECK(read->bad[0].problem == "missing");
  CHECK(read->bad[1].problem == "not an object");
  CHECK(read->bad[1].fault == domain::ItemFault{domain::FaultKind::kind, ""});
  CHECK(read->bad[4].fault == domain::ItemFault{});  // no JSON at all: nothing more can be said
  CHECK(read->bad[4].problem == "JSON: nested deeper than 64 levels");
  CHECK(read->bad[4].raw == deep);
  CHECK(read->bad[5].raw == "{\"id\":\"x\",\"n\":1e999}");
  CHECK(read->next_cursor == "c2");
}

TEST_CASE("a bad item keeps its id where it has one") {
  const auto read = page(page_of(R"({"id":"sub_9","version":"x"},{"id":9})"));
  REQUIRE(read);
  REQUIRE(read->bad.size() == 2);
  CHECK(read->bad[0].item_id == "sub_9");
  CHECK(read->bad[1].item_id.empty());
}

TEST_CASE("a submission to be judged has a photo to judge") {
  Submission submission = a_submission();
  submission.photos = {a_photo("e", PhotoRole::enrollment)};
  CHECK(problem_of(submission_to_json(submission)) == "photos: none has the role submission");
  submission.state = FeedState::withdrawn;
  CHECK(problem_of(submission_to_json(submission)).empty());
  submission.photos.clear();
  CHECK(problem_of(submission_to_json(submission)) == "photos: empty");
  CHECK(submission_from_json(bytes_of(submission_to_json(submission))));  // from our own storage it may be
  submission.photos = {a_photo("same"), a_photo("same", PhotoRole::enrollment)};
  CHECK(problem_of(submission_to_json(submission)) == "photos: two have the same id");
}

TEST_CASE("lists have a largest length") {
  Submission submission = a_submission();
  for (int i = 0; i < 30; ++i) submission.photos.push_back(a_photo("p" + std::to_string(i), PhotoRole::previous));
  CHECK(problem_of(submission_to_json(submission)).empty());
  submission.photos.push_back(a_photo("one too many", PhotoRole::previous));
  CHECK(problem_of(submission_to_json(submission)) == "photos: more than 32 items");
}

TEST_CASE("words that are new to us are tolerated where they do no harm") {
  std::string item = an_item();
  item = replaced(item, "\"payment\":\"paid\"", "\"payment\":\"in_kind\"");
  item = replaced(item, "\"verdict\":\"fail\"", "\"verdict\":\"odd\"");
  item = replaced(
      item, "\"matches\":[]",
      R"("matches":[{"reference":"passport","outcome":"same"},{"reference":"admission","outcome":"perhaps"}])");
  item = replaced(item, "\"role\":\"enrollment\"", "\"role\":\"signature\"");
  const auto read = page(page_of(item));
  REQUIRE(read);
  REQUIRE(read->items.size() == 1);
  const Submission& submission = read->items[0];
  CHECK(submission.payment == Payment::unknown);
  CHECK(submission.flags[0].verdict == FlagVerdict::not_assessable);
  REQUIRE(submission.matches.size() == 1);
  CHECK(submission.matches[0].outcome == MatchOutcome::uncertain);
  CHECK(submission.photos.size() == 1);
}

TEST_CASE("unknown members, repeated members and nulls for what is optional are no trouble") {
  std::string item = replaced(an_item(), "{", R"({"new":{"deep":[1]},"version":7,)");
  item = replaced(item, "\"previous_submission_id\":\"sub_1\"", "\"previous_submission_id\":null");
  item = replaced(item, "\"payment\":\"paid\"", "\"payment\":null");
  item = replaced(item, "\"bytes\":31000", "\"bytes\":null");
  const auto read = page(page_of(item));
  REQUIRE(read);
  REQUIRE(read->items.size() == 1);
  CHECK(read->items[0].version == 1);  // the later of the two
  CHECK_FALSE(read->items[0].previous);
  CHECK_FALSE(read->items[0].photos[0].bytes);
}

TEST_CASE("broken UTF-8 and control characters in a name are cleaned, not refused") {
  const auto read = page(page_of(replaced(an_item(), "张*", "\xff张\\u0007䶮\\ud83d")));
  REQUIRE(read);
  REQUIRE(read->items.size() == 1);
  CHECK(read->items[0].student.name == "\uFFFD张䶮\uFFFD");
}

TEST_CASE("half a page at any length is refused as a page, never read as a shorter one") {
  const std::string whole = page_of(an_item() + "," + an_item());
  REQUIRE(page(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto read = page(whole.substr(0, length));
    INFO(length);
    REQUIRE_FALSE(read);
    REQUIRE(read.error().text == "error.codec.page");
  }
  CHECK_FALSE(page(whole + "}"));
  CHECK(page(" \n" + whole + "\r\n"));
  CHECK(page("\xEF\xBB\xBF" + whole));
}

TEST_CASE("a page without what a page needs is refused and says what") {
  const auto message = [](std::string_view text) { return page(text).error().message; };
  CHECK(message(R"({"next_cursor":"","has_more":false})") == "items: missing");
  CHECK(message(R"({"items":{},"next_cursor":"","has_more":false})") == "items: not a list");
  CHECK(message(R"({"items":[],"has_more":false})") == "next_cursor: missing");
  CHECK(message(R"({"items":[],"next_cursor":null,"has_more":false})") == "next_cursor: missing");
  CHECK(message(R"({"items":[],"next_cursor":"c","has_more":"no"})") == "has_more: not true or false");
  CHECK(message("[]") == "not an object");
  CHECK(page(R"({"items":[],"next_cursor":"c","has_more":false,"server_time":"noon"})"));
}

TEST_CASE("a page of fifty megabytes, of endless items or of endless depth is refused") {
  CHECK_FALSE(page(std::string(50'000'000, '[')));
  CHECK_FALSE(page(R"({"items":)" + std::string(100'000, '[')));
  std::string many = "1";
  for (int i = 0; i < 2'000; ++i) many += ",1";
  CHECK(page(page_of(many)).error().message == "items: more than 2000");
}
