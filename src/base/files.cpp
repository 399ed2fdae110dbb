#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/fd.h"

namespace zhaojian {
namespace {

Done flush_to_disk(const Fd& fd) {
  if (::fsync(fd.number()) != 0) return system_error(errno, "fsync");
  return {};
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

// Everything up to the rename; the caller removes `beside` when this fails.
Done write_and_flush(const Fd& fd, ByteView data, int mode) {
  if (::fchmod(fd.number(), static_cast<mode_t>(mode)) != 0) return system_error(errno, "chmod");  // whatever the umask
  TRY(write_all(fd, data));
  return flush_to_disk(fd);
}

Done tighten(const std::filesystem::path& folder) {
  const Fd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.open()) return system_error(errno, folder.string());
  struct stat about {};
  if (::fstat(fd.number(), &about) != 0) return system_error(errno, folder.string());
  if (about.st_uid != ::geteuid()) {
    return Error{Errc::denied, folder.string() + ": belongs to another user", "error.files.foreign_folder"};
  }
  if ((about.st_mode & 0777) != 0700 && ::fchmod(fd.number(), 0700) != 0) return system_error(errno, folder.string());
  return {};
}

}  // namespace

Result<Bytes> read_file(const std::filesystem::path& file, std::size_t limit) {
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.open()) return system_error(errno, file.string());
  auto data = read_to_end(fd, limit);
  if (!data) return std::move(data).error().in(file.string());
  return data;
}

Done write_file_atomically(const std::filesystem::path& file, ByteView data, int mode) {
  const auto folder = folder_of(file);
  const Fd folder_fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder_fd.open()) return system_error(errno, folder.string());
  // A name of its own, not file + suffix: that could be longer than a name may be.
  const auto beside = folder / (".zj-" + hex(random_bytes(8)) + ".tmp");
  const Fd fd(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!fd.open()) return system_error(errno, file.string());

  auto written = write_and_flush(fd, data, mode);
  if (written && std::rename(beside.c_str(), file.c_str()) != 0) written = system_error(errno, "rename");
  if (!written) {
    ::unlink(beside.c_str());
    return std::move(written).error().in(file.string());
  }
  return flush_to_disk(folder_fd);  // else a power cut may forget the rename
}

Done make_private_folder(const std::filesystem::path& folder) {
  if (folder.empty()) return Error{Errc::invalid, "folder without a name"};
  const auto path = folder.has_filename() ? folder : folder.parent_path();  // "a/b/" means "a/b"
  if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return tighten(path);
  if (errno != ENOENT || !path.has_parent_path()) return system_error(errno, path.string());
  if (!std::filesystem::exists(path.parent_path())) TRY(make_private_folder(path.parent_path()));
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return system_error(errno, path.string());
  return tighten(path);
}

}  // namespace zhaojian
