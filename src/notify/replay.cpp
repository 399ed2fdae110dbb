#include "notify/replay.h"

#include <algorithm>

#include "notify/case_step.h"

namespace zhaojian::notify {
namespace {

using domain::EventState;

constexpr EventState on_the_way[] = {EventState::ready, EventState::inflight, EventState::accepted,
                                     EventState::delivered, EventState::refused};

Result<bool> outdated(const Setting& setting, const domain::OutboxEvent& event) {
  const auto decisions = TRY(setting.store.decisions().of(event.submission));
  for (const domain::Decision& decision : decisions) {
    const auto other = TRY(setting.store.outbox().of(decision.id));
    if (other && other->seq > event.seq && std::ranges::find(on_the_way, other->state) != std::end(on_the_way)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Done replay(const Setting& setting, const EventId& id, const OperatorId& by) {
  store::Outbox& outbox = setting.store.outbox();
  return setting.store.transact([&]() -> Done {
    const auto event = TRY(outbox.find(id));
    if (!event) return Error{Errc::not_found, "no event " + id.value};
    if (event->state != EventState::dead) {
      return Error{Errc::conflict, "event is " + std::string(domain::name(event->state)), "error.notify.not_dead"};
    }
    if (TRY(outdated(setting, *event))) {
      return Error{Errc::conflict, "a newer event of the same student left already", "error.notify.outdated"};
    }
    TRY(outbox.move(id, {EventState::dead}, EventState::ready, ""));
    return write_audit(setting, *event, domain::AuditKind::replayed, by);
  });
}

}  // namespace zhaojian::notify
