#include "cli/profile_report.h"

#include <algorithm>
#include <ostream>

#include "cli/cells.h"
#include "cli/words.h"
#include "codec/profile_json.h"

namespace zhaojian::cli {
namespace {

using codec::Json;

bool chinese(const Session& session) { return session.language() == domain::Language::zh_cn; }

Json json_of(const ProfileState& state) {
  Json::Array drafted, releases;
  for (const store::ProfileVersion& version : state.drafted) {
    drafted.push_back(Json::Object{{"version", version.profile->version},
                                   {"based_on", version.based_on},
                                   {"by", version.made_by.value},
                                   {"at", rfc3339(version.made_at)},
                                   {"note", version.note}});
  }
  for (const store::ProfileRelease& release : state.releases) {
    const bool back = release.step == store::ProfileStep::rolled_back;
    releases.push_back(Json::Object{{"version", release.version},
                                    {"step", back ? "rolled_back" : "published"},
                                    {"by", release.by.value},
                                    {"at", rfc3339(release.at)}});
  }
  return Json::Object{{"id", state.in_force->id.value},
                      {"in_force", state.in_force->version},
                      {"shipped", state.shipped->version},
                      {"is_shipped", state.in_force == state.shipped},
                      {"source", state.in_force->source},
                      {"drafted", std::move(drafted)},
                      {"releases", std::move(releases)}};
}

// Where a version stands: in force, in force once, or never.
std::string state_of(const Session& session, const ProfileState& state, int version) {
  if (state.in_force->version == version) return session.text("cli.profile.in_force");
  const bool was = std::ranges::find(state.releases, version, &store::ProfileRelease::version) != state.releases.end();
  return session.text(was ? "cli.profile.was_in_force" : "cli.profile.draft_only");
}

std::string verdict(const Session& session, domain::Verdict verdict) {
  return session.word("verdict.", domain::name(verdict));
}

std::string examples_text(const std::vector<workflow::ChangedExample>& examples) {
  std::string text;
  for (const workflow::ChangedExample& one : examples) {
    text += (text.empty() ? "" : ", ") + one.submission.value;
    if (one.value) text += " (" + value_text(one.value) + ")";
  }
  return text;
}

Json json_of(const FindingId& id, const workflow::FindingComparison& row) {
  Json::Array steps;
  for (const auto& [step, count] : row.steps) {
    Json::Array examples;
    for (const workflow::ChangedExample& one : row.examples.at(step)) {
      Json::Object example = {{"submission", one.submission.value}, {"version", one.version}};
      if (one.value) example.push_back({"value", *one.value});
      examples.push_back(std::move(example));
    }
    steps.push_back(Json::Object{{"before", domain::name(step.before)},
                                 {"after", domain::name(step.after)},
                                 {"photos", count},
                                 {"examples", std::move(examples)}});
  }
  return Json::Object{{"check", id.value},
                      {"judged", row.judged},
                      {"to_check", row.to_check},
                      {"dropped", row.dropped},
                      {"changes", std::move(steps)}};
}

void print_changes(const Session& session, const workflow::ProfileComparison& comparison) {
  Table table({{session.text("cli.column.check")},
               {session.text("cli.profile.before")},
               {session.text("cli.profile.after")},
               {session.text("cli.profile.photos"), Align::right},
               {session.text("cli.profile.examples_column")}});
  for (const auto& [id, row] : comparison.findings) {
    for (const auto& [step, count] : row.steps) {
      table.row({finding_name(session, id), verdict(session, step.before), verdict(session, step.after),
                 std::to_string(count), examples_text(row.examples.at(step))});
    }
    if (row.to_check > 0) {
      table.row({finding_name(session, id), "", session.text("cli.profile.needs_check"), std::to_string(row.to_check),
                 ""});
    }
    if (row.dropped > 0) {
      table.row({finding_name(session, id), "", session.text("cli.profile.dropped"), std::to_string(row.dropped), ""});
    }
  }
  if (!table.empty()) table.print(session.out(), "  ");
}

}  // namespace

void print_profiles(const Session& session, const std::vector<ProfileState>& profiles) {
  Table table({{session.text("cli.column.id")},
               {session.text("cli.profile.column.version"), Align::right},
               {session.text("cli.column.state")},
               {session.text("cli.profile.column.by")},
               {session.text("cli.profile.column.at")},
               {session.text("cli.profile.column.note")}});
  for (const ProfileState& state : profiles) {
    if (session.json()) session.print_line(json_of(state));
    const std::string& id = state.shipped->id.value;
    const std::string& title = chinese(session) ? state.shipped->title_zh : state.shipped->title_en;
    const std::string shipped = session.text("cli.profile.shipped");
    for (const store::ProfileVersion& version : state.drafted) {
      table.row({id, std::to_string(version.profile->version), state_of(session, state, version.profile->version),
                 version.made_by.value, beijing_text(version.made_at), version.note});
    }
    const bool in_force = state.in_force->version == state.shipped->version;
    table.row({id, std::to_string(state.shipped->version),
               in_force ? shipped + " · " + session.text("cli.profile.in_force") : shipped, "", "", title});
  }
  if (!session.json()) table.print(session.out());
}

void print_profile(const Session& session, const domain::StandardProfile& profile) {
  if (session.json()) return session.print_line(codec::profile_json(profile));
  session.out() << profile.id.value << ' ' << profile.version << "  "
                << (chinese(session) ? profile.title_zh : profile.title_en) << " (" << profile.source << ")\n"
                << session.text("cli.profile.picture", {std::to_string(profile.width), std::to_string(profile.height),
                                                        std::to_string(profile.dpi),
                                                        std::to_string(profile.target_min_bytes / 1024),
                                                        std::to_string(profile.target_max_bytes / 1024)})
                << '\n';
  for (const domain::Rgb& colour : profile.backgrounds) {
    session.out() << "  rgb " << colour.r << ',' << colour.g << ',' << colour.b << '\n';
  }
  constexpr std::string_view coverage[] = {"coverage.automatic", "coverage.assisted", "coverage.manual"};
  for (const domain::Clause& clause : profile.clauses) {
    session.out() << '\n'
                  << clause.number << " [" << session.text(coverage[static_cast<std::size_t>(clause.coverage)]) << "] "
                  << (chinese(session) ? clause.text_zh : clause.text_en) << '\n';
    Table table({{session.text("cli.column.check")}, {session.text("cli.column.band")}, {session.text("cli.column.unit")}});
    for (const FindingId& id : clause.findings) {
      const domain::Rule* rule = profile.rule(id);
      if (rule == nullptr) continue;
      const std::string unit(symbol(rule->unit));
      table.row({finding_name(session, id), band_text(rule->band), unit});
    }
    for (const domain::Tick& tick : clause.ticks) {
      table.row({"[ ] " + (chinese(session) ? tick.text_zh : tick.text_en), tick.reason.value, ""});
    }
    table.print(session.out(), "  ");
  }
}

void print_comparison(const Session& session, const domain::StandardProfile& draft,
                      const workflow::ProfileComparison& comparison) {
  if (session.json()) {
    Json::Array findings;
    for (const auto& [id, row] : comparison.findings) findings.push_back(json_of(id, row));
    return session.print_line(Json::Object{{"profile", draft.id.value},
                                           {"version", draft.version},
                                           {"photos", comparison.photos},
                                           {"changed", comparison.changed},
                                           {"to_check", comparison.to_check},
                                           {"findings", std::move(findings)}});
  }
  if (comparison.photos == 0) {
    session.out() << session.text("cli.profile.nothing_to_compare", {draft.id.value, std::to_string(draft.version)}) << '\n';
    return;
  }
  session.out() << session.text("cli.profile.compared",
                                {draft.id.value, std::to_string(draft.version), std::to_string(comparison.photos),
                                 std::to_string(comparison.changed)})
                << '\n';
  print_changes(session, comparison);
  session.out() << session.text(comparison.to_check == 0 ? "cli.profile.no_pictures_needed" : "cli.profile.recheck",
                                {std::to_string(comparison.to_check)})
                << '\n';
}

}  // namespace zhaojian::cli
