#include <cmath>
#include <random>

#include "cli/bench.h"
#include "vision/face_index.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kFaces = 100'000;
constexpr std::size_t kHits = 10;
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

}  // namespace zhaojian::cli
