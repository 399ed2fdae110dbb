#pragma once
#include <optional>
#include <string>

#include "cli/session.h"
#include "domain/finding.h"

// Values of the business as a person reads them in a terminal.
namespace zhaojian::cli {

[[nodiscard]] std::string value_text(std::optional<double> value);  // "37.8", "0.123", "480"
// "55–105 (50–110)": what is good, and in brackets what is still allowed.
[[nodiscard]] std::string band_text(const domain::Band& band);
[[nodiscard]] std::string beijing_text(Instant at);  // "2023-11-01 15:01:09"; empty for no time at all

[[nodiscard]] std::string finding_name(const Session& session, const FindingId& id);
[[nodiscard]] std::string reason_text(const Session& session, const domain::Finding& finding);

}  // namespace zhaojian::cli
