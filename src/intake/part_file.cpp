#include "intake/part_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "base/files.h"

namespace zhaojian::intake {
namespace {

// The same failure in words about photos.
Error about_photos(Error error) {
  if (error.text == "error.files.disk_full") error.text = "error.intake.disk_full";
  return std::move(error).in("photo cache");
}

Error failed(std::string_view doing) { return about_photos(system_error(errno, doing)); }

}  // namespace

Result<PartFile> PartFile::open(const PhotoCache& cache, const Sha256& sha256) {
  const auto path = cache.part(sha256);
  Done folder = make_private_folder(path.parent_path());
  if (!folder) return about_photos(std::move(folder).error());
  Fd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd.open()) return failed("open");
  if (::flock(fd.number(), LOCK_EX | LOCK_NB) != 0) {
    return Error{Errc::conflict, "photo cache: another program fetches " + hex(sha256)};
  }
  PartFile part(cache, sha256, std::move(fd));
  TRY(part.hash_what_is_there());
  return part;
}

Done PartFile::hash_what_is_there() {
  std::array<std::byte, 64 * 1024> piece;
  while (true) {
    const ssize_t got = ::read(fd_.number(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read");
    if (got == 0) return {};
    hash_.update(ByteView(piece.data(), static_cast<std::size_t>(got)));
    size_ += static_cast<std::size_t>(got);
  }
}

Done PartFile::append(ByteView piece) {
  Done written = write_all(fd_, piece);
  if (!written) return about_photos(std::move(written).error());
  hash_.update(piece);
  size_ += piece.size();
  return {};
}

Done PartFile::restart() {
  if (::ftruncate(fd_.number(), 0) != 0 || ::lseek(fd_.number(), 0, SEEK_SET) != 0) return failed("truncate");
  hash_ = Sha256Stream();
  size_ = 0;
  return {};
}

Done PartFile::finish() {
  if (hash_.finish() != sha256_) {
    return Error{Errc::corrupt, std::to_string(size_) + " bytes with another hash", "error.intake.photo_mismatch"};
  }
  if (::fsync(fd_.number()) != 0) return failed("fsync");
  if (std::rename(part_.c_str(), file_.c_str()) != 0) return failed("rename");
  const Fd folder(::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.open() || ::fsync(folder.number()) != 0) return failed("fsync");  // else a power cut forgets the rename
  return {};
}

void PartFile::discard() { ::unlink(part_.c_str()); }

}  // namespace zhaojian::intake
