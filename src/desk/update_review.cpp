#include <algorithm>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

// The case on the desk, if the key was pressed while it was the one on screen.
Reviewing* shown(Model& model, std::uint64_t sequence) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (!reviewing || reviewing->sequence != sequence) {
    notify(model, NoticeKind::warning, "notice.late_key");
    return nullptr;
  }
  if (!reviewing->past) return reviewing;
  notify(model, NoticeKind::warning, "notice.past_is_read_only");
  return nullptr;
}

// What is chosen for the case on the desk, if it may be changed.
Reviewing* editable(Model& model) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  return reviewing && !reviewing->past ? reviewing : nullptr;
}

std::optional<domain::Region> inside(domain::Region r, const Reviewing& reviewing) {
  constexpr double least = 8;  // photo pixels: smaller is no place one can see
  if (reviewing.panes.empty() || reviewing.panes.front().width <= 0) return {};
  const double width = reviewing.panes.front().width, height = reviewing.panes.front().height;
  r[2] = std::clamp(r[2], least, width);
  r[3] = std::clamp(r[3], least, height);
  r[0] = std::clamp(r[0], 0.0, width - r[2]);
  r[1] = std::clamp(r[1], 0.0, height - r[3]);
  return r;
}

// Where a pin starts that no check points to: the middle of the photo.
domain::Region middle(const Reviewing& reviewing) {
  const double width = reviewing.panes.front().width, height = reviewing.panes.front().height;
  return {width * 0.35, height * 0.35, width * 0.3, height * 0.3};
}

domain::GivenReason* pinned(Reviewing& reviewing) {
  for (domain::GivenReason& reason : reviewing.reasons)
    if (reviewing.pin == reason.code) return &reason;
  return nullptr;
}

}  // namespace

Effects show_pass(Model& model, const ShowPass& intent) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) {
    reviewing->pass = intent.pass;
    reviewing->tool = Tool::none;  // the identity pass is plain (review-tools.md §d4.1)
  }
  return {};
}

Effects answer_identity(Model& model, const AnswerIdentity& intent) {
  Reviewing* reviewing = shown(model, intent.sequence);
  if (!reviewing || intent.answer < 1 || intent.answer > 7) return {};
  if (!has_reference(*reviewing)) {
    notify(model, NoticeKind::warning, "notice.no_reference");
    return {};
  }
  if (!reviewing->identity) {
    reviewing->identity = domain::IdentityAnswer{intent.answer, {}};
    reviewing->revealed = true;
    reviewing->pass = Pass::standard;
    if (!reviewing->file->profile->store_embeddings) return {};
    reviewing->lookalikes = Lookalikes{};
    return {FindLookalikes{reviewing->sequence, reviewing->file->review_case.submission.id}};
  }
  // The same again: it stands, and the standard comes next.
  if (reviewing->identity->changed_to.value_or(reviewing->identity->first) == intent.answer) {
    reviewing->pass = Pass::standard;
    return {};
  }
  // Review-tools.md §d4.2: commit first, reveal second, one logged change.
  if (reviewing->identity->changed_to) {
    notify(model, NoticeKind::warning, "notice.identity_changed_once");
    return {};
  }
  reviewing->identity->changed_to = intent.answer;
  reviewing->pass = Pass::standard;
  return {RecordIdentityChange{reviewing->file, *reviewing->identity}};
}

Effects on_lookalikes(Model& model, const LookalikesFound& event) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (!reviewing || reviewing->sequence != event.sequence || !reviewing->revealed) return {};
  reviewing->lookalikes = event.lookalikes;
  reviewing->lookalikes->searching = false;
  return {};
}

Effects pick_reason(Model& model, const PickReason& intent) {
  Reviewing* reviewing = shown(model, intent.sequence);
  if (!reviewing) return {};
  auto& reasons = reviewing->reasons;
  const auto picked = std::ranges::find(reasons, intent.code, &domain::GivenReason::code);
  if (picked != reasons.end()) {
    reasons.erase(picked);
    if (reviewing->pin == intent.code) reviewing->pin.reset();
    if (!reviewing->pin && !reasons.empty()) reviewing->pin = reasons.back().code;
  } else if (reasons.size() >= kMostReasons) {
    notify(model, NoticeKind::warning, "notice.three_reasons");
  } else if (model.reasons && model.reasons->find(intent.code)) {
    reasons.push_back({intent.code, {}, suggested_region(*reviewing->file, *model.reasons, intent.code)});
    reviewing->pin = intent.code;
  }
  return {};
}

Effects clear_reasons(Model& model) {
  if (Reviewing* reviewing = editable(model)) {
    reviewing->reasons.clear();
    reviewing->note.clear();
    reviewing->pin.reset();
  }
  return {};
}

Effects set_note(Model& model, const SetNote& intent) {
  if (Reviewing* reviewing = editable(model)) reviewing->note = intent.text;
  return {};
}

Effects pin_reason(Model& model, const PinReason& intent) {
  Reviewing* reviewing = editable(model);
  if (!reviewing) return {};
  for (domain::GivenReason& reason : reviewing->reasons) {
    if (reason.code != intent.code) continue;
    reason.region = intent.region ? inside(*intent.region, *reviewing) : std::nullopt;
    reviewing->pin = intent.code;
  }
  return {};
}

Effects step_pin(Model& model, const StepPin& intent) {
  Reviewing* reviewing = editable(model);
  if (!reviewing || reviewing->reasons.empty()) return {};
  const auto count = static_cast<int>(reviewing->reasons.size());
  const auto at = std::ranges::find(reviewing->reasons, reviewing->pin.value_or(ReasonCode()), &domain::GivenReason::code);
  const int here = at == reviewing->reasons.end() ? 0 : static_cast<int>(at - reviewing->reasons.begin()) + intent.by;
  reviewing->pin = reviewing->reasons[static_cast<std::size_t>((here + count) % count)].code;
  return {};
}

Effects move_pin(Model& model, const MovePin& intent) {
  Reviewing* reviewing = editable(model);
  domain::GivenReason* reason = reviewing ? pinned(*reviewing) : nullptr;
  if (!reason) {
    notify(model, NoticeKind::info, "notice.no_pin");
    return {};
  }
  if (reviewing->panes.empty() || reviewing->panes.front().width <= 0) return {};
  if (!reason->region) {
    reason->region = middle(*reviewing);
    return {};
  }
  const domain::Region r = *reason->region;
  reason->region = inside({r[0] + intent.dx, r[1] + intent.dy, r[2] + intent.dw, r[3] + intent.dh}, *reviewing);
  return {};
}

Effects take_tool(Model& model, const TakeTool& intent) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (!reviewing || reviewing->pass != Pass::standard) return {};
  reviewing->tool = reviewing->tool == intent.tool ? Tool::none : intent.tool;
  return {};
}

Effects toggle_guides(Model& model) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) reviewing->guides = !reviewing->guides;
  return {};
}

}  // namespace zhaojian::desk
