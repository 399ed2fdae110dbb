#pragma once
#include "domain/outbox.h"
#include "notify/setting.h"

// What news about an event means for the case it is about. Each does nothing when the case has moved on since: another
// decision is in force, or the student sent something newer. Inside the transaction of the news.
namespace zhaojian::notify {

[[nodiscard]] Done event_taken(const Setting& setting, const domain::OutboxEvent& event);
[[nodiscard]] Done receipt_came(const Setting& setting, const domain::OutboxEvent& event);

enum class End { withdrawn, superseded };
// The back end says that the student ended the submission meanwhile. Audited.
[[nodiscard]] Done student_ended(const Setting& setting, const domain::OutboxEvent& event, End end);

// The program's own entry about a case, at the end of our chain.
[[nodiscard]] Done write_audit(const Setting& setting, const domain::OutboxEvent& event, domain::AuditKind kind,
                               const OperatorId& actor);

}  // namespace zhaojian::notify
