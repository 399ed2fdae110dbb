#include "desk/selectors.h"

#include <algorithm>

namespace zhaojian::desk {

using domain::Finding;
using domain::Reason;
using domain::Verdict;

bool decides(const Model& model) {
  return model.me && (model.me->role == domain::Role::reviewer || model.me->role == domain::Role::supervisor);
}

const CaseFile* on_desk(const Model& model) {
  if (const auto* opening = std::get_if<Opening>(&model.review)) return opening->file.get();
  if (const auto* shown = std::get_if<Reviewing>(&model.review)) return shown->file.get();
  return nullptr;
}

const Reviewing* reviewing(const Model& model) { return std::get_if<Reviewing>(&model.review); }

bool has_reference(const Reviewing& reviewing) {
  return std::ranges::any_of(reviewing.panes, [](const PaneState& pane) {
    return domain::is_reference(pane.role) && pane.phase == PhotoPhase::ready;
  });
}

bool needs_identity_answer(const CaseFile& file) {
  if (!file.profile->identity_pass) return false;
  const auto& photos = file.review_case.submission.photos;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    const bool gone = i < file.photo_states.size() && (file.photo_states[i] == domain::PhotoState::missing ||
                                                       file.photo_states[i] == domain::PhotoState::broken);
    if (domain::is_reference(photos[i].role) && !gone) return true;
  }
  return false;
}

bool is_identity(const Finding& finding) { return finding.id.value.starts_with("id."); }

std::vector<const Finding*> listed_findings(const Reviewing& reviewing) {
  std::vector<const Finding*> rows;
  if (!reviewing.file->assessment) return rows;
  const auto take = [&](Verdict verdict) {
    for (const Finding& finding : reviewing.file->assessment->findings)
      if (finding.verdict == verdict && !is_identity(finding)) rows.push_back(&finding);
  };
  take(Verdict::fail);
  take(Verdict::warn);
  take(Verdict::not_assessable);
  if (reviewing.show_passed) take(Verdict::pass);
  return rows;
}

FindingCounts count_findings(const Reviewing& reviewing) {
  FindingCounts counts;
  if (!reviewing.file->assessment) return counts;
  for (const Finding& finding : reviewing.file->assessment->findings) {
    if (is_identity(finding)) continue;
    switch (finding.verdict) {
      case Verdict::pass: ++counts.pass; break;
      case Verdict::warn: ++counts.warn; break;
      case Verdict::fail: ++counts.fail; break;
      case Verdict::not_assessable: ++counts.not_assessable; break;
    }
  }
  return counts;
}

std::vector<const Reason*> offered_reasons(const Model& model, const Reviewing& reviewing) {
  constexpr std::size_t keys = 9;
  std::vector<const Reason*> offered;
  if (!model.reasons) return offered;
  const auto offer = [&](const Reason* reason) {
    if (reason && offered.size() < keys && std::ranges::find(offered, reason) == offered.end())
      offered.push_back(reason);
  };
  if (reviewing.file->assessment) {
    for (const Reason* reason : domain::suggested(*model.reasons, reviewing.file->assessment->findings))
      if (!reason->identity) offer(reason);  // a similarity score never suggests anything
  }
  if (offered.size() > 6) offered.resize(6);  // keep room for the common ones, so that their keys exist on every photo
  for (const ReasonCode& code : model.reasons->first_row) offer(model.reasons->find(code));
  return offered;
}

std::optional<domain::Region> suggested_region(const Reviewing& reviewing, const domain::ReasonCatalogue& catalogue,
                                               const ReasonCode& code) {
  const Reason* reason = catalogue.find(code);
  if (!reason || !reviewing.file->assessment) return {};
  for (const FindingId& id : reason->suggested_by) {
    const Finding* finding = reviewing.file->assessment->find(id);
    if (!finding || (finding->verdict != Verdict::fail && finding->verdict != Verdict::warn)) continue;
    float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
    for (const domain::Mark& mark : finding->marks) {
      if (!mark.measured) continue;
      for (const domain::Spot& spot : mark.spots) {
        left = std::min(left, spot.x), right = std::max(right, spot.x);
        top = std::min(top, spot.y), bottom = std::max(bottom, spot.y);
      }
    }
    if (right > left && bottom > top) return domain::Region{left, top, right - left, bottom - top};
  }
  return {};
}

domain::Decision draft(const Model& model, const Reviewing& reviewing, domain::Outcome outcome, const OpId& op) {
  const domain::ReviewCase& review_case = reviewing.file->review_case;
  domain::Decision decision;
  decision.op = op;
  decision.submission = review_case.submission.id;
  decision.version = review_case.submission.version;
  if (!reviewing.panes.empty()) decision.photo = reviewing.panes.front().sha256;
  decision.round = review_case.place.round;
  decision.outcome = outcome;
  if (outcome != domain::Outcome::approve) {
    decision.reasons = reviewing.reasons;
    for (domain::GivenReason& given : decision.reasons) {
      const Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
      if (reason && reason->needs_note) given.note = reviewing.note;
    }
    if (model.reasons) decision.reasons = domain::worst_first(std::move(decision.reasons), *model.reasons);
  }
  decision.identity = reviewing.identity;
  for (const domain::Clause& clause : reviewing.file->profile->clauses)
    for (const domain::Tick& tick : clause.ticks)
      if (std::ranges::find(reviewing.ticks, tick.id) != reviewing.ticks.end()) decision.ticks.push_back(tick.id);
  if (model.me) decision.by = model.me->id;
  decision.station = model.station;
  decision.epoch = reviewing.file->lease.epoch;
  decision.decided_at = model.now;
  decision.release_at = model.now + reviewing.file->profile->hold;
  decision.looked_ms = std::max<std::int64_t>(0, (model.now - reviewing.shown_at).micros / 1000);
  return decision;
}

Result<domain::Message> preview(const Model& model, const Reviewing& reviewing, domain::Outcome outcome) {
  if (!model.reasons) return Error{Errc::unavailable, "no reason catalogue", {}};
  const domain::Decision decision = draft(model, reviewing, outcome, {});
  return domain::compose(outcome, decision.reasons, *model.reasons, model.now,
                         reviewing.file->review_case.submission.batch.window_closes_at);
}

const RecentDecision* undoable(const Model& model) {
  for (const RecentDecision& recent : model.recent)
    if (recent.decision.state == domain::DecisionState::held && recent.decision.release_at > model.now) return &recent;
  return nullptr;
}

}  // namespace zhaojian::desk
