#pragma once
#include <string>
#include <vector>

#include "domain/finding.h"
#include "domain/standard_profile.h"
#include "domain/submission.h"
#include "imaging/decoder.h"
#include "vision/analyser.h"
#include "workflow/lookalikes.h"
#include "workflow/reuse.h"
#include "workflow/services.h"

namespace zhaojian::workflow {

// Where the bytes of a photo come from. Thread-safe.
class PhotoSource {
 public:
  virtual ~PhotoSource() = default;
  [[nodiscard]] virtual Result<Bytes> read(const Sha256& sha256) = 0;
};

// The tools of one pool thread.
struct Bench {
  PhotoSource& photos;
  imaging::Decoder& decoder;
  vision::Analyser& analyser;
};

struct Assessed {
  domain::Assessment assessment;
  std::optional<store::PhotoPrint> print;  // by what the photo is recognised later; none of one that cannot be decoded
  std::optional<store::KeptFace> face = {};  // only where the profile allows it to be kept
};

// Runs every check of the profile on a submission. A photo that cannot be decoded is not an error but a finding
// (file.decode); a reference that cannot be read makes its identity finding not assessable. Pool thread; no store:
// what it knows of earlier photos comes with `earlier`.
[[nodiscard]] Result<Assessed> assess_photos(const Bench& bench, const domain::Submission& submission,
                                             const domain::StandardProfile& profile, Instant now,
                                             const EarlierPhotos& earlier = {});

struct Kept {
  std::optional<SubmissionId> told;  // the other case of a pair with one photo, where its assessment was changed by this
};
// Keeps the result and lets a fetched case go on into the queue. With an index it looks once more for the photo among
// those of others that came while the checks ran, and says it to the other case of such a pair as well: whoever shows
// that one has an old assessment of it. Store thread.
[[nodiscard]] Result<Kept> keep_assessment(const Services& services, Assessed assessed, ReuseIndex* index = nullptr);

// Fetched cases that wait for their checks, oldest first. Store thread.
[[nodiscard]] Result<std::vector<domain::ReviewCase>> to_assess(const Services& services, std::int64_t limit);

}  // namespace zhaojian::workflow
