#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "demo/catalogue.h"
#include "demo/cursor.h"

namespace zhaojian::demo {

// GET /v1/submissions: a log of what each submission looked like when it changed, and the changes themselves.
// Not thread-safe. Borrows the gallery.
class ChangeFeed {
 public:
  // The catalogue, and a few of its submissions already withdrawn or replaced.
  ChangeFeed(const Gallery& gallery, Catalogue catalogue, std::uint64_t seed, Instant now);

  // A page as JSON. invalid: not our cursor; stale: too old a cursor.
  [[nodiscard]] Result<std::string> page(const std::optional<std::string>& cursor, std::size_t limit,
                                         Instant now) const;
  void expire_cursors() { seal_.expire(); }

  // The student takes the photo back. As all changes: not_found, or conflict when it is not flagged any more.
  Done withdraw(const SubmissionId& id);
  // The student puts another photo in its place: the version rises.
  Done replace(const SubmissionId& id, Instant now);
  // The student hands in a new attempt, which supersedes this one. Gives the new id.
  Result<SubmissionId> resubmit(const SubmissionId& id, Instant now);

  [[nodiscard]] const domain::Submission* find(const SubmissionId& id) const;  // as it is now
  [[nodiscard]] std::vector<SubmissionId> flagged() const;
  [[nodiscard]] ServedPhoto photo(const PhotoId& id) { return shelf_.serve(id); }

 private:
  [[nodiscard]] Result<Entry*> changeable(const SubmissionId& id);
  void log(const Entry& entry);
  [[nodiscard]] const Portrait& next_portrait(const std::string& identity);
  void judge(domain::Submission& submission, const Label& label);

  const Gallery* gallery_;
  PhotoShelf shelf_;
  int next_number_;
  Dice dice_;
  CursorSeal seal_;
  std::map<SubmissionId, Entry> now_;
  std::vector<std::string> log_;  // JSON of each change
};

}  // namespace zhaojian::demo
