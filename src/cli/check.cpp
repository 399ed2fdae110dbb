#include <algorithm>
#include <CLI/CLI.hpp>
#include <ostream>
#include <thread>

#include "checks/assess.h"
#include "cli/check_log.h"
#include "cli/check_photo.h"
#include "cli/check_report.h"
#include "cli/command.h"
#include "cli/in_order.h"
#include "cli/interrupt.h"
#include "cli/photo_files.h"
#include "cli/progress.h"
#include "cli/words.h"

namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> files, references, enrollment, admission, rejected;
  std::string profile, role = "enrollment", capture, evidence, out, back_end;
  bool resume = false;
  int jobs = 0;
};

using AllTools = std::vector<std::unique_ptr<Tools>>;

domain::PhotoRole role_of(std::string_view word) {
  using domain::PhotoRole;
  if (word == "admission") return PhotoRole::admission;
  return word == "population" ? PhotoRole::population : PhotoRole::enrollment;
}

// The photos the others are compared with, by what they are for: another file in a place is another result.
Result<std::string> compared_with(const Options& options) {
  std::string all;
  const auto add = [&](const std::string& what, const std::vector<std::string>& files) -> Done {
    for (const std::string& file : files) all += what + " " + hex(sha256(TRY(read_photo(file)))) + "\n";
    return {};
  };
  TRY(add(options.role, options.references));
  TRY(add("enrollment", options.enrollment));
  TRY(add("admission", options.admission));
  TRY(add("rejected", options.rejected));
  if (!options.capture.empty()) TRY(add("capture", {options.capture}));
  return all.empty() ? all : hex(sha256(bytes_of(all)));
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
  task.compared_with = TRY(compared_with(options));
  task.back_end = options.back_end;
  if (options.evidence.empty()) return task;
  task.evidence = options.evidence;
  std::error_code problem;
  fs::create_directories(task.evidence, problem);
  if (problem) return Error{Errc::io, options.evidence + ": " + problem.message(), "error.cli.evidence"};
  return task;
}

// Nobody else works beside it, so all cores are taken unless somebody said otherwise.
std::size_t threads_of(const Session& session, const Options& options) {
  if (options.jobs > 0 || (session.config() && session.config()->check_threads > 0))
    return threads_for(session, options.jobs);
  return std::max(1U, std::thread::hardware_concurrency());
}

// Where the results go to: nothing for the screen.
Result<std::optional<CheckLog>> log_of(const Options& options, const std::vector<fs::path>& files,
                                       const CheckTask& task, const AllTools& tools) {
  if (options.out.empty()) return std::optional<CheckLog>();
  if (!options.resume) return std::optional(TRY(CheckLog::begin(options.out)));
  const LogKind kind{task.profile->id.value, task.profile->version,
                     std::string(checks::version()) + "; " + tools.front()->analyser->engine(),
                     [&task](const fs::path& photo) -> std::optional<std::string> {
                       const auto flags = back_end_flags(photo, task.back_end);
                       return flags ? std::optional(inputs_of(task, *flags)) : std::nullopt;
                     }};
  return std::optional(TRY(CheckLog::go_on(options.out, kind, files)));
}

struct Outcome {
  CheckSum sum;
  std::optional<Error> log_failed;
};

// What came out of the photos that were checked; those after a Ctrl-C are missing.
Outcome check_all(const Session& session, const std::vector<fs::path>& files, const CheckTask& task, AllTools& tools,
                  const std::stop_token& interrupt, CheckLog* log) {
  std::vector<std::size_t> todo;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (log == nullptr || !log->has(files[i])) todo.push_back(i);
  Outcome outcome;
  Progress progress(session);
  std::stop_source stop;
  const std::stop_callback pass_on(interrupt, [&] { stop.request_stop(); });
  const auto report = [&](const CheckedPhoto& photo) -> Done {
    if (log != nullptr) return log->add(codec::to_text(json_of(session, photo)), session.clock());
    progress.clear();
    print_checked(session, photo);
    return {};
  };
  const std::vector<std::string> stems = evidence_stems(files);
  in_order<CheckedPhoto>(
      todo.size(), tools.size(), stop.get_token(),
      [&](std::size_t thread, std::size_t i) {
        return check_photo(*tools[thread], files[todo[i]], task, stems[todo[i]], session.clock().now());
      },
      [&](std::size_t, const CheckedPhoto& photo) {
        if (outcome.log_failed) return;
        if (const Done done = report(photo); !done) {
          outcome.log_failed = done.error();
          stop.request_stop();
          return;
        }
        if (photo.no_back_end) {
          progress.clear();
          session.fail(*photo.no_back_end);
        }
        if (photo.no_evidence) {
          progress.clear();
          session.fail(*photo.no_evidence);
        }
        outcome.sum.add(overall(photo));
        progress.count(outcome.sum.all(), static_cast<std::int64_t>(todo.size()));
      });
  if (log != nullptr && !outcome.log_failed) {
    if (const Done done = log->flush(); !done) outcome.log_failed = done.error();
  }
  return outcome;
}

void print_rate(const Session& session, const CheckSum& fresh, Duration spent) {
  if (session.json() || fresh.all() < 2 || spent.seconds() <= 0) return;
  session.out() << session.text("cli.check.rate", {std::to_string(fresh.all()), clock_text(spent.seconds()),
                                                   value_text(static_cast<double>(fresh.all()) / spent.seconds())})
                << '\n';
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
  if (!options.back_end.empty() && files->size() > 1) {
    return session.fail({Errc::invalid, "--backend with several photos", "error.cli.backend_photos"}, Exit::usage);
  }
  const Interrupt interrupt;
  auto tools = make_tools(session, std::min(files->size(), threads_of(session, options)));
  if (!tools) return session.fail(tools.error(), Exit::usage);
  const auto task = task_of(session, options, *tools);
  if (!task) return session.fail(task.error(), Exit::usage);
  auto log = log_of(options, *files, *task, *tools);
  if (!log) return session.fail(log.error(), Exit::usage);
  const Duration start = session.clock().monotonic();
  const Outcome outcome =
      check_all(session, *files, *task, *tools, interrupt.token(), log->has_value() ? &**log : nullptr);
  CheckSum sum = outcome.sum;
  if (log->has_value()) sum.add((*log)->kept());
  print_sum(session, sum);
  print_rate(session, outcome.sum, {session.clock().monotonic().micros - start.micros});
  if (outcome.log_failed) return session.fail(*outcome.log_failed, Exit::usage);
  if (interrupt.happened()) {
    const std::string so_far = std::to_string(sum.all()) + " of " + std::to_string(files->size()) + " done";
    return session.fail({Errc::unavailable, so_far, log->has_value() ? "error.cli.stopped_log" : "error.cli.stopped"},
                        Exit::stopped);
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
  command->add_option("--backend", options->back_end, menu.text("cli.check.backend"))->option_text("FILE");
  command->add_option("--evidence", options->evidence, menu.text("cli.check.evidence"))->option_text("DIR");
  CLI::Option* out = command->add_option("--out", options->out, menu.text("cli.check.out"))->option_text("FILE");
  command->add_flag("--resume", options->resume, menu.text("cli.check.resume"))->needs(out);
  command->add_option("--jobs", options->jobs, menu.text("cli.option.jobs"))
      ->check(CLI::Range(1, 64))
      ->option_text("N");
  menu.when_named(command, [options](Session& session) { return check(session, *options); });
}

}  // namespace zhaojian::cli
