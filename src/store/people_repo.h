#pragma once
#include "store/people.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

class PeopleRepo final : public People {
 public:
  explicit PeopleRepo(Connection& db) : db_(db) {}

  Result<std::vector<domain::Operator>> operators() override;  // by id
  Done put_operator(const domain::Operator& who) override;
  Result<std::optional<std::string>> setting(const OperatorId& who, const std::string& key) override;
  Done set_setting(const OperatorId& who, const std::string& key, const std::string& value) override;

 private:
  Connection& db_;
};

}  // namespace zhaojian::store
