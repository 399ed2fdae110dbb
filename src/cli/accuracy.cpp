#include "workflow/accuracy.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <ostream>

#include "base/files.h"
#include "cli/check_photo.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/misses.h"
#include "cli/progress.h"

namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> folders, also, findings;
  std::string profile, out, keep_made;
  bool failures = false, without_made = false;
  int jobs = 0;
};

// The shipped report when we run from a source tree.
fs::path usual_report() { return fs::path(ZHAOJIAN_SOURCE_DIR) / "tests/accuracy/report.md"; }

Result<codec::FlawTable> flaw_table(const fs::path& assets) {
  constexpr std::size_t largest = 1U << 20;
  const Bytes bytes = TRY(read_file(assets / "demo" / "flaws.json", largest));
  return codec::flaws_from_json(bytes);
}

// Everything one run needs.
struct Measurement {
  const Session& session;
  const Options& options;
  std::shared_ptr<const domain::StandardProfile> profile;
  codec::FlawTable table;
  std::vector<std::unique_ptr<Tools>> tools;
  std::vector<workflow::Judge> judges;
};

Result<Measurement> prepare(const Session& session, const Options& options, const fs::path& assets) {
  Measurement run{session, options, TRY(profile_named(session, options.profile)), TRY(flaw_table(assets)), {}, {}};
  run.tools = TRY(make_tools(session, threads_for(session, options.jobs)));
  for (const auto& tools : run.tools) run.judges.push_back({tools->decoder, *tools->analyser});
  return run;
}

// Whether every picture that a folder's labels name lies in another one as well, to the byte.
bool same_pictures(const fs::path& folder, const fs::path& other) {
  constexpr std::size_t largest = 64U << 20;
  const auto text = read_file(folder / "labels.json", largest);
  const auto labels = text ? codec::labels_from_json(*text) : Result<std::vector<codec::Label>>(text.error());
  return labels && std::ranges::all_of(*labels, [&](const codec::Label& label) {
           const auto first = read_file(folder / label.file, largest), second = read_file(other / label.file, largest);
           return first && second && *first == *second;
         });
}

std::string name_of(const fs::path& folder) {
  return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

constexpr std::size_t largest_labels = 32U << 20;

// The labels of a folder of real photographs: beside them, or in the source tree, which may hold no such photographs.
std::optional<fs::path> real_labels_of(const fs::path& folder) {
  const fs::path kept = fs::path(ZHAOJIAN_SOURCE_DIR) / "tests/accuracy" / (name_of(folder) + "_labels.json");
  for (const fs::path& file : {folder / "real_labels.json", kept}) {
    if (fs::exists(file)) return file;
  }
  return std::nullopt;
}

// Nothing when nobody has noted who is who.
Result<std::string> who_is_who(const Measurement& run, const fs::path& folder, const workflow::AccuracyProgress& tell) {
  if (!fs::exists(folder / "NOTES.md")) return std::string();
  const auto real = TRY(workflow::look_at_real_faces(folder, *run.profile, run.judges.front(), tell));
  return "\n" + workflow::real_faces_report(real, *run.profile);
}

// The labelled folders, one under the other. The misses are printed when they are wanted.
Result<std::string> report_on(const Measurement& run, const fs::path& folder, const std::stop_token& stop) {
  Progress progress(run.session);
  const auto tell = [&](std::size_t done, std::size_t all) {
    progress.count(static_cast<std::int64_t>(done), static_cast<std::int64_t>(all));
    return !stop.stop_requested();
  };
  const std::string name = name_of(folder);
  if (const auto labels = real_labels_of(folder)) {
    const Bytes bytes = TRY(read_file(*labels, largest_labels));
    const auto real = TRY(codec::real_labels_from_json(bytes));
    const workflow::RealTask task{folder, real, *run.profile, !run.options.without_made, run.options.keep_made, tell};
    const auto judged = TRY(workflow::judge_real(task, run.judges));
    const codec::FlawTable table = workflow::real_table(run.table, real);
    progress.clear();
    if (run.options.failures)
      print_misses(run.session, workflow::misses_of(judged.photos, *run.profile, table), run.options.findings);
    const std::string who = TRY(who_is_who(run, folder, tell));
    return "# Real photographs: " + name + "\n\n" + workflow::real_report(judged, *run.profile, table) + who;
  }
  if (!fs::exists(folder / "labels.json") && fs::exists(folder / "NOTES.md")) {
    const std::string who = TRY(who_is_who(run, folder, tell));
    return "# Real photographs: " + name + "\n" + who;
  }
  const workflow::AccuracyTask task{folder, *run.profile, !run.options.without_made, run.options.keep_made, tell};
  const auto photos = TRY(workflow::judge_samples(task, run.judges));
  progress.clear();
  if (run.options.failures)
    print_misses(run.session, workflow::misses_of(photos, *run.profile, run.table), run.options.findings);
  auto accuracy = workflow::tally(photos, *run.profile, run.table);
  accuracy.engine = run.judges.front().analyser.engine();
  return "# " + name + "\n\n" + workflow::accuracy_report(accuracy, *run.profile, run.table);
}

Result<std::string> whole_report(const Measurement& run, const std::vector<fs::path>& folders,
                                 const std::stop_token& stop) {
  std::string report = "# How often the checks are right\n\nMade by `./dev accuracy`; do not edit.\n";
  for (const fs::path& folder : folders) {
    const auto earlier = std::find(folders.begin(), folders.end(), folder);
    const auto twin =
        std::find_if(folders.begin(), earlier, [&](const fs::path& one) { return same_pictures(folder, one); });
    if (twin != earlier) {
      report += "\n# " + folder.filename().string() + "\n\nEvery picture lies in `" + twin->filename().string() +
                "` as well, so that it is not measured twice.\n";
    } else {
      report += "\n" + TRY(report_on(run, folder, stop));
    }
  }
  return report;
}

// The shipped samples, and what lies beside a source tree that is no part of it.
std::vector<fs::path> usual_folders(const fs::path& assets) {
  std::vector<fs::path> folders = {assets / "demo"};
  const fs::path beside = fs::path(ZHAOJIAN_SOURCE_DIR).parent_path() / "shared";
  for (const char* name : {"portraits", "faces"}) {
    if (fs::exists(beside / name / "NOTES.md")) folders.push_back(beside / name);
  }
  return folders;
}

Exit write_report(const Session& session, const std::string& report, const fs::path& out) {
  std::error_code ignored;
  if (out.has_parent_path()) fs::create_directories(out.parent_path(), ignored);
  constexpr int readable_by_all = 0644;
  const Done written = write_file_atomically(out, bytes_of(report), readable_by_all);
  if (!written) return session.fail({written.error().code, written.error().message, "error.cli.report"}, Exit::usage);
  if (session.json()) {
    session.print_line(codec::Json::Object{{"report", out.string()}});
  } else {
    session.out() << session.text("cli.accuracy.written", {out.string()}) << '\n';
  }
  return Exit::ok;
}

Exit accuracy(Session& session, const Options& options) {
  if (!session.config()) return session.fail(session.config().error(), Exit::usage);
  const fs::path assets = session.config()->assets_dir;
  std::vector<fs::path> folders(options.folders.begin(), options.folders.end());
  if (folders.empty()) folders = usual_folders(assets);
  folders.insert(folders.end(), options.also.begin(), options.also.end());
  std::error_code problem;
  if (!options.keep_made.empty()) fs::create_directories(options.keep_made, problem);
  if (problem)
    return session.fail({Errc::io, options.keep_made + ": " + problem.message(), "error.cli.report"}, Exit::usage);
  const Interrupt interrupt;
  const auto run = prepare(session, options, assets);
  if (!run) return session.fail(run.error(), Exit::usage);
  const auto report = whole_report(*run, folders, interrupt.token());
  if (interrupt.happened()) return session.fail({Errc::unavailable, "", "error.cli.stopped"}, Exit::stopped);
  if (!report) return session.fail(report.error(), Exit::usage);
  if (options.failures && options.out.empty()) return Exit::ok;
  return write_report(session, *report, options.out.empty() ? usual_report() : fs::path(options.out));
}

}  // namespace

void add_accuracy(Menu& menu) {
  CLI::App* command = menu.add("accuracy");
  const auto options = std::make_shared<Options>();
  command->add_option("FOLDER", options->folders, menu.text("cli.accuracy.folder"));
  command->add_option("--also", options->also, menu.text("cli.accuracy.also"))
      ->option_text("DIR")
      ->expected(1)
      ->take_all();
  command->add_option("--profile", options->profile, menu.text("cli.check.profile"))->option_text("ID");
  command->add_option("--out", options->out, menu.text("cli.accuracy.out"))->option_text("FILE");
  command->add_flag("--failures", options->failures, menu.text("cli.accuracy.failures"));
  command->add_option("--of", options->findings, menu.text("cli.accuracy.of"))
      ->option_text("FINDING")
      ->expected(1)
      ->take_all();
  command->add_flag("--without-made", options->without_made, menu.text("cli.accuracy.without_made"));
  command->add_option("--keep-made", options->keep_made, menu.text("cli.accuracy.keep_made"))->option_text("DIR");
  command->add_option("--jobs", options->jobs, menu.text("cli.option.jobs"))
      ->check(CLI::Range(1, 64))
      ->option_text("N");
  menu.when_named(command, [options](Session& session) { return accuracy(session, *options); });
}

}  // namespace zhaojian::cli
