#include "workflow/note_look.h"

namespace zhaojian::workflow {
namespace {

using domain::AuditKind;

Done note(const Services& services, domain::AuditEntry entry, const domain::ReviewCase* about) {
  return services.store.transact([&]() -> Done {
    // The key of a purged case is gone for good; nothing may make it a new one.
    const bool gone = about && about->place.stage == domain::Stage::purged;
    if (about && !gone) entry.subject = TRY(subject_of(services, about->submission));
    return record(services, entry);
  });
}

}  // namespace

Done note_look_up(const Services& services, const domain::Operator& who, const LookedUp& found) {
  domain::AuditEntry entry;
  entry.kind = AuditKind::looked_up;
  entry.actor = who.id;
  entry.outcome = found.latest ? "found" : "nobody";
  entry.decision = found.decision.value_or(DecisionId{});
  if (found.latest) entry.epoch = found.latest->epoch;
  return note(services, std::move(entry), found.latest ? &*found.latest : nullptr);
}

Done note_look_back(const Services& services, const domain::Operator& who, const PastCase& past) {
  domain::AuditEntry entry;
  entry.kind = AuditKind::looked_back;
  entry.actor = who.id;
  entry.outcome = domain::name(past.decision.outcome);
  entry.decision = past.decision.id;
  entry.epoch = past.decision.epoch;
  return note(services, std::move(entry), &past.file->review_case);
}

}  // namespace zhaojian::workflow
