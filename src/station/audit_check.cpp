#include "station/audit_check.h"

#include <limits>

#include "base/files.h"

namespace zhaojian::station {
namespace {

constexpr std::size_t kCheckpointLimit = 1U << 20;

std::filesystem::path checkpoint_file(const Station& station) { return station.config.data_dir / "audit.checkpoint"; }

// Empty before the first checkpoint; a file that is there and cannot be read is an error, not an empty one.
Result<std::string> checkpoint_text(const Station& station) {
  Result<Bytes> bytes = read_file(checkpoint_file(station), kCheckpointLimit);
  if (bytes) return std::string(text_of(*bytes));
  if (bytes.error().code == Errc::not_found) return std::string();
  return std::move(bytes).error();
}

Result<audit::Report> look_through(const Station& station, store::Store& store) {
  const std::string text = TRY(checkpoint_text(station));
  audit::Verifier verifier(station.audit_key, TRY(audit::read_checkpoints(text, station.audit_key)));
  TRY(store.audit().read([&](const domain::AuditRecord& record) {
    verifier.record(record);
    return true;
  }));
  Done keys;
  TRY(store.decisions().read([&](const domain::Decision& decision) {
    const auto key = store.audit().kept_case_key(decision.submission);
    if (!key) return keys = key.error(), false;
    verifier.decision(decision, *key);
    return true;
  }));
  TRY(keys);
  const auto everything = std::numeric_limits<std::int64_t>::max();
  for (const domain::OutboxEvent& event : TRY(store.outbox().list({}, everything))) verifier.event(event);
  return verifier.finish();
}

}  // namespace

Result<audit::Report> verify_audit(const Station& station, store::Store& store) {
  audit::Report report = TRY(look_through(station, store));
  if (report.clean()) return report;
  // Perhaps only because somebody decided between two of the readings: once more while nobody can write.
  TRY(store.transact([&]() -> Done {
    report = TRY(look_through(station, store));
    return {};
  }));
  return report;
}

Done keep_checkpoint(const Station& station, store::Store& store) {
  const auto head = TRY(store.audit().head(station.id));
  if (!head) return {};
  const std::string text = TRY(checkpoint_text(station));
  const std::string next = TRY(audit::with_checkpoint(text, audit::checkpoint_of(*head), station.audit_key));
  if (next == text) return {};
  return write_file_atomically(checkpoint_file(station), bytes_of(next));
}

}  // namespace zhaojian::station
