#include "desk/selectors.h"

#include <algorithm>

#include "domain/decision_rules.h"
#include "domain/second_look.h"

namespace zhaojian::desk {

using domain::Finding;
using domain::Reason;
using domain::Verdict;

bool decides(const Model& model) {
  return model.me && (model.me->role == domain::Role::reviewer || model.me->role == domain::Role::supervisor);
}

const CaseFile* on_screen(const Model& model) {
  if (const auto* opening = std::get_if<Opening>(&model.review)) return opening->file.get();
  if (const auto* shown = std::get_if<Reviewing>(&model.review)) return shown->file.get();
  return nullptr;
}

const Past* looked_back(const Model& model) {
  const auto* opening = std::get_if<Opening>(&model.review);
  if (opening && opening->past) return &*opening->past;
  const auto* shown = std::get_if<Reviewing>(&model.review);
  return shown && shown->past ? &*shown->past : nullptr;
}

const CaseFile* on_desk(const Model& model) { return looked_back(model) ? nullptr : on_screen(model); }

std::vector<CaseFilePtr> held_files(const Model& model) {
  std::vector<CaseFilePtr> files;
  const auto* opening = std::get_if<Opening>(&model.review);
  const auto* shown = std::get_if<Reviewing>(&model.review);
  if (on_desk(model)) files.push_back(opening ? opening->file : shown->file);
  for (const Prefetched& ahead : model.prefetched) files.push_back(ahead.file);
  for (const Tile& tile : model.sheet.tiles)
    if (tile.state == TileState::open || tile.state == TileState::refused) files.push_back(tile.file);
  return files;
}

std::vector<domain::Lease> held_leases(const Model& model) {
  std::vector<domain::Lease> leases;
  for (const CaseFilePtr& file : held_files(model)) leases.push_back(file->lease);
  return leases;
}

const Reviewing* reviewing(const Model& model) { return std::get_if<Reviewing>(&model.review); }

std::uint64_t sequence_on_screen(const Model& model) {
  if (model.screen == Screen::sheet) return model.sheet.sequence;
  const Reviewing* shown = reviewing(model);
  return shown && model.screen == Screen::review ? shown->sequence : 0;
}

bool has_reference(const Reviewing& reviewing) {
  return std::ranges::any_of(reviewing.panes, [](const PaneState& pane) {
    return domain::is_reference(pane.role) && pane.phase == PhotoPhase::ready;
  });
}

bool needs_identity_answer(const CaseFile& file) {
  return domain::needs_identity(file.review_case.submission, *file.profile, known(file));
}

domain::Known known(const CaseFile& file) {
  return {file.photo_states, file.assessment ? &*file.assessment : nullptr, file.other_photo};
}

std::optional<std::string_view> barred_from_approval(const CaseFile& file) {
  return domain::barred_from_approval(file.review_case.submission, file.review_case.place.round, *file.profile, known(file));
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

Reviewing as_it_opens(Opening opening) {
  Reviewing reviewing;
  reviewing.file = std::move(opening.file);
  reviewing.panes = std::move(opening.panes);
  reviewing.assess_error = std::move(opening.assess_error);
  reviewing.identity = opening.choices.identity;
  reviewing.revealed = opening.choices.identity.has_value();
  reviewing.reasons = std::move(opening.choices.reasons);
  reviewing.note = std::move(opening.choices.note);
  reviewing.ticks = std::move(opening.choices.ticks);
  reviewing.past = std::move(opening.past);
  const bool ask = needs_identity_answer(*reviewing.file) && !reviewing.identity && !reviewing.past;
  reviewing.pass = ask ? Pass::identity : Pass::standard;
  return reviewing;
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

std::optional<domain::Verdict> suggestion(const Reviewing& reviewing, const Reason& reason) {
  if (reason.identity || !reviewing.file->assessment) return {};
  return domain::suggestion(reason, reviewing.file->assessment->findings);
}

std::vector<const Reason*> favourite_reasons(const Model& model, const CaseFile& file) {
  constexpr std::size_t keys = 9, lately = 4;
  std::vector<const Reason*> favourites;
  if (!model.reasons) return favourites;
  const bool reference = needs_identity_answer(file);
  const auto add = [&](const ReasonCode& code, std::size_t most) {
    const Reason* reason = model.reasons->find(code);
    if (!reason || (reason->needs_reference && !reference) || favourites.size() >= most) return;
    if (std::ranges::find(favourites, reason) == favourites.end()) favourites.push_back(reason);
  };
  for (const RecentDecision& recent : model.recent)
    for (const domain::GivenReason& given : recent.decision.reasons) add(given.code, lately);
  const auto batch = model.favourites.find(file.review_case.submission.batch.id);
  if (batch != model.favourites.end())
    for (const ReasonCode& code : batch->second) add(code, keys);
  return favourites;
}

std::vector<const Reason*> wanted_reasons(const Model& model, const Reviewing& reviewing, domain::Outcome outcome) {
  if (!model.reasons || reviewing.pass != Pass::standard || reviewing.past) return {};
  const bool doubt = outcome == domain::Outcome::identity_doubt;
  if (!doubt && outcome != domain::Outcome::reprocess) return {};
  const bool reference = needs_identity_answer(*reviewing.file);
  const auto fits = [&](const Reason& reason) {
    return doubt ? reason.identity : reason.system_fault && (!reason.needs_reference || reference);
  };
  if (doubt && (!reference || !reviewing.reasons.empty())) return {};
  for (const domain::GivenReason& given : reviewing.reasons)
    if (const Reason* reason = model.reasons->find(given.code); reason && fits(*reason)) return {};
  std::vector<const Reason*> wanted;
  for (const Reason& reason : model.reasons->reasons)
    if (fits(reason)) wanted.push_back(&reason);
  return wanted;
}

std::optional<domain::Region> suggested_region(const CaseFile& file, const domain::ReasonCatalogue& catalogue,
                                               const ReasonCode& code) {
  const Reason* reason = catalogue.find(code);
  if (!reason || !file.assessment) return {};
  for (const FindingId& id : reason->suggested_by) {
    const Finding* finding = file.assessment->find(id);
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

domain::Decision draft(const Model& model, const CaseFile& file, const Choices& choices, domain::Outcome outcome,
                       const OpId& op) {
  domain::Decision decision;
  decision.op = op;
  decision.submission = file.review_case.submission.id;
  decision.version = file.review_case.submission.version;
  if (const domain::PhotoRef* photo = file.review_case.submission.photo(domain::PhotoRole::submission))
    decision.photo = photo->sha256;
  decision.round = file.review_case.place.round;
  decision.outcome = outcome;
  if (outcome != domain::Outcome::approve) {
    decision.reasons = choices.reasons;
    for (domain::GivenReason& given : decision.reasons) {
      const Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
      if (reason && reason->needs_note) given.note = choices.note;
    }
    if (model.reasons) decision.reasons = domain::worst_first(std::move(decision.reasons), *model.reasons);
  }
  decision.identity = choices.identity;
  for (const domain::Clause& clause : file.profile->clauses)
    for (const domain::Tick& tick : clause.ticks)
      if (std::ranges::find(choices.ticks, tick.id) != choices.ticks.end()) decision.ticks.push_back(tick.id);
  if (model.me) decision.by = model.me->id;
  decision.station = model.station;
  decision.epoch = file.lease.epoch;
  decision.decided_at = model.now;
  decision.release_at = model.now + file.profile->hold;
  return decision;
}

domain::Decision draft(const Model& model, const Reviewing& reviewing, domain::Outcome outcome, const OpId& op) {
  const Choices choices{reviewing.identity, reviewing.reasons, reviewing.note, reviewing.ticks};
  domain::Decision decision = draft(model, *reviewing.file, choices, outcome, op);
  if (!reviewing.panes.empty()) decision.photo = reviewing.panes.front().sha256;
  decision.looked_ms = std::max<std::int64_t>(0, (model.now - reviewing.shown_at).micros / 1000);
  return decision;
}

Result<domain::Message> preview(const Model& model, const Reviewing& reviewing, domain::Outcome outcome) {
  if (!model.reasons) return Error{Errc::unavailable, "no reason catalogue", {}};
  const domain::Decision decision = draft(model, reviewing, outcome, {});
  const Instant at = reviewing.past ? reviewing.past->decision.decided_at : model.now;
  return domain::compose(outcome, decision.reasons, *model.reasons, at,
                         reviewing.file->review_case.submission.batch.window_closes_at);
}

std::optional<std::string_view> approval_note(const Reviewing& reviewing) {
  if (!reviewing.identity || reviewing.past) return {};
  const domain::CaseFile& file = *reviewing.file;
  domain::Decision approval;
  approval.identity = reviewing.identity;
  approval.round = file.review_case.place.round;
  if (domain::says_different(*reviewing.identity)) return {};  // cannot be approved at all
  const auto look = domain::second_look(approval, file.assessment ? &*file.assessment : nullptr, *file.profile);
  const auto& submission = file.review_case.submission;
  const domain::Decision* first = domain::first_opinion(file.earlier, submission.id, submission.version);
  switch (domain::happening_of(approval, look, first)) {
    case domain::Happening::doubted:
      return look == domain::SecondLook::unsure ? "identity.second_unsure" : "identity.second_unlike";
    case domain::Happening::escalated: return "identity.to_supervisor";
    default: return {};
  }
}

std::optional<std::string_view> barred_from_approval(const Reviewing& reviewing) {
  if (const auto photo = barred_from_approval(*reviewing.file)) return photo;
  const bool different = reviewing.identity && domain::says_different(*reviewing.identity);
  return different ? std::optional<std::string_view>("error.decide.identity_contradiction") : std::nullopt;
}

Duration seen_for(const Model& model, const Tile& tile) {
  Duration seen = tile.seen;
  // A wall clock that jumps back takes nothing away.
  if (tile.seen_since) seen.micros += std::max<std::int64_t>(0, (model.now - *tile.seen_since).micros);
  return seen;
}

const RecentDecision* undoable(const Model& model) {
  for (const RecentDecision& recent : model.recent)
    if (recent.decision.state == domain::DecisionState::held && recent.decision.release_at > model.now) return &recent;
  return nullptr;
}

}  // namespace zhaojian::desk
