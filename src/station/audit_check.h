#pragma once
#include "audit/verify.h"
#include "station/station.h"

namespace zhaojian::station {

// Reads the whole log, every decision and every event, and says whether they still fit each other and the checkpoint.
[[nodiscard]] Result<audit::Report> verify_audit(const Station& station, store::Store& store);
// Writes down outside the database how far the log has come. Cheap; after decisions and at the end.
[[nodiscard]] Done keep_checkpoint(const Station& station, store::Store& store);

}  // namespace zhaojian::station
