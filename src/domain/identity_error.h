#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/photo_ref.h"

// How often a measured similarity is wrong, counted on photos of which it is known who is shown
// (assets/identity/identity_error.json, made by `zhaojian bench faces --write`; never typed by hand).
namespace zhaojian::domain {

// Of the known pairs: different people at least this alike, the same person less alike than this.
struct SimilarityStep {
  double similarity = 0;  // cosine, −1…1
  int different_from_here = 0;
  int same_below = 0;
  bool operator==(const SimilarityStep&) const = default;
};

struct SimilarityRoc {
  int different = 0, same = 0;        // pairs counted
  std::vector<SimilarityStep> steps;  // rising
  bool operator==(const SimilarityRoc&) const = default;
};

struct IdentityError {
  std::string network;  // of the embedding, as in Assessment::engine: "embedding 87aacdfe"
  std::string set;      // what it was counted on
  int people = 0;
  std::map<PhotoRole, SimilarityRoc> against;  // submissions against references of this role
  bool operator==(const IdentityError&) const = default;
};

// Never less than what was counted: a value between two steps takes the worse one.
struct CountedError {
  int different_as_alike = 0, different = 0;
  int same_as_unlike = 0, same = 0;
  bool operator==(const CountedError&) const = default;
};
// Nothing where no pair of this role was counted, or when the similarity was measured by another network (`engine` is
// Assessment::engine).
[[nodiscard]] std::optional<CountedError> counted_error(const IdentityError& known, const std::string& engine,
                                                        PhotoRole role, double similarity);

// Steps of a hundredth over all that occurs. Either list may be empty.
[[nodiscard]] SimilarityRoc count_similarities(const std::vector<double>& same, const std::vector<double>& different);

}  // namespace zhaojian::domain
