#include "cli/misses.h"

#include <ostream>

#include "cli/cells.h"
#include "cli/words.h"
#include "codec/flaw_json.h"

namespace zhaojian::cli {
namespace {

using workflow::Miss;
using workflow::Wrong;

std::string_view name(Wrong wrong) {
  constexpr std::string_view names[] = {"missed", "false_alarm", "blind"};
  return names[static_cast<int>(wrong)];
}

void print_json(const Session& session, const Miss& miss) {
  codec::Json::Object line = {{"file", miss.file},
                              {"finding", miss.finding.id.value},
                              {"wrong", name(miss.wrong)},
                              {"verdict", domain::name(miss.finding.verdict)}};
  if (miss.finding.value) line.push_back({"value", *miss.finding.value});
  if (!miss.finding.why.empty()) line.push_back({"why", miss.finding.why});
  session.print_line(std::move(line));
}

}  // namespace

void print_misses(const Session& session, std::span<const Miss> misses, const std::vector<std::string>& findings) {
  Table table({{session.text("cli.column.file")},
               {session.text("cli.column.check")},
               {session.text("cli.column.wrong")},
               {session.text("cli.column.value"), Align::right},
               {session.text("cli.column.unit")},
               {session.text("cli.column.band")},
               {session.text("cli.column.verdict")},
               {session.text("cli.column.reason")}});
  for (const Miss& miss : misses) {
    if (!findings.empty() && !codec::names(findings, miss.finding.id.value)) continue;
    if (session.json()) {
      print_json(session, miss);
      continue;
    }
    table.row({miss.file, miss.finding.id.value, session.word("cli.accuracy.wrong.", name(miss.wrong)),
               value_text(miss.finding.value), std::string(symbol(miss.finding.unit)), band_text(miss.finding.band),
               session.word("verdict.", domain::name(miss.finding.verdict)), reason_text(session, miss.finding)});
  }
  if (session.json()) return;
  if (table.empty()) {
    session.out() << session.text("cli.accuracy.no_failures") << '\n';
  } else {
    table.print(session.out());
  }
}

}  // namespace zhaojian::cli
