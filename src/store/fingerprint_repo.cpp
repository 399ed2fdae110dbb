#include "store/fingerprint_repo.h"

#include <bit>
#include <string>

namespace zhaojian::store {
namespace {

using FaceBits = std::array<std::uint64_t, 4>;

const std::string kPrints = "SELECT row_id, submission, version, student, photo, whole, face FROM fingerprints f ";

// Lowest byte first, whatever the machine.
Sha256 bytes_of_face(const FaceBits& face) {
  Sha256 bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(face[i / 8] >> (i % 8 * 8));
  return bytes;
}

FaceBits face_of(const Sha256& bytes) {
  FaceBits face{};
  for (std::size_t i = 0; i < bytes.size(); ++i) face[i / 8] |= std::uint64_t{bytes[i]} << (i % 8 * 8);
  return face;
}

Result<PhotoPrint> read_print(Row& row) {
  PhotoPrint print;
  print.row = row.integer();
  print.submission = row.id<SubmissionId>();
  print.version = row.small();
  print.student = row.id<StudentRef>();
  print.photo = row.digest();
  print.whole = std::bit_cast<std::uint64_t>(row.integer());
  if (const auto face = row.maybe(&Row::digest)) print.face = face_of(*face);
  return print;
}

Result<std::int64_t> read_count(Row& row) { return row.integer(); }

}  // namespace

Done FingerprintRepo::put(const PhotoPrint& print) {
  const auto kept = TRY(first(db_, kPrints + "WHERE submission = $1 AND version = $2",
                              values(print.submission, print.version), &read_print));
  if (kept) {
    PhotoPrint same = print;
    same.row = kept->row;
    if (*kept == same) return {};
    TRY(db_.execute("DELETE FROM fingerprints WHERE row_id = $1", values(kept->row)));
  }
  const auto face = print.face ? std::optional(bytes_of_face(*print.face)) : std::nullopt;
  TRY(db_.execute("INSERT INTO fingerprints (submission, version, student, photo, whole, face) "
                  "VALUES ($1, $2, $3, $4, $5, $6)",
                  values(print.submission, print.version, print.student, print.photo,
                         std::bit_cast<std::int64_t>(print.whole), face)));
  return {};
}

Result<std::vector<PhotoPrint>> FingerprintRepo::since(std::int64_t row) {
  return all(db_, kPrints + "WHERE row_id > $1 ORDER BY row_id", values(row), &read_print);
}

Result<std::int64_t> FingerprintRepo::removed() {
  return TRY(first(db_, "SELECT removed FROM fingerprint_removals", {}, &read_count)).value_or(0);
}

Result<std::vector<PhotoPrint>> FingerprintRepo::refused_of(const StudentRef& student, const SubmissionId& but,
                                                            int version) {
  return all(db_,
             kPrints + "WHERE student = $1 AND NOT (submission = $2 AND version = $3) AND EXISTS (SELECT 1 FROM decisions d "
                       "WHERE d.submission = f.submission AND d.version = f.version AND d.state = 'released' "
                       "AND d.reverses IS NULL AND d.outcome IN ('retake', 'identity_doubt')) ORDER BY row_id",
             values(student, but, version), &read_print);
}

}  // namespace zhaojian::store
