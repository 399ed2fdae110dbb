#include "audit/checkpoint.h"

#include <catch2/catch.hpp>

#include "log_builder.h"

using namespace zhaojian;
using namespace zhaojian::test;
using audit::Checkpoint;

namespace {

Checkpoint at(const std::string& station, std::int64_t seq, const std::string& hash = "h") {
  return {StationId(station), seq, hash_of(hash)};
}

std::string text_of(const std::vector<Checkpoint>& all) {
  std::string text;
  for (const auto& one : all) text = *audit::with_checkpoint(text, one, kAuditKey);
  return text;
}

}  // namespace

TEST_CASE("checkpoints come back from their file, whatever a station is called") {
  const std::vector<Checkpoint> all = {at("desk-1", 3), at("台 二\n%\"", 9'000'000'000), at("", 1)};
  const std::string text = text_of(all);
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
  const auto read = audit::read_checkpoints(text, kAuditKey);
  REQUIRE(read);
  CHECK(*read == all);
  CHECK(audit::read_checkpoints("", kAuditKey)->empty());
}

TEST_CASE("a newer checkpoint replaces its station's older one and no other") {
  const std::string text = text_of({at("a", 1), at("b", 5), at("a", 2)});
  CHECK(*audit::read_checkpoints(text, kAuditKey) == std::vector{at("b", 5), at("a", 2)});
  CHECK(audit::with_checkpoint(text, at("a", 2), kAuditKey));
}

TEST_CASE("a checkpoint never goes back nor to another history") {
  const std::string text = text_of({at("a", 7)});
  for (const auto& bad : {at("a", 6), at("a", 7, "another")}) {
    const auto refused = audit::with_checkpoint(text, bad, kAuditKey);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::conflict);
  }
}

TEST_CASE("any change to the checkpoint file is noticed") {
  const std::string text = text_of({at("a", 7), at("b", 1)});
  CHECK_FALSE(audit::read_checkpoints(text, hash_of("another key")));
  int unnoticed = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const int bit : {0, 1, 4, 5}) {
      std::string changed = text;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      unnoticed += audit::read_checkpoints(changed, kAuditKey).has_value();
    }
    const auto cut = audit::read_checkpoints(text.substr(0, i), kAuditKey);
    const bool whole_lines =
        i == 0 || text[i - 1] == '\n';  // a missing line is a missing file: the caller knows its stations
    CHECK(cut.has_value() == whole_lines);
  }
  CHECK(unnoticed == 0);
}
