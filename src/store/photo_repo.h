#pragma once
#include <vector>

#include "base/clock.h"
#include "store/sql/connection.h"
#include "store/submissions.h"

namespace zhaojian::store {

// The photos of submissions and where their bytes are. A photo's content is kept once, named by its hash; a case only
// points to it.
class PhotoRepo {
 public:
  PhotoRepo(Connection& db, const Clock& clock) : db_(db), clock_(clock) {}

  // Makes the photo rows of a submission these. Inside the caller's transaction, after the row of the submission.
  [[nodiscard]] Done replace(const SubmissionId& submission, const std::vector<domain::PhotoRef>& photos,
                             Instant due_at);
  // After a case was opened or closed: says for each of its photos whether some open case still needs it.
  [[nodiscard]] Done settle(const SubmissionId& submission);

  [[nodiscard]] Result<std::vector<PhotoRow>> wanted(Instant now, std::int64_t limit);
  [[nodiscard]] Result<std::vector<PhotoRow>> of(const SubmissionId& id);
  [[nodiscard]] Done mark(const Sha256& sha256, domain::PhotoState state, const std::string& problem);
  [[nodiscard]] Done put_off(const Sha256& sha256, Instant next_try, const std::string& problem);
  [[nodiscard]] Result<std::vector<SubmissionId>> complete(std::int64_t limit);
  [[nodiscard]] Result<std::vector<Sha256>> unneeded(std::int64_t limit);

 private:
  [[nodiscard]] Done settle_content(const Sha256& sha256);
  [[nodiscard]] Done count_waiting(const Sha256& sha256);

  Connection& db_;
  const Clock& clock_;
};

// Whether a case in this stage may still need its photos; a reversed one may be judged again.
[[nodiscard]] bool needs_photos(domain::Stage stage);

}  // namespace zhaojian::store
