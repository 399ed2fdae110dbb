#include "station/identity_error.h"

#include "base/files.h"
#include "codec/identity_error_json.h"

namespace zhaojian::station {

Result<std::optional<domain::IdentityError>> load_identity_error(const std::filesystem::path& assets) {
  constexpr std::size_t kLargest = 4U << 20;
  const std::filesystem::path file = assets / "identity/identity_error.json";
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::optional<domain::IdentityError>();
  const Bytes bytes = TRY(read_file(file, kLargest));
  return std::optional(TRY(codec::identity_error_from_json(bytes)));
}

}  // namespace zhaojian::station
