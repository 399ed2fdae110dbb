#include "cli/session.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>

#include "base/log.h"
#include "base/utf8.h"
#include "station/audit_check.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kLongestDetail = 400;

domain::Language language_of(std::string_view chosen) {
  if (chosen == "en") return domain::Language::en;
  if (chosen == "zh-CN") return domain::Language::zh_cn;
  // As every program of the system: the first of these that is set counts.
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? domain::Language::zh_cn : domain::Language::en;
  }
  return domain::Language::zh_cn;
}

Result<station::Config> config_of(const std::string& file) {
  if (!file.empty()) return station::config_from_file(file);
  std::error_code ignored;
  const auto usual = station::default_config_file();
  if (std::filesystem::exists(usual, ignored)) return station::config_from_file(usual);
  return station::default_config();
}

// Also with settings that cannot be read, so that this can be said in the user's language.
domain::Texts texts_for(const Result<station::Config>& config, domain::Language language) {
  const auto folder = config ? config->assets_dir : station::default_config().assets_dir;
  if (auto texts = station::load_texts(folder, language)) return *std::move(texts);
  auto own = station::load_texts(station::default_config().assets_dir, language);
  return own ? *std::move(own) : domain::Texts();
}

// "--name value" or "--name=value"; the last one counts.
std::string value_of(const std::vector<std::string>& arguments, std::string_view name) {
  std::string value;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == name && i + 1 < arguments.size()) value = arguments[i + 1];
    if (argument.starts_with(name) && argument.substr(name.size()).starts_with('=')) {
      value = argument.substr(name.size() + 1);
    }
  }
  return value;
}

}  // namespace

Choices look_ahead(const std::vector<std::string>& arguments) {
  return {value_of(arguments, "--config"), value_of(arguments, "--lang"), false};
}

Session::Session(Choices choices)
    : choices_(std::move(choices)),
      language_(language_of(choices_.language)),
      config_(config_of(choices_.config)),
      texts_(texts_for(config_, language_)) {}

Session::~Session() = default;

std::string Session::text(std::string_view key, std::initializer_list<std::string_view> values) const {
  // At most ten placeholders. Ids and names come from outside: whatever is in them, it stays on the line.
  std::array<std::string, 10> safe;
  std::ranges::transform(values, safe.begin(), [](std::string_view value) { return one_line(value, kLongestDetail); });
  return texts_.format(key, {safe[0], safe[1], safe[2], safe[3], safe[4], safe[5], safe[6], safe[7], safe[8], safe[9]});
}

std::string Session::word(std::string_view prefix, std::string_view name) const {
  const std::string key = std::string(prefix).append(name);
  return texts_.has(key) ? std::string(texts_(key)) : std::string(name);
}

std::ostream& Session::out() const { return std::cout; }
std::ostream& Session::err() const { return std::cerr; }

void Session::print_line(codec::Json json) const { out() << codec::to_text(json) << '\n'; }

Exit Session::fail(const Error& error, Exit exit) const {
  out().flush();
  err() << "zhaojian: " << texts_.of(error);
  if (exit == Exit::unreachable) err() << ' ' << text("cli.try_again");
  err() << '\n';
  if (!error.message.empty()) {
    err() << "  [" << name(error.code) << "] " << one_line(error.message, kLongestDetail) << '\n';
  }
  return exit;
}

Result<const station::Station*> Session::station() {
  if (!station_) {
    if (!config_) return config_.error();
    station_ = TRY(station::open_station(*config_));
    log_to_file(station_->config.data_dir / "cli.log", LogLevel::info, Echo::none);
  }
  return station_.get();
}

Result<store::Store*> Session::store() {
  if (!store_) {
    const station::Station* of = TRY(station());
    store_ = TRY(station::open_store_of(*of, clock_));
  }
  return store_.get();
}

Result<workflow::Services> Session::services() {
  const station::Station* of = TRY(station());
  store::Store* open = TRY(store());
  return of->services(*open, clock_);
}

Result<domain::Operator> Session::person(const std::string& id) {
  store::Store* open = TRY(store());
  const auto all = TRY(open->people().operators());
  const auto found = std::ranges::find(all, OperatorId(id), &domain::Operator::id);
  if (found == all.end()) return Error{Errc::not_found, "no operator \"" + id + "\"", "error.cli.operator"};
  return *found;
}

void Session::keep_checkpoint() {
  if (!station_ || !store_) return;
  if (const Done done = station::keep_checkpoint(*station_, *store_); !done) fail(done.error());
}

}  // namespace zhaojian::cli
