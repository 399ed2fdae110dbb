#include <CLI/CLI.hpp>
#include <deque>
#include <ostream>

#include "base/utf8.h"
#include "cli/cells.h"
#include "cli/command.h"
#include "cli/words.h"
#include "station/audit_check.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::size_t limit = 30;
};

Result<audit::Report> report_of(Session& session) {
  store::Store* store = TRY(session.store());
  return station::verify_audit(*TRY(session.station()), *store);
}

void print_problem(const Session& session, const audit::Problem& problem) {
  if (session.json()) {
    session.print_line(codec::Json::Object{{"trouble", audit::name(problem.trouble)},
                                           {"warning", audit::is_warning(problem.trouble)},
                                           {"station", problem.station.value},
                                           {"seq", problem.seq},
                                           {"about", problem.about}});
    return;
  }
  const std::string where = problem.station.empty() ? "" : problem.station.value + " #" + std::to_string(problem.seq);
  session.out() << session.word("cli.audit.trouble.", audit::name(problem.trouble)) << ": " << where
                << (where.empty() ? "" : ", ") << one_line(problem.about, 300) << '\n';
}

void print_sum(const Session& session, const audit::Report& report) {
  if (session.json()) {
    session.print_line(codec::Json::Object{{"clean", report.clean()},
                                           {"records", report.records},
                                           {"decisions", report.decisions},
                                           {"events", report.events},
                                           {"stations", report.stations}});
    return;
  }
  session.out() << session.text(report.clean() ? "cli.audit.clean" : "cli.audit.unclean",
                                {std::to_string(report.records), std::to_string(report.decisions),
                                 std::to_string(report.events), std::to_string(report.problems.size())})
                << '\n';
}

Exit verify(Session& session) {
  const auto report = report_of(session);
  if (!report) return session.fail(report.error(), Exit::usage);
  for (const audit::Problem& problem : report->problems) print_problem(session, problem);
  print_sum(session, *report);
  return report->clean() ? Exit::ok : Exit::problems;
}

std::string codes_of(const std::vector<ReasonCode>& reasons) {
  std::string text;
  for (const ReasonCode& code : reasons) text += (text.empty() ? "" : " ") + code.value;
  return text;
}

codec::Json json_of(const domain::AuditRecord& record) {
  const domain::AuditEntry& entry = record.entry;
  return codec::Json::Object{{"station", record.station.value},
                             {"seq", record.seq},
                             {"kind", name(entry.kind)},
                             {"at", rfc3339(entry.at)},
                             {"actor", entry.actor.value},
                             {"subject", hex(entry.subject)},
                             {"outcome", entry.outcome},
                             {"reasons", codes_of(entry.reasons)},
                             {"decision", entry.decision.value},
                             {"hash", hex(record.hash)}};
}

void print(const Session& session, const std::deque<domain::AuditRecord>& records) {
  Table table({{session.text("cli.column.station")},
               {session.text("cli.column.seq"), Align::right},
               {session.text("cli.column.time")},
               {session.text("cli.column.what")},
               {session.text("cli.column.who")},
               {session.text("cli.column.outcome")},
               {session.text("cli.column.decision")},
               {session.text("cli.column.hash")}});
  for (const domain::AuditRecord& record : records) {
    const domain::AuditEntry& entry = record.entry;
    table.row({record.station.value, std::to_string(record.seq), beijing_text(entry.at),
               session.word("cli.audit.kind.", name(entry.kind)), entry.actor.value,
               session.word("outcome.", entry.outcome) + " " + codes_of(entry.reasons), entry.decision.value,
               hex(record.hash).substr(0, 12)});
  }
  table.print(session.out());
}

Exit show(Session& session, const Options& options) {
  const auto store = session.store();
  if (!store) return session.fail(store.error(), Exit::usage);
  std::deque<domain::AuditRecord> last;
  const Done done = (*store)->audit().read([&](const domain::AuditRecord& record) {
    last.push_back(record);
    if (last.size() > options.limit) last.pop_front();
    return true;
  });
  if (!done) return session.fail(done.error(), Exit::usage);
  if (session.json()) {
    for (const domain::AuditRecord& record : last) session.print_line(json_of(record));
  } else {
    print(session, last);
  }
  return Exit::ok;
}

}  // namespace

void add_audit(Menu& menu) {
  CLI::App* command = menu.add("audit");
  command->require_subcommand(1);
  CLI::App* verify_command = menu.add_to(command, "verify");
  menu.when_named(verify_command, verify);

  const auto options = std::make_shared<Options>();
  CLI::App* show_command = menu.add_to(command, "show");
  show_command->add_option("--limit", options->limit, menu.text("cli.option.limit"))
      ->check(CLI::Range(1, 1'000'000))
      ->option_text("N");
  menu.when_named(show_command, [options](Session& session) { return show(session, *options); });
}

}  // namespace zhaojian::cli
