#include "store/people_repo.h"

#include "store/names.h"

namespace zhaojian::store {

Result<std::vector<domain::Operator>> PeopleRepo::operators() {
  const auto read = +[](Row& row) -> Result<domain::Operator> {
    domain::Operator who;
    who.id = row.id<OperatorId>();
    who.name = row.text();
    who.role = row.one_of<domain::Role>(kRoles);
    who.active = row.yes();
    return who;
  };
  return all(db_, "SELECT id, name, role, active FROM operators ORDER BY id", {}, read);
}

Done PeopleRepo::put_operator(const domain::Operator& who) {
  TRY(
      db_.execute("INSERT INTO operators (id, name, role, active) VALUES ($1, $2, $3, $4) "
                  "ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active",
                  values(who.id, who.name, word(who.role), who.active)));
  return {};
}

Result<std::optional<std::string>> PeopleRepo::setting(const OperatorId& who, const std::string& key) {
  const auto read = +[](Row& row) -> Result<std::string> { return row.text(); };
  return first(db_, "SELECT value FROM settings WHERE operator = $1 AND key = $2", values(who, key), read);
}

Done PeopleRepo::set_setting(const OperatorId& who, const std::string& key, const std::string& value) {
  TRY(
      db_.execute("INSERT INTO settings (operator, key, value) VALUES ($1, $2, $3) "
                  "ON CONFLICT (operator, key) DO UPDATE SET value = excluded.value",
                  values(who, key, value)));
  return {};
}

}  // namespace zhaojian::store
