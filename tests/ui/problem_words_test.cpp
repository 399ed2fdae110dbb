#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

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

domain::OutboxEvent event(domain::EventState state, const std::string& problem, const std::string& text) {
  domain::OutboxEvent made;
  made.state = state;
  made.last_problem = problem;
  made.last_text = text;
  return made;
}

}  // namespace

TEST_CASE("an item that could not be used says what is wrong with which field, in Chinese, with the log's words as a detail") {
  Words words;
  std::set<std::string> sentences;
  for (int i = 0; i < domain::kFaultKindCount; ++i) {
    const auto kind = static_cast<domain::FaultKind>(i);
    CAPTURE(domain::name(kind));
    const auto said = ui::item_problem(words.context(), {kind, "photos[0].sha256"}, "photos[0].sha256: whatever the log says");
    std::string sentence = said.said;
    if (const std::size_t at = sentence.find("photos[0].sha256"); at != std::string::npos)
      sentence.erase(at, std::string("photos[0].sha256").size());
    else
      CHECK(kind == domain::FaultKind::other);  // every kind that is known names the field
    CHECK_FALSE(has_latin(sentence));
    CHECK_FALSE(has_latin(said.advice));
    CHECK(said.detail == "photos[0].sha256: whatever the log says");
    sentences.insert(sentence);
    CHECK_FALSE(has_latin(ui::item_problem(words.context(), {kind, {}}, "x").said));  // of the item as a whole
  }
  CHECK(sentences.size() == domain::kFaultKindCount);
}

TEST_CASE("an item from before kinds were stored is readable by its detail") {
  Words words;
  const auto old = ui::item_problem(words.context(), {domain::fault_kind_from(""), {}}, "photos: not a list");
  CHECK(old.said == words.desk.texts()("problems.said.other"));
  CHECK(old.detail == "photos: not a list");
}

TEST_CASE("a message that did not leave says why and whether somebody has to do something") {
  using enum domain::EventState;
  Words words;
  const auto of = [&](domain::EventState state, const char* problem, const char* text) {
    return ui::sending_problem(words.context(), event(state, problem, text));
  };
  const auto text = [&](const char* key) { return std::string(words.desk.texts()(key)); };
  CHECK(of(ready, "", "").said.empty());
  CHECK(of(ready, "status 503", "error.notify.busy").said == text("outbox.said.busy"));
  CHECK(of(ready, "status 503", "error.notify.busy").advice == text("outbox.advice.waits"));
  CHECK(of(dead, "status 503", "error.notify.busy").advice == text("outbox.advice.dead"));
  CHECK(of(dead, "status 422", "error.notify.refused").said == text("outbox.said.refused"));
  CHECK(of(dead, "status 422", "error.notify.refused").advice == text("outbox.advice.dead"));
  CHECK(of(ready, "status 401", "error.notify.token").said == text("outbox.said.token"));
  CHECK(of(ready, "status 410", "error.notify.endpoint_off").advice == text("outbox.advice.administrator"));
  CHECK(of(ready, "POST capture.example.edu: Failed to connect", "error.net.unreachable").said == text("outbox.said.no_answer"));
  CHECK(of(ready, "POST …: bad certificate", "error.net.tls").said == text("error.net.tls"));
  CHECK(of(superseded, "status 409", "").advice == text("outbox.advice.nothing"));
  CHECK(of(cancelled, "undone", "").said == text("outbox.said.cancelled"));
}

TEST_CASE("a message from before kinds were stored shows its problem as a detail, whatever the words look like") {
  using enum domain::EventState;
  Words words;
  for (const char* problem : {"status 503", "status 401", "anything at all"}) {
    const auto old = ui::sending_problem(words.context(), event(ready, problem, ""));
    CHECK(old.said == words.desk.texts()("outbox.said.other"));
    CHECK(old.detail == problem);
  }
}
