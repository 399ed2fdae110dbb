#pragma once
#include <filesystem>
#include <string>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian {

// The whole file, at most `limit` bytes (invalid when larger). not_found, denied or io otherwise.
[[nodiscard]] Result<Bytes> read_file(const std::filesystem::path& file, std::size_t limit);
// Written beside, flushed to the disk, then renamed over: a reader sees the old file or the new one, never half of one.
[[nodiscard]] Done write_file_atomically(const std::filesystem::path& file, ByteView data, int mode = 0600);
// A folder only we can enter (0700), made with its parents.
[[nodiscard]] Done make_private_folder(const std::filesystem::path& folder);

}  // namespace zhaojian
