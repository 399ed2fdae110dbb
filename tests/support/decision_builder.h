#pragma once
#include <optional>
#include <string>

#include "domain/decision.h"
#include "domain/operator.h"
#include "support/submission_builder.h"

namespace zhaojian::test {

// An approval of version 1, held for 15 seconds, with the identity answered "surely the same".
class DecisionBuilder {
 public:
  explicit DecisionBuilder(const domain::Submission& submission) {
    it_.id = DecisionId("dec_" + submission.id.value);
    it_.op = OpId("op_" + submission.id.value);
    it_.submission = submission.id;
    it_.version = submission.version;
    if (const domain::PhotoRef* photo = submission.photo(domain::PhotoRole::submission)) it_.photo = photo->sha256;
    it_.identity = domain::IdentityAnswer{7, std::nullopt};
    it_.by = OperatorId("op_1");
    it_.station = StationId("station_1");
    it_.epoch = 1;
    it_.looked_ms = 4'000;
    decided_at(kSomeDay + hours(1));
  }
  DecisionBuilder& with_id(const std::string& id) { return it_.id = DecisionId(id), it_.op = OpId("op_" + id), *this; }
  DecisionBuilder& with_op(const std::string& op) { return it_.op = OpId(op), *this; }
  DecisionBuilder& by(const std::string& who) { return it_.by = OperatorId(who), *this; }
  DecisionBuilder& in_round(domain::Round round) { return it_.round = round, *this; }
  DecisionBuilder& with_epoch(std::int64_t epoch) { return it_.epoch = epoch, *this; }
  DecisionBuilder& with_outcome(domain::Outcome outcome) { return it_.outcome = outcome, *this; }
  DecisionBuilder& because(const std::string& code, const std::string& note = "") {
    return it_.reasons.push_back({ReasonCode(code), note, std::nullopt}), *this;
  }
  DecisionBuilder& retake(const std::string& code) { return with_outcome(domain::Outcome::retake).because(code); }
  DecisionBuilder& doubt(const std::string& code = "NOT_SAME_PERSON") {
    it_.identity = domain::IdentityAnswer{2, std::nullopt};
    return with_outcome(domain::Outcome::identity_doubt).because(code);
  }
  DecisionBuilder& reprocess(const std::string& code = "BG_EDGE") {
    return with_outcome(domain::Outcome::reprocess).because(code);
  }
  DecisionBuilder& with_identity(std::optional<domain::IdentityAnswer> answer) { return it_.identity = answer, *this; }
  DecisionBuilder& decided_at(Instant at) {
    it_.decided_at = at;
    it_.release_at = at + seconds(15);
    return *this;
  }
  DecisionBuilder& in_state(domain::DecisionState state) { return it_.state = state, *this; }
  [[nodiscard]] domain::Decision built() const { return it_; }
  operator domain::Decision() const { return it_; }  // NOLINT(google-explicit-constructor)

 private:
  domain::Decision it_;
};
inline DecisionBuilder a_decision(const domain::Submission& submission) { return DecisionBuilder(submission); }
inline DecisionBuilder a_decision(const std::string& id = "sub_1") { return DecisionBuilder(a_submission(id)); }

inline domain::Operator an_operator(const std::string& id = "op_1", domain::Role role = domain::Role::reviewer) {
  return {OperatorId(id), "审核员 " + id, role, true};
}

}  // namespace zhaojian::test
