#include "intake/photo_cache.h"

#include "base/files.h"

namespace zhaojian::intake {
namespace {

std::filesystem::path named(const std::filesystem::path& folder, const Sha256& sha256, const char* ending) {
  const std::string name = hex(sha256);
  return folder / name.substr(0, 2) / (name + ending);
}

}  // namespace

Result<PhotoCache> PhotoCache::open(const std::filesystem::path& folder) {
  Done made = make_private_folder(folder);
  if (!made) return std::move(made).error().in("photo cache");
  return PhotoCache(folder);
}

std::filesystem::path PhotoCache::file(const Sha256& sha256) const { return named(folder_, sha256, ".bin"); }
std::filesystem::path PhotoCache::part(const Sha256& sha256) const { return named(folder_, sha256, ".part"); }

bool PhotoCache::has(const Sha256& sha256) const {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file(sha256), ignored);
}

Result<Bytes> PhotoCache::read(const Sha256& sha256) const {
  Bytes bytes = TRY(read_file(file(sha256), photo_limit));
  if (zhaojian::sha256(bytes) == sha256) return bytes;
  remove(sha256);
  return Error{Errc::corrupt, "cached photo " + hex(sha256) + " is damaged", "error.intake.photo_damaged"};
}

void PhotoCache::remove(const Sha256& sha256) const {
  std::error_code ignored;
  std::filesystem::remove(file(sha256), ignored);
}

}  // namespace zhaojian::intake
