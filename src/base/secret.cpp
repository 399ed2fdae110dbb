#include "base/secret.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/fd.h"
#include "base/files.h"

namespace zhaojian {
namespace {

constexpr std::size_t longest_secret_file = 64 * 1024;

// All that was allocated, not only what is in use: a moved-from short string still holds its characters.
void wipe(std::string& text) {
  text.resize(text.capacity());
  sodium_memzero(text.data(), text.size());
  text.clear();
}

Done only_ours(const Fd& fd, const std::string& file) {
  struct stat about {};
  if (::fstat(fd.number(), &about) != 0) return system_error(errno, file);
  if (!S_ISREG(about.st_mode)) return Error{Errc::denied, file + ": not a plain file", "error.secret.not_plain"};
  if (about.st_uid != ::geteuid()) {
    return Error{Errc::denied, file + ": belongs to another user", "error.secret.foreign"};
  }
  if ((about.st_mode & 07777 & ~0600U) != 0) {
    return Error{Errc::denied, file + ": others may read it; run: chmod 600 " + file, "error.secret.mode"};
  }
  return {};
}

Result<Secret> first_line(const Fd& fd, const std::string& file) {
  auto data = read_to_end(fd, longest_secret_file);
  if (!data) return std::move(data).error().in(file);
  const std::string_view all = text_of(*data);
  Secret secret{std::string(all.substr(0, all.find_first_of("\r\n")))};
  sodium_memzero(data->data(), data->size());
  if (secret.empty()) return Error{Errc::invalid, file + ": its first line is empty", "error.secret.empty"};
  return secret;
}

// Never replaces: when two programs start at once, one of them makes the secret and both use it.
Done keep_new(const std::filesystem::path& file, const Secret& secret) {
  auto beside = file;
  beside += ".new-" + hex(random_bytes(4));
  TRY(write_file_atomically(beside, bytes_of(secret.reveal())));
  const int failure = ::link(beside.c_str(), file.c_str()) == 0 ? 0 : errno;
  ::unlink(beside.c_str());
  if (failure != 0 && failure != EEXIST) return system_error(failure, file.string());
  return {};
}

}  // namespace

Secret::Secret(std::string text) : text_(text) { wipe(text); }

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { wipe(other.text_); }

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe(text_);
  text_ = std::move(other.text_);
  wipe(other.text_);
  return *this;
}

Secret::~Secret() { wipe(text_); }

Result<Secret> secret_from_file(const std::filesystem::path& file) {
  // Not blocking: a pipe put in the file's place must not hang the start.
  const Fd fd(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  if (!fd.open()) {
    const int failure = errno;
    auto error = system_error(failure, file.string());
    error.text = failure == ELOOP ? "error.secret.not_plain" : failure == ENOENT ? "error.secret.missing" : "";
    return error;
  }
  TRY(only_ours(fd, file.string()));
  return first_line(fd, file.string());
}

Result<Secret> secret_kept_in(const std::filesystem::path& file, std::size_t bytes) {
  auto kept = secret_from_file(file);
  if (kept || kept.error().code != Errc::not_found) return kept;
  Bytes random = random_bytes(bytes);
  const Secret made(base64(random));
  sodium_memzero(random.data(), random.size());
  TRY(keep_new(file, made));
  return secret_from_file(file);
}

}  // namespace zhaojian
