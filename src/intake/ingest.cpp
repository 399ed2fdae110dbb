#include "intake/ingest.h"

#include "audit/append.h"
#include "codec/submission_json.h"
#include "domain/changed_photo.h"
#include "domain/sla.h"

namespace zhaojian::intake {
namespace {

using domain::EventState;
using domain::FeedState;
using domain::Happening;
using domain::ReviewCase;

Result<Ingested> add(const Setting& setting, const domain::Submission& item) {
  if (item.state != FeedState::flagged) return Ingested::unchanged;
  ReviewCase fresh;
  fresh.submission = item;
  fresh.first_seen = setting.clock.now();
  fresh.due_at = domain::due_at(item);
  TRY(setting.store.submissions().add(fresh));
  return Ingested::added;
}

// The decision in force must not reach the student any more, as far as that is still in our hands.
Done stop_decision(const Setting& setting, const ReviewCase& review_case, const std::string& why) {
  if (!review_case.decision) return {};
  const auto decision = TRY(setting.store.decisions().find(*review_case.decision));
  if (!decision) return {};
  const bool held = decision->state == domain::DecisionState::held;
  if (held) TRY(setting.store.decisions().set_state(decision->id, domain::DecisionState::cancelled));
  const auto event = TRY(setting.store.outbox().of(decision->id));
  if (!event) return {};
  const EventState to = held ? EventState::cancelled : EventState::superseded;
  TRY(setting.store.outbox().move(event->id, {EventState::held, EventState::ready, EventState::dead}, to, why));
  return {};
}

Done write_audit(const Setting& setting, const ReviewCase& before, domain::AuditKind kind) {
  store::AuditLog& log = setting.store.audit();
  const domain::PhotoRef* photo = before.submission.photo(domain::PhotoRole::submission);
  const Sha256 key = TRY(log.case_key(before.submission.id));
  domain::AuditEntry entry;
  entry.kind = kind;
  entry.subject =
      audit::commitment(key, before.submission.id, before.submission.version, photo ? photo->sha256 : Sha256{});
  entry.epoch = before.epoch;
  entry.outcome = domain::name(before.place.stage);  // where it was
  entry.decision = before.decision.value_or(DecisionId{});
  entry.at = setting.clock.now();
  return audit::append(log, setting.station, entry, setting.audit_key);
}

// What both kinds of change have in common: nobody holds the case, and whoever did can no longer decide it.
Done interrupt(const Setting& setting, ReviewCase& review_case, domain::AuditKind kind, const std::string& why) {
  TRY(stop_decision(setting, review_case, why));
  TRY(write_audit(setting, review_case, kind));
  ++review_case.epoch;
  review_case.holder.reset();
  return {};
}

Result<Ingested> renew(const Setting& setting, ReviewCase stored, const domain::Submission& item) {
  TRY(interrupt(setting, stored, domain::AuditKind::superseded, "the student sent a newer photo"));
  stored.place = TRY(domain::advance(stored.place, Happening::new_version));
  stored.submission = item;
  stored.due_at = domain::due_at(item);
  stored.decision.reset();
  stored.judged_by.clear();
  TRY(setting.store.submissions().save(stored));
  return Ingested::renewed;
}

Result<Ingested> end(const Setting& setting, ReviewCase stored, const domain::Submission& item) {
  const bool withdrawn = item.state == FeedState::withdrawn;
  TRY(interrupt(setting, stored, withdrawn ? domain::AuditKind::withdrawn : domain::AuditKind::superseded,
                withdrawn ? "the student withdrew the photo" : "the student replaced the photo"));
  // What was judged stays on record as it was judged; only that it ended is new.
  stored.submission.version = item.version;
  stored.submission.state = item.state;
  const auto place =
      domain::advance(stored.place, withdrawn ? Happening::student_withdrew : Happening::student_replaced);
  if (place) stored.place = *place;  // else it had ended already: exported, or ended before
  TRY(setting.store.submissions().save(stored));
  return Ingested::ended;
}

// From its release on a decision stays on record beside what was known then.
bool undecided(domain::Stage stage) {
  using enum domain::Stage;
  return stage == flagged || stage == fetched || stage == checked || stage == queued || stage == leased ||
         stage == held || stage == second_opinion || stage == escalated || stage == reversed;
}

// The platform says that the picture we hold is not the one it has, and the version, which should tell, does not. Which
// of them the student means nobody here knows: the item is kept as a problem, once, and marks its case; the case goes on
// with what it has. Kept as read: the members nobody agreed on are not in it.
Result<Ingested> keep_other_photo(const Setting& setting, const domain::Submission& item, const std::string& place) {
  store::Submissions& rows = setting.store.submissions();
  for (const store::QuarantinedItem& old : TRY(rows.quarantined_of(item.id))) {
    const auto told = codec::submission_from_json(bytes_of(old.raw));
    if (old.fault.kind == domain::FaultKind::other_photo && told && told->version == item.version &&
        !domain::changed_photo(*told, item))
      return Ingested::unchanged;
  }
  const std::string problem = place + ": another photo under the same version " + std::to_string(item.version);
  TRY(rows.quarantine({0, "submissions", item.id.value, codec::submission_to_json(item), problem, setting.clock.now(),
                       {domain::FaultKind::other_photo, place}}));
  return Ingested::other_photo;
}

// The version rises with the student's photo, not with what the platform says of it: a name put right, a check run again,
// a window moved. Nobody's lease ends for that; whoever looks at the photo goes on looking at it.
// Corrections of one version are taken in the order they come. The contract carries nothing that orders them: no time of
// the change in an item, a cursor that is opaque, and an ETag for photos only. So an older item that the feed replays
// puts an older name back until the newer one, which the feed sends after it, comes again. A member such as `revision` or
// `changed_at` in the contract would settle it: compare it here.
Result<Ingested> correct(const Setting& setting, ReviewCase stored, domain::Submission item) {
  if (stored.place.stage == domain::Stage::purged) return Ingested::unchanged;  // gone, and stays gone
  if (const auto place = domain::changed_photo(stored.submission, item)) return keep_other_photo(setting, item, *place);
  if (!undecided(stored.place.stage)) return Ingested::unchanged;
  item.photos = stored.submission.photos;  // only where to fetch them may differ
  if (item == stored.submission) return Ingested::unchanged;
  stored.submission = std::move(item);
  stored.due_at = domain::due_at(stored.submission);
  TRY(setting.store.submissions().save(stored));
  return Ingested::corrected;
}

}  // namespace

Result<Ingested> ingest(const Setting& setting, const domain::Submission& item) {
  std::optional<ReviewCase> stored = TRY(setting.store.submissions().find(item.id));
  if (!stored) return add(setting, item);
  const domain::Submission& ours = stored->submission;
  const bool newer = item.version > ours.version;
  const bool ends_ours =
      item.version == ours.version && ours.state == FeedState::flagged && item.state != FeedState::flagged;
  const bool alive = item.version == ours.version && ours.state == FeedState::flagged && item.state == FeedState::flagged;
  if (alive) return correct(setting, *std::move(stored), item);
  if (!newer && !ends_ours) return Ingested::unchanged;
  if (item.state == FeedState::flagged) return renew(setting, *std::move(stored), item);
  if (stored->place.stage == domain::Stage::purged) return Ingested::unchanged;  // gone, and stays gone
  return end(setting, *std::move(stored), item);
}

}  // namespace zhaojian::intake
