#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "domain/audit_record.h"

// How far a station's chain had come, kept in a text file outside the database: cutting off the end of the chain leaves
// no trace in the chain itself. One line a station, "station seq hash hmac"; the caller reads and writes the file.
namespace zhaojian::audit {

struct Checkpoint {
  StationId station;
  std::int64_t seq = 0;
  Sha256 hash{};
  bool operator==(const Checkpoint&) const = default;
};

[[nodiscard]] Checkpoint checkpoint_of(const domain::AuditRecord& record);

// The signed line, without a newline. The station is written with %XX for all but letters, digits and "-_.".
[[nodiscard]] std::string line(const Checkpoint& checkpoint, const Sha256& audit_key);

// All lines of the file's text; `corrupt` with the line's number when one is malformed or not signed with this key.
[[nodiscard]] Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text, const Sha256& audit_key);

// The text with this checkpoint in place of the station's older one. `conflict` when the text is already further, or as
// far with another hash: then the chain was cut or forked, and the file must stay as it is.
[[nodiscard]] Result<std::string> with_checkpoint(std::string_view text, const Checkpoint& checkpoint,
                                                  const Sha256& audit_key);

}  // namespace zhaojian::audit
