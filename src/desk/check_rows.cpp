#include "desk/check_rows.h"

#include <algorithm>

#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

using domain::Agreement;
using domain::Assessment;
using domain::Finding;
using domain::Flag;
using domain::StandardProfile;
using domain::Verdict;

const std::vector<Flag>& flags_of(const Reviewing& reviewing) {
  return reviewing.file->review_case.submission.flags;
}

FindingRow row_of(const Reviewing& reviewing, const Finding& finding) {
  FindingRow row{&finding, nullptr, Agreement::same};
  const auto& flags = flags_of(reviewing);
  const auto theirs = std::ranges::find(flags, finding.id, &Flag::check);
  if (theirs == flags.end()) return row;
  row.theirs = &*theirs;
  row.agreement = domain::compare(finding, *theirs, reviewing.file->profile->rule(finding.id));
  return row;
}

// Of the checks that are shown here: a similarity has its own place.
std::vector<FindingRow> finding_rows(const Reviewing& reviewing) {
  std::vector<FindingRow> rows;
  if (!reviewing.file->assessment) return rows;
  for (const Finding& finding : reviewing.file->assessment->findings)
    if (!is_identity(finding)) rows.push_back(row_of(reviewing, finding));
  return rows;
}

bool is_ticked(const Reviewing& reviewing, const TickId& id) {
  return std::ranges::find(reviewing.ticks, id) != reviewing.ticks.end();
}

void add_ticks(std::vector<CheckRow>& rows, const Reviewing& reviewing, const domain::Clause& clause) {
  for (const domain::Tick& tick : clause.ticks) rows.push_back(TickRow{&tick, is_ticked(reviewing, tick.id)});
}

// A problem, or a check that passed here and not there.
bool stands_out(const FindingRow& row) { return row.finding->verdict != Verdict::pass || is_alarm(row.agreement); }

void add_strangers(std::vector<CheckRow>& rows, const Reviewing& reviewing) {
  if (!reviewing.file->assessment) return;
  for (const Flag& flag : flags_of(reviewing))
    if (!reviewing.file->assessment->find(flag.check)) rows.push_back(StrangerRow{&flag});
}

// What could not be checked is one line until it is opened: it is there for every photo, and pushes what is wrong with
// this one out of sight. What the back end says of a check keeps it a row of its own.
void add_unseen(std::vector<CheckRow>& rows, const Reviewing& reviewing, const std::vector<FindingRow>& findings) {
  UnseenRow together;
  std::vector<CheckRow> alone;
  for (const FindingRow& row : findings) {
    if (row.finding->verdict != Verdict::not_assessable) continue;
    if (reviewing.show_passed || row.theirs) alone.emplace_back(row);
    else together.findings.push_back(row.finding);
  }
  rows.insert(rows.end(), alone.begin(), alone.end());
  if (together.findings.size() == 1) rows.emplace_back(FindingRow{together.findings.front(), nullptr, Agreement::same});
  if (together.findings.size() > 1) rows.emplace_back(std::move(together));
}

std::vector<CheckRow> by_verdict(const Reviewing& reviewing) {
  std::vector<CheckRow> rows;
  const auto findings = finding_rows(reviewing);
  for (const Verdict verdict : {Verdict::fail, Verdict::warn, Verdict::pass})
    for (const FindingRow& row : findings)
      if (row.finding->verdict == verdict && stands_out(row)) rows.push_back(row);
  add_unseen(rows, reviewing, findings);
  add_strangers(rows, reviewing);
  const auto folded = std::ranges::count_if(findings, [](const FindingRow& row) { return !stands_out(row); });
  if (reviewing.file->assessment) {
    if (reviewing.show_passed)
      for (const FindingRow& row : findings)
        if (!stands_out(row)) rows.push_back(row);
    if (folded > 0 || reviewing.show_passed) rows.push_back(PassedRow{static_cast<int>(folded)});
  }
  TicksRow ticks;
  for (const domain::Clause& clause : reviewing.file->profile->clauses)
    for (const domain::Tick& tick : clause.ticks) ++ticks.all, ticks.ticked += is_ticked(reviewing, tick.id) ? 1 : 0;
  if (ticks.all == 0) return rows;
  rows.push_back(ticks);
  if (reviewing.show_ticks)
    for (const domain::Clause& clause : reviewing.file->profile->clauses) add_ticks(rows, reviewing, clause);
  return rows;
}

// A check may stand under several clauses; here under the one its rule names.
std::vector<CheckRow> by_clause(const Reviewing& reviewing) {
  std::vector<CheckRow> rows;
  const StandardProfile& profile = *reviewing.file->profile;
  const auto findings = finding_rows(reviewing);
  for (const domain::Clause& clause : profile.clauses) {
    rows.push_back(ClauseRow{&clause});
    for (const FindingRow& row : findings) {
      const domain::Rule* rule = profile.rule(row.finding->id);
      if (rule && rule->clause == clause.number) rows.push_back(row);
    }
    add_ticks(rows, reviewing, clause);
  }
  add_strangers(rows, reviewing);
  return rows;
}

}  // namespace

std::vector<CheckRow> check_rows(const Reviewing& reviewing) {
  return reviewing.by_clause ? by_clause(reviewing) : by_verdict(reviewing);
}

int count_disagreements(const Reviewing& reviewing) {
  const auto rows = finding_rows(reviewing);
  return static_cast<int>(std::ranges::count_if(rows, [](const FindingRow& row) { return is_alarm(row.agreement); }));
}

}  // namespace zhaojian::desk
