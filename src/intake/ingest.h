#pragma once
#include "domain/submission.h"
#include "intake/setting.h"

namespace zhaojian::intake {

enum class Ingested {
  added,      // a case of its own, in stage flagged
  renewed,    // a newer version: its life begins again
  corrected,  // the same photo, with other facts or findings beside it: its life goes on
  other_photo,  // another photo under the version we have: kept as a problem, the case as it was
  ended,      // withdrawn or replaced by the student
  unchanged,  // known already, older than what we have, or the end of something we never had
};

// One item of the feed against what is stored. Any item may come twice or late; only a higher version, the end of
// the version we have, or facts that were corrected before the decision was released change anything. A decision that
// was not released is cancelled, an event that has not left does not leave, an open lease can no longer decide (its
// epoch is over). Every end is audited. Inside a transaction.
[[nodiscard]] Result<Ingested> ingest(const Setting& setting, const domain::Submission& item);

}  // namespace zhaojian::intake
