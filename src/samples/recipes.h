#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"
#include "imaging/photo.h"
#include "vision/evidence.h"

// Flawed copies of clean sample pictures, so that every check has pictures to find something in. They are drawn and
// computed, not photographed: each shows what its check looks for, none how students really go wrong.
namespace zhaojian::samples {

// Where the standard wants head top, eye line and face width, in pixels of a finished picture.
struct Limits {
  double highest_head = 0, lowest_head = 0, highest_eyes = 0, lowest_eyes = 0, narrowest_face = 0, widest_face = 0;
};

// A clean picture and what is known of it, in its own pixels.
struct Original {
  const imaging::Pixels& pixels;
  const vision::Landmarks& marks;
  const vision::PersonMask& person;          // as large as the picture
  double head_top = 0;                       // y of the hair's top
  double face_left = 0, face_right = 0;      // x at cheek height
  double roll = 0;                           // of the head, degrees; sign as vision::HeadPose
  int width = 0, height = 0, dpi = 0;        // of a finished picture
  std::size_t min_bytes = 0, max_bytes = 0;  // and of its file
  Limits limits;
};

// What a copy is made from: the submission, or the admission photo that somebody hands in instead.
enum class Source { submission, admission };

// As what the clean picture is known when its copy is judged: not at all, as a photo of the same student that was sent
// back, or as another student's.
enum class Known { no, sent_back, of_another };

struct Recipe {
  std::string_view flaw;  // as in flaws.json: "made_red_eye"
  Source source = Source::submission;
  Result<Bytes> (*make)(const Original&);  // a whole file; deterministic
  Known original = Known::no;
};

// All of them; some only differ in strength.
[[nodiscard]] std::span<const Recipe> recipes();

}  // namespace zhaojian::samples
