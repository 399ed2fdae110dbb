#include "vision/face_index.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

namespace zhaojian::vision {
namespace {

Embedding normalised(Embedding face) {
  double squares = 0;
  for (const float value : face) squares += static_cast<double>(value) * static_cast<double>(value);
  for (float& value : face) value = static_cast<float>(value / std::sqrt(squares));
  return face;
}

Embedding somebody(std::mt19937& random) {
  std::normal_distribution<float> values;
  Embedding face{};
  for (float& value : face) value = values(random);
  return normalised(face);
}

Embedding like(const Embedding& face, float difference, std::mt19937& random) {
  const Embedding other = somebody(random);
  Embedding mixed{};
  for (std::size_t i = 0; i < mixed.size(); ++i) mixed[i] = face[i] + difference * other[i];
  return normalised(mixed);
}

std::vector<FaceIndex::Hit> one_by_one(const std::vector<Embedding>& faces, const Embedding& face, std::size_t count,
                                       float least) {
  std::vector<FaceIndex::Hit> hits;
  for (std::size_t i = 0; i < faces.size(); ++i)
    if (const float similar = cosine(faces[i], face); similar >= least) hits.push_back({i, similar});
  std::ranges::stable_sort(hits, std::ranges::greater{}, &FaceIndex::Hit::cosine);
  if (hits.size() > count) hits.resize(count);
  return hits;
}

TEST_CASE("the search finds exactly what comparing with every face finds") {
  std::mt19937 random(7);
  std::vector<Embedding> faces;
  FaceIndex index;
  for (int i = 0; i < 1500; ++i) {
    // Strangers, families and doubles; every tenth a face with one dimension far above the others.
    Embedding face = i % 3 == 0 || faces.empty() ? somebody(random)
                                                 : like(faces[faces.size() / 2], i % 3 == 1 ? 1.0F : 0.01F, random);
    if (i % 10 == 0) {
      face[static_cast<std::size_t>(i) % face.size()] += 3;
      face = normalised(face);
    }
    if (i % 50 == 49) face = faces.back();
    faces.push_back(face);
    index.add(face);
  }
  REQUIRE(index.size() == faces.size());
  for (const std::size_t asked : {0U, 1U, 49U, 700U, 1499U})
    for (const std::size_t count : {1U, 5U, 40U, 2000U})
      for (const float least : {-1.0F, 0.4F, 0.99F}) {
        CAPTURE(asked, count, least);
        CHECK(index.nearest(faces[asked], count, least) == one_by_one(faces, faces[asked], count, least));
      }
}

TEST_CASE("nobody to search among, or nobody asked for, is no answer") {
  std::mt19937 random(1);
  FaceIndex index;
  CHECK(index.nearest(somebody(random), 5).empty());
  const Embedding face = somebody(random);
  index.add(face);
  CHECK(index.nearest(face, 0).empty());
  CHECK(index.nearest(face, 9) == std::vector<FaceIndex::Hit>{{0, cosine(face, face)}});
}

}  // namespace
}  // namespace zhaojian::vision
