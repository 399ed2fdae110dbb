#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/back_end.h"
#include "cli/command.h"
#include "cli/in_order.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/tools.h"
#include "intake/intake.h"
#include "workflow/assess_submission.h"

namespace zhaojian::cli {
namespace {

struct Options {
  bool no_check = false;
  int jobs = 0;
};

struct Checks {
  std::int64_t done = 0, failed = 0;
};

constexpr std::int64_t kAtOnce = 64;  // cases read from the store in one go

Result<std::int64_t> photos_lost(Session& session) {
  store::Store* store = TRY(session.store());
  const auto counts = TRY(store->statistics().counts(session.clock().now()));
  return counts.photos_missing + counts.photos_broken;
}

void show(const Session& session, Progress& progress, const intake::IntakeReport& report) {
  progress.say(session.text("cli.pull.progress",
                            {std::to_string(report.new_items + report.updated), std::to_string(report.photos_done),
                             std::to_string(report.photos_done + report.photos_wanted)}));
}

Result<intake::IntakeReport> fetch(Session& session, const std::stop_token& stop) {
  const station::Station* station = TRY(session.station());
  store::Store* store = TRY(session.store());
  const auto way = TRY(reach_back_end(*station));
  const auto photos = TRY(station::open_photos(*station));
  Progress progress(session);
  intake::Intake intake(
      {*store, *way->http, session.clock(), station->config.url, &station->token, station->id, station->audit_key},
      photos, station->config.cache_bytes,
      [&](const intake::IntakeReport& report) { show(session, progress, report); });
  return intake.pull_once(stop);
}

using Assessed = Result<workflow::Assessed>;

// Checks what waits, a few cases at a time; one that cannot be checked now is not tried twice.
Result<Checks> check_fetched(Session& session, const Options& options, const std::stop_token& stop) {
  const auto services = TRY(session.services());
  const station::Station* station = TRY(session.station());
  Checks checks;
  if (TRY(workflow::to_assess(services, 1)).empty()) return checks;
  station::CachedPhotos photos(TRY(station::open_photos(*station)));
  const auto tools = TRY(make_tools(session, threads_for(session, options.jobs)));
  const auto counts = TRY(services.store.statistics().counts(session.clock().now()));
  const auto waiting = counts.stages.find(domain::Stage::fetched);
  const std::int64_t all = waiting == counts.stages.end() ? 0 : waiting->second;
  Progress progress(session);
  std::optional<Error> problem;
  workflow::ReuseIndex reuse;
  while (!stop.stop_requested() && !problem) {
    auto cases = TRY(workflow::to_assess(services, checks.failed + kAtOnce));
    cases.erase(cases.begin(), cases.begin() + std::min<std::int64_t>(checks.failed, std::ssize(cases)));
    if (cases.empty()) break;
    // The standards are read here: the store belongs to this thread, the pictures to the others.
    std::vector<Result<std::shared_ptr<const domain::StandardProfile>>> standards;
    for (const domain::ReviewCase& one : cases) standards.push_back(services.profile(one.submission.batch.profile));
    std::vector<Result<workflow::EarlierPhotos>> earlier;
    for (const domain::ReviewCase& one : cases) earlier.push_back(workflow::earlier_photos(services, reuse, one.submission));
    in_order<Assessed>(
        cases.size(), tools.size(), stop,
        [&](std::size_t thread, std::size_t i) -> Assessed {
          const workflow::Bench bench{photos, tools[thread]->decoder, *tools[thread]->analyser};
          if (!standards[i]) return standards[i].error();
          if (!earlier[i]) return earlier[i].error();
          return workflow::assess_photos(bench, cases[i].submission, **standards[i], session.clock().now(), *earlier[i]);
        },
        [&](std::size_t i, Assessed assessed) {
          const Done kept = [&]() -> Done {
            if (assessed) TRY(workflow::keep_assessment(services, *assessed, &reuse));
            return {};
          }();
          if (!kept) problem = kept.error();
          if (assessed && kept) return progress.count(++checks.done, all);
          ++checks.failed;
          if (assessed) return;
          progress.clear();
          session.fail(Error(assessed.error()).in(cases[i].submission.id.value));
        });
  }
  if (problem) return *problem;
  return checks;
}

void tell(const Session& session, const intake::IntakeReport& report, std::int64_t lost, const Checks& checks) {
  if (session.json()) {
    session.print_line(codec::Json::Object{{"new", report.new_items},
                                           {"updated", report.updated},
                                           {"quarantined", report.quarantined},
                                           {"photos_fetched", report.photos_done},
                                           {"photos_wanted", report.photos_wanted},
                                           {"photos_lost", lost},
                                           {"checked", checks.done},
                                           {"check_failed", checks.failed},
                                           {"complete", !report.problem.has_value()}});
    return;
  }
  const auto say = [&](std::string_view key, std::int64_t count, bool always) {
    if (always || count > 0) session.out() << session.text(key, {std::to_string(count)}) << '\n';
  };
  say("cli.pull.new", report.new_items, true);
  say("cli.pull.updated", report.updated, false);
  say("cli.pull.photos", report.photos_done, true);
  say("cli.pull.checked", checks.done, true);
  say("cli.pull.quarantined", report.quarantined, false);
  say("cli.pull.lost", lost, false);
  say("cli.pull.wanted", report.photos_wanted, false);
  if (report.cache_full) session.out() << session.text("cli.pull.cache_full") << '\n';
}

Exit pull(Session& session, const Options& options) {
  const auto before = photos_lost(session);
  if (!before) return session.fail(before.error(), Exit::usage);
  const Interrupt interrupt;
  const auto report = fetch(session, interrupt.token());
  if (!report) return session.fail(report.error(), Exit::usage);
  auto checks = Result<Checks>(Checks{});
  if (!options.no_check) checks = check_fetched(session, options, interrupt.token());
  const auto after = photos_lost(session);
  if (!after) return session.fail(after.error(), Exit::usage);
  const std::int64_t lost = std::max<std::int64_t>(0, *after - *before);
  tell(session, *report, lost, checks ? *checks : Checks{});
  session.keep_checkpoint();
  if (!checks) return session.fail(checks.error(), Exit::usage);
  if (interrupt.happened()) return session.fail({Errc::unavailable, "", "error.cli.stopped"}, Exit::stopped);
  if (report->problem) return session.fail(*report->problem, exit_for(*report->problem));
  const bool whole = report->quarantined == 0 && lost == 0 && report->photos_wanted == 0 && checks->failed == 0;
  return whole ? Exit::ok : Exit::partial;
}

}  // namespace

void add_pull(Menu& menu) {
  CLI::App* command = menu.add("pull");
  const auto options = std::make_shared<Options>();
  command->add_flag("--no-check", options->no_check, menu.text("cli.pull.no_check"));
  command->add_option("--jobs", options->jobs, menu.text("cli.option.jobs"))
      ->check(CLI::Range(1, 64))
      ->option_text("N");
  menu.when_named(command, [options](Session& session) { return pull(session, *options); });
}

}  // namespace zhaojian::cli
