#pragma once
#include "store/faces.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

class FaceRepo final : public Faces {
 public:
  explicit FaceRepo(Connection& db) : db_(db) {}

  Done put(const KeptFace& face) override;
  Done drop(const SubmissionId& submission) override;
  Result<std::vector<KeptFace>> of_batch(const BatchId& batch, std::int64_t after_row) override;
  Result<std::int64_t> removed() override;
  Result<std::int64_t> forget(const BatchId& batch) override;

 private:
  Connection& db_;
};

}  // namespace zhaojian::store
