#include "notify/case_step.h"

#include "audit/append.h"

namespace zhaojian::notify {
namespace {

using domain::Happening;
using domain::ReviewCase;

// The case, if this event is still about what is in force there.
Result<std::optional<ReviewCase>> current_case(const Setting& setting, const domain::OutboxEvent& event) {
  auto found = TRY(setting.store.submissions().find(event.submission));
  if (!found || found->decision != event.decision) return std::optional<ReviewCase>();
  return found;
}

Done advance(const Setting& setting, const domain::OutboxEvent& event, Happening what) {
  auto found = TRY(current_case(setting, event));
  if (!found) return {};
  const auto place = domain::advance(found->place, what);
  if (!place || *place == found->place) return {};
  found->place = *place;
  return setting.store.submissions().save(*found);
}

}  // namespace

Done event_taken(const Setting& setting, const domain::OutboxEvent& event) {
  return advance(setting, event, Happening::event_taken);
}

Done receipt_came(const Setting& setting, const domain::OutboxEvent& event) {
  return advance(setting, event, Happening::receipt_came);
}

Done student_ended(const Setting& setting, const domain::OutboxEvent& event, End end) {
  auto found = TRY(current_case(setting, event));
  if (!found) return {};
  const bool withdrawn = end == End::withdrawn;
  const auto place =
      domain::advance(found->place, withdrawn ? Happening::student_withdrew : Happening::student_replaced);
  if (!place) return {};  // the feed was faster
  TRY(write_audit(setting, event, withdrawn ? domain::AuditKind::withdrawn : domain::AuditKind::superseded, {}));
  found->place = *place;
  found->submission.state = withdrawn ? domain::FeedState::withdrawn : domain::FeedState::superseded;
  ++found->epoch;
  found->holder.reset();
  return setting.store.submissions().save(*found);
}

Done write_audit(const Setting& setting, const domain::OutboxEvent& event, domain::AuditKind kind,
                 const OperatorId& actor) {
  const auto found = TRY(setting.store.submissions().find(event.submission));
  if (!found) return Error{Errc::not_found, "event " + event.id.value + " is about no case we have"};
  const domain::PhotoRef* photo = found->submission.photo(domain::PhotoRole::submission);
  const Sha256 key = TRY(setting.store.audit().case_key(event.submission));
  domain::AuditEntry entry;
  entry.kind = kind;
  entry.actor = actor;
  entry.subject = audit::commitment(key, event.submission, found->submission.version, photo ? photo->sha256 : Sha256{});
  entry.epoch = found->epoch;
  entry.outcome = domain::name(found->place.stage);  // where it was
  entry.decision = event.decision;
  entry.at = setting.clock.now();
  return audit::append(setting.store.audit(), setting.station, entry, setting.audit_key);
}

}  // namespace zhaojian::notify
