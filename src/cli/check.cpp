#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/check_photo.h"
#include "cli/check_report.h"
#include "cli/command.h"
#include "cli/in_order.h"
#include "cli/interrupt.h"
#include "cli/photo_files.h"
#include "cli/progress.h"

namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> files, references, enrollment, admission, rejected;
  std::string profile, role = "enrollment", capture, evidence;
  int jobs = 0;
};

using AllTools = std::vector<std::unique_ptr<Tools>>;

domain::PhotoRole role_of(std::string_view word) {
  using domain::PhotoRole;
  if (word == "admission") return PhotoRole::admission;
  return word == "population" ? PhotoRole::population : PhotoRole::enrollment;
}

Result<CheckTask> task_of(const Session& session, const Options& options, AllTools& tools) {
  CheckTask task;
  task.profile = TRY(profile_named(session, options.profile));
  const auto add = [&](const std::vector<std::string>& references, domain::PhotoRole role) -> Done {
    for (const std::string& file : references) {
      task.references.push_back(TRY(read_reference(*tools.front(), file, role)));
    }
    return {};
  };
  TRY(add(options.references, role_of(options.role)));
  TRY(add(options.enrollment, domain::PhotoRole::enrollment));
  TRY(add(options.admission, domain::PhotoRole::admission));
  for (const std::string& file : options.rejected) {
    task.rejected.push_back(TRY(read_rejected(*tools.front(), file)));
  }
  if (!options.capture.empty()) task.capture = TRY(read_capture(*tools.front(), options.capture));
  if (options.evidence.empty()) return task;
  task.evidence = options.evidence;
  std::error_code problem;
  fs::create_directories(task.evidence, problem);
  if (problem) return Error{Errc::io, options.evidence + ": " + problem.message(), "error.cli.evidence"};
  return task;
}

// What came out of the photos that were checked; those after a Ctrl-C are missing.
CheckSum check_all(const Session& session, const std::vector<fs::path>& files, const CheckTask& task, AllTools& tools,
                   const std::stop_token& stop) {
  CheckSum sum;
  Progress progress(session);
  const std::vector<std::string> stems = evidence_stems(files);
  in_order<CheckedPhoto>(
      files.size(), tools.size(), stop,
      [&](std::size_t thread, std::size_t i) {
        return check_photo(*tools[thread], files[i], task, stems[i], session.clock().now());
      },
      [&](std::size_t, const CheckedPhoto& photo) {
        progress.clear();
        print_checked(session, photo);
        if (photo.no_evidence) session.fail(*photo.no_evidence);
        sum.add(overall(photo));
        progress.count(sum.all(), static_cast<std::int64_t>(files.size()));
      });
  return sum;
}

Exit exit_of(const CheckSum& sum) {
  if (sum.of(Overall::unreadable) > 0) return Exit::unreadable;
  return sum.of(Overall::fail) > 0 ? Exit::problems : Exit::ok;
}

Exit check(Session& session, const Options& options) {
  const auto files = photo_files(options.files);
  if (!files) return session.fail(files.error(), Exit::usage);
  if (files->empty()) return session.fail({Errc::not_found, "no pictures", "error.cli.no_pictures"}, Exit::usage);
  if (!options.capture.empty() && files->size() > 1) {
    return session.fail({Errc::invalid, "--capture with several photos", "error.cli.capture"}, Exit::usage);
  }
  const Interrupt interrupt;
  auto tools = make_tools(session, std::min(files->size(), threads_for(session, options.jobs)));
  if (!tools) return session.fail(tools.error(), Exit::usage);
  const auto task = task_of(session, options, *tools);
  if (!task) return session.fail(task.error(), Exit::usage);
  const CheckSum sum = check_all(session, *files, *task, *tools, interrupt.token());
  print_sum(session, sum);
  if (interrupt.happened()) {
    const std::string so_far = std::to_string(sum.all()) + " of " + std::to_string(files->size()) + " done";
    return session.fail({Errc::unavailable, so_far, "error.cli.stopped"}, Exit::stopped);
  }
  return exit_of(sum);
}

}  // namespace

void add_check(Menu& menu) {
  CLI::App* command = menu.add("check");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->files, menu.text("cli.check.files"))->required();
  command->add_option("--profile", options->profile, menu.text("cli.check.profile"))->option_text("ID");
  const auto add_photos = [&](const char* name, std::vector<std::string>& into, const std::string& text) {
    command->add_option(name, into, text)->option_text("FILE")->expected(1)->take_all();
  };
  add_photos("--reference", options->references, menu.text("cli.check.reference"));
  command->add_option("--role", options->role, menu.text("cli.check.role"))
      ->check(CLI::IsMember({"enrollment", "admission", "population"}))
      ->option_text("enrollment|admission|population");
  add_photos("--enrollment", options->enrollment, menu.text("cli.check.enrollment"));
  add_photos("--admission", options->admission, menu.text("cli.check.admission"));
  add_photos("--rejected", options->rejected, menu.text("cli.check.rejected"));
  command->add_option("--capture", options->capture, menu.text("cli.check.capture"))->option_text("FILE");
  command->add_option("--evidence", options->evidence, menu.text("cli.check.evidence"))->option_text("DIR");
  command->add_option("--jobs", options->jobs, menu.text("cli.option.jobs"))
      ->check(CLI::Range(1, 64))
      ->option_text("N");
  menu.when_named(command, [options](Session& session) { return check(session, *options); });
}

}  // namespace zhaojian::cli
