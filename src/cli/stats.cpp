#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/cells.h"
#include "cli/command.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::string since;
};

using Numbers = std::map<std::string, std::int64_t>;

struct Figures {
  store::Counts counts;
  Numbers outcomes, reasons;
};

// The first moment of that day in Beijing; the beginning of time without one.
Result<Instant> start_of(const std::string& since) {
  if (since.empty()) return Instant{};
  auto date = date_from_iso(since);
  if (!date) return Error{Errc::invalid, date.error().message, "error.cli.date"};
  return instant_from_rfc3339(iso(*date) + "T00:00:00+08:00");
}

Result<Figures> read(Session& session, Instant from) {
  store::Store* store = TRY(session.store());
  Figures figures;
  figures.counts = TRY(store->statistics().counts(session.clock().now()));
  figures.outcomes = TRY(store->statistics().outcomes(from));
  figures.reasons = TRY(store->statistics().reasons(from));
  return figures;
}

codec::Json json_of(const Numbers& numbers) {
  codec::Json::Object object;
  for (const auto& [what, count] : numbers) object.push_back({what, count});
  return object;
}

void print_json(const Session& session, const Figures& figures) {
  const store::Counts& counts = figures.counts;
  Numbers stages, events;
  for (const auto& [stage, count] : counts.stages) stages[std::string(name(stage))] = count;
  for (const auto& [state, count] : counts.events) events[std::string(name(state))] = count;
  session.print_line(codec::Json::Object{{"stages", json_of(stages)},
                                         {"events", json_of(events)},
                                         {"outcomes", json_of(figures.outcomes)},
                                         {"reasons", json_of(figures.reasons)},
                                         {"photos_wanted", counts.photos_wanted},
                                         {"photos_present", counts.photos_present},
                                         {"photos_missing", counts.photos_missing},
                                         {"photos_broken", counts.photos_broken},
                                         {"quarantined", counts.quarantined},
                                         {"decided_today", counts.decided_today},
                                         {"decided_last_hour", counts.decided_last_hour}});
}

class Sheet {
 public:
  explicit Sheet(const Session& session) : session_(session) {}
  void head(std::string_view key) { start(session_.text(key)); }
  void line(const std::string& what, std::int64_t count) { table_.row({what, std::to_string(count)}); }
  void finish() {
    if (!table_.empty()) table_.print(session_.out());
    table_ = Table({});
  }

 private:
  void start(std::string title) {
    if (!table_.empty()) {
      table_.print(session_.out());
      session_.out() << '\n';
    }
    table_ = Table({{std::move(title)}, {session_.text("cli.column.count"), Align::right}});
  }
  const Session& session_;
  Table table_{{}};
};

std::string reason_label(const Session& session, const domain::ReasonCatalogue& catalogue, const std::string& code) {
  const domain::Reason* reason = catalogue.find(ReasonCode(code));
  if (reason == nullptr) return code;
  return code + " " + (session.language() == domain::Language::zh_cn ? reason->label_zh : reason->label_en);
}

void print(const Session& session, const Figures& figures, const domain::ReasonCatalogue& catalogue) {
  const store::Counts& counts = figures.counts;
  Sheet sheet(session);
  sheet.head("cli.stats.cases");
  for (const auto& [stage, count] : counts.stages) sheet.line(session.word("cli.stage.", name(stage)), count);
  sheet.head("cli.stats.photos");
  sheet.line(session.text("cli.stats.photos_present"), counts.photos_present);
  sheet.line(session.text("cli.stats.photos_wanted"), counts.photos_wanted);
  sheet.line(session.text("cli.stats.photos_lost"), counts.photos_missing + counts.photos_broken);
  sheet.line(session.text("cli.stats.quarantined"), counts.quarantined);
  sheet.head("cli.stats.decisions");
  sheet.line(session.text("cli.stats.today"), counts.decided_today);
  sheet.line(session.text("cli.stats.last_hour"), counts.decided_last_hour);
  for (const auto& [outcome, count] : figures.outcomes) sheet.line(session.word("outcome.", outcome), count);
  sheet.head("cli.stats.reasons");
  for (const auto& [code, count] : figures.reasons) sheet.line(reason_label(session, catalogue, code), count);
  sheet.head("cli.stats.events");
  for (const auto& [state, count] : counts.events) sheet.line(session.word("event_state.", name(state)), count);
  sheet.finish();
}

Exit stats(Session& session, const Options& options) {
  const auto from = start_of(options.since);
  if (!from) return session.fail(from.error(), Exit::usage);
  const auto station = session.station();
  if (!station) return session.fail(station.error(), Exit::usage);
  const auto figures = read(session, *from);
  if (!figures) return session.fail(figures.error(), Exit::usage);
  if (session.json()) {
    print_json(session, *figures);
  } else {
    print(session, *figures, *(*station)->assets.reasons);
  }
  return Exit::ok;
}

}  // namespace

void add_stats(Menu& menu) {
  CLI::App* command = menu.add("stats");
  const auto options = std::make_shared<Options>();
  command->add_option("--since", options->since, menu.text("cli.stats.since"))->option_text("YYYY-MM-DD");
  menu.when_named(command, [options](Session& session) { return stats(session, *options); });
}

}  // namespace zhaojian::cli
