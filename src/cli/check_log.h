#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/clock.h"
#include "base/fd.h"
#include "cli/check_report.h"

// The results of a long run, one line of JSON a photo, in a file that outlives the run.
namespace zhaojian::cli {

// How the lines have to have been made for a new run to go on with them.
struct LogKind {
  std::string profile;
  int profile_version = 0;
  std::string engine;  // as Assessment::engine
  // inputs_of() a photo as it would be checked now; nothing when that cannot be told.
  std::function<std::optional<std::string>(const std::filesystem::path& photo)> made_with;
};

// A line goes to the file whole, in one write, and to the disk within a second: after a crash or a power cut at most
// the last line is torn, and going on drops it. Belongs to one thread.
class CheckLog {
 public:
  // A new file; conflict (error.cli.log_there) when there is one.
  [[nodiscard]] static Result<CheckLog> begin(const std::filesystem::path& file);
  // Goes on with a file: keeps the lines of `kind` about photos that still are, byte for byte, what they were, as are
  // those they were compared with and the back end's flags, and
  // drops the others, to be made again. Lines about photos that are not among `photos` stay. A file that is not there
  // is begun. error.cli.log when the disk does not want to.
  [[nodiscard]] static Result<CheckLog> go_on(const std::filesystem::path& file, const LogKind& kind,
                                              const std::vector<std::filesystem::path>& photos);

  [[nodiscard]] Done add(const std::string& line, const Clock& clock);
  [[nodiscard]] Done flush();

  [[nodiscard]] bool has(const std::filesystem::path& photo) const { return done_.contains(photo.string()); }
  [[nodiscard]] const CheckSum& kept() const { return kept_; }

 private:
  CheckLog(Fd file, std::filesystem::path name) : file_(std::move(file)), name_(std::move(name)) {}

  Fd file_;
  std::filesystem::path name_;
  std::set<std::string> done_;
  CheckSum kept_;
  Duration flushed_{};
};

}  // namespace zhaojian::cli
