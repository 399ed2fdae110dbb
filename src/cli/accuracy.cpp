#include "workflow/accuracy.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/files.h"
#include "cli/check_photo.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/progress.h"

namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> folders;
  std::string profile, tuned = "p018", out;
};

// The shipped report when we run from a source tree.
fs::path usual_report() { return fs::path(ZHAOJIAN_SOURCE_DIR) / "tests/accuracy/report.md"; }

// One report a folder, one under the other, each under the folder's own name when there are several.
Result<std::string> report_on(const Session& session, const Options& options, const std::vector<fs::path>& folders,
                              const std::stop_token& stop) {
  const auto profile = TRY(profile_named(session, options.profile));
  const auto tools = TRY(make_tools(session, 1));
  std::string report;
  for (const fs::path& folder : folders) {
    Progress progress(session);
    const auto tell = [&](std::size_t done, std::size_t all) {
      progress.count(static_cast<std::int64_t>(done), static_cast<std::int64_t>(all));
      return !stop.stop_requested();
    };
    const auto accuracy = TRY(workflow::measure_accuracy(folder, tools.front()->decoder, *tools.front()->analyser,
                                                         *profile, options.tuned, tell));
    if (folders.size() > 1) report += "# " + folder.filename().string() + "\n\n";
    report += workflow::accuracy_report(accuracy);
  }
  return report;
}

Exit accuracy(Session& session, const Options& options) {
  if (!session.config()) return session.fail(session.config().error(), Exit::usage);
  std::vector<fs::path> folders(options.folders.begin(), options.folders.end());
  if (folders.empty()) folders.push_back(session.config()->assets_dir / "demo");
  const fs::path out = options.out.empty() ? usual_report() : fs::path(options.out);
  std::error_code ignored;
  if (out.has_parent_path()) fs::create_directories(out.parent_path(), ignored);
  const Interrupt interrupt;
  const auto report = report_on(session, options, folders, interrupt.token());
  if (interrupt.happened()) return session.fail({Errc::unavailable, "", "error.cli.stopped"}, Exit::stopped);
  if (!report) return session.fail(report.error(), Exit::usage);
  constexpr int readable_by_all = 0644;
  const Done written = write_file_atomically(out, bytes_of(*report), readable_by_all);
  if (!written) return session.fail({written.error().code, written.error().message, "error.cli.report"}, Exit::usage);
  if (session.json()) {
    session.print_line(codec::Json::Object{{"report", out.string()}});
  } else {
    session.out() << session.text("cli.accuracy.written", {out.string()}) << '\n';
  }
  return Exit::ok;
}

}  // namespace

void add_accuracy(Menu& menu) {
  CLI::App* command = menu.add("accuracy");
  const auto options = std::make_shared<Options>();
  command->add_option("FOLDER", options->folders, menu.text("cli.accuracy.folder"));
  command->add_option("--profile", options->profile, menu.text("cli.check.profile"))->option_text("ID");
  command->add_option("--tuned", options->tuned, menu.text("cli.accuracy.tuned"))->option_text("PERSON");
  command->add_option("--out", options->out, menu.text("cli.accuracy.out"))->option_text("FILE");
  menu.when_named(command, [options](Session& session) { return accuracy(session, *options); });
}

}  // namespace zhaojian::cli
