#include <algorithm>

#include "desk/notices.h"
#include "desk/parts.h"
#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

const Sha256* photo_of(const CaseFile& file) {
  const domain::PhotoRef* photo = file.review_case.submission.photo(domain::PhotoRole::submission);
  return photo ? &photo->sha256 : nullptr;
}

bool anything(const Choices& c) { return c.identity || !c.reasons.empty() || !c.note.empty() || !c.ticks.empty(); }

// What was chosen is about this photo and no other; a judgement made elsewhere, or by the student, has overtaken it.
void keep_choices(Model& model, GoneWhy why) {
  model.kept.reset();
  const std::optional<Prefetched> here = take_off_desk(model);
  if (why != GoneWhy::lease_lost || !here || !anything(here->choices)) return;
  if (const Sha256* photo = photo_of(*here->file))
    model.kept = KeptChoices{here->file->review_case.submission.id, *photo, here->choices};
}

// What is new, as the notice says it; nothing for what no reviewer sees.
std::vector<std::string_view> differences(const CaseFile& before, const CaseFile& now) {
  std::vector<std::string_view> texts;
  domain::Submission old = before.review_case.submission;
  const domain::Submission& fresh = now.review_case.submission;
  if (old.flags != fresh.flags || old.matches != fresh.matches) texts.push_back("notice.changed_flags");
  old.flags = fresh.flags;
  old.matches = fresh.matches;
  if (before.review_case.due_at != now.review_case.due_at) texts.push_back("notice.changed_due");
  old.batch.window_closes_at = fresh.batch.window_closes_at;
  if (old.photos != fresh.photos || before.photo_states != now.photo_states) texts.push_back("notice.changed_photos");
  old.photos = fresh.photos;
  if (old != fresh) texts.push_back("notice.changed_student");
  if (before.profile && now.profile && *before.profile != *now.profile) texts.push_back("notice.changed_profile");
  else if (before.assessment && before.assessment != now.assessment) texts.push_back("notice.changed_checks");
  if (!std::ranges::equal(before.earlier, now.earlier, {}, &domain::Decision::id, &domain::Decision::id) || before.asides != now.asides)
    texts.push_back("notice.changed_earlier");
  return texts;
}

// Panes stay as they are on the screen; only one whose picture could not be had is tried again when it can be now.
Effects renew_panes(std::vector<PaneState>& panes, const CaseFile& file, bool now) {
  Effects effects;
  std::vector<PaneState> fresh = panes_of(file);
  for (PaneState& pane : fresh) {
    const auto old = std::ranges::find_if(panes, [&](const PaneState& p) { return p.role == pane.role && p.sha256 == pane.sha256; });
    const bool again = old != panes.end() && old->lost() && pane.phase == PhotoPhase::loading;
    if (old != panes.end() && !again) pane = *old;
    else if (pane.phase == PhotoPhase::loading) effects.push_back(FetchPhoto{pane.sha256, now});
  }
  panes = std::move(fresh);
  return effects;
}

class Renewal {
 public:
  explicit Renewal(const CaseFilePtr& fresh) : fresh_(fresh) {}

  [[nodiscard]] bool means(const CaseFilePtr& file) const {
    const domain::Submission &a = file->review_case.submission, &b = fresh_->review_case.submission;
    return a.id == b.id && a.version == b.version && file->lease.epoch == fresh_->lease.epoch && file->lease.holder == fresh_->lease.holder;
  }
  Effects apply(CaseFilePtr& file, bool now) const {
    auto merged = std::make_shared<CaseFile>(*fresh_);
    merged->lease = file->lease;  // it may have been renewed since
    file = std::move(merged);
    if (file->assessment) return {};
    return {AssessCase{file, now}};
  }
  Effects apply(CaseFilePtr& file, std::vector<PaneState>& panes, bool now) const {
    Effects effects = apply(file, now);
    append(effects, renew_panes(panes, *file, now));
    return effects;
  }

 private:
  const CaseFilePtr& fresh_;
};

void tell(Model& model, const CaseFile& before, const CaseFile& now) {
  // Whatever else is new, this is what keeps him from deciding.
  if (now.other_photo && !before.other_photo) return notify(model, NoticeKind::warning, "notice.changed_other_photo");
  const auto texts = differences(before, now);
  if (!texts.empty()) notify(model, NoticeKind::info, texts.size() == 1 ? texts.front() : "notice.changed_several");
}

// What he looks at, has answered, picked and written stays; only what is no longer there is let go.
void settle(Reviewing& shown) {
  const auto& made = shown.file->assessment;
  if (made) shown.assess_error.reset();
  if (shown.shown_finding && made && !made->find(*shown.shown_finding)) shown.shown_finding.reset();
  if (shown.pass == Pass::identity && !needs_identity_answer(*shown.file)) shown.pass = Pass::standard;
}

bool waits_for_photo(const Reviewing& shown) {
  return std::ranges::any_of(shown.panes, [](const PaneState& pane) { return pane.phase == PhotoPhase::loading; });
}

// A photo that can be had at last is more to judge by: nobody decides before it is there, and no key that was meant for
// the case without it counts. What was chosen stays.
void open_anew(Model& model) {
  std::optional<Prefetched> here = take_off_desk(model);
  if (here) model.review = Opening{std::move(here->file), std::move(here->panes), std::move(here->choices)};
}

}  // namespace

Effects on_case_changed(Model& model, const CaseChanged& event) {
  sheet_lost(model, event.id, event.why);
  std::erase_if(model.prefetched,
                [&](const Prefetched& p) { return p.file->review_case.submission.id == event.id; });
  const CaseFile* here = on_desk(model);
  if (!here || here->review_case.submission.id != event.id) return {};
  const domain::Student student = here->review_case.submission.student;
  keep_choices(model, event.why);
  model.review = Gone{event.why, student.name, student.student_number, event.by, event.outcome, model.kept.has_value()};
  return reload_queue(model);
}

Effects on_refreshed(Model& model, const CaseRefreshed& event) {
  const Renewal renewal(event.file);
  Effects effects;
  for (Prefetched& ahead : model.prefetched)
    if (renewal.means(ahead.file)) append(effects, renewal.apply(ahead.file, ahead.panes, false));
  for (Tile& tile : model.sheet.tiles) {
    if (!renewal.means(tile.file)) continue;
    if (tile.file->assessment != event.file->assessment) tile.marked = false;  // it was marked for what the checks had said
    append(effects, renewal.apply(tile.file, false));
  }
  if (looked_back(model)) return effects;  // what was judged, as it was judged
  if (auto* opening = std::get_if<Opening>(&model.review); opening && renewal.means(opening->file))
    append(effects, renewal.apply(opening->file, opening->panes, true));
  if (auto* shown = std::get_if<Reviewing>(&model.review); shown && renewal.means(shown->file)) {
    const CaseFilePtr before = shown->file;
    append(effects, renewal.apply(shown->file, shown->panes, true));
    settle(*shown);
    tell(model, *before, *shown->file);
    append(effects, reload_queue(model));  // its line in the list says the same
    if (waits_for_photo(*shown)) open_anew(model);
  }
  return effects;
}

void take_up_again(Model& model, Prefetched& claimed) {
  const Sha256* photo = photo_of(*claimed.file);
  if (!model.kept || !photo || model.kept->submission != claimed.file->review_case.submission.id || model.kept->photo != *photo) return;
  claimed.choices = std::move(model.kept->choices);
  model.kept.reset();
}

}  // namespace zhaojian::desk
