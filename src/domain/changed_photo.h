#pragma once
#include <optional>
#include <string>

#include "domain/submission.h"

namespace zhaojian::domain {

// Where `now` names another photo than `held`: "photos[0].sha256", or "photos" when there are more or fewer of them.
// Nothing when they are the same; where they are to be fetched from, and their size, does not count.
[[nodiscard]] std::optional<std::string> changed_photo(const Submission& held, const Submission& now);

}  // namespace zhaojian::domain
