#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "domain/aside.h"
#include "domain/finding.h"
#include "domain/resubmission.h"
#include "domain/review_case.h"
#include "domain/standard_profile.h"

namespace zhaojian::domain {

// Everything a reviewer needs of a claimed case, read in one go (案卷).
struct CaseFile {
  ReviewCase review_case;
  Lease lease;
  std::shared_ptr<const StandardProfile> profile;
  std::vector<PhotoState> photo_states;      // as review_case.submission.photos
  std::optional<Assessment> assessment;      // absent: being made, or could not be made
  std::vector<Decision> earlier;             // of earlier attempts and rounds, newest first
  std::vector<OldReasonState> old_reasons;   // of the previous attempt
  std::vector<Aside> asides;                 // skipped, escalated, reversed: this version, oldest first
  bool other_photo = false;                  // the capture platform names another photo under this version
  bool operator==(const CaseFile&) const = default;
};
using CaseFilePtr = std::shared_ptr<const CaseFile>;

}  // namespace zhaojian::domain
