#include "fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Round;
using domain::Stage;

TEST_CASE("a case comes back from the store exactly as it was put in") {
  Fixture f(GENERATE(false, true));
  domain::ReviewCase one = a_case(a_submission("sub_1")
                                      .with_flag("bg.colour")
                                      .with_flag("geom.head_top", domain::FlagVerdict::warn)
                                      .with_previous("sub_0")
                                      .with_photo(a_photo("cap", domain::PhotoRole::capture))
                                      .window_closes(kSomeDay + hours(3)))
                               .judged_by("op_2")
                               .judged_by("op_1")
                               .with_epoch(4);
  one.decision = DecisionId("dec");
  one.holder = OperatorId("op_3");
  f.add(one);
  CHECK(f.get("sub_1") == one);
  CHECK_FALSE(f.cases().find(SubmissionId("sub_2"))->has_value());
  const auto again = f.cases().add(one);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Errc::conflict);
}

TEST_CASE("ids and names may hold anything the feed lets through: quotes, emoji, rare characters, SQL") {
  Fixture f(GENERATE(false, true));
  const std::string odd =
      GENERATE("'; DROP TABLE submissions; --", "line\nbreak", "a\"b'c`d\\e", "🙂🎓", "𠮷田", "$1 ? :x @y", "%_!");
  const auto one = a_case(a_submission(odd).with_name(odd).with_student(odd).with_batch(odd).with_flag(odd)).built();
  f.add(one);
  CHECK(f.get(odd) == one);
  store::QueueFilter filter;
  filter.batch = BatchId(odd);
  filter.flag = FindingId(odd);
  filter.text = odd;
  const auto page = f.cases().page(filter, 0, 10);
  REQUIRE(page);
  CHECK(ids(page->items) == Ids{odd});
  CHECK(f.claim(request("op_1")).size() == 1);
}

TEST_CASE("what comes from elsewhere may hold newlines and control characters as well") {
  Fixture f(GENERATE(false, true));
  const std::string odd = GENERATE("line\nbreak\r\t", "\x01\x7f", "a'\n\"b", "🙂\n𠮷", "");
  f.add(a_case("sub_1"));
  REQUIRE(f.claim(request(odd)).size() == 1);
  CHECK(f.get("sub_1").holder == OperatorId(odd));
  CHECK(f.cases().set_cursor(odd, odd));
  CHECK(*f.cases().cursor(odd) == odd);
  CHECK(f.decisions().add(a_decision("sub_1").with_id(odd).because(odd, odd)));
  CHECK((*f.decisions().find(DecisionId(odd)))->reasons.at(0).note == odd);
  CHECK(f.store->people().set_setting(OperatorId(odd), odd, odd));
  CHECK(*f.store->people().setting(OperatorId(odd), odd) == odd);
}

TEST_CASE("a submission that could not be read again is not taken in") {
  Fixture f(GENERATE(false, true));
  const auto refused = f.cases().add(a_case("bell\x07"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::invalid);
  CHECK(f.cases().page({}, 0, 10)->total == 0);
}

TEST_CASE("a save counts only on the revision it read") {
  Fixture f(GENERATE(false, true));
  f.add(a_case("sub_1"));
  auto mine = f.get("sub_1");
  auto theirs = f.get("sub_1");
  theirs.place.stage = Stage::withdrawn;
  REQUIRE(f.cases().save(theirs));
  mine.place.stage = Stage::held;
  const auto late = f.cases().save(mine);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Errc::stale);
  CHECK(f.get("sub_1").place.stage == Stage::withdrawn);
  CHECK(f.get("sub_1").revision == theirs.revision + 1);
  const auto unknown = f.cases().save(a_case("sub_9"));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == Errc::not_found);
}

TEST_CASE("a new version replaces what the student sent, and lists and searches follow") {
  Fixture f(GENERATE(false, true));
  f.add(a_case(a_submission("sub_1").with_flag("bg.colour").with_name("张三丰")));
  auto one = f.get("sub_1");
  one.submission = a_submission("sub_1").with_version(2).with_flag("eyes.open").with_name("李四光").with_batch("b2");
  one.submission.photos = {a_photo("new")};
  REQUIRE(f.cases().save(one));
  ++one.revision;
  CHECK(f.get("sub_1") == one);

  store::QueueFilter filter;
  filter.flag = FindingId("bg.colour");
  CHECK(f.cases().page(filter, 0, 10)->total == 0);
  filter.flag = FindingId("eyes.open");
  filter.batch = BatchId("b2");
  filter.text = "李四光";
  const auto page = f.cases().page(filter, 0, 10);
  REQUIRE(ids(page->items) == Ids{"sub_1"});
  CHECK(page->items[0].version == 2);
  CHECK(page->items[0].flags == std::vector{FindingId("eyes.open")});
  CHECK(page->items[0].photo == hash_of("new"));
  filter.text = "张三丰";
  CHECK(f.cases().page(filter, 0, 10)->items.empty());
  CHECK(f.cases().photos_of(SubmissionId("sub_1"))->size() == 1);
}

TEST_CASE("the queue is read by deadline, and every condition narrows it") {
  Fixture f(GENERATE(false, true));
  // Later letters are due earlier.
  int hour = 20;
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    auto s = a_submission(id).submitted_at(kSomeDay + hours(hour--));
    if (std::string(id) < "c") s.with_batch("small");
    if (std::string(id) != "f") s.with_flag("bg.colour");
    f.add(a_case(s));
  }
  f.add(
      a_case(a_submission("second").submitted_at(kSomeDay)).at(Stage::second_opinion, Round::second).judged_by("op_1"));
  f.add(a_case(a_submission("gone").submitted_at(kSomeDay)).at(Stage::withdrawn));
  f.add(a_case(a_submission("boss").submitted_at(kSomeDay + hours(30))).at(Stage::escalated, Round::supervisor));
  REQUIRE(f.claim(request("op_7", 2)).size() == 2);  // second, f

  store::QueueFilter any;
  auto page = f.cases().page(any, 0, 100);
  REQUIRE(page);
  CHECK(ids(page->items) == Ids{"second", "f", "e", "d", "c", "b", "a", "boss"});
  CHECK(page->total == 8);
  CHECK(page->items[0].holder == OperatorId("op_7"));
  CHECK(page->items[0].place == domain::Place{Stage::leased, Round::second});

  page = f.cases().page(any, 2, 3);
  CHECK(ids(page->items) == Ids{"e", "d", "c"});
  CHECK(page->total == 8);

  const auto narrowed = [&](auto set) {
    store::QueueFilter filter;
    set(filter);
    const auto found = f.cases().page(filter, 0, 100);
    REQUIRE(found);
    CHECK(found->total == static_cast<std::int64_t>(found->items.size()));
    return ids(found->items);
  };
  CHECK(narrowed([](auto& q) { q.stages = {Stage::withdrawn}; }) == Ids{"gone"});
  CHECK(narrowed([](auto& q) { q.stages = {Stage::withdrawn, Stage::escalated}; }) == Ids{"gone", "boss"});
  CHECK(narrowed([](auto& q) { q.batch = BatchId("small"); }) == Ids{"b", "a"});
  CHECK(narrowed([](auto& q) { q.flag = FindingId("bg.colour"); }) == Ids{"e", "d", "c", "b", "a"});
  CHECK(narrowed([](auto& q) { q.holder = OperatorId("op_7"); }) == Ids{"second", "f"});
  CHECK(narrowed([](auto& q) { q.text = "2021second"; }) == Ids{"second"});
  CHECK(narrowed([](auto& q) { q.text = "econ"; }) == Ids{"second"});
  CHECK(narrowed([](auto& q) { q.text = "1b"; }) == Ids{"b", "boss"});  // two characters: not from the index
  CHECK(narrowed([](auto& q) { q.text = "2021%"; }).empty());
  CHECK(narrowed([](auto& q) { q.text = "no such"; }).empty());
  CHECK(narrowed([](auto& q) {
          q.flag = FindingId("bg.colour");
          q.batch = BatchId("small");
          q.text = "2021";
          q.stages = {Stage::queued};
        }) == Ids{"b", "a"});
  CHECK(narrowed([](auto& q) {
          q.holder = OperatorId("op_7");
          q.flag = FindingId("bg.colour");
        }).empty());
  CHECK(ids(*f.cases().in_stage(Stage::queued, 3)) == Ids{"e", "d", "c"});
}

TEST_CASE("pages from either end make up the whole queue") {
  Fixture f(GENERATE(false, true));
  Ids expected;
  for (int i = 10; i < 41; ++i) {
    auto one = a_case(a_submission(std::to_string(i)).submitted_at(kSomeDay + minutes(i / 3)).with_flag("sharp"));
    if (i % 4 == 0) one.at(Stage::second_opinion, Round::second);
    f.add(one);
    expected.push_back(std::to_string(i));
  }
  for (const bool with_flag : {false, true}) {
    store::QueueFilter filter;
    if (with_flag) filter.flag = FindingId("sharp");
    for (const int limit : {1, 7, 31, 40}) {
      Ids seen;
      for (int offset = 0; offset < 50; offset += limit) {
        const auto page = f.cases().page(filter, offset, limit);
        REQUIRE(page);
        CHECK(page->total == 31);
        for (const auto& id : ids(page->items)) seen.push_back(id);
      }
      CHECK(seen == expected);
    }
  }
}

TEST_CASE("one character of a name is enough to find it, however many others there are") {
  Fixture f(GENERATE(false, true));
  f.add(a_case(a_submission("a").with_name("欧*")));
  f.add(a_case(a_submission("b").with_name("𠮷田")));
  f.add(a_case(a_submission("c").with_name("张欧")));
  const auto found = [&](const std::string& text) {
    store::QueueFilter filter;
    filter.text = text;
    return ids(f.cases().page(filter, 0, 10)->items);
  };
  CHECK(found("欧") == Ids{"a", "c"});
  CHECK(found("欧*") == Ids{"a"});
  CHECK(found("𠮷") == Ids{"b"});
  CHECK(found("田𠮷").empty());
  CHECK(found("张") == Ids{"c"});
  auto renamed = f.get("c");
  renamed.submission.student.name = "李*";
  REQUIRE(f.cases().save(renamed));
  CHECK(found("欧") == Ids{"a"});
  CHECK(found("李") == Ids{"c"});
}

TEST_CASE("a long text is found as a whole, not only by its end") {
  Fixture f(GENERATE(false, true));
  f.add(a_case(a_submission("a").with_number("20211500071234")));
  f.add(a_case(a_submission("b").with_number("20991500071234")));
  store::QueueFilter filter;
  filter.text = "2021150007123";
  CHECK(ids(f.cases().page(filter, 0, 10)->items) == Ids{"a"});
  filter.text = "\"071234\"";
  CHECK(f.cases().page(filter, 0, 10)->items.empty());
}

TEST_CASE("the counts of the queue follow every way a case can move") {
  Fixture f(GENERATE(false, true));
  for (const char* id : {"a", "b", "c"}) f.add(a_case(id));
  REQUIRE(f.claim(request("op_1", 2)).size() == 2);
  auto one = f.get("a");
  one.place.stage = Stage::held;
  REQUIRE(f.cases().save(one));
  // A transaction that fails leaves the counts alone as well.
  CHECK_FALSE(f.store->transact([&]() -> Done {
    TRY(f.cases().add(a_case("d")));
    return Error{Errc::invalid, "changed my mind"};
  }));
  const auto counts = f.store->statistics().counts(f.clock.now());
  REQUIRE(counts);
  CHECK(counts->stages == std::map<Stage, std::int64_t>{{Stage::queued, 1}, {Stage::leased, 1}, {Stage::held, 1}});
}

TEST_CASE("the earlier submissions of a student are found, newest first") {
  Fixture f(GENERATE(false, true));
  for (int i = 0; i < 4; ++i) {
    f.add(a_case(a_submission("sub_" + std::to_string(i)).with_student("stu").submitted_at(kSomeDay + hours(i))));
  }
  f.add(a_case("other"));
  const auto history = f.cases().history(StudentRef("stu"), 3);
  REQUIRE(history);
  REQUIRE(history->size() == 3);
  CHECK((*history)[0].submission.id.value == "sub_3");
  CHECK((*history)[2].submission.id.value == "sub_1");
}

TEST_CASE("assessments, cursors and quarantined items are kept and replaced as promised") {
  Fixture f(GENERATE(false, true));
  domain::Assessment assessment;
  assessment.submission = SubmissionId("sub_1");
  assessment.version = 2;
  assessment.profile = ProfileId("p");
  assessment.engine = "nets 1";
  assessment.made_at = kSomeDay;
  domain::Finding finding;
  finding.id = FindingId("geom.head_top");
  finding.value = 41.25;
  finding.marks = {{domain::MarkKind::line, {{1.5F, 2}, {3, 4}}, true}};
  assessment.findings = {finding};
  REQUIRE(f.cases().put_assessment(assessment));
  assessment.engine = "nets 2";
  REQUIRE(f.cases().put_assessment(assessment));
  CHECK(*f.cases().assessment(SubmissionId("sub_1"), 2) == assessment);
  CHECK_FALSE(f.cases().assessment(SubmissionId("sub_1"), 1)->has_value());

  CHECK_FALSE(f.cases().cursor("submissions")->has_value());
  REQUIRE(f.cases().set_cursor("submissions", "c1"));
  REQUIRE(f.cases().set_cursor("submissions", "c2"));
  CHECK(*f.cases().cursor("submissions") == "c2");
  REQUIRE(f.cases().set_cursor("submissions", std::nullopt));
  CHECK_FALSE(f.cases().cursor("submissions")->has_value());

  store::QuarantinedItem bad{0, "submissions", "x", "{\"id\":\"x\"}", "no photos", kSomeDay, {domain::FaultKind::no_photo, "photos"}};
  REQUIRE(f.cases().quarantine(bad));
  bad.at = kSomeDay + hours(1);
  REQUIRE(f.cases().quarantine(bad));
  bad.source = "receipts";
  REQUIRE(f.cases().quarantine(bad));
  const auto kept = f.cases().quarantined(10);
  REQUIRE(kept);
  REQUIRE(kept->size() == 2);
  CHECK((*kept)[1].raw == "{\"id\":\"x\"}");
  CHECK((*kept)[1].at == kSomeDay + hours(1));
  CHECK((*kept)[1].fault == domain::ItemFault{domain::FaultKind::no_photo, "photos"});
  CHECK((*kept)[0].id != (*kept)[1].id);
  bad.source = "submissions";
  bad.item_id = "y";
  bad.raw = "{}";
  REQUIRE(f.cases().quarantine(bad));
  const auto of_x = f.cases().quarantined_of(SubmissionId("x"));
  REQUIRE(of_x);
  REQUIRE(of_x->size() == 1);  // not the receipt, not the other one
  CHECK((*of_x)[0].raw == "{\"id\":\"x\"}");
}
