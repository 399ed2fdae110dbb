#include "workflow/decide.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/hash.h"
#include "cli/command.h"
#include "cli/held_case.h"
#include "cli/words.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::string submission, outcome, note, person;
  std::vector<std::string> reasons;
  int identity = 0;
};

constexpr const char* kOutcomes[] = {"approve", "retake", "identity_doubt", "reprocess", "escalate", "skip"};

OpId new_op(const Session& session) { return OpId(uuid_v7(session.clock().now().micros / 1000)); }

Result<domain::Outcome> outcome_of(std::string_view word) {
  using domain::Outcome;
  for (const Outcome one : {Outcome::approve, Outcome::retake, Outcome::identity_doubt, Outcome::reprocess}) {
    if (name(one) == word) return one;
  }
  return Error{Errc::invalid, "no outcome " + std::string(word), "error.cli.usage_value"};
}

// The note belongs to the reason that asks for one.
std::vector<domain::GivenReason> reasons_of(const Options& options, const domain::ReasonCatalogue& catalogue) {
  std::vector<domain::GivenReason> given;
  for (const std::string& code : options.reasons) {
    const domain::Reason* reason = catalogue.find(ReasonCode(code));
    given.push_back({ReasonCode(code), reason != nullptr && reason->needs_note ? options.note : "", std::nullopt});
  }
  return given;
}

domain::Decision decision_of(const Session& session, const Options& options, const domain::CaseFile& file,
                             domain::Outcome outcome, const domain::ReasonCatalogue& catalogue) {
  const domain::Submission& submission = file.review_case.submission;
  const domain::PhotoRef* photo = submission.photo(domain::PhotoRole::submission);
  domain::Decision decision;
  decision.op = new_op(session);
  decision.submission = submission.id;
  decision.version = submission.version;
  if (photo != nullptr) decision.photo = photo->sha256;
  decision.round = file.review_case.place.round;
  decision.outcome = outcome;
  decision.reasons = reasons_of(options, catalogue);
  if (options.identity > 0) decision.identity = domain::IdentityAnswer{options.identity, std::nullopt};
  decision.epoch = file.lease.epoch;
  return decision;
}

template <class Outcomes> Error lost(const Outcomes& outcome) {
  if (std::holds_alternative<workflow::Withdrawn>(outcome)) {
    return {Errc::stale, "withdrawn", "error.decide.withdrawn"};
  }
  if (std::holds_alternative<workflow::Superseded>(outcome)) {
    return {Errc::stale, "superseded", "error.decide.superseded"};
  }
  return {Errc::stale, "the lease is another's", "error.decide.lease_lost"};
}

Done put_down(const Session& session, const workflow::Services& services, const domain::Operator& who,
              const Options& options, const domain::CaseFile& file) {
  const domain::Outcome outcome = TRY(outcome_of(options.outcome));
  const auto result =
      TRY(workflow::decide(services, who, decision_of(session, options, file, outcome, *services.reasons)));
  const auto* decided = std::get_if<workflow::Decided>(&result);
  if (decided == nullptr) return lost(result);
  const domain::Decision& decision = decided->decision;
  const bool opinion = decision.state == domain::DecisionState::opinion;
  if (session.json()) {
    session.print_line(codec::Json::Object{{"decision", decision.id.value},
                                           {"submission", decision.submission.value},
                                           {"outcome", name(decision.outcome)},
                                           {"state", opinion ? "opinion" : "held"},
                                           {"release_at", rfc3339(decision.release_at)}});
    return {};
  }
  const std::string label = session.word("outcome.", name(outcome));
  session.out() << (opinion
                        ? session.text("cli.decide.opinion", {options.submission, label})
                        : session.text("cli.decide.held", {options.submission, label, beijing_text(decision.release_at),
                                                           decision.id.value, who.id.value}))
                << '\n';
  return {};
}

// Escalate and skip: the case leaves our hands without a decision.
Done put_aside(const Session& session, const workflow::Services& services, const domain::Operator& who,
               const Options& options, const domain::CaseFile& file) {
  const bool up = options.outcome == "escalate";
  const int version = file.review_case.submission.version;
  const OpId op = new_op(session);
  const auto result = up ? TRY(workflow::escalate(services, who, file.lease, version, op, options.note))
                         : TRY(workflow::skip(services, who, file.lease, version, op, options.note));
  if (!std::holds_alternative<workflow::Ended>(result)) return lost(result);
  if (session.json()) {
    session.print_line(codec::Json::Object{{"submission", options.submission}, {"outcome", options.outcome}});
  } else {
    session.out() << session.text(up ? "cli.decide.escalated" : "cli.decide.skipped", {options.submission}) << '\n';
  }
  return {};
}

Exit decide(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto who = session.person(options.person);
  if (!who) return session.fail(who.error(), Exit::usage);
  const bool aside = options.outcome == "escalate" || options.outcome == "skip";
  if (options.outcome == "skip" && options.note.empty()) {
    return session.fail({Errc::invalid, "skip needs --note", "error.cli.skip_note"}, Exit::usage);
  }
  const auto file = take_case(*services, *who, SubmissionId(options.submission));
  if (!file) return session.fail(file.error());
  const Done done = aside ? put_aside(session, *services, *who, options, **file)
                          : put_down(session, *services, *who, options, **file);
  if (!done) {
    let_go(session, *services, *file);
    return session.fail(done.error());
  }
  session.keep_checkpoint();
  return Exit::ok;
}

}  // namespace

void add_decide(Menu& menu) {
  CLI::App* command = menu.add("decide");
  const auto options = std::make_shared<Options>();
  command->add_option("SUBMISSION", options->submission, menu.text("cli.decide.submission"))->required();
  command->add_option("OUTCOME", options->outcome, menu.text("cli.decide.outcome"))
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(kOutcomes), std::end(kOutcomes))))
      ->option_text("approve|retake|identity_doubt|reprocess|escalate|skip");
  command->add_option("--reason", options->reasons, menu.text("cli.decide.reason"))
      ->option_text("CODE")
      ->expected(1)
      ->take_all()
      ->delimiter(',');
  command->add_option("--note", options->note, menu.text("cli.decide.note"));
  command->add_option("--identity", options->identity, menu.text("cli.decide.identity"))
      ->check(CLI::Range(1, 7))
      ->option_text("1-7");
  command->add_option("--operator", options->person, menu.text("cli.option.operator"))->required()->option_text("ID");
  menu.when_named(command, [options](Session& session) { return decide(session, *options); });
}

}  // namespace zhaojian::cli
