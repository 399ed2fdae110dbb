#pragma once
#include <cstddef>
#include <vector>

#include "domain/case_file.h"
#include "domain/operator.h"
#include "workflow/services.h"

namespace zhaojian::workflow {

// How far into the queue a contact sheet looks for photos that suit it.
inline constexpr std::int64_t kSheetSearch = 1'000;

// Takes up to `count` checked first-round cases, in queue order, on which no identity has to be judged: a contact sheet
// is for standard faults only. Empty: none among the first kSheetSearch waiting. `denied` as claim().
[[nodiscard]] Result<std::vector<domain::CaseFilePtr>> claim_for_sheet(const Services& services,
                                                                       const domain::Operator& who, std::size_t count);

}  // namespace zhaojian::workflow
