#include <algorithm>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

using domain::PhotoRole;

PhotoPhase phase_of(domain::PhotoState state) {
  switch (state) {
    case domain::PhotoState::missing: return PhotoPhase::missing;
    case domain::PhotoState::broken: return PhotoPhase::broken;
    case domain::PhotoState::wanted:
    case domain::PhotoState::present: return PhotoPhase::loading;
  }
  return PhotoPhase::loading;
}

}  // namespace

std::vector<PaneState> panes_of(const CaseFile& file) {
  std::vector<PaneState> panes;
  const auto& photos = file.review_case.submission.photos;
  // The submission first, then the references in the order a reviewer reads them; raw capture and code last.
  for (const PhotoRole role : {PhotoRole::submission, PhotoRole::enrollment, PhotoRole::population, PhotoRole::admission,
                               PhotoRole::previous, PhotoRole::capture}) {
    for (std::size_t i = 0; i < photos.size(); ++i) {
      if (photos[i].role != role) continue;
      PaneState pane;
      pane.role = role;
      pane.sha256 = photos[i].sha256;
      pane.taken_on = photos[i].taken_on;
      if (i < file.photo_states.size()) pane.phase = phase_of(file.photo_states[i]);
      if (pane.phase == PhotoPhase::missing) pane.problem = "photo.missing";
      if (pane.phase == PhotoPhase::broken) pane.problem = "photo.broken";
      panes.push_back(std::move(pane));
    }
  }
  return panes;
}

namespace {

Effects fetch(const Prefetched& next, bool now) {
  Effects effects;
  for (const PaneState& pane : next.panes)
    if (pane.phase == PhotoPhase::loading) effects.push_back(FetchPhoto{pane.sha256, now});
  if (!next.file->assessment && next.file->lease.epoch > 0) effects.push_back(AssessCase{next.file, now});
  return effects;
}

bool settled(const std::vector<PaneState>& panes) {
  return std::ranges::none_of(panes, [](const PaneState& p) { return p.phase == PhotoPhase::loading; });
}

Reviewing begin(Model& model, Opening next) {
  Reviewing reviewing = as_it_opens(std::move(next));
  reviewing.shown_at = model.now;
  reviewing.sequence = ++model.last_sequence;
  return reviewing;
}

template <class F>
void for_each_file(Model& model, const SubmissionId& id, int version, F change) {
  const auto matches = [&](const CaseFilePtr& file) {
    return file->review_case.submission.id == id && file->review_case.submission.version == version;
  };
  for (Prefetched& ahead : model.prefetched)
    if (matches(ahead.file)) change(ahead.file);
  if (auto* opening = std::get_if<Opening>(&model.review); opening && matches(opening->file)) change(opening->file);
  if (auto* reviewing = std::get_if<Reviewing>(&model.review); reviewing && matches(reviewing->file))
    change(reviewing->file);
  for (Tile& tile : model.sheet.tiles) {
    if (!matches(tile.file)) continue;
    change(tile.file);
    tile.marked = false;  // it was marked for what the checks had said
  }
}

void arrive(std::vector<PaneState>& panes, const PhotoArrived& photo) {
  for (PaneState& pane : panes) {
    if (pane.sha256 != photo.sha256) continue;
    pane.phase = photo.phase;
    pane.problem = photo.problem;
    pane.width = photo.width;
    pane.height = photo.height;
    pane.bytes = photo.bytes;
    if (photo.eyes) pane.eyes = photo.eyes;
    if (photo.tone) pane.tone = photo.tone;
  }
}

bool holds(const Model& model, const SubmissionId& id) {
  const CaseFile* here = on_desk(model);
  if (here && here->review_case.submission.id == id) return true;
  const auto on_sheet = [&](const Tile& t) { return t.file->review_case.submission.id == id && t.state != TileState::gone; };
  if (std::ranges::any_of(model.sheet.tiles, on_sheet)) return true;
  return std::ranges::any_of(model.prefetched,
                             [&](const Prefetched& p) { return p.file->review_case.submission.id == id; });
}

// Opening cases from the list pushes others back; more than the usual number ahead keeps them from colleagues.
Effects give_back_surplus(Model& model) {
  std::vector<domain::Lease> leases;
  while (model.prefetched.size() > kPrefetch) {
    leases.push_back(model.prefetched.back().file->lease);
    model.prefetched.pop_back();
  }
  if (leases.empty()) return {};
  return {ReturnCases{std::move(leases)}};
}

}  // namespace

Effects claim_more(Model& model) {
  if (!decides(model) || model.claim_pending || model.store_failure) return {};
  const bool desk_empty = !on_screen(model);
  const std::size_t want = (desk_empty ? 1 : 0) + kPrefetch;
  if (model.prefetched.size() >= want) return {};
  model.claim_pending = true;
  return {ClaimCases{static_cast<int>(want - model.prefetched.size()), {}}};
}

Effects start(Model& model) {
  if (!decides(model)) return {};
  if (looked_back(model)) return show_next(model);
  if (on_desk(model)) return claim_more(model);
  return show_next(model);
}

Effects open_case(Model& model, const OpenCase& intent) {
  if (!decides(model)) return look_up(model, {intent.id.value});  // to read what became of it
  const auto ahead = std::ranges::find_if(
      model.prefetched, [&](const Prefetched& p) { return p.file->review_case.submission.id == intent.id; });
  if (ahead != model.prefetched.end()) {
    Prefetched next = std::move(*ahead);
    model.prefetched.erase(ahead);
    return put_on_desk(model, std::move(next));
  }
  if (const CaseFile* here = on_desk(model); here && here->review_case.submission.id == intent.id) return {};
  return {ClaimCases{1, intent.id}};
}

std::optional<Prefetched> take_off_desk(Model& model) {
  std::optional<Prefetched> taken;
  if (looked_back(model)) {  // nothing of ours
    model.review = Idle{};
    return taken;
  }
  if (auto* opening = std::get_if<Opening>(&model.review))
    taken = Prefetched{std::move(opening->file), std::move(opening->panes), std::move(opening->choices)};
  else if (auto* reviewing = std::get_if<Reviewing>(&model.review))
    taken = Prefetched{std::move(reviewing->file), std::move(reviewing->panes),
                       {reviewing->identity, std::move(reviewing->reasons), std::move(reviewing->note),
                        std::move(reviewing->ticks)}};
  model.review = Idle{};
  return taken;
}

Effects put_on_desk(Model& model, Prefetched next, std::optional<Past> past) {
  if (std::optional<Prefetched> before = take_off_desk(model))
    model.prefetched.insert(model.prefetched.begin(), std::move(*before));
  Effects effects = fetch(next, true);
  Opening opening{std::move(next.file), std::move(next.panes), std::move(next.choices), {}, std::move(past)};
  if (settled(opening.panes))
    model.review = begin(model, std::move(opening));
  else
    model.review = std::move(opening);
  if (!looked_back(model)) append(effects, give_back_surplus(model));  // what it covers comes back after a look
  return effects;
}

Effects put_back_on_desk(Model& model, const CaseFilePtr& file, Choices choices) {
  if (!model.me || file->lease.holder != model.me->id) return {ReturnCases{{file->lease}}};
  return put_on_desk(model, {file, panes_of(*file), std::move(choices)});
}

Effects show_next(Model& model) {
  Effects effects;
  take_off_desk(model);
  if (model.prefetched.empty()) {
    model.review = Claiming{};
  } else {
    Prefetched next = std::move(model.prefetched.front());
    model.prefetched.erase(model.prefetched.begin());
    append(effects, put_on_desk(model, std::move(next)));
  }
  append(effects, claim_more(model));
  return effects;
}

Effects on_claimed(Model& model, const CasesClaimed& event) {
  if (!event.asked_for_one) model.claim_pending = false;
  Effects effects;
  std::vector<domain::Lease> not_ours;  // claimed for somebody who has signed out meanwhile
  for (const CaseFilePtr& file : event.files) {
    if (!model.me || file->lease.holder != model.me->id) {
      not_ours.push_back(file->lease);
      continue;
    }
    if (holds(model, file->review_case.submission.id)) continue;
    Prefetched next{file, panes_of(*file)};
    take_up_again(model, next);
    // After "it was withdrawn" the next photo waits until the operator has read that and goes on.
    const bool free = !on_screen(model) && !std::holds_alternative<Gone>(model.review);
    if (event.asked_for_one || free) {
      append(effects, put_on_desk(model, std::move(next)));
    } else {
      append(effects, fetch(next, false));
      model.prefetched.push_back(std::move(next));
      append(effects, give_back_surplus(model));
    }
  }
  for (const CaseFilePtr& file : event.files) {
    const BatchId& batch = file->review_case.submission.batch.id;
    if (model.me && model.favourites.emplace(batch, std::vector<ReasonCode>{}).second)
      effects.push_back(LoadFavourites{batch});
  }
  if (!not_ours.empty()) effects.push_back(ReturnCases{std::move(not_ours)});
  const bool nothing = event.files.empty() && model.me && !on_screen(model);
  if (nothing && !std::holds_alternative<Gone>(model.review) && !std::holds_alternative<QueueEmpty>(model.review))
    model.review = QueueEmpty{model.now};
  return effects;
}

Effects on_claim_refused(Model& model, const ClaimRefused& event) {
  model.claim_pending = false;
  if (std::holds_alternative<Claiming>(model.review))
    model.review = ClaimFailed{event.error};
  else
    notify_error(model, event.error);
  return {};
}

Effects on_photo(Model& model, const PhotoArrived& event) {
  for (Prefetched& ahead : model.prefetched) arrive(ahead.panes, event);
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) arrive(reviewing->panes, event);
  if (auto* opening = std::get_if<Opening>(&model.review)) {
    arrive(opening->panes, event);
    if (settled(opening->panes)) {
      Opening ready = std::move(*opening);
      model.review = begin(model, std::move(ready));
    }
  }
  return {};
}

Effects on_assessment(Model& model, const AssessmentArrived& event) {
  for_each_file(model, event.id, event.version, [&](CaseFilePtr& file) {
    // The lease may have been renewed since the checks began; what we hold stays.
    auto merged = std::make_shared<CaseFile>(*event.file);
    merged->lease = file->lease;
    file = std::move(merged);
  });
  // The checks may have found that there is nothing to compare: the photo cannot be opened.
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (reviewing && reviewing->pass == Pass::identity && !needs_identity_answer(*reviewing->file)) reviewing->pass = Pass::standard;
  return {};
}

Effects on_assessment_failed(Model& model, const AssessmentFailed& event) {
  const auto matches = [&](const CaseFilePtr& file) {
    return file->review_case.submission.id == event.id && file->review_case.submission.version == event.version;
  };
  if (auto* opening = std::get_if<Opening>(&model.review); opening && matches(opening->file))
    opening->assess_error = event.error;
  if (auto* reviewing = std::get_if<Reviewing>(&model.review); reviewing && matches(reviewing->file))
    reviewing->assess_error = event.error;
  return {};
}

}  // namespace zhaojian::desk
