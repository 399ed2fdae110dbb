#include <catch2/catch.hpp>

#include "cli/program.h"
#include "support/test_store.h"

using namespace zhaojian;
using test::number_in;
using test::Said;
using test::text_in;
using test::User;

namespace {

// Of chsi-99-2017, as the program ships it; what is drafted comes next.
int shipped_version() {
  static const int version = [] {
    const User user;
    return static_cast<int>(number_in(user.run({"profile", "--json"}).json()[0], "shipped"));
  }();
  return version;
}

// A station with an administrator, a reviewer, and photos whose head tops were measured under the shipped 99号.
struct Station : User {
  Station() {
    REQUIRE(run({"operators", "add", "admin", "Admin", "administrator"}).exit == 0);
    REQUIRE(run({"operators", "add", "r1", "Reviewer"}).exit == 0);
    const SystemClock clock;
    const auto store = support::test_store(clock, data() / "zhaojian.db");
    for (const auto& [id, head_top] : {std::pair("sub_1", 80.0), std::pair("sub_2", 57.0), std::pair("sub_3", 20.0)}) {
      domain::Assessment made;
      made.submission = SubmissionId(id);
      made.version = 1;
      made.profile = ProfileId("chsi-99-2017");
      made.profile_version = shipped_version();
      made.engine = "e 1";
      domain::Finding finding;
      finding.id = FindingId("geom.head_top");
      finding.value = head_top;
      finding.unit = domain::Unit::px;
      finding.band = {55, 105, 50, 110};
      finding.verdict = domain::judge(head_top, finding.band);
      made.findings = {finding};
      REQUIRE(store->submissions().put_assessment(made));
    }
  }
  [[nodiscard]] std::string draft_file(const std::string& changes) const {
    return file("draft.json", R"({"id":"chsi-99-2017","extends":"chsi-99-2017",)" + changes + "}");
  }
};

const codec::Json* in(const codec::Json& json, std::string_view name) { return json.find(name); }

}  // namespace

TEST_CASE("all shipped standards are listed, each with the version in force") {
  const User user;
  const Said said = user.run({"profile", "--json"});
  REQUIRE(said.exit == 0);
  std::vector<std::string> ids;
  for (const codec::Json& line : said.json()) {
    ids.push_back(text_in(line, "id"));
    CHECK(number_in(line, "in_force") == number_in(line, "shipped"));
    CHECK(number_in(line, "shipped") >= 1);
  }
  CHECK(ids == std::vector<std::string>{"chsi-99-2017", "demo-99-2017", "demo-zikao", "zikao-125-2021",
                                            "zikao-tianjin", "zikao-xinjiang-2023"});
  CHECK(user.run({"profile", "list"}).out.find("in force") != std::string::npos);
}

TEST_CASE("a profile is shown clause by clause, and its JSON can be drafted again") {
  const Station station;
  const Said shown = station.run({"profile", "show", "zikao-xinjiang-2023"});
  CHECK(shown.exit == 0);
  for (const char* part : {"一.1 [assisted]", "三.2 [by eye]", "四.2 [automatic]", "255,255,255", "[ ] "})
    CHECK(shown.out.find(part) != std::string::npos);
  const Said json = station.run({"profile", "show", "chsi-99-2017", "--json"});
  REQUIRE(json.exit == 0);
  const Said again = station.run({"profile", "draft", station.file("whole.json", json.out), "--operator", "admin"});
  INFO(again.err);
  CHECK(again.exit == 0);
  CHECK(station.run({"profile", "show", "no-such"}).exit == 2);
}

TEST_CASE("a draft is compared, published and rolled back, and the audit log tells of it") {
  const Station station;
  const int shipped = shipped_version(), draft = shipped + 1;
  const std::string number = std::to_string(draft);
  const std::string file = station.draft_file(
      R"("rules":{"geom.head_top":{"warn_min":65,"fail_min":60}})");
  const Said ahead = station.run({"profile", "compare", file, "--json"});
  INFO(ahead.err);
  REQUIRE(ahead.exit == 0);
  const Said drafted = station.run({"profile", "draft", file, "--note", "higher", "--operator", "admin", "--json"});
  INFO(drafted.err);
  REQUIRE(drafted.exit == 0);
  CHECK(number_in(drafted.json()[0], "version") == draft);
  const Said compared = station.run({"profile", "compare", "chsi-99-2017", number, "--json"});
  REQUIRE(compared.exit == 0);
  const codec::Json line = compared.json()[0];
  CHECK(number_in(line, "photos") == 3);
  CHECK(number_in(line, "changed") == 1);
  CHECK(in(line, "findings") != nullptr);
  CHECK(compared.out.find(R"("before":"pass","after":"fail","photos":1)") != std::string::npos);
  CHECK(compared.out.find("sub_2") != std::string::npos);
  const auto head_from = [&] {
    const Said shown = station.run({"profile", "show", "chsi-99-2017", "--json"});
    return number_in(*in(*in(shown.json()[0], "rules"), "geom.head_top"), "fail_min");
  };
  const auto in_force = [&] { return number_in(station.run({"profile", "--json"}).json()[0], "in_force"); };
  CHECK(in_force() == shipped);
  CHECK(station.run({"profile", "publish", "chsi-99-2017", number, "--operator", "admin"}).exit == 0);
  CHECK(in_force() == draft);
  CHECK(head_from() != 50);
  CHECK(station.run({"profile", "publish", "chsi-99-2017", number, "--operator", "admin"}).exit == 1);
  const Said back = station.run({"profile", "rollback", "chsi-99-2017", "--operator", "admin"});
  CHECK(back.exit == 0);
  CHECK(back.out.find("ships with the program") != std::string::npos);
  CHECK(in_force() == shipped);
  CHECK(station.run({"profile", "rollback", "chsi-99-2017", "--operator", "admin"}).exit == 1);
  CHECK(station.run({"audit", "verify"}).exit == 0);
}

TEST_CASE("a comparison says when a new look at the pictures is needed") {
  const Station station;
  const std::string file = station.draft_file(R"("rules":{"geom.head_top":{"parameters":{"shape_tolerance":0.1}}})");
  const Said said = station.run({"profile", "compare", file});
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK(said.out.find("3 photos must be checked anew") != std::string::npos);
}

TEST_CASE("where no photo was checked by a standard the comparison says that instead of two zeros") {
  const Station station;
  const Said said = station.run({"profile", "compare", "zikao-tianjin"});
  INFO(said.out << said.err);
  CHECK(said.exit == 0);
  CHECK(said.out.find("nothing to compare") != std::string::npos);
  CHECK(said.out.find(" 0 ") == std::string::npos);
  const Said json = station.run({"profile", "compare", "zikao-tianjin", "--json"});
  CHECK(number_in(json.json()[0], "photos") == 0);
}

TEST_CASE("a file with a slip is refused by field, and only an administrator drafts") {
  const Station station;
  const Said slip = station.run(
      {"profile", "draft", station.draft_file(R"("rules":{"geom.head_top":{"fial_min":60}})"), "--operator", "admin"});
  CHECK(slip.exit == 2);
  CHECK(slip.err.find("rules.geom.head_top.fial_min: unknown; did you mean \"fail_min\"?") != std::string::npos);
  const Said denied = station.run({"profile", "draft", station.draft_file(R"("hold_seconds":20)"), "--operator", "r1"});
  CHECK(denied.exit == 1);
  CHECK(denied.err.find("administrator") != std::string::npos);
  CHECK(station.run({"profile", "publish", "chsi-99-2017", std::to_string(shipped_version() + 1), "--operator", "admin"}).exit == 1);
}
