#include "cli/check_report.h"

#include <ostream>

#include "base/utf8.h"
#include "cli/cells.h"
#include "cli/words.h"
#include "codec/assessment_json.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kLongestPath = 400;

// Where the two were compared: for a flag whose check we do not have there is nothing of ours to agree with.
std::vector<domain::Compared> compared(const CheckedPhoto& photo) {
  return domain::compare(photo.assessment, photo.back_end, *photo.profile);
}

codec::Json back_end_json(const CheckedPhoto& photo) {
  codec::Json::Array list;
  for (const domain::Compared& row : compared(photo)) {
    const auto number = [](const std::optional<double>& value) { return value ? codec::Json(*value) : codec::Json(); };
    list.push_back(codec::Json::Object{{"check", row.id.value},
                                       {"verdict", domain::name(domain::verdict_of(row.theirs->verdict))},
                                       {"value", number(row.theirs->value)},
                                       {"unit", row.theirs->unit},
                                       {"engine", row.theirs->engine},
                                       {"our_verdict", row.ours ? codec::Json(domain::name(row.ours->verdict)) : codec::Json()},
                                       {"our_value", row.ours ? number(row.ours->value) : codec::Json()},
                                       {"agreement", domain::name(row.agreement)}});
  }
  return list;
}

}  // namespace

codec::Json json_of(const Session& session, const CheckedPhoto& photo) {
  // Bytes that are no UTF-8 cannot stand in JSON; the name is for people then.
  codec::Json::Object line = {{"file", clean_utf8(photo.file.string())}, {"verdict", name(overall(photo))}};
  if (photo.unreadable) {
    const Error& error = *photo.unreadable;
    line.push_back({"error", codec::Json::Object{{"code", name(error.code)},
                                                 {"key", error.text},
                                                 {"text", session.texts().of(error)},
                                                 {"detail", error.message}}});
  }
  if (!photo.made_with.empty()) line.push_back({"made_with", photo.made_with});
  if (!photo.back_end.empty()) line.push_back({"back_end", back_end_json(photo)});
  if (auto assessment = codec::parse_json(bytes_of(codec::assessment_to_json(photo.assessment)))) {
    line.push_back({"assessment", *std::move(assessment)});
  }
  return line;
}

namespace {

// The back end's flags beside our findings, as the desk shows them: what contradicts is marked.
void print_back_end(const Session& session, const CheckedPhoto& photo) {
  if (photo.back_end.empty()) return;
  Table table({{""},
               {session.text("cli.column.check")},
               {session.text("cli.check.column.ours"), Align::right},
               {session.text("cli.check.column.ours_says")},
               {session.text("cli.check.column.theirs"), Align::right},
               {session.text("cli.check.column.theirs_says")},
               {session.text("cli.check.column.engine")},
               {session.text("cli.check.column.agreement")}});
  for (const domain::Compared& row : compared(photo)) {
    const auto valued = [](const std::optional<double>& value, std::string_view unit) {
      return value ? value_text(value) + (unit.empty() ? "" : " " + std::string(unit)) : std::string();
    };
    const bool ours = row.ours != nullptr;
    table.row({domain::is_alarm(row.agreement) ? "!" : "", finding_name(session, row.id),
               ours ? valued(row.ours->value, symbol(row.ours->unit)) : "",
               ours ? session.word("verdict.", domain::name(row.ours->verdict)) : session.text("cli.check.no_such"),
               valued(row.theirs->value, row.theirs->unit),
               session.word("verdict.", domain::name(domain::verdict_of(row.theirs->verdict))),
               one_line(row.theirs->engine, 40), session.text("cli.check.agreement." + std::string(domain::name(row.agreement)))});
  }
  session.out() << "  " << session.text("cli.check.back_end", {photo.assessment.engine}) << '\n';
  table.print(session.out(), "  ");
}

void print_table(const Session& session, const CheckedPhoto& photo) {
  session.out() << one_line(photo.file.string(), kLongestPath) << ": "
                << session.text("cli.check.overall." + std::string(name(overall(photo)))) << '\n';
  if (photo.unreadable) {
    session.out() << "  " << session.texts().of(*photo.unreadable) << "\n\n";
    return;
  }
  Table table({{session.text("cli.column.check")},
               {session.text("cli.column.value"), Align::right},
               {session.text("cli.column.unit")},
               {session.text("cli.column.band")},
               {session.text("cli.column.verdict")},
               {session.text("cli.column.reason")}});
  for (const domain::Finding& finding : photo.assessment.findings) {
    table.row({finding_name(session, finding.id), value_text(finding.value), std::string(symbol(finding.unit)),
               band_text(finding.band), session.word("verdict.", domain::name(finding.verdict)),
               reason_text(session, finding)});
  }
  table.print(session.out(), "  ");
  print_back_end(session, photo);
  session.out() << '\n';
}

}  // namespace

void print_checked(const Session& session, const CheckedPhoto& photo) {
  if (session.json()) {
    session.print_line(json_of(session, photo));
  } else {
    print_table(session, photo);
  }
}

void print_sum(const Session& session, const CheckSum& sum) {
  if (session.json() || sum.all() < 2) return;
  session.out() << session.text("cli.check.sum",
                                {std::to_string(sum.all()), std::to_string(sum.of(Overall::pass)),
                                 std::to_string(sum.of(Overall::warn)), std::to_string(sum.of(Overall::fail)),
                                 std::to_string(sum.of(Overall::unreadable))})
                << '\n';
}

}  // namespace zhaojian::cli
