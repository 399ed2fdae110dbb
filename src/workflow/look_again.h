#pragma once
#include <variant>

#include "domain/case_file.h"
#include "domain/lost_case.h"
#include "workflow/services.h"

// A case somebody has open, against what the store has by now: the feed, another station, or the command line may have
// changed it since.
namespace zhaojian::workflow {

// The file as one would open it now, under the lease it was opened with; null when nothing has changed, or when the lease
// is lost. Reads only.
[[nodiscard]] Result<domain::CaseFilePtr> look_again(const Services& services, const domain::CaseFile& open);

// What became of a case whose lease renew() or decide() found lost.
[[nodiscard]] Result<domain::LostCase> became_of(const Services& services, const domain::CaseFile& open);

}  // namespace zhaojian::workflow
