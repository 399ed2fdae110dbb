#include <catch2/catch.hpp>

#include "cli/program.h"
#include "store/sqlite_connection.h"
#include "support/submission_builder.h"
#include "support/test_store.h"

using namespace zhaojian;
using test::a_case;
using test::a_submission;
using test::number_in;
using test::Said;
using test::text_in;
using test::User;

namespace {

void put_cases(const User& user, const std::vector<domain::ReviewCase>& cases) {
  REQUIRE(user.run({"migrate"}).exit == 0);
  const SystemClock clock;
  const auto store = support::test_store(clock, user.data() / "zhaojian.db");
  for (const domain::ReviewCase& one : cases) {
    const Done added = store->submissions().add(one);
    INFO((added ? "" : added.error().message));
    REQUIRE(added);
  }
}

std::vector<std::string> ids_in(const Said& said) {
  std::vector<std::string> ids;
  for (const codec::Json& line : said.json()) ids.push_back(text_in(line, "id"));
  return ids;
}

// Somebody with the right to write the file changes it behind the program's back.
void tamper(const User& user, const std::string& sql) {
  const auto db = store::open_sqlite(user.data() / "zhaojian.db");
  REQUIRE(db);
  REQUIRE((*db)->run_script("DROP TRIGGER audit_records_stay; DROP TRIGGER audit_records_remain;"));
  REQUIRE((*db)->run_script(sql));
}

}  // namespace

TEST_CASE("a new station has an empty queue, an empty outbox and a clean log") {
  const User user;
  const Said queue = user.run({"queue"});
  CHECK(queue.exit == 0);
  CHECK(queue.out == "0 shown of 0\n");
  CHECK(user.run({"queue", "--json"}).out.empty());
  CHECK(user.run({"outbox"}).exit == 0);
  CHECK(user.run({"quarantine", "list"}).exit == 0);
  CHECK(user.run({"stats"}).exit == 0);
  CHECK(user.run({"audit", "verify"}).exit == 0);
}

TEST_CASE("another photo under a known version is told in the reader's language, with what to do about it") {
  struct Reader {
    const char *locale, *said, *advice;
  };
  for (const Reader& reader : {Reader{"en_US.UTF-8", "another photo under the same version", "under a new version"},
                               Reader{"zh_CN.UTF-8", "同一版本号下给出了另一张照片", "新的版本号"}}) {
    const User user(reader.locale);
    put_cases(user, {});
    const SystemClock clock;
    const auto store = support::test_store(clock, user.data() / "zhaojian.db");
    REQUIRE(store->submissions().quarantine({0, "submissions", "sub_9", "{}", "photos[0].sha256: another photo", test::kSomeDay,
                                             {domain::FaultKind::other_photo, "photos[0].sha256"}}));
    const Said said = user.run({"quarantine"});
    CHECK(said.exit == 0);
    CHECK(said.out.find("sub_9") != std::string::npos);
    CHECK(said.out.find(reader.said) != std::string::npos);
    CHECK(said.out.find(reader.advice) != std::string::npos);
  }
}

TEST_CASE("migrating twice does nothing the second time, and asking does nothing at all") {
  const User user;
  CHECK(user.run({"migrate", "--dry-run"}).exit == 0);
  CHECK_FALSE(std::filesystem::exists(user.data() / "zhaojian.db"));
  const Said first = user.run({"migrate"}), second = user.run({"migrate"});
  CHECK(first.exit == 0);
  CHECK(first.out.find("applied") != std::string::npos);
  CHECK(second.out.find("nothing to do") != std::string::npos);
  const Said asked = user.run({"migrate", "--dry-run", "--json"});
  REQUIRE(asked.json().size() == 1);
  CHECK(number_in(asked.json()[0], "applied_before") == number_in(asked.json()[0], "available"));
}

TEST_CASE("operators are added with the role they are given, and names line up whatever is in them") {
  const User user;
  CHECK(user.run({"operators", "add", "r1", "审核员 䶮𠮷😀"}).exit == 0);
  CHECK(user.run({"operator", "add", "s1", "Ann", "--role", "supervisor"}).exit == 0);
  CHECK(user.run({"operators", "add", "a1", "Bob", "administrator"}).exit == 0);
  CHECK(user.run({"operators", "add", "r 2", "space in the id"}).exit == 2);
  CHECK(user.run({"operators", "add", "r2", "two\nlines"}).exit == 2);
  CHECK(user.run({"operators", "add", "r2", "Bob", "--role", "king"}).exit == 2);
  const auto all = user.run({"operators", "--json"}).json();
  REQUIRE(all.size() == 3);
  CHECK(text_in(all[1], "role") + text_in(all[2], "role") == "reviewersupervisor");
  const Said table = user.run({"operators", "list"});
  CHECK(table.out.find("r1  审核员 䶮𠮷😀  Reviewer") != std::string::npos);
  CHECK(table.out.find("s1  Ann            Supervisor") != std::string::npos);
}

TEST_CASE("the queue is listed by deadline, filtered, and safe to look at") {
  const User user;
  put_cases(user, {a_case(a_submission("later").submitted_at(test::kSomeDay + hours(3))),
                   a_case(a_submission("sooner").with_number("20219999")),
                   a_case(a_submission("a \"quoted\" 😀𠮷\u2028 %s")).at(domain::Stage::queued),
                   a_case("done").at(domain::Stage::withdrawn)});
  CHECK(ids_in(user.run({"queue", "--json"})) ==
        std::vector<std::string>{"a \"quoted\" 😀𠮷\u2028 %s", "sooner", "later"});
  CHECK(ids_in(user.run({"queue", "--json", "--filter", "9999"})) == std::vector<std::string>{"sooner"});
  CHECK(user.run({"queue", "--json", "--all"}).json().size() == 4);
  CHECK(user.run({"queue", "--json", "--limit", "1"}).json().size() == 1);
  const Said table = user.run({"queue"});
  CHECK(table.lines().size() == 5);  // head, three cases, the sum
  CHECK(table.out.find("a \"quoted\" 😀𠮷  %s  waiting") != std::string::npos);
}

TEST_CASE("a decision is held, undone by its maker alone, and the case is back in line") {
  const User user;
  put_cases(user, {a_case("sub_1")});
  REQUIRE(user.run({"operators", "add", "r1", "One"}).exit == 0);
  REQUIRE(user.run({"operators", "add", "r2", "Two"}).exit == 0);
  const Said decided = user.run({"decide", "sub_1", "approve", "--identity", "7", "--operator", "r1", "--json"});
  INFO(decided.err);
  REQUIRE(decided.exit == 0);
  const std::string decision = text_in(decided.json().at(0), "decision");
  CHECK(text_in(decided.json()[0], "state") == "held");
  CHECK(ids_in(user.run({"queue", "--json"})).empty());
  CHECK(user.run({"undo", decision, "--operator", "r2"}).exit == 1);
  CHECK(user.run({"undo", decision, "--operator", "r1"}).exit == 0);
  CHECK(user.run({"undo", decision, "--operator", "r1"}).exit == 1);
  const auto queue = user.run({"queue", "--json"}).json();
  REQUIRE(queue.size() == 1);
  CHECK(text_in(queue[0], "stage") == "queued");
  CHECK(text_in(queue[0], "holder").empty());
  CHECK(user.run({"decide", "sub_1", "approve", "--identity", "7", "--operator", "r2"}).exit == 0);
  CHECK(user.run({"audit", "verify"}).exit == 0);
  CHECK(user.run({"audit", "show", "--json"}).json().size() == 3);
}

TEST_CASE("a decision that the rules refuse changes nothing and says why") {
  const User user;
  put_cases(user, {a_case("sub_1")});
  REQUIRE(user.run({"operators", "add", "r1", "One"}).exit == 0);
  REQUIRE(user.run({"operators", "add", "c1", "Phone", "customer_service"}).exit == 0);
  const std::vector<std::pair<std::vector<std::string>, int>> refused = {
      {{"decide", "sub_1", "approve", "--identity", "2", "--operator", "r1"}, 1},
      {{"decide", "sub_1", "retake", "--identity", "6", "--operator", "r1"}, 1},
      {{"decide", "sub_1", "retake", "--reason", "NO_SUCH", "--identity", "6", "--operator", "r1"}, 1},
      {{"decide", "nobody", "approve", "--operator", "r1"}, 1},
      {{"decide", "sub_1", "approve", "--identity", "7", "--operator", "c1"}, 1},
      {{"decide", "sub_1", "approve", "--identity", "7", "--operator", "stranger"}, 2},
      {{"decide", "sub_1", "skip", "--operator", "r1"}, 2}};
  for (const auto& [line, exit] : refused) {
    INFO(line[2] << " " << line.back());
    const Said said = user.run(line);
    CHECK(said.exit == exit);
    CHECK(said.err.starts_with("zhaojian: "));
    const auto queue = user.run({"queue", "--json"}).json();
    REQUIRE(queue.size() == 1);
    CHECK(text_in(queue[0], "stage") == "queued");  // not left claimed
  }
  CHECK(user.run({"audit", "show", "--json"}).out.empty());
}

TEST_CASE("skipping and escalating leave the case to others") {
  const User user;
  put_cases(user, {a_case("sub_1"), a_case("sub_2")});
  REQUIRE(user.run({"operators", "add", "r1", "One"}).exit == 0);
  REQUIRE(user.run({"operators", "add", "s1", "Boss", "supervisor"}).exit == 0);
  CHECK(user.run({"decide", "sub_1", "skip", "--note", "hard to judge", "--operator", "r1"}).exit == 0);
  CHECK(user.run({"decide", "sub_2", "escalate", "--operator", "r1"}).exit == 0);
  CHECK(user.run({"decide", "sub_2", "approve", "--identity", "7", "--operator", "r1"}).exit == 1);
  CHECK(user.run({"decide", "sub_2", "approve", "--identity", "7", "--operator", "s1"}).exit == 0);
}

TEST_CASE("whoever alters the log behind the program's back is found out") {
  const User user;
  put_cases(user, {a_case("sub_1"), a_case("sub_2")});
  REQUIRE(user.run({"operators", "add", "r1", "One"}).exit == 0);
  for (const char* id : {"sub_1", "sub_2"}) {
    REQUIRE(user.run({"decide", id, "approve", "--identity", "7", "--operator", "r1"}).exit == 0);
  }
  REQUIRE(user.run({"audit", "verify"}).exit == 0);
  SECTION("a record is changed") { tamper(user, "UPDATE audit_records SET actor = 'r9' WHERE seq = 1;"); }
  SECTION("the last record is cut off") { tamper(user, "DELETE FROM audit_records WHERE seq = 2;"); }
  SECTION("a decision is changed") {
    tamper(user, "UPDATE decisions SET outcome = 'retake' WHERE submission = 'sub_1';");
  }
  const Said said = user.run({"audit", "verify"});
  INFO(said.out << said.err);
  CHECK(said.exit == 1);
  CHECK(said.lines().size() >= 2);  // one a problem, and the sum
}

TEST_CASE("a log that cannot be read is neither clean nor altered") {
  const User user;
  REQUIRE(user.run({"migrate"}).exit == 0);
  (void)user.file("data/zhaojian/zhaojian.db", std::string(8192, 'x'));
  const Said said = user.run({"audit", "verify"});
  CHECK(said.exit == 2);
  CHECK(said.out.empty());
}

TEST_CASE("without a back end, pulling and sending say what to put into the settings") {
  const User user;
  for (const std::vector<std::string>& line : {std::vector<std::string>{"pull"}, {"outbox", "send"}}) {
    const Said said = user.run(line);
    CHECK(said.exit == 2);
    CHECK(said.err.find("[backend]") != std::string::npos);
  }
}
