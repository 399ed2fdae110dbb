#include "store/face_repo.h"

#include <bit>
#include <string>

namespace zhaojian::store {
namespace {

constexpr std::size_t kNumbers = 512, kBytes = 4;

const std::string kFaces =
    "SELECT f.row_id, f.submission, f.version, s.student, f.network, f.face FROM faces f "
    "JOIN submissions s ON s.id = f.submission ";

Bytes bytes_of_face(const std::array<float, kNumbers>& face) {
  Bytes bytes(kNumbers * kBytes);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::byte>(std::bit_cast<std::uint32_t>(face[i / kBytes]) >> (i % kBytes * 8));
  return bytes;
}

Result<KeptFace> read_face(Row& row) {
  KeptFace kept;
  kept.row = row.integer();
  kept.submission = row.id<SubmissionId>();
  kept.version = row.small();
  kept.student = row.id<StudentRef>();
  kept.network = row.text();
  const Bytes bytes = row.bytes();
  if (bytes.size() != kNumbers * kBytes) return Error{Errc::corrupt, "a face of the wrong size", "error.store.corrupt"};
  std::array<std::uint32_t, kNumbers> bits{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bits[i / kBytes] |= std::to_integer<std::uint32_t>(bytes[i]) << (i % kBytes * 8);
  for (std::size_t i = 0; i < kNumbers; ++i) kept.face[i] = std::bit_cast<float>(bits[i]);
  return kept;
}

Result<std::int64_t> read_count(Row& row) { return row.integer(); }

}  // namespace

Done FaceRepo::put(const KeptFace& face) {
  const auto kept = TRY(first(db_, kFaces + "WHERE f.submission = $1", values(face.submission), &read_face));
  if (kept && kept->version == face.version && kept->network == face.network && kept->face == face.face) return {};
  TRY(drop(face.submission));
  TRY(db_.execute("INSERT INTO faces (submission, version, network, face) VALUES ($1, $2, $3, $4)",
                  values(face.submission, face.version, face.network, bytes_of_face(face.face))));
  return {};
}

Done FaceRepo::drop(const SubmissionId& submission) {
  TRY(db_.execute("DELETE FROM faces WHERE submission = $1", values(submission)));
  return {};
}

Result<std::vector<KeptFace>> FaceRepo::of_batch(const BatchId& batch, std::int64_t after_row) {
  return all(db_, kFaces + "WHERE s.batch = $1 AND f.row_id > $2 ORDER BY f.row_id", values(batch, after_row), &read_face);
}

Result<std::int64_t> FaceRepo::removed() {
  return TRY(first(db_, "SELECT removed FROM face_removals", {}, &read_count)).value_or(0);
}

Result<std::int64_t> FaceRepo::forget(const BatchId& batch) {
  const std::int64_t before = TRY(removed());
  TRY(db_.execute("DELETE FROM faces WHERE submission IN (SELECT id FROM submissions WHERE batch = $1)", values(batch)));
  return TRY(removed()) - before;
}

}  // namespace zhaojian::store
