#include <algorithm>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

using Phase = Sheet::Phase;

// May be judged by the standard alone: nobody has to look at who it is, or somebody has.
bool suits(const CaseFile& file, const Choices& choices) {
  const bool first = file.review_case.place.round == domain::Round::first;
  return first && file.assessment && (!needs_identity_answer(file) || choices.identity);
}

Tile tile_of(const CaseFilePtr& file, std::optional<domain::IdentityAnswer> identity) {
  Tile tile;
  tile.file = file;
  tile.identity = identity;
  if (const domain::PhotoRef* photo = file->review_case.submission.photo(domain::PhotoRole::submission))
    tile.photo = photo->sha256;
  return tile;
}

void show(Model& model) {
  model.sheet.phase = model.sheet.tiles.empty() ? Phase::empty : Phase::shown;
  model.sheet.selected = std::min(model.sheet.selected, std::max<std::size_t>(model.sheet.tiles.size(), 1) - 1);
  model.sheet.sequence = ++model.last_sequence;
}

// What lies ready and suits the sheet comes along; it need not be claimed again.
void gather(Model& model) {
  const auto room = [&] { return model.sheet.tiles.size() < model.sheet.room; };
  const auto* here = std::get_if<Reviewing>(&model.review);
  if (here && !here->past && room() && suits(*here->file, {here->identity, {}, {}})) {
    model.sheet.tiles.push_back(tile_of(here->file, here->identity));
    take_off_desk(model);
  }
  std::erase_if(model.prefetched, [&](const Prefetched& ahead) {
    if (!room() || !suits(*ahead.file, ahead.choices)) return false;
    model.sheet.tiles.push_back(tile_of(ahead.file, ahead.choices.identity));
    return true;
  });
}

Effects claim(Model& model) {
  const std::size_t have = model.sheet.tiles.size();
  if (have >= model.sheet.room) {
    show(model);
    return {};
  }
  return {ClaimSheet{model.sheet.room - have}};
}

Tile* tile_at(Model& model, std::uint64_t sequence, std::size_t at) {
  if (model.sheet.sequence != sequence) {
    notify(model, NoticeKind::warning, "notice.late_key");
    return nullptr;
  }
  return at < model.sheet.tiles.size() ? &model.sheet.tiles[at] : nullptr;
}

bool faultless(const Tile& tile) {
  const auto& findings = tile.file->assessment->findings;
  return std::ranges::none_of(findings, [](const domain::Finding& finding) {
    return finding.verdict == domain::Verdict::fail && !is_identity(finding);
  });
}

bool may_be_marked(const Tile& tile) { return tile.state == TileState::open || tile.state == TileState::refused; }

}  // namespace

Effects open_sheet(Model& model) {
  Sheet& sheet = model.sheet;
  if (sheet.opened) {  // back without having decided the one that was opened
    const auto* here = std::get_if<Reviewing>(&model.review);
    const bool same = here && !here->past && here->file->review_case.submission.id == *sheet.opened;
    sheet.opened.reset();
    if (same && suits(*here->file, {here->identity, {}, {}})) {
      sheet.tiles.push_back(tile_of(here->file, here->identity));
      take_off_desk(model);
    }
    show(model);
    return claim_more(model);
  }
  if (sheet.phase != Phase::closed && sheet.phase != Phase::failed && sheet.phase != Phase::empty) return {};
  sheet.phase = Phase::claiming;
  sheet.error.reset();
  if (sheet.room == 0) return {};  // the first frame says how many fit
  gather(model);
  Effects effects = claim(model);
  append(effects, claim_more(model));
  return effects;
}

Effects close_sheet(Model& model) {
  std::vector<domain::Lease> leases;
  for (const Tile& tile : model.sheet.tiles)
    if (may_be_marked(tile)) leases.push_back(tile.file->lease);
  Sheet closed;
  closed.room = model.sheet.room;
  closed.columns = model.sheet.columns;
  closed.bulks = model.sheet.bulks;
  model.sheet = std::move(closed);
  if (leases.empty()) return {};
  return {ReturnCases{std::move(leases)}};
}

Effects sheet_shown(Model& model, const SheetShown& intent) {
  Sheet& sheet = model.sheet;
  const bool first = sheet.room == 0 && intent.room > 0;
  sheet.columns = std::max<std::size_t>(intent.columns, 1);
  if (intent.room > 0) sheet.room = std::clamp(intent.room, kFewestTiles, kMostTiles);
  if (first && sheet.phase == Phase::claiming) {
    gather(model);
    Effects effects = claim(model);
    append(effects, claim_more(model));
    return effects;
  }
  if (intent.sequence != sheet.sequence) return {};
  for (std::size_t i = 0; i < sheet.tiles.size(); ++i) {
    Tile& tile = sheet.tiles[i];
    const bool visible = std::ranges::find(intent.tiles, i) != intent.tiles.end();
    if (visible && !tile.seen_since) tile.seen_since = model.now;
    if (visible || !tile.seen_since) continue;
    tile.seen = seen_for(model, tile);
    tile.seen_since.reset();
  }
  return {};
}

Effects sheet_step(Model& model, const SheetStep& intent) {
  Sheet& sheet = model.sheet;
  if (sheet.tiles.empty()) return {};
  const auto last = static_cast<int>(sheet.tiles.size()) - 1;
  const int step = intent.columns + intent.rows * static_cast<int>(sheet.columns);
  const int next = static_cast<int>(sheet.selected) + step;
  if (intent.columns == 0 && (next < 0 || next > last)) return {};  // no row there
  sheet.selected = static_cast<std::size_t>(std::clamp(next, 0, last));
  return {};
}

Effects sheet_select(Model& model, const SheetSelect& intent) {
  if (intent.tile < model.sheet.tiles.size()) model.sheet.selected = intent.tile;
  return {};
}

Effects sheet_mark(Model& model, const SheetMark& intent) {
  Tile* tile = tile_at(model, intent.sequence, intent.tile.value_or(model.sheet.selected));
  if (!tile) return {};
  if (!may_be_marked(*tile)) {
    notify(model, NoticeKind::info, "notice.sheet_not_open");
    return {};
  }
  tile->marked = !tile->marked;
  if (!intent.tile) return sheet_step(model, {1, 0});  // a sweep: one key a photo
  model.sheet.selected = *intent.tile;
  return {};
}

Effects sheet_mark_all(Model& model, const SheetMarkAll& intent) {
  if (!tile_at(model, intent.sequence, 0)) return {};
  const auto wanted = [](const Tile& tile) { return may_be_marked(tile) && faultless(tile); };
  if (std::ranges::none_of(model.sheet.tiles, wanted)) {
    notify(model, NoticeKind::info, "notice.sheet_no_faultless");
    return {};
  }
  const bool all = std::ranges::all_of(model.sheet.tiles, [&](const Tile& t) { return !wanted(t) || t.marked; });
  for (Tile& tile : model.sheet.tiles) tile.marked = wanted(tile) && !all;
  return {};
}

Effects sheet_pick(Model& model, const SheetPick& intent) {
  if (!tile_at(model, intent.sequence, 0)) return {};
  auto& reasons = model.sheet.reasons;
  const domain::Reason* reason = model.reasons ? model.reasons->find(intent.code) : nullptr;
  const auto picked = std::ranges::find(reasons, intent.code);
  if (picked != reasons.end())
    reasons.erase(picked);
  else if (reasons.size() >= kMostReasons)
    notify(model, NoticeKind::warning, "notice.three_reasons");
  else if (reason && (reason->identity || reason->needs_note || reason->needs_reference))
    notify(model, NoticeKind::warning, "notice.sheet_reason");  // such a reason is given to one photo, on the desk
  else if (reason)
    reasons.push_back(intent.code);
  return {};
}

Effects sheet_more(Model& model) {
  if (model.screen != Screen::sheet || model.sheet.phase == Phase::claiming) return {};
  Effects effects = close_sheet(model);
  append(effects, open_sheet(model));
  return effects;
}

Effects on_sheet_claimed(Model& model, const SheetClaimed& event) {
  std::vector<domain::Lease> not_wanted;  // the operator has left the sheet meanwhile
  for (const CaseFilePtr& file : event.files) {
    const bool wanted = model.me && file->lease.holder == model.me->id && model.sheet.phase == Phase::claiming;
    if (wanted)
      model.sheet.tiles.push_back(tile_of(file, {}));
    else
      not_wanted.push_back(file->lease);
  }
  if (model.sheet.phase == Phase::claiming) show(model);
  if (not_wanted.empty()) return {};
  return {ReturnCases{std::move(not_wanted)}};
}

Effects on_sheet_refused(Model& model, const SheetRefused& event) {
  if (model.sheet.phase != Phase::claiming) return {};
  if (!model.sheet.tiles.empty()) {
    show(model);
    notify_error(model, event.error);
    return {};
  }
  model.sheet.phase = Phase::failed;
  model.sheet.error = event.error;
  return {};
}

}  // namespace zhaojian::desk
