#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "base/result.h"

namespace zhaojian::store {

// By what the photo of one submission is recognised (imaging/fingerprint.h; the store compares nothing).
struct PhotoPrint {
  std::int64_t row = 0;  // rises with every write; given by the store
  SubmissionId submission;
  int version = 0;
  StudentRef student;
  Sha256 photo{};
  std::uint64_t whole = 0;
  std::optional<std::array<std::uint64_t, 4>> face;
  bool operator==(const PhotoPrint&) const = default;
};

// They go with their photo: a case that is purged or deleted takes them along.
class Fingerprints {
 public:
  virtual ~Fingerprints() = default;

  // In place of what was kept of this submission and version; the same again is not written.
  [[nodiscard]] virtual Done put(const PhotoPrint& print) = 0;
  // Those with a higher row, by row.
  [[nodiscard]] virtual Result<std::vector<PhotoPrint>> since(std::int64_t row) = 0;
  // How many were ever taken away or replaced: a number that has changed says that what was read before may be gone.
  [[nodiscard]] virtual Result<std::int64_t> removed() = 0;
  // The student's photos that a released decision refused (retake, identity doubt), without this version of this one.
  [[nodiscard]] virtual Result<std::vector<PhotoPrint>> refused_of(const StudentRef& student, const SubmissionId& but,
                                                                   int version) = 0;
};

}  // namespace zhaojian::store
