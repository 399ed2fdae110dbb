#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/checkpoint.h"
#include "base/hash.h"
#include "domain/audit_record.h"
#include "domain/decision.h"
#include "domain/outbox.h"

namespace zhaojian::audit {

enum class Trouble {
  altered,    // a record's hash is not that of its content
  removed,    // numbers are missing before this record, or the chain ends before its checkpoint
  inserted,   // a number twice, or a record that does not follow the one before it
  reordered,  // a number after a higher one
  unknown_station,
  record_missing,    // a decision or an event without its record
  decision_missing,  // a record without its decision
  decision_differs,  // record and decision tell different things
  time_ran_back,     // by more than five minutes within a station; a warning
};
inline constexpr int kTroubleCount = 9;
[[nodiscard]] std::string_view name(Trouble trouble);
[[nodiscard]] constexpr bool is_warning(Trouble trouble) { return trouble == Trouble::time_ran_back; }

struct Problem {
  Trouble trouble = Trouble::altered;
  StationId station;     // empty when it is about a decision or event alone
  std::int64_t seq = 0;  // of the record; 0: none
  std::string about;     // decision or event id, or what is wrong, in English
  bool operator==(const Problem&) const = default;
};

struct Report {
  std::vector<Problem> problems;
  std::int64_t records = 0, decisions = 0, events = 0, stations = 0;
  [[nodiscard]] bool clean() const;  // no problem but warnings
};

// Checks a whole audit log against itself, its checkpoints, and the decisions and events it must account for. Feed
// every record in the order of station and seq, then the decisions, then the events, then finish() once. Memory: about
// 200 bytes a decision.
class Verifier {
 public:
  // `stations`: those that may have a chain; empty: any.
  explicit Verifier(const Sha256& audit_key, std::vector<Checkpoint> checkpoints = {},
                    std::set<StationId> stations = {});

  void record(const domain::AuditRecord& record);
  // `case_key` when it still exists: then also the photo is compared.
  void decision(const domain::Decision& decision, const std::optional<Sha256>& case_key = std::nullopt);
  void event(const domain::OutboxEvent& event);
  [[nodiscard]] Report finish();

 private:
  struct Chain {
    std::int64_t seq = 0;
    Sha256 hash{};
    Instant at;
  };
  struct Told {  // what a record says about a decision
    StationId station;
    std::int64_t seq = 0;
    Sha256 facts{}, subject{};
    bool matched = false;
  };

  void say(Trouble trouble, const domain::AuditRecord& record, std::string about);
  void check_place(const domain::AuditRecord& record, Chain& chain);
  void check_checkpoint(const domain::AuditRecord& record);
  void note_decision(const domain::AuditRecord& record);

  Sha256 key_;
  std::map<StationId, Checkpoint> checkpoints_;
  std::set<StationId> stations_;
  std::map<StationId, Chain> chains_;
  std::unordered_map<DecisionId, Told> told_;
  std::set<OpId> reversals_;          // key presses of `reversed` records
  std::set<DecisionId> corrections_;  // decisions accounted for by one of those
  Report report_;
};

}  // namespace zhaojian::audit
