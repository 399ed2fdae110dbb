#include <cmath>
#include <random>

#include "checks/recognition.h"
#include "cli/bench_cases.h"
#include "vision/face_index.h"
#include "workflow/reuse.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kFaces = 100'000;
constexpr std::size_t kHits = 10;
constexpr int kPhotos = 100'000;
constexpr double kMilliseconds = 20;  // product.md, "What fast means"

vision::Embedding somebody(std::mt19937& random) {
  vision::Embedding face{};
  double squares = 0;
  for (float& value : face) {
    value = static_cast<float>(random()) / 2147483648.0F - 1;
    squares += static_cast<double>(value) * static_cast<double>(value);
  }
  for (float& value : face) value = static_cast<float>(value / std::sqrt(squares));
  return face;
}

// The photo of a submission of add_waiting(), as any other picture.
store::PhotoPrint photo_of(int number, std::mt19937_64& random) {
  store::PhotoPrint print;
  print.submission = SubmissionId("bench_" + std::to_string(number));
  print.version = 1;
  print.student = StudentRef("stu_" + std::to_string(number));
  print.photo = sha256(bytes_of(std::to_string(number)));
  print.whole = random();
  print.face.emplace();
  for (std::uint64_t& part : *print.face) part = random();
  return print;
}

}  // namespace

Result<Figures> bench_search(const Session& session, int runs) {
  std::mt19937 random(1);  // always the same strangers
  vision::FaceIndex index;
  index.reserve(kFaces);
  for (std::size_t i = 0; i < kFaces; ++i) index.add(somebody(random));
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const std::size_t place = static_cast<std::size_t>(run) * 997 % kFaces;
    const Duration start = session.clock().monotonic();
    const auto hits = index.nearest(index.face(place), kHits);
    times.push_back(static_cast<double>(session.clock().monotonic().micros - start.micros) / 1000);
    if (hits.size() != kHits || hits.front().place != place)
      return Error{Errc::internal, "the search does not find the face it was asked for", {}};
  }
  return Figures{{"cli.bench.search", median(times), kMilliseconds, Figure::Bound::at_most, runs}};
}

Result<Figures> bench_reuse(const Session& session, int runs, const std::filesystem::path& under) {
  const BenchFolder folder = TRY(BenchFolder::make_in(under));
  const auto station = TRY(bench_station(session, folder.path()));
  const auto store = TRY(station::open_store_of(*station, session.clock()));
  TRY(add_waiting(*store, station->assets.profiles.begin()->first, 0, kPhotos, session.clock().now()));
  std::mt19937_64 random(1);
  std::vector<store::PhotoPrint> prints;
  for (int i = 0; i < kPhotos; ++i) prints.push_back(photo_of(i, random));
  TRY(store->transact([&]() -> Done {
    for (const store::PhotoPrint& print : prints) TRY(store->fingerprints().put(print));
    return {};
  }));
  const double face_bits = TRY(station->assets.profiles.begin()->second->parameter(FindingId("dup.phash_other"), "face_bits"));
  workflow::ReuseIndex index;
  const auto known = TRY(index.up_to_date(*store));
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const store::PhotoPrint& again = prints[static_cast<std::size_t>(run) * 997 % prints.size()];
    const Duration start = session.clock().monotonic();
    const auto others = known->nearest(checks::views_of(workflow::print_of(again)), StudentRef("stu_other"), face_bits, 3);
    times.push_back(static_cast<double>(session.clock().monotonic().micros - start.micros) / 1000);
    if (others.empty() || others.front().submission != again.submission.value)
      return Error{Errc::internal, "a photo handed in again is not found", {}};
  }
  return Figures{{"cli.bench.reuse", median(times), kMilliseconds, Figure::Bound::at_most, runs}};
}

}  // namespace zhaojian::cli
