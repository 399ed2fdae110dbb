#pragma once
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "cli/exit_code.h"
#include "codec/json.h"
#include "domain/texts.h"
#include "station/station.h"

namespace zhaojian::cli {

// What may stand anywhere on the command line.
struct Choices {
  std::string config;    // a file; empty: the default one if it is there
  std::string language;  // "zh-CN", "en", or empty: what the environment says
  bool json = false;
};

// The choices as far as the texts depend on them, before the line is parsed and whatever else is in it.
[[nodiscard]] Choices look_ahead(const std::vector<std::string>& arguments);

// What a sub-command works with. Settings and texts are read at the start, the station and its store when they are
// first asked for. Belongs to one thread.
class Session {
 public:
  explicit Session(Choices choices);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] const Choices& choices() const { return choices_; }
  [[nodiscard]] bool json() const { return choices_.json; }
  void print_json() { choices_.json = true; }

  [[nodiscard]] domain::Language language() const { return language_; }
  [[nodiscard]] const domain::Texts& texts() const { return texts_; }
  [[nodiscard]] std::string text(std::string_view key, std::initializer_list<std::string_view> values = {}) const;
  // The text of prefix + name, or the name itself where the catalogue has none.
  [[nodiscard]] std::string word(std::string_view prefix, std::string_view name) const;

  [[nodiscard]] std::ostream& out() const;
  [[nodiscard]] std::ostream& err() const;
  // One JSON value a line on standard output.
  void print_line(codec::Json json) const;
  // Says on standard error what happened and what to do, the English detail behind. Gives `exit` back.
  Exit fail(const Error& error, Exit exit = Exit::problems) const;

  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] const Result<station::Config>& config() const { return config_; }
  // Opened at the first call; the log goes to a file of the data folder from then on.
  [[nodiscard]] Result<const station::Station*> station();
  [[nodiscard]] Result<store::Store*> store();
  [[nodiscard]] Result<workflow::Services> services();
  // The operator with this id; not_found (error.cli.operator) when there is none.
  [[nodiscard]] Result<domain::Operator> person(const std::string& id);
  // To be called by what has written to the audit log. A failure is told, no more: what was done is done.
  void keep_checkpoint();

 private:
  Choices choices_;
  domain::Language language_;
  Result<station::Config> config_;
  domain::Texts texts_;
  SystemClock clock_;
  std::unique_ptr<const station::Station> station_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace zhaojian::cli
