#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql/row.h"

namespace zhaojian::store {

// The few places where databases say the same thing differently.
struct Dialect {
  std::string_view name;            // the folder of db/ with its migrations
  std::string_view rows_with_text;  // query of row_ids of submissions, with a {} for the value
  // What that value is for a text. It finds all rows with the text, and perhaps others.
  std::string (*search_value)(std::string_view text);
  std::size_t search_length = 0;  // characters; shorter texts the index cannot find
  std::string_view change_mark;   // query of a number that changes when another connection has committed
};

// One connection to a SQL database. Belongs to one thread. Statements are written with $1, $2 … and portable types.
// Errors: conflict (a uniqueness is broken), unavailable (busy), io, corrupt, denied (read only), internal.
class Connection {
 public:
  virtual ~Connection() = default;

  // Runs one statement; the number of rows it changed.
  [[nodiscard]] virtual Result<std::int64_t> execute(std::string_view sql, const Values& bound) = 0;
  // Calls `each` for every row until it returns false. `each` may use the connection.
  [[nodiscard]] virtual Done query(std::string_view sql, const Values& bound,
                                   const std::function<bool(Row&)>& each) = 0;
  // Several statements at once, nothing bound; for migrations.
  [[nodiscard]] virtual Done run_script(const std::string& sql) = 0;

  // Starts a transaction that writes: waits for its turn first, so that it cannot fail later for want of the lock.
  [[nodiscard]] virtual Done begin() = 0;
  // On an error nothing was written, except after `io`, when only the next start of the database can tell.
  [[nodiscard]] virtual Done commit() = 0;
  virtual void rollback() = 0;  // harmless when there is nothing to roll back
  [[nodiscard]] virtual bool in_transaction() const = 0;

  [[nodiscard]] virtual const Dialect& dialect() const = 0;
};

// All rows as values. `read` takes a row from the left; a row that it finds wrong is `corrupt`.
template <class T>
[[nodiscard]] Result<std::vector<T>> all(Connection& db, std::string_view sql, const Values& bound,
                                         Result<T> (*read)(Row&)) {
  std::vector<T> found;
  std::optional<Error> problem;
  TRY(db.query(sql, bound, [&](Row& row) {
    auto one = read(row);
    if (one && row.wrong()) one = Error{Errc::corrupt, "a column holds what it cannot hold", "error.store.corrupt"};
    if (!one) return problem = std::move(one).error(), false;
    found.push_back(std::move(*one));
    return true;
  }));
  if (problem) return *std::move(problem);
  return found;
}

// The first row, if there is one.
template <class T>
[[nodiscard]] Result<std::optional<T>> first(Connection& db, std::string_view sql, const Values& bound,
                                             Result<T> (*read)(Row&)) {
  auto found = TRY(all(db, sql, bound, read));
  if (found.empty()) return std::optional<T>();
  return std::optional<T>(std::move(found.front()));
}

// The number in the first column of the first row; 0 without a row.
[[nodiscard]] inline Result<std::int64_t> number(Connection& db, std::string_view sql, const Values& bound) {
  const auto read = +[](Row& row) -> Result<std::int64_t> { return row.integer(); };
  return TRY(first(db, sql, bound, read)).value_or(0);
}

}  // namespace zhaojian::store
