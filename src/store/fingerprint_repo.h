#pragma once
#include "store/fingerprints.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

class FingerprintRepo final : public Fingerprints {
 public:
  explicit FingerprintRepo(Connection& db) : db_(db) {}

  Done put(const PhotoPrint& print) override;
  Result<std::vector<PhotoPrint>> since(std::int64_t row) override;
  Result<std::int64_t> removed() override;
  Result<std::vector<PhotoPrint>> refused_of(const StudentRef& student, const SubmissionId& but, int version) override;

 private:
  Connection& db_;
};

}  // namespace zhaojian::store
