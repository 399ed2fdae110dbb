#include "cli/check_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <map>

#include "base/utf8.h"
#include "checks/assess.h"
#include "cli/photo_files.h"

namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kReadableByAll = 0644;
constexpr Duration kFlushEvery = milliseconds(1000);

Error problem_of(const fs::path& file, int number) {
  Error error = system_error(number, file.string());
  error.text = number == EEXIST ? "error.cli.log_there" : "error.cli.log";
  return error;
}

Result<Fd> open_file(const fs::path& file, int how) {
  const int number = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | how, kReadableByAll);
  if (number < 0) return problem_of(file, errno);
  return Fd(number);
}

Done write_line(const Fd& fd, const fs::path& file, std::string line) {
  line += '\n';
  if (!write_all(fd, bytes_of(line))) return problem_of(file, errno);
  return {};
}

std::string text_of(const codec::Json& json, std::string_view name) {
  const codec::Json* found = json.find(name);
  const auto* text = found == nullptr ? nullptr : found->as<std::string>();
  return text == nullptr ? "" : *text;
}

std::optional<Overall> overall_named(const std::string& word) {
  for (const Overall overall : {Overall::pass, Overall::warn, Overall::fail, Overall::unreadable})
    if (name(overall) == word) return overall;
  return std::nullopt;
}

// How the photo of a line came out, when the line still holds: same rules, same networks, same bytes, same photos to
// compare with, same flags.
std::optional<Overall> still_true(const codec::Json& line, const LogKind& kind, const fs::path& photo) {
  const auto overall = overall_named(text_of(line, "verdict"));
  const codec::Json* assessment = line.find("assessment");
  if (!overall || assessment == nullptr) return std::nullopt;
  const codec::Json* version = assessment->find("profile_version");
  const auto* number = version == nullptr ? nullptr : version->as<std::int64_t>();
  if (text_of(*assessment, "profile") != kind.profile || number == nullptr || *number != kind.profile_version)
    return std::nullopt;
  // No network looks at what cannot be decoded.
  const std::string_view engine = *overall == Overall::unreadable ? checks::version() : std::string_view(kind.engine);
  if (text_of(*assessment, "engine") != engine) return std::nullopt;
  const auto bytes = read_photo(photo);
  if (!bytes || hex(sha256(*bytes)) != text_of(*assessment, "photo")) return std::nullopt;
  if (kind.made_with(photo) != text_of(line, "made_with")) return std::nullopt;
  return overall;
}

}  // namespace

Result<CheckLog> CheckLog::begin(const fs::path& file) {
  return CheckLog(TRY(open_file(file, O_CREAT | O_EXCL | O_APPEND)), file);
}

Result<CheckLog> CheckLog::go_on(const fs::path& file, const LogKind& kind, const std::vector<fs::path>& photos) {
  if (!fs::exists(file)) return begin(file);
  std::map<std::string, const fs::path*> named;  // by the name a line has; one that is no UTF-8 has none of its own
  for (const fs::path& photo : photos)
    if (clean_utf8(photo.string()) == photo.string()) named.emplace(photo.string(), &photo);

  const fs::path beside = file.string() + ".partial";
  CheckLog log(TRY(open_file(beside, O_CREAT | O_TRUNC | O_APPEND)), file);
  std::ifstream before(file, std::ios::binary);
  for (std::string text; std::getline(before, text) && !before.eof();) {  // at the end without a line break: torn
    const auto line = codec::parse_json(bytes_of(text));
    if (!line) continue;
    const std::string photo = text_of(*line, "file");
    if (const auto found = named.find(photo); found != named.end()) {
      const auto overall = still_true(*line, kind, *found->second);
      if (!overall || !log.done_.insert(photo).second) continue;
      log.kept_.add(*overall);
    }
    TRY(write_line(log.file_, beside, text));
  }
  if (before.bad()) return Error{Errc::io, file.string() + " cannot be read", "error.cli.log"};
  TRY(log.flush());
  std::error_code problem;
  fs::rename(beside, file, problem);
  if (problem) return Error{Errc::io, file.string() + ": " + problem.message(), "error.cli.log"};
  return log;
}

Done CheckLog::add(const std::string& line, const Clock& clock) {
  TRY(write_line(file_, name_, line));
  const Duration now = clock.monotonic();
  if (now.micros - flushed_.micros < kFlushEvery.micros) return {};
  flushed_ = now;
  return flush();
}

Done CheckLog::flush() {
  if (::fdatasync(file_.number()) == 0 || errno == EINVAL || errno == EROFS) return {};  // a pipe has no disk
  return problem_of(name_, errno);
}

}  // namespace zhaojian::cli
