#include "workflow/standardise.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/files.h"
#include "checks/assess.h"
#include "cli/check_photo.h"
#include "cli/command.h"
#include "cli/words.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::string capture, out, profile;
};

constexpr std::size_t largest_capture = 64U << 20;

// What the checks do not let pass in the finished photo.
Result<std::vector<domain::Finding>> doubts(Tools& tools, const Bytes& file, const domain::StandardProfile& profile) {
  const imaging::Photo photo = TRY(tools.decoder.decode(file, 0));
  const vision::Evidence evidence = tools.analyser->analyse_submission(photo.pixels);
  auto findings = checks::assess({photo, evidence}, profile);
  std::erase_if(findings, [](const domain::Finding& finding) {
    return finding.verdict == domain::Verdict::pass || finding.verdict == domain::Verdict::not_assessable;
  });
  return findings;
}

void print(const Session& session, const Options& options, const workflow::Standardised& made,
           const std::vector<domain::Finding>& doubtful) {
  if (session.json()) {
    codec::Json::Array list;
    for (const domain::Finding& finding : doubtful) {
      list.push_back(codec::Json::Object{{"finding", finding.id.value}, {"verdict", domain::name(finding.verdict)}});
    }
    session.print_line(codec::Json::Object{{"file", options.out},
                                           {"bytes", static_cast<std::int64_t>(made.file.size())},
                                           {"quality", static_cast<std::int64_t>(made.quality)},
                                           {"doubts", std::move(list)}});
    return;
  }
  constexpr std::size_t kib = 1024;
  session.out() << session.text("cli.standardise.written",
                                {options.out, std::to_string(made.pixels.width), std::to_string(made.pixels.height),
                                 std::to_string(made.file.size() / kib), std::to_string(made.quality)})
                << '\n';
  for (const domain::Finding& finding : doubtful) {
    session.out() << "  " << finding_name(session, finding.id) << ": " << value_text(finding.value) << ' '
                  << symbol(finding.unit) << ' ' << band_text(finding.band) << ' '
                  << session.word("verdict.", domain::name(finding.verdict)) << '\n';
  }
}

Exit standardise(Session& session, const Options& options) {
  const auto profile = profile_named(session, options.profile);
  if (!profile) return session.fail(profile.error(), Exit::usage);
  auto tools = make_tools(session, 1);
  if (!tools) return session.fail(tools.error(), Exit::usage);
  Tools& tool = *tools->front();
  const auto bytes = read_file(options.capture, largest_capture);
  if (!bytes) return session.fail(bytes.error(), Exit::unreadable);
  const auto capture = tool.decoder.decode(*bytes, 0);
  if (!capture) return session.fail(capture.error(), Exit::unreadable);
  const auto made = workflow::standardise(capture->pixels, *tool.analyser, **profile);
  if (!made) return session.fail(made.error());
  constexpr int readable_by_all = 0644;
  const Done written = write_file_atomically(options.out, made->file, readable_by_all);
  if (!written) return session.fail(written.error(), Exit::usage);
  const auto doubtful = doubts(tool, made->file, **profile);
  if (!doubtful) return session.fail(doubtful.error());
  print(session, options, *made, *doubtful);
  return Exit::ok;
}

}  // namespace

void add_standardise(Menu& menu) {
  CLI::App* command = menu.add("standardise");
  const auto options = std::make_shared<Options>();
  command->add_option("CAPTURE", options->capture, menu.text("cli.standardise.capture"))->required();
  command->add_option("-o,--out", options->out, menu.text("cli.standardise.out"))->required()->option_text("FILE");
  command->add_option("--profile", options->profile, menu.text("cli.check.profile"))->option_text("ID");
  menu.when_named(command, [options](Session& session) { return standardise(session, *options); });
}

}  // namespace zhaojian::cli
