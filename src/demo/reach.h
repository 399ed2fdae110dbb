#pragma once
#include <string_view>

#include "base/ids.h"

namespace zhaojian::demo {

// How WeChat messages reach a student. Belongs to the student: who refused once refuses each time.
struct Reach {
  std::string_view status;  // "delivered", "user_refused" …
  std::string_view channel;
  std::string_view code;  // the channel's own
  bool reads = false;     // opens what was delivered
  [[nodiscard]] bool reached() const { return status == "delivered"; }
};

// Of twenty students two have refused (43101), one cannot be reached, one gets a message WeChat rejects (47003).
[[nodiscard]] Reach reach_of(const StudentRef& student);

}  // namespace zhaojian::demo
