#pragma once
#include "store/sql/connection.h"
#include "store/submissions.h"

namespace zhaojian::store {

// What is written down beside the cases as they come in: how far the feeds were read, what could not be used, and what
// the local checks found.
class FeedRepo {
 public:
  explicit FeedRepo(Connection& db) : db_(db) {}

  [[nodiscard]] Done put_assessment(const domain::Assessment& assessment);
  [[nodiscard]] Result<std::optional<domain::Assessment>> assessment(const SubmissionId& id, int version);
  [[nodiscard]] Done read_assessments(const std::function<bool(const domain::Assessment&)>& each);
  [[nodiscard]] Result<std::optional<std::string>> cursor(const std::string& feed);
  [[nodiscard]] Done set_cursor(const std::string& feed, const std::optional<std::string>& cursor);
  [[nodiscard]] Done quarantine(const QuarantinedItem& item);
  [[nodiscard]] Result<std::vector<QuarantinedItem>> quarantined(std::int64_t limit);
  [[nodiscard]] Result<std::vector<QuarantinedItem>> quarantined_of(const SubmissionId& id);

 private:
  Connection& db_;
};

}  // namespace zhaojian::store
