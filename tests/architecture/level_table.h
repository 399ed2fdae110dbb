#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace zhaojian::architecture {

// What one module may include.
struct Module {
  int level = 0;
  std::size_t line = 0;           // of the row, from 1
  bool all_below = false;         // every module of a strictly lower level …
  std::set<std::string> but;      // … except these
  std::set<std::string> modules;  // else these
  std::set<std::string> headers;  // and single headers of others: "store/store.h"
};

// The level table: the rows `| 3 | `store` | what it is for | base, domain, `x/y.h` | outside libraries |` of a
// Markdown text. "may include" is a list, "–" for nothing, or "all below" with an optional "but a, b".
class LevelTable {
 public:
  // invalid, with the line, when there is no row, a row cannot be read, or the table contradicts itself (a name that
  // has no row, an edge that does not go to a strictly lower level).
  [[nodiscard]] static Result<LevelTable> parse(std::string_view markdown);

  [[nodiscard]] const std::map<std::string, Module>& modules() const { return modules_; }
  [[nodiscard]] bool has(const std::string& module) const { return modules_.contains(module); }
  // May a file of module `from` include `header` ("store/store.h") of module `to`? Both are in the table.
  [[nodiscard]] bool allows(const std::string& from, const std::string& to, const std::string& header) const;

 private:
  [[nodiscard]] Done check_edges() const;
  std::map<std::string, Module> modules_;
};

}  // namespace zhaojian::architecture
