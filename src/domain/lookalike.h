#pragma once
#include <string>

#include "base/ids.h"

namespace zhaojian::domain {

// Another student of the batch whose face is like that of the photo. A hint, never a reason.
struct Lookalike {
  SubmissionId submission;
  std::string student_name, student_number;
  double cosine = 0;  // −1…1
  bool operator==(const Lookalike&) const = default;
};

}  // namespace zhaojian::domain
