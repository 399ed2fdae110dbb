#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/operator.h"

namespace zhaojian::store {

// Operators, and what each of them set on the desk.
class People {
 public:
  virtual ~People() = default;
  [[nodiscard]] virtual Result<std::vector<domain::Operator>> operators() = 0;
  [[nodiscard]] virtual Done put_operator(const domain::Operator& who) = 0;
  [[nodiscard]] virtual Result<std::optional<std::string>> setting(const OperatorId& who, const std::string& key) = 0;
  [[nodiscard]] virtual Done set_setting(const OperatorId& who, const std::string& key, const std::string& value) = 0;
};

}  // namespace zhaojian::store
