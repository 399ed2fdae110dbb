#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "log_builder.h"

// 2,000 random changes to a log as somebody with the database but without the key and the checkpoint file could make
// them: each must be found, and a clean log never be accused.

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditRecord;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

void flip(Random& random, std::string& text) {
  if (text.empty())
    text = "x";
  else
    text[below(random, text.size())] ^= static_cast<char>(1 << below(random, 8));
}
void flip(Random& random, Sha256& digest) {
  digest[below(random, digest.size())] ^= static_cast<std::uint8_t>(1 << below(random, 8));
}
void flip(Random& random, std::int64_t& number) { number ^= std::int64_t{1} << below(random, 63); }

// A bit of any field.
void flip_bit(Random& random, AuditRecord& r) {
  switch (below(random, 13)) {
    case 0:
      return flip(random, r.station.value);
    case 1:
      return flip(random, r.seq);
    case 2:
      return flip(random, r.prev);
    case 3:
      return flip(random, r.hash);
    case 4:
      r.entry.kind = static_cast<domain::AuditKind>(
          (static_cast<int>(r.entry.kind) + 1 + static_cast<int>(below(random, 13))) % domain::kAuditKindCount);
      return;
    case 5:
      return flip(random, r.entry.actor.value);
    case 6:
      return flip(random, r.entry.subject);
    case 7:
      return flip(random, r.entry.epoch);
    case 8:
      return flip(random, r.entry.outcome);
    case 9:
      if (r.entry.reasons.empty())
        r.entry.reasons.emplace_back("x");
      else
        flip(random, r.entry.reasons[0].value);
      return;
    case 10:
      return flip(random, r.entry.decision.value);
    case 11:
      return flip(random, r.entry.op.value);
    default:
      return flip(random, r.entry.at.micros);
  }
}

// What the thief signs with; he knows how the chain is made but not the key.
const Sha256 kWrongKey = hash_of("guessed");

void tamper(Random& random, Log& log) {
  auto& records = log.records;
  const std::size_t i = below(random, records.size());
  const auto place = records.begin() + static_cast<std::ptrdiff_t>(i);
  switch (below(random, 9)) {
    case 0:
    case 1:
      return flip_bit(random, records[i]);
    case 2:
      records.erase(place);
      return;
    case 3: {
      const std::size_t j = (i + 1 + below(random, records.size() - 1)) % records.size();
      std::swap(records[i], records[j]);
      return;
    }
    case 4: {
      const AuditRecord copy = records[i];
      records.insert(records.begin() + static_cast<std::ptrdiff_t>(below(random, records.size() + 1)), copy);
      return;
    }
    case 5:
      records.resize(i);
      return;  // the tail
    case 6: {  // re-linked from here on, with a decision made other
      records[i].entry.outcome = "approve!";
      for (std::size_t k = i; k < records.size(); ++k) {
        const bool first = k == 0 || records[k - 1].station != records[k].station;
        if (!first) records[k].prev = records[k - 1].hash;
        records[k].hash = audit::hash_of(records[k], kWrongKey);
      }
      return;
    }
    case 7: {  // a record that never was, and those after it moved on
      AuditRecord made_up = records[i];
      made_up.entry.decision = DecisionId("made up");
      made_up.hash = audit::hash_of(made_up, kWrongKey);
      records.insert(place, made_up);
      for (std::size_t k = i + 1; k < records.size() && records[k].station == made_up.station; ++k) ++records[k].seq;
      return;
    }
    default: {  // taken out, and the rest closed up behind it
      const StationId station = records[i].station;
      records.erase(place);
      for (std::size_t k = i; k < records.size() && records[k].station == station; ++k) --records[k].seq;
      return;
    }
  }
}

}  // namespace

TEST_CASE("2000 random tamperings are all found") {
  const Log clean = a_log(3, 40);
  const auto checkpoints = clean.checkpoints();
  int found = 0, done = 0;
  for (unsigned seed = 0; done < 2000; ++seed) {
    Random random(seed);
    Log log = clean;
    tamper(random, log);
    if (log.records == clean.records) continue;  // not a change
    ++done;
    const bool noticed = !verified(log, checkpoints, clean.stations()).clean();
    found += noticed;
    if (!noticed) UNSCOPED_INFO("not found: seed " << seed);
  }
  CHECK(found == 2000);
}

TEST_CASE("the chain and its checkpoint alone find every one of them too, without the decisions") {
  const Log clean = a_log(3, 40);
  int missed = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    Random random(seed);
    Log log = clean;
    tamper(random, log);
    if (log.records == clean.records) continue;
    audit::Verifier verifier(kAuditKey, clean.checkpoints(), clean.stations());
    for (const auto& record : log.records) verifier.record(record);
    const auto report = verifier.finish();
    missed += std::ranges::none_of(report.problems, [](const audit::Problem& problem) {
      return problem.trouble != audit::Trouble::decision_missing && !audit::is_warning(problem.trouble);
    });
  }
  CHECK(missed == 0);
}

TEST_CASE("2000 clean logs are not accused") {
  int accused = 0;
  for (int seed = 0; seed < 2000; ++seed) {
    const Log log = a_log(1 + seed % 4, seed % 23);
    accused += !verified(log, log.checkpoints(), log.stations()).problems.empty();
  }
  CHECK(accused == 0);
}
