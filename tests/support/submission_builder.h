#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "domain/review_case.h"
#include "domain/sla.h"
#include "domain/submission.h"

namespace zhaojian::test {

// 2023-10-21T02:00:00Z, a Saturday morning in Beijing.
inline constexpr Instant kSomeDay{1'697'853'600'000'000};

inline Sha256 hash_of(const std::string& text) { return sha256(bytes_of(text)); }

inline domain::PhotoRef a_photo(const std::string& id, domain::PhotoRole role = domain::PhotoRole::submission) {
  domain::PhotoRef photo;
  photo.id = PhotoId(id);
  photo.role = role;
  photo.url = "/v1/photos/" + id;
  photo.sha256 = hash_of(id);
  photo.bytes = 31'000;
  photo.width = 480;
  photo.height = 640;
  if (domain::is_reference(role)) photo.taken_on = Date{2021, 9, 1};
  return photo;
}

// A flagged first attempt with a submission photo and an enrollment photo.
class SubmissionBuilder {
 public:
  explicit SubmissionBuilder(const std::string& id) {
    it_.id = SubmissionId(id);
    it_.batch = {BatchId("pdsu-2024-01"), "10919", "平顶山学院", "2024-01", ProfileId("chsi-99-2017"), std::nullopt};
    it_.student = {StudentRef("stu_" + id), "2021" + id, "张*", "", "专升本", "会计学", ""};
    it_.submitted_at = kSomeDay;
    it_.payment = domain::Payment::paid;
    it_.photos = {a_photo(id + "_submission"), a_photo(id + "_enrollment", domain::PhotoRole::enrollment)};
  }
  SubmissionBuilder& with_version(int version) { return it_.version = version, *this; }
  SubmissionBuilder& with_state(domain::FeedState state) { return it_.state = state, *this; }
  SubmissionBuilder& with_attempt(int attempt) { return it_.attempt = attempt, *this; }
  SubmissionBuilder& with_previous(const std::string& id) { return it_.previous = SubmissionId(id), *this; }
  SubmissionBuilder& with_student(const std::string& ref) { return it_.student.ref = StudentRef(ref), *this; }
  SubmissionBuilder& with_name(const std::string& name) { return it_.student.name = name, *this; }
  SubmissionBuilder& with_number(const std::string& number) { return it_.student.student_number = number, *this; }
  SubmissionBuilder& with_batch(const std::string& id) { return it_.batch.id = BatchId(id), *this; }
  SubmissionBuilder& with_profile(const std::string& id) { return it_.batch.profile = ProfileId(id), *this; }
  SubmissionBuilder& submitted_at(Instant at) { return it_.submitted_at = at, *this; }
  SubmissionBuilder& window_closes(Instant at) { return it_.batch.window_closes_at = at, *this; }
  SubmissionBuilder& with_photo(domain::PhotoRef photo) { return it_.photos.push_back(std::move(photo)), *this; }
  SubmissionBuilder& with_photos(std::vector<domain::PhotoRef> photos) { return it_.photos = std::move(photos), *this; }
  SubmissionBuilder& without_references() {
    std::erase_if(it_.photos, [](const domain::PhotoRef& photo) { return domain::is_reference(photo.role); });
    return *this;
  }
  SubmissionBuilder& with_flag(const std::string& check, domain::FlagVerdict verdict = domain::FlagVerdict::fail) {
    return it_.flags.push_back({FindingId(check), verdict, std::nullopt, "", "backend 1"}), *this;
  }
  [[nodiscard]] domain::Submission built() const { return it_; }
  operator domain::Submission() const { return it_; }  // NOLINT(google-explicit-constructor)

 private:
  domain::Submission it_;
};
inline SubmissionBuilder a_submission(const std::string& id = "sub_1") { return SubmissionBuilder(id); }

// A case that waits in the first line, due 24 hours after the submission.
class CaseBuilder {
 public:
  explicit CaseBuilder(const domain::Submission& submission) {
    it_.submission = submission;
    it_.place = {domain::Stage::queued, domain::Round::first};
    it_.first_seen = submission.submitted_at + minutes(1);
    it_.due_at = domain::due_at(submission);
  }
  CaseBuilder& at(domain::Stage stage, domain::Round round = domain::Round::first) {
    return it_.place = {stage, round}, *this;
  }
  CaseBuilder& leased_by(const std::string& who, domain::Round round = domain::Round::first) {
    it_.holder = OperatorId(who);
    ++it_.epoch;
    return at(domain::Stage::leased, round);
  }
  CaseBuilder& judged_by(const std::string& who) { return it_.judged_by.push_back(OperatorId(who)), *this; }
  CaseBuilder& with_epoch(std::int64_t epoch) { return it_.epoch = epoch, *this; }
  [[nodiscard]] domain::ReviewCase built() const { return it_; }
  operator domain::ReviewCase() const { return it_; }  // NOLINT(google-explicit-constructor)

 private:
  domain::ReviewCase it_;
};
inline CaseBuilder a_case(const domain::Submission& submission) { return CaseBuilder(submission); }
inline CaseBuilder a_case(const std::string& id = "sub_1") { return CaseBuilder(a_submission(id)); }

}  // namespace zhaojian::test
