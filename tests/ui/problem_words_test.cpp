#include <catch2/catch.hpp>

#include <algorithm>

#include "ui/problem_words.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

class NoPictures final : public ui::Pictures {
 public:
  ui::Picture get(const Sha256&, int) override { return {}; }
};

// English words inside a Chinese sentence: runs of Latin letters that are no field of the data.
bool has_latin(const std::string& said) {
  return std::ranges::any_of(said, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

struct Words {
  UiHarness desk{assets()};
  NoPictures pictures;
  [[nodiscard]] ui::UiContext context() {
    return {desk.theme(), desk.texts(), desk.fonts(), 1, pictures, desk.model.preferences.bindings};
  }
};

domain::OutboxEvent event(domain::EventState state, const std::string& problem) {
  domain::OutboxEvent made;
  made.state = state;
  made.last_problem = problem;
  return made;
}

}  // namespace

TEST_CASE("an item that could not be used says which field is wrong, in Chinese, with the log's words as a detail") {
  Words words;
  for (const char* problem : {"photos[0].sha256: not 64 hex digits", "photos: not a list", "student.number: missing",
                              "due_at: not a time like 2023-10-21T02:00:00Z", "attempt: out of range (1 … 99)",
                              "state: unknown value \"x\" (allowed: flagged)", "photos: none has the role submission",
                              "photos: two have the same id", "id: longer than 64 bytes"}) {
    CAPTURE(problem);
    const auto said = ui::item_problem(words.context(), problem);
    const std::string field = std::string(problem).substr(0, std::string(problem).find(':'));
    const std::size_t at = said.said.find(field);
    REQUIRE(at != std::string::npos);
    CHECK_FALSE(has_latin(std::string(said.said).erase(at, field.size())));
    CHECK_FALSE(has_latin(said.advice));
    CHECK(said.detail == problem);
  }
  const auto unknown = ui::item_problem(words.context(), "something nobody foresaw");
  CHECK_FALSE(has_latin(unknown.said));
  CHECK(unknown.detail == "something nobody foresaw");
  const auto known = ui::item_problem(words.context(), "photo.broken");
  CHECK(known.said == words.desk.texts()("photo.broken"));
  CHECK(known.detail.empty());
}

TEST_CASE("a message that did not leave says why and whether somebody has to do something") {
  using enum domain::EventState;
  Words words;
  const auto of = [&](domain::EventState state, const char* problem) {
    return ui::sending_problem(words.context(), event(state, problem));
  };
  const auto text = [&](const char* key) { return std::string(words.desk.texts()(key)); };
  CHECK(of(ready, "").said.empty());
  CHECK(of(ready, "status 503").said == text("outbox.said.busy"));
  CHECK(of(ready, "status 429").said == text("outbox.said.busy"));
  CHECK(of(ready, "status 503").advice == text("outbox.advice.waits"));
  CHECK(of(dead, "status 422").said == text("outbox.said.refused"));
  CHECK(of(dead, "status 422").advice == text("outbox.advice.dead"));
  CHECK(of(ready, "status 401").said == text("outbox.said.token"));
  CHECK(of(ready, "status 410").advice == text("outbox.advice.administrator"));
  CHECK(of(ready, "POST capture.example.edu: Failed to connect").said == text("outbox.said.no_answer"));
  CHECK(of(superseded, "status 409").advice == text("outbox.advice.nothing"));
}
