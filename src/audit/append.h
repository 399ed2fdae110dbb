#pragma once
#include "audit/chain.h"
#include "base/result.h"
#include "domain/audit_record.h"

namespace zhaojian::audit {

// Puts an entry at the end of its station's chain. `Log` is the store's AuditLog (audit knows no store): it has
// head(station) and append(record). To be called inside the transaction of what the entry tells of.
template <class Log>
[[nodiscard]] Done append(Log& log, const StationId& station, const domain::AuditEntry& entry, const Sha256& key) {
  const auto head = TRY(log.head(station));
  return log.append(link(head, station, entry, key));
}

}  // namespace zhaojian::audit
