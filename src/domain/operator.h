#pragma once
#include <string>
#include <string_view>

#include "base/ids.h"

namespace zhaojian::domain {

enum class Role { reviewer, supervisor, administrator, customer_service };

[[nodiscard]] constexpr std::string_view name(Role role) {
  constexpr std::string_view names[] = {"reviewer", "supervisor", "administrator", "customer_service"};
  return names[static_cast<int>(role)];
}

struct Operator {
  OperatorId id;
  std::string name;  // shown: "审核员 0217"
  Role role = Role::reviewer;
  bool active = true;
  bool operator==(const Operator&) const = default;
};

}  // namespace zhaojian::domain
