#include "cli/back_end_flags.h"

#include "base/files.h"
#include "codec/submission_json.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kLargest = 1U << 20;

Error wrong(const std::filesystem::path& file, Error error) {
  error.text = "error.cli.flags";
  return std::move(error).in(file.string());
}

}  // namespace

Result<std::optional<BackEndFlags>> back_end_flags(const std::filesystem::path& photo, const std::filesystem::path& named) {
  std::filesystem::path file = named;
  if (file.empty()) {
    file = std::filesystem::path(photo).replace_extension(".flags.json");
    std::error_code none;
    if (!std::filesystem::exists(file, none)) return std::optional<BackEndFlags>();
  }
  const auto bytes = read_file(file, kLargest);
  if (!bytes) return wrong(file, bytes.error());
  auto flags = codec::flags_from_json(*bytes);
  if (!flags) return wrong(file, flags.error());
  return std::optional(BackEndFlags{*std::move(flags), sha256(*bytes)});
}

}  // namespace zhaojian::cli
