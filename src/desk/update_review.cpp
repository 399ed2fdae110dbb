#include <algorithm>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

// The case on the desk, if the key was pressed while it was the one on screen.
Reviewing* shown(Model& model, std::uint64_t sequence) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (reviewing && reviewing->sequence == sequence) return reviewing;
  notify(model, NoticeKind::warning, "notice.late_key");
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
    return {};
  }
  // Review-tools.md §d4.2: commit first, reveal second, one logged change.
  if (reviewing->identity->changed_to) {
    notify(model, NoticeKind::warning, "notice.identity_changed_once");
    return {};
  }
  if (reviewing->identity->first == intent.answer) return {};
  reviewing->identity->changed_to = intent.answer;
  reviewing->pass = Pass::standard;
  return {RecordIdentityChange{reviewing->file, *reviewing->identity}};
}

Effects pick_reason(Model& model, const PickReason& intent) {
  Reviewing* reviewing = shown(model, intent.sequence);
  if (!reviewing) return {};
  auto& reasons = reviewing->reasons;
  const auto picked = std::ranges::find(reasons, intent.code, &domain::GivenReason::code);
  if (picked != reasons.end()) {
    reasons.erase(picked);
  } else if (reasons.size() >= kMostReasons) {
    notify(model, NoticeKind::warning, "notice.three_reasons");
  } else if (model.reasons && model.reasons->find(intent.code)) {
    reasons.push_back({intent.code, {}, suggested_region(*reviewing, *model.reasons, intent.code)});
  }
  return {};
}

Effects clear_reasons(Model& model) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) {
    reviewing->reasons.clear();
    reviewing->note.clear();
  }
  return {};
}

Effects set_note(Model& model, const SetNote& intent) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) reviewing->note = intent.text;
  return {};
}

Effects pin_reason(Model& model, const PinReason& intent) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) {
    for (domain::GivenReason& reason : reviewing->reasons)
      if (reason.code == intent.code) reason.region = intent.region;
  }
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
