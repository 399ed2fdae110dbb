#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/back_end.h"
#include "cli/cells.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/words.h"
#include "notify/notify.h"
#include "notify/replay.h"
#include "workflow/undo_decision.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::vector<std::string> states;
  std::int64_t limit = 50;
  std::string event, person;
};

codec::Json json_of(const domain::OutboxEvent& event) {
  return codec::Json::Object{{"event", event.id.value},
                             {"decision", event.decision.value},
                             {"submission", event.submission.value},
                             {"type", event.type},
                             {"state", name(event.state)},
                             {"attempts", event.attempts},
                             {"created_at", rfc3339(event.created_at)},
                             {"next_at", rfc3339(event.next_at)},
                             {"problem", event.last_problem},
                             {"problem_text", event.last_text},
                             {"receipt", event.receipt_status},
                             {"receipt_code", event.receipt_code}};
}

void print(const Session& session, const std::vector<domain::OutboxEvent>& events) {
  Table table({{session.text("cli.column.event")},
               {session.text("cli.column.submission")},
               {session.text("cli.column.outcome")},
               {session.text("cli.column.state")},
               {session.text("cli.column.attempts"), Align::right},
               {session.text("cli.column.made")},
               {session.text("cli.column.receipt")},
               {session.text("cli.column.problem")}});
  for (const domain::OutboxEvent& event : events) {
    const std::string receipt =
        event.receipt_status.empty() ? "" : session.word("receipt.", event.receipt_status) + " " + event.receipt_code;
    table.row({event.id.value, event.submission.value, session.word("event_type.", event.type),
               session.word("event_state.", name(event.state)), std::to_string(event.attempts),
               beijing_text(event.created_at), receipt, event.last_problem});
  }
  if (table.empty()) {
    session.out() << session.text("cli.outbox.empty") << '\n';
  } else {
    table.print(session.out());
  }
}

Exit show(const Session& session, const std::vector<domain::OutboxEvent>& events) {
  if (session.json()) {
    for (const domain::OutboxEvent& event : events) session.print_line(json_of(event));
  } else {
    print(session, events);
  }
  return Exit::ok;
}

Exit list(Session& session, const Options& options) {
  const auto store = session.store();
  if (!store) return session.fail(store.error(), Exit::usage);
  store::OutboxFilter filter;
  for (const std::string& word : options.states) {
    const auto state = domain::event_state_from(word);
    if (!state) return session.fail({Errc::invalid, "no state " + word, "error.cli.usage_value"}, Exit::usage);
    filter.states.push_back(*state);
  }
  const auto events = (*store)->outbox().list(filter, options.limit);
  return events ? show(session, *events) : session.fail(events.error(), Exit::usage);
}

notify::Setting setting_of(const Session& session, const station::Station& station, store::Store& store,
                           net::HttpClient& http) {
  return {store,          http,       session.clock(),   station.config.url, station.webhook_secret,
          &station.token, station.id, station.audit_key, net::random_jitter};
}

Result<notify::NotifyReport> deliver(Session& session, const std::stop_token& stop) {
  const auto services = TRY(session.services());
  const station::Station* station = TRY(session.station());
  const auto way = TRY(reach_back_end(*station));
  auto released = workflow::release_due(services);
  while (released && !released->empty() && !stop.stop_requested()) released = workflow::release_due(services);
  if (!released) session.fail(released.error());  // what was released is still sent
  notify::Notify notify(setting_of(session, *station, services.store, *way->http), {});
  return notify.deliver_once(stop);
}

Exit send(Session& session, const Options&) {
  const Interrupt interrupt;
  const auto report = deliver(session, interrupt.token());
  if (!report) return session.fail(report.error(), Exit::usage);
  session.keep_checkpoint();
  if (session.json()) {
    session.print_line(codec::Json::Object{{"held", report->held},
                                           {"pending", report->pending},
                                           {"accepted", report->accepted},
                                           {"delivered", report->delivered},
                                           {"refused", report->refused},
                                           {"dead", report->dead}});
  } else {
    session.out() << session.text("cli.outbox.sent",
                                  {std::to_string(report->accepted + report->delivered + report->refused),
                                   std::to_string(report->delivered), std::to_string(report->pending),
                                   std::to_string(report->held), std::to_string(report->dead)})
                  << '\n';
  }
  if (interrupt.happened()) return session.fail({Errc::unavailable, "", "error.cli.stopped"}, Exit::stopped);
  if (report->problem) return session.fail(*report->problem, exit_for(*report->problem));
  return report->dead + report->pending > 0 ? Exit::partial : Exit::ok;
}

Done replay_one(Session& session, const Options& options) {
  const station::Station* station = TRY(session.station());
  store::Store* store = TRY(session.store());
  const domain::Operator who = TRY(session.person(options.person));
  const auto way = TRY(reach_back_end(*station));
  TRY(notify::replay(setting_of(session, *station, *store, *way->http), EventId(options.event), who.id));
  session.keep_checkpoint();
  if (session.json()) {
    session.print_line(codec::Json::Object{{"event", options.event}, {"state", "ready"}});
  } else {
    session.out() << session.text("cli.outbox.replayed", {options.event}) << '\n';
  }
  return {};
}

Exit replay(Session& session, const Options& options) {
  const Done done = replay_one(session, options);
  return done ? Exit::ok : session.fail(done.error());
}

Result<std::vector<domain::OutboxEvent>> with_receipts(Session& session, const Options& options) {
  const station::Station* station = TRY(session.station());
  store::Store* store = TRY(session.store());
  const auto way = TRY(reach_back_end(*station));
  const Interrupt interrupt;
  const notify::Setting setting = setting_of(session, *station, *store, *way->http);
  notify::Receipts receipts(setting);
  while (!interrupt.happened() && TRY(receipts.next(interrupt.token())).more) {}
  auto events = TRY(store->outbox().list({}, options.limit));
  std::erase_if(events, [](const domain::OutboxEvent& event) { return event.receipt_status.empty(); });
  return events;
}

Exit receipts(Session& session, const Options& options) {
  const auto events = with_receipts(session, options);
  if (!events) return session.fail(events.error(), exit_for(events.error()));
  session.keep_checkpoint();
  return show(session, *events);
}

}  // namespace

void add_outbox(Menu& menu) {
  CLI::App* command = menu.add("outbox");
  const auto options = std::make_shared<Options>();
  const auto limit = [&](CLI::App* of) {
    of->add_option("--limit", options->limit, menu.text("cli.option.limit"))
        ->check(CLI::Range(1, 1'000'000))
        ->option_text("N");
  };
  menu.when_named(command, [options](Session& session) { return list(session, *options); });

  CLI::App* list_command = menu.add_to(command, "list");
  list_command->add_option("--state", options->states, menu.text("cli.outbox.state"))
      ->option_text("STATE")
      ->expected(1)
      ->take_all()
      ->delimiter(',');
  limit(list_command);
  menu.when_named(list_command, [options](Session& session) { return list(session, *options); });

  CLI::App* send_command = menu.add_to(command, "send");
  menu.when_named(send_command, [options](Session& session) { return send(session, *options); });

  CLI::App* replay_command = menu.add_to(command, "replay");
  replay_command->add_option("EVENT", options->event, menu.text("cli.outbox.event"))->required();
  replay_command->add_option("--operator", options->person, menu.text("cli.option.operator"))
      ->required()
      ->option_text("ID");
  menu.when_named(replay_command, [options](Session& session) { return replay(session, *options); });

  CLI::App* receipts_command = menu.add_to(command, "receipts");
  limit(receipts_command);
  menu.when_named(receipts_command, [options](Session& session) { return receipts(session, *options); });
}

}  // namespace zhaojian::cli
