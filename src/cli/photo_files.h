#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/hash.h"

namespace zhaojian::cli {

// What is named on the line: files as they are, folders with every picture in and below them, by path. Hidden files
// and links to folders are left out. not_found (error.cli.no_file) for a name that is not there.
[[nodiscard]] Result<std::vector<std::filesystem::path>> photo_files(const std::vector<std::string>& named);

// The bytes of a photo file: not more than 20 MB, a plain file. Texts as the decoder's.
[[nodiscard]] Result<Bytes> read_photo(const std::filesystem::path& file);

}  // namespace zhaojian::cli
