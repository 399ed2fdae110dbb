#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "base/error.h"
#include "checks/check.h"

namespace zhaojian::checks {

// Every check there is, in display order.
[[nodiscard]] std::span<const Check> registry();

// Runs what the profile has rules for. Never throws: a check that fails inside yields not_assessable with the reason.
// Same input, same output, whatever the thread.
[[nodiscard]] Findings assess(const Subject& subject, const domain::StandardProfile& profile);

// The findings for a photo that cannot be decoded: file.decode fails with the reason, all else is not assessable.
[[nodiscard]] Findings undecodable(const domain::StandardProfile& profile, const Error& error);

// How strongly a frame of glasses stands out in a photo (L*), for Reference::glasses; nothing without a face.
[[nodiscard]] std::optional<double> glasses_of(const imaging::Photo& photo, const vision::Evidence& evidence);

// "checks 9": rises when a check measures differently, so that kept results are made again.
[[nodiscard]] std::string_view version();

}  // namespace zhaojian::checks
