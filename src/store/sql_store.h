#pragma once
#include <memory>
#include <string>

#include "base/clock.h"
#include "store/audit_repo.h"
#include "store/decision_repo.h"
#include "store/face_repo.h"
#include "store/fingerprint_repo.h"
#include "store/outbox_repo.h"
#include "store/people_repo.h"
#include "store/profile_repo.h"
#include "store/sql/connection.h"
#include "store/stats_repo.h"
#include "store/store.h"
#include "store/submission_repo.h"

namespace zhaojian::store {

// The store over any SQL connection whose schema is there. `boot` names the boot the monotonic clock belongs to.
class SqlStore final : public Store {
 public:
  SqlStore(std::unique_ptr<Connection> db, const Clock& clock, const std::string& boot)
      : db_(std::move(db)),
        clock_(clock),
        submissions_(*db_, clock, boot),
        decisions_(*db_),
        outbox_(*db_),
        audit_(*db_),
        people_(*db_),
        statistics_(*db_),
        profiles_(*db_),
        fingerprints_(*db_),
        faces_(*db_) {}

  Done transact(const std::function<Done()>& work) override;

  Submissions& submissions() override { return submissions_; }
  Decisions& decisions() override { return decisions_; }
  Outbox& outbox() override { return outbox_; }
  AuditLog& audit() override { return audit_; }
  People& people() override { return people_; }
  Statistics& statistics() override { return statistics_; }
  ProfileVersions& profiles() override { return profiles_; }
  Fingerprints& fingerprints() override { return fingerprints_; }
  Faces& faces() override { return faces_; }

  Result<std::int64_t> change_mark() override { return number(*db_, db_->dialect().change_mark, {}); }

  Duration lease_now() const override { return clock_.monotonic(); }

 private:
  std::unique_ptr<Connection> db_;
  const Clock& clock_;
  SubmissionRepo submissions_;
  DecisionRepo decisions_;
  OutboxRepo outbox_;
  AuditRepo audit_;
  PeopleRepo people_;
  StatsRepo statistics_;
  ProfileRepo profiles_;
  FingerprintRepo fingerprints_;
  FaceRepo faces_;
};

}  // namespace zhaojian::store
