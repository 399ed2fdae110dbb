#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/submission.h"

namespace zhaojian::cli {

// What the back end says of a photo that is just a file.
struct BackEndFlags {
  std::vector<domain::Flag> flags;
  Sha256 sha256{};  // of the file they came from
};

// From `named`, or, when that is empty, from the file beside the photo: "a.flags.json" beside "a.jpg". Nothing when there
// is none beside it; an error (error.cli.flags) when the file is named and not there, or is no such list.
[[nodiscard]] Result<std::optional<BackEndFlags>> back_end_flags(const std::filesystem::path& photo,
                                                                 const std::filesystem::path& named);

}  // namespace zhaojian::cli
