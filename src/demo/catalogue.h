#pragma once
#include <string>
#include <vector>

#include "base/time.h"
#include "demo/dice.h"
#include "demo/gallery.h"
#include "demo/photo_shelf.h"
#include "domain/submission.h"

// The submissions the feed starts with.
namespace zhaojian::demo {

struct Entry {
  domain::Submission submission;
  std::string identity;      // whose portraits play this student
  bool lacks_field = false;  // is sent without its student number, which the contract requires
};

struct Catalogue {
  std::vector<Entry> entries;  // oldest first
  PhotoShelf shelf;
  int next_number = 1;  // for ids of submissions to come
};

inline constexpr int least_submissions = 60;
inline constexpr int most_submissions = 5'000;

// `count` submissions (within the limits above), the same for the same seed but for times, which are seen from `now`:
// every kind of flaw, good ones, second and third attempts, missing references, some near or past their deadline; one
// cut JPEG, one item with a missing field, one photo that is not there, one purged, one damaged on its first way.
// The gallery must outlive it.
[[nodiscard]] Catalogue make_catalogue(const Gallery& gallery, int count, std::uint64_t seed, Instant now);
Catalogue make_catalogue(Gallery&&, int, std::uint64_t, Instant) = delete;

[[nodiscard]] std::string submission_id(int number);  // "sub_100001"

}  // namespace zhaojian::demo
