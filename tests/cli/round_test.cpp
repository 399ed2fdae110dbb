#include <catch2/catch.hpp>
#include <map>

#include "cli/program.h"
#include "net/curl_http.h"
#include "support/demo_feed_process.h"

using namespace zhaojian;
using test::number_in;
using test::Said;
using test::text_in;
using test::User;

namespace {

const std::vector<std::string> kFeed = {"--count", "60", "--receipts", "0"};

// The shipped assets, but a decision can be undone for one second only.
std::string assets_with_short_hold(const User& user) {
  namespace fs = std::filesystem;
  const fs::path folder = user.home() / "assets";
  fs::create_directories(folder);
  for (const char* part : {"i18n", "standards", "reasons", "theme"}) {
    fs::copy(fs::path(ZHAOJIAN_SOURCE_DIR) / "assets" / part, folder / part, fs::copy_options::recursive);
  }
  const std::string name = "assets/standards/chsi-99-2017.json";
  std::string text = user.content(name);
  const std::string hold = "\"hold_seconds\": 15";
  REQUIRE(text.find(hold) != std::string::npos);
  text.replace(text.find(hold), hold.size(), "\"hold_seconds\": 1");
  (void)user.file(name, text);
  return folder.string();
}

void configure(const User& user, const std::string& url) {
  user.secret("token", "demo-token");
  user.secret("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  user.write_config("[backend]\nurl = \"" + url + "\"\ntoken_file = \"" + (user.home() / "token").string() +
                    "\"\nwebhook_secret_file = \"" + (user.home() / "secret").string() + "\"\n[program]\nassets = \"" +
                    assets_with_short_hold(user) + "\"\n");
}

// What the back end was told: how often each event was delivered, by submission.
std::map<std::string, std::int64_t> events_at(const std::string& url) {
  const net::CurlGlobal curl;
  const auto http = net::open_curl_http();
  REQUIRE(http);
  net::HttpRequest request;
  request.url = url + "/demo/events";
  const auto answer = (*http)->send(request, {});
  REQUIRE(answer);
  const auto json = codec::parse_json(answer->body);
  REQUIRE(json);
  REQUIRE(json->as<codec::Json::Array>() != nullptr);
  std::map<std::string, std::int64_t> counts;
  for (const codec::Json& event : *json->as<codec::Json::Array>()) {
    counts[text_in(event, "submission_id")] += number_in(event, "count");
  }
  return counts;
}

}  // namespace

TEST_CASE("a whole round without a window: pull, decide ten, send, and the back end has exactly those ten") {
  const test::DemoFeedProcess feed(kFeed);
  const User user;
  configure(user, feed.url());
  REQUIRE(user.run({"operators", "add", "r1", "One"}).exit == 0);

  const Said pulled = user.run({"pull", "--json"});
  INFO(pulled.err);
  REQUIRE(pulled.json().size() == 1);
  CHECK((pulled.exit == 0 || pulled.exit == 3));  // the invented students make mistakes
  CHECK(number_in(pulled.json()[0], "new") >= 60);
  CHECK(number_in(pulled.json()[0], "checked") > 40);

  std::vector<std::string> decided;
  int barred = 0;
  for (const codec::Json& line : user.run({"queue", "--json", "--limit", "1000"}).json()) {
    if (decided.size() == 10) break;
    const std::string id = text_in(line, "id");
    const auto decide = [&](bool retake) {
      std::vector<std::string> words = {"decide",     id,  retake ? "retake" : "approve", "--identity", "6",
                                        "--operator", "r1"};
      if (retake) words.insert(words.end(), {"--reason", "HEAD_TILT"});
      return user.run(words);
    };
    Said said = decide(decided.size() % 2 == 1);
    // What cannot be opened, or fails as a file, is approved by no reviewer: it is sent back.
    if (said.exit != 0 && said.err.find("may not be approved") != std::string::npos) said = decide(true), ++barred;
    INFO(id << " " << said.err);
    REQUIRE(said.exit == 0);
    decided.push_back(id);
  }
  REQUIRE(decided.size() == 10);
  CHECK(barred > 0);  // the demo has one among the first
  ::sleep(2);  // the undo time

  const Said sent = user.run({"outbox", "send", "--json"});
  INFO(sent.err);
  CHECK(sent.exit == 0);
  CHECK(user.run({"outbox", "send"}).exit == 0);  // nothing is sent twice
  const auto events = events_at(feed.url());
  CHECK(events.size() == 10);
  for (const std::string& id : decided) {
    INFO(id);
    CHECK(events.contains(id));
    if (events.contains(id)) CHECK(events.at(id) == 1);
  }
  CHECK(user.run({"outbox", "receipts", "--json"}).json().size() == 10);
  CHECK(user.run({"audit", "verify"}).exit == 0);
  CHECK(number_in(*user.run({"stats", "--json"}).json().at(0).find("outcomes"), "approve") == 5 - barred);
}

TEST_CASE("pulling again brings nothing twice") {
  const test::DemoFeedProcess feed(kFeed);
  const User user;
  configure(user, feed.url());
  const Said first = user.run({"pull", "--no-check", "--json"});
  REQUIRE(first.json().size() == 1);
  const auto before = user.run({"queue", "--all", "--json", "--limit", "1000"}).json().size();
  const Said second = user.run({"pull", "--no-check", "--json"});
  REQUIRE(second.json().size() == 1);
  CHECK(number_in(second.json()[0], "new") == 0);
  CHECK(user.run({"queue", "--all", "--json", "--limit", "1000"}).json().size() == before);
}

TEST_CASE("a back end that is gone is 4, one that refuses the token is 5; both are said once") {
  test::DemoFeedProcess feed(kFeed);
  const User user;
  configure(user, feed.url());
  std::filesystem::remove(user.home() / "token");
  user.secret("token", "another-token");
  const Said refused = user.run({"pull"});
  CHECK(refused.exit == 5);
  CHECK(std::count(refused.err.begin(), refused.err.end(), '\n') == 2);
  feed.stop();
  const Said gone = user.run({"pull"});
  CHECK(gone.exit == 4);
  CHECK(std::count(gone.err.begin(), gone.err.end(), '\n') == 2);
  CHECK(user.run({"outbox", "receipts"}).exit == 4);
}

TEST_CASE("a token that others can read is refused") {
  const User user;
  configure(user, "http://127.0.0.1:9");
  std::filesystem::permissions(user.home() / "token", std::filesystem::perms::all);
  const Said said = user.run({"pull"});
  CHECK(said.exit == 2);
  CHECK(said.err.find("chmod 600") != std::string::npos);
}
