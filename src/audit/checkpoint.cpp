#include "audit/checkpoint.h"

#include <charconv>

namespace zhaojian::audit {
namespace {

constexpr std::string_view kTag = "zhaojian-checkpoint-1 ";  // signed as well: the line is nothing else's signature

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += plain(c) ? std::string(1, c) : "%" + hex(std::as_bytes(std::span(&c, 1)));
  return out;
}

Result<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (plain(text[i])) {
      out += text[i];
      continue;
    }
    unsigned code = 0;
    const std::string_view digits = text.substr(i + 1, 2);
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (text[i] != '%' || digits.size() != 2 || problem != std::errc() || end != digits.data() + 2) {
      return Error{Errc::corrupt, "a station that cannot be read"};
    }
    out += static_cast<char>(code);
    i += 2;
  }
  return out;
}

std::string unsigned_line(const Checkpoint& c) {
  return escaped(c.station.value) + ' ' + std::to_string(c.seq) + ' ' + hex(c.hash);
}

Result<Checkpoint> read_line(std::string_view text, const Sha256& audit_key) {
  std::vector<std::string_view> words;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    words.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  if (words.size() != 4) return Error{Errc::corrupt, "not four words"};
  Checkpoint c;
  c.station = StationId(TRY(unescaped(words[0])));
  const auto [end, problem] = std::from_chars(words[1].data(), words[1].data() + words[1].size(), c.seq);
  if (problem != std::errc() || end != words[1].data() + words[1].size() || c.seq < 1) {
    return Error{Errc::corrupt, "a number that cannot be read"};
  }
  c.hash = TRY(sha256_from_hex(words[2]));
  if (!equal_in_constant_time(bytes_of(text), bytes_of(line(c, audit_key)))) {
    return Error{Errc::corrupt, "not signed with this key"};
  }
  return c;
}

}  // namespace

Checkpoint checkpoint_of(const domain::AuditRecord& record) { return {record.station, record.seq, record.hash}; }

std::string line(const Checkpoint& checkpoint, const Sha256& audit_key) {
  const std::string text = unsigned_line(checkpoint);
  return text + ' ' + hex(hmac_sha256(std::as_bytes(std::span(audit_key)), bytes_of(std::string(kTag) + text)));
}

Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text, const Sha256& audit_key) {
  std::vector<Checkpoint> found;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t length = text.find('\n');
    const std::string where = "checkpoint line " + std::to_string(number);
    // Every line is written with its end: one without was cut.
    if (length == std::string_view::npos) return Error{Errc::corrupt, where + ": cut off", "error.audit.checkpoint"};
    auto checkpoint = read_line(text.substr(0, length), audit_key);
    if (!checkpoint) return Error{Errc::corrupt, where + ": " + checkpoint.error().message, "error.audit.checkpoint"};
    found.push_back(std::move(*checkpoint));
    text.remove_prefix(length + 1);
  }
  return found;
}

Result<std::string> with_checkpoint(std::string_view text, const Checkpoint& checkpoint, const Sha256& audit_key) {
  std::string out;
  const auto known = TRY(read_checkpoints(text, audit_key));
  for (const Checkpoint& old : known) {
    if (old.station != checkpoint.station) {
      out += line(old, audit_key) + '\n';
    } else if (old.seq > checkpoint.seq || (old.seq == checkpoint.seq && old.hash != checkpoint.hash)) {
      return Error{Errc::conflict,
                   "the checkpoint of " + escaped(old.station.value) + " is at " + std::to_string(old.seq),
                   "error.audit.behind_checkpoint"};
    }
  }
  return out + line(checkpoint, audit_key) + '\n';
}

}  // namespace zhaojian::audit
