#pragma once
#include <filesystem>
#include <optional>

#include "base/result.h"
#include "domain/identity_error.h"

namespace zhaojian::station {

// identity/identity_error.json of the assets folder; nothing when there is none: then the desk says that nothing was
// counted.
[[nodiscard]] Result<std::optional<domain::IdentityError>> load_identity_error(const std::filesystem::path& assets);

}  // namespace zhaojian::station
