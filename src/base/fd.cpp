#include "base/fd.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace zhaojian {
namespace {

constexpr std::size_t read_step = 64 * 1024;

Errc code_of(int errno_value) {
  switch (errno_value) {
    case ENOENT:
    case ENOTDIR: return Errc::not_found;
    case EACCES:
    case EPERM:
    case EROFS:
    case ELOOP: return Errc::denied;
    case EEXIST: return Errc::conflict;
    case EISDIR:
    case ENAMETOOLONG: return Errc::invalid;
    default: return Errc::io;
  }
}

}  // namespace

Fd::~Fd() {
  if (open()) ::close(number_);
}

Error system_error(int errno_value, std::string_view doing) {
  const Errc code = code_of(errno_value);
  const std::string_view text = errno_value == ENOSPC || errno_value == EDQUOT ? "error.files.disk_full" : "";
  return Error{code, std::string(doing) + ": " + std::generic_category().message(errno_value), text};
}

Result<Bytes> read_to_end(const Fd& fd, std::size_t limit) {
  Bytes data;
  while (true) {
    const std::size_t had = data.size();
    const std::size_t left = limit - had;
    const std::size_t room = left < read_step ? left + 1 : read_step;  // one byte over the limit: it is too big
    data.resize(had + room);
    const ssize_t got = ::read(fd.number(), data.data() + had, room);
    if (got < 0 && errno != EINTR) return system_error(errno, "read");
    data.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return data;
    if (data.size() > limit) return Error{Errc::invalid, "larger than " + std::to_string(limit) + " bytes"};
  }
}

Done write_all(const Fd& fd, ByteView data) {
  while (!data.empty()) {
    const ssize_t put = ::write(fd.number(), data.data(), data.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return system_error(errno, "write");
    data = data.subspan(static_cast<std::size_t>(put));
  }
  return {};
}

}  // namespace zhaojian
