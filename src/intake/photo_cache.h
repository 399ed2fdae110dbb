#pragma once
#include <cstddef>
#include <filesystem>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian::intake {

inline constexpr std::size_t photo_limit = 20u << 20;  // bytes of a file, reliability.md §4.1

// The photos we have, each in a file named by the SHA-256 of its bytes: <folder>/ab/abcd….bin. A file is there whole or
// not at all. A value; any thread, any number of them on one folder.
class PhotoCache {
 public:
  // Makes the folder private to us (0700).
  [[nodiscard]] static Result<PhotoCache> open(const std::filesystem::path& folder);

  [[nodiscard]] bool has(const Sha256& sha256) const;
  // not_found, or corrupt (error.intake.photo_damaged) when the disk no longer holds what was written; a damaged file
  // is removed, so that want_again() of photo_fetch.h can bring it back.
  [[nodiscard]] Result<Bytes> read(const Sha256& sha256) const;
  void remove(const Sha256& sha256) const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path file(const Sha256& sha256) const;  // where it lies or would lie
  [[nodiscard]] std::filesystem::path part(const Sha256& sha256) const;  // while it is being fetched

 private:
  explicit PhotoCache(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace zhaojian::intake
