#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace zhaojian::store {

// What a face looks like to one network: comparable only with faces of the same.
struct KeptFace {
  std::int64_t row = 0;  // rises with every write; given by the store
  SubmissionId submission;
  int version = 0;
  StudentRef student;    // of the submission; read, not written
  std::string network;   // "embedding 87aacdfe"
  std::array<float, 512> face{};
  bool operator==(const KeptFace&) const = default;
};

// Only of batches whose profile allows it; whoever writes has to ask. They go with their case when that is purged.
class Faces {
 public:
  virtual ~Faces() = default;

  // In place of what was kept of this submission, whatever its version; the same again is not written.
  [[nodiscard]] virtual Done put(const KeptFace& face) = 0;
  [[nodiscard]] virtual Done drop(const SubmissionId& submission) = 0;
  // Those of a batch with a higher row, by row.
  [[nodiscard]] virtual Result<std::vector<KeptFace>> of_batch(const BatchId& batch, std::int64_t after_row) = 0;
  // How many were ever taken away or replaced: a number that has changed says that what was read before may be gone.
  [[nodiscard]] virtual Result<std::int64_t> removed() = 0;
  // All of a batch, at once; how many there were.
  [[nodiscard]] virtual Result<std::int64_t> forget(const BatchId& batch) = 0;
};

}  // namespace zhaojian::store
