#pragma once
#include "workflow/services.h"

namespace zhaojian::workflow {

// Whether the platform said that it has another photo under the version the case is about (intake/ingest.cpp keeps such
// an item in quarantine). Until it sends a new version, what is at hand may not be what it has.
[[nodiscard]] Result<bool> named_another_photo(const Services& services, const domain::Submission& submission);

}  // namespace zhaojian::workflow
