#include "demo/reach.h"

#include "base/hash.h"

namespace zhaojian::demo {

Reach reach_of(const StudentRef& student) {
  const Sha256 lot = sha256(bytes_of(student.value));
  switch (lot[0] % 20) {
    case 0:
    case 1: return {"user_refused", "subscribe_message", "43101"};
    case 2: return {"unreachable", "official_account", ""};
    case 3: return {"failed", "subscribe_message", "47003"};
    default: break;
  }
  const std::string_view channel = lot[1] % 4 == 0 ? "subscribe_message" : "official_account";
  return {"delivered", channel, "", lot[2] % 3 != 0};
}

}  // namespace zhaojian::demo
