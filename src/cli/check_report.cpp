#include "cli/check_report.h"

#include <ostream>

#include "base/utf8.h"
#include "cli/cells.h"
#include "cli/words.h"
#include "codec/assessment_json.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kLongestPath = 400;

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
  if (auto assessment = codec::parse_json(bytes_of(codec::assessment_to_json(photo.assessment)))) {
    line.push_back({"assessment", *std::move(assessment)});
  }
  return line;
}

namespace {

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
