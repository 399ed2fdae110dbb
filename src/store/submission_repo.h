#pragma once
#include <string>

#include "store/feed_repo.h"
#include "store/lease_repo.h"
#include "store/photo_repo.h"
#include "store/submissions.h"

namespace zhaojian::store {

// Cases as rows; leases, photos and the feed's book-keeping are left to the smaller repositories it is made of.
class SubmissionRepo final : public Submissions {
 public:
  SubmissionRepo(Connection& db, const Clock& clock, const std::string& boot)
      : db_(db), photos_(db, clock), leases_(db, clock, boot), feed_(db) {}

  Result<std::optional<domain::ReviewCase>> find(const SubmissionId& id) override;
  Done add(const domain::ReviewCase& review_case) override;
  Done save(const domain::ReviewCase& review_case) override;
  Result<QueuePage> page(const QueueFilter& filter, std::int64_t offset, std::int64_t limit) override;
  Result<std::vector<SubmissionId>> in_stage(domain::Stage stage, std::int64_t limit) override;
  Result<std::vector<domain::ReviewCase>> history(const StudentRef& student, std::int64_t limit) override;

  Result<std::vector<domain::Lease>> claim(const ClaimRequest& request) override { return leases_.claim(request); }
  Result<bool> renew(const domain::Lease& lease, Duration length) override { return leases_.renew(lease, length); }
  Result<std::vector<domain::Lease>> leases_of(const OperatorId& who, const StationId& station) override {
    return leases_.of(who, station);
  }
  Result<std::vector<SubmissionId>> lapsed(Duration grace, std::int64_t limit) override {
    return leases_.lapsed(grace, limit);
  }

  Result<std::vector<PhotoRow>> photos_wanted(Instant now, std::int64_t limit) override {
    return photos_.wanted(now, limit);
  }
  Result<std::vector<PhotoRow>> photos_of(const SubmissionId& id) override { return photos_.of(id); }
  Done mark_photo(const Sha256& sha256, domain::PhotoState state, const std::string& problem) override {
    return photos_.mark(sha256, state, problem);
  }
  Done put_off_photo(const Sha256& sha256, Instant next_try, const std::string& problem) override {
    return photos_.put_off(sha256, next_try, problem);
  }
  Result<std::vector<SubmissionId>> photos_complete(std::int64_t limit) override { return photos_.complete(limit); }
  Result<std::vector<Sha256>> photos_unneeded(std::int64_t limit) override { return photos_.unneeded(limit); }

  Done put_assessment(const domain::Assessment& assessment) override { return feed_.put_assessment(assessment); }
  Result<std::optional<domain::Assessment>> assessment(const SubmissionId& id, int version) override {
    return feed_.assessment(id, version);
  }
  Done read_assessments(const std::function<bool(const domain::Assessment&)>& each) override {
    return feed_.read_assessments(each);
  }
  Result<std::optional<std::string>> cursor(const std::string& feed) override { return feed_.cursor(feed); }
  Done set_cursor(const std::string& feed, const std::optional<std::string>& cursor) override {
    return feed_.set_cursor(feed, cursor);
  }
  Done quarantine(const QuarantinedItem& item) override { return feed_.quarantine(item); }
  Result<std::vector<QuarantinedItem>> quarantined(std::int64_t limit) override { return feed_.quarantined(limit); }
  Result<std::vector<QuarantinedItem>> quarantined_of(const SubmissionId& id) override { return feed_.quarantined_of(id); }

 private:
  [[nodiscard]] Done write_parts(const domain::ReviewCase& review_case);
  [[nodiscard]] Done write_judges(const domain::ReviewCase& review_case);

  Connection& db_;
  PhotoRepo photos_;
  LeaseRepo leases_;
  FeedRepo feed_;
};

}  // namespace zhaojian::store
