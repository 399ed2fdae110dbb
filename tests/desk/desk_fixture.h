#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "desk/selectors.h"
#include "desk/update.h"
#include "support/builders.h"

namespace zhaojian::test {

// What the store hands out when a case is claimed: leased by op_1, photos in the cache, checks not yet run.
inline desk::CaseFilePtr a_file(const std::string& id, const domain::Submission& submission,
                                const domain::StandardProfile& profile = a_profile()) {
  auto file = std::make_shared<domain::CaseFile>();
  file->review_case = a_case(submission).leased_by("op_1");
  file->lease = {SubmissionId(id), OperatorId("op_1"), StationId("station_1"), file->review_case.epoch, minutes(2)};
  file->profile = std::make_shared<domain::StandardProfile>(profile);
  file->photo_states.assign(submission.photos.size(), domain::PhotoState::present);
  return file;
}
inline desk::CaseFilePtr a_file(const std::string& id) { return a_file(id, a_submission(id)); }

// The same with checks run: what fails is named.
inline desk::CaseFilePtr checked(const desk::CaseFilePtr& file, const std::vector<std::string>& failing = {}) {
  auto copy = std::make_shared<domain::CaseFile>(*file);
  domain::Assessment made;
  made.submission = file->review_case.submission.id;
  made.version = file->review_case.submission.version;
  const auto add = [&](const std::string& check, domain::Verdict verdict) {
    domain::Finding finding;
    finding.id = FindingId(check);
    finding.verdict = verdict;
    finding.value = 1;
    finding.marks = {{domain::MarkKind::box, {{10, 20}, {30, 60}}, true}};
    made.findings.push_back(std::move(finding));
  };
  add("geom.head_top", domain::Verdict::pass);
  for (const std::string& check : failing) add(check, domain::Verdict::fail);
  copy->assessment = std::move(made);
  return copy;
}

// A desk with a reviewer signed in, and what it asks of the world.
class DeskTester {
 public:
  desk::Model model;

  DeskTester() {
    model.now = kSomeDay;
    model.station = StationId("station_1");
    model.reasons = std::make_shared<domain::ReasonCatalogue>(some_reasons());
  }
  // Signed in, nothing claimed yet: the claim is under way.
  static DeskTester signed_in(domain::Role role = domain::Role::reviewer) {
    DeskTester desk;
    desk.hear(desk::SignedIn{an_operator("op_1", role), {}, {}});
    return desk;
  }
  // With one case on the desk, checks run, identity answered "surely the same" unless told otherwise.
  static DeskTester reviewing(const std::string& id = "sub_1", bool answered = true) {
    DeskTester desk = signed_in();
    desk.claim({checked(a_file(id))});
    desk.photos_arrive();
    if (answered) desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
    return desk;
  }

  desk::Effects ask(const desk::Intent& intent) {
    return desk::update(model, intent, OpId("op-" + std::to_string(++ops_)));
  }
  desk::Effects hear(const desk::Event& event) { return desk::update(model, event); }
  desk::Effects claim(std::vector<desk::CaseFilePtr> files, bool this_one = false) {
    return hear(desk::CasesClaimed{std::move(files), this_one});
  }
  // Every photo that is still loading, on the desk and ahead, has been decoded.
  void photos_arrive() {
    std::vector<Sha256> wanted;
    const auto want = [&](const std::vector<desk::PaneState>& panes) {
      for (const desk::PaneState& pane : panes)
        if (pane.phase == desk::PhotoPhase::loading) wanted.push_back(pane.sha256);
    };
    if (const auto* opening = std::get_if<desk::Opening>(&model.review)) want(opening->panes);
    for (const desk::Prefetched& ahead : model.prefetched) want(ahead.panes);
    for (const Sha256& sha : wanted) hear(desk::PhotoArrived{sha, desk::PhotoPhase::ready, {}, 480, 640, 31'000, {}});
  }
  void pass(Duration time) { hear(desk::Tick{model.now + time}); }

  [[nodiscard]] desk::Reviewing* shown() { return std::get_if<desk::Reviewing>(&model.review); }
  [[nodiscard]] std::uint64_t sequence() const {
    const desk::Reviewing* shown = desk::reviewing(model);
    return shown ? shown->sequence : 0;
  }
  [[nodiscard]] std::string on_desk() const {
    const domain::CaseFile* file = desk::on_desk(model);
    return file ? file->review_case.submission.id.value : std::string();
  }
  [[nodiscard]] std::vector<std::string> ahead() const {
    std::vector<std::string> ids;
    for (const desk::Prefetched& next : model.prefetched) ids.push_back(next.file->review_case.submission.id.value);
    return ids;
  }
  [[nodiscard]] bool told(std::string_view text) const {
    return std::ranges::any_of(model.notices, [&](const desk::Notice& notice) { return notice.text == text; });
  }
  // A decision goes to the store and the store confirms it.
  DecisionId decide_and_save(domain::Outcome outcome) {
    const desk::Effects effects = ask(desk::Decide{sequence(), outcome});
    for (const desk::Effect& effect : effects) {
      const auto* record = std::get_if<desk::RecordDecision>(&effect);
      if (!record) continue;
      domain::Decision saved = record->decision;
      saved.id = DecisionId("dec-" + saved.op.value);
      hear(desk::DecisionRecorded{saved});
      return saved.id;
    }
    return {};
  }

 private:
  int ops_ = 0;
};

template <class T> const T* first(const desk::Effects& effects) {
  for (const desk::Effect& effect : effects)
    if (const T* it = std::get_if<T>(&effect)) return it;
  return nullptr;
}
template <class T> std::size_t count(const desk::Effects& effects) {
  return static_cast<std::size_t>(
      std::ranges::count_if(effects, [](const desk::Effect& effect) { return std::holds_alternative<T>(effect); }));
}

}  // namespace zhaojian::test
