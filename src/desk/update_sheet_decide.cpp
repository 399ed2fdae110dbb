#include <algorithm>
#include <string>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"
#include "domain/decision_rules.h"

namespace zhaojian::desk {
namespace {

using domain::Decision;
using domain::DecisionState;

bool judged_now(const Tile& tile) {
  return tile.marked && (tile.state == TileState::open || tile.state == TileState::refused);
}

std::vector<std::string> whose(const Tile& tile) {
  const domain::Student& student = tile.file->review_case.submission.student;
  return {student.name, student.student_number};
}

Choices choices_for(const Model& model, const Tile& tile) {
  Choices choices;
  choices.identity = tile.identity;
  for (const ReasonCode& code : model.sheet.reasons)
    choices.reasons.push_back({code, {}, suggested_region(*tile.file, *model.reasons, code)});
  return choices;
}

// Why nothing of what is marked may be decided by this key.
bool refused(Model& model, const SheetDecide& intent) {
  const Sheet& sheet = model.sheet;
  const auto say = [&](std::string_view text, std::vector<std::string> values = {}) {
    notify(model, NoticeKind::warning, text, std::move(values));
    return true;
  };
  if (sheet.phase != Sheet::Phase::shown || sheet.sequence != intent.sequence) return say("notice.late_key");
  if (model.store_failure) return say("notice.store_failure");
  const auto marked = std::ranges::count_if(sheet.tiles, judged_now);
  if (marked == 0) return say("notice.sheet_none_marked");
  const bool asks = intent.outcome == domain::Outcome::retake;
  if (asks && sheet.reasons.empty()) return say("error.decide.no_reason");
  const auto hidden = std::ranges::count_if(sheet.tiles, [](const Tile& t) { return judged_now(t) && !t.seen_since; });
  if (hidden > 0) return say("notice.sheet_not_on_screen", {std::to_string(hidden)});
  const auto too_short = std::ranges::count_if(
      sheet.tiles, [&](const Tile& t) { return judged_now(t) && seen_for(model, t) < t.file->profile->least_view; });
  if (too_short > 0) {
    const Duration least = sheet.tiles.front().file->profile->least_view;
    return say("notice.sheet_too_short", {std::to_string(too_short), std::to_string(least.micros / 1'000'000)});
  }
  return false;
}

}  // namespace

Effects sheet_decide(Model& model, const SheetDecide& intent, const OpId& op) {
  if (!model.me || !model.reasons || refused(model, intent)) return {};
  const bool bulk = intent.outcome == domain::Outcome::approve || intent.outcome == domain::Outcome::retake;
  if (!bulk) return {};  // the others are judged one by one
  Effects effects;
  const int number = ++model.sheet.bulks;
  for (std::size_t i = 0; i < model.sheet.tiles.size(); ++i) {
    Tile& tile = model.sheet.tiles[i];
    if (!judged_now(tile)) continue;
    // Each decision is its own key press to the store: recorded, logged and sent for itself.
    const OpId own(op.value + "." + std::to_string(i));
    Decision decision = draft(model, *tile.file, choices_for(model, tile), intent.outcome, own);
    decision.looked_ms = seen_for(model, tile).micros / 1000;
    const Done allowed = domain::may_decide(*model.me, tile.file->review_case, decision, *tile.file->profile,
                                            *model.reasons, known(*tile.file));
    if (!allowed) {
      tile.state = TileState::refused;
      notify_error(model, allowed.error(), whose(tile));
      continue;
    }
    tile.state = TileState::deciding;
    tile.marked = false;
    tile.decision = decision;
    tile.bulk = number;
    const Effect effect = RecordDecision{tile.file, decision};
    remember(model, own, effect, *tile.file);
    effects.push_back(effect);
  }
  model.sheet.reasons.clear();
  return effects;
}

// The selected photo on the desk alone, at full size; the sheet waits for it.
Effects sheet_open(Model& model, const SheetOpen& intent) {
  Sheet& sheet = model.sheet;
  if (sheet.sequence != intent.sequence || sheet.selected >= sheet.tiles.size()) {
    notify(model, NoticeKind::warning, "notice.late_key");
    return {};
  }
  const Tile tile = sheet.tiles[sheet.selected];
  if (tile.state == TileState::decided && tile.decision) return look_back(model, {tile.decision->id});
  if (tile.state != TileState::open && tile.state != TileState::refused) {
    notify(model, NoticeKind::info, "notice.sheet_not_open");
    return {};
  }
  sheet.tiles.erase(sheet.tiles.begin() + static_cast<std::ptrdiff_t>(sheet.selected));
  sheet.selected = std::min(sheet.selected, std::max<std::size_t>(sheet.tiles.size(), 1) - 1);
  sheet.sequence = ++model.last_sequence;
  sheet.opened = tile.file->review_case.submission.id;
  for (Tile& other : sheet.tiles) {
    other.seen = seen_for(model, other);
    other.seen_since.reset();
  }
  model.screen = Screen::review;
  return put_on_desk(model, {tile.file, panes_of(*tile.file), {tile.identity, {}, {}}});
}

Effects undo_sheet(Model& model) {
  int newest = 0;
  const auto held = [&](const Tile& tile) {
    return tile.state == TileState::decided && tile.decision && tile.decision->state == DecisionState::held &&
           tile.decision->release_at > model.now;
  };
  for (const Tile& tile : model.sheet.tiles)
    if (held(tile)) newest = std::max(newest, tile.bulk);
  Effects effects;
  for (const Tile& tile : model.sheet.tiles)
    if (newest > 0 && held(tile) && tile.bulk == newest) effects.push_back(UndoDecision{tile.decision->id});
  if (effects.empty()) notify(model, NoticeKind::info, "notice.nothing_to_undo");
  return effects;
}

void sheet_recorded(Model& model, const Decision& decision) {
  for (Tile& tile : model.sheet.tiles) {
    if (!tile.decision || tile.decision->op != decision.op) continue;
    tile.decision = decision;
    tile.state = TileState::decided;
  }
}

void sheet_not_decided(Model& model, const OpId& op, const Error& error) {
  for (Tile& tile : model.sheet.tiles) {
    if (!tile.decision || tile.decision->op != op || tile.state != TileState::deciding) continue;
    tile.decision.reset();
    // What the store says of a case that went away; anything else leaves it to be judged again.
    const bool lost = error.code == Errc::stale || error.code == Errc::conflict;
    tile.state = lost ? TileState::gone : TileState::refused;
    if (!lost) continue;
    tile.why = error.text == "error.decide.withdrawn"    ? GoneWhy::withdrawn
               : error.text == "error.decide.superseded" ? GoneWhy::superseded
               : error.text == "error.decide.decided"    ? GoneWhy::decided
                                                         : GoneWhy::lease_lost;
  }
}

bool sheet_undone(Model& model, const DecisionId& id, const CaseFilePtr& file) {
  for (Tile& tile : model.sheet.tiles) {
    if (!tile.decision || tile.decision->id != id) continue;
    tile.file = file;
    tile.decision.reset();
    tile.state = TileState::open;
    tile.marked = true;  // so that a slip costs one key and not the whole sweep
    return true;
  }
  return false;
}

void sheet_lost(Model& model, const SubmissionId& id, GoneWhy why) {
  for (Tile& tile : model.sheet.tiles) {
    const bool ours = tile.state == TileState::open || tile.state == TileState::refused;
    if (tile.file->review_case.submission.id != id || !ours) continue;
    tile.state = TileState::gone;
    tile.why = why;
    tile.marked = false;
    constexpr std::string_view texts[] = {"notice.sheet_withdrawn", "notice.sheet_superseded", "notice.sheet_lost", "notice.sheet_decided"};
    notify(model, NoticeKind::warning, texts[static_cast<int>(why)], whose(tile));
  }
}

bool back_to_sheet(Model& model, const SubmissionId& id) {
  if (model.sheet.opened != id) return false;
  model.sheet.opened.reset();
  model.screen = Screen::sheet;
  return true;
}

}  // namespace zhaojian::desk
