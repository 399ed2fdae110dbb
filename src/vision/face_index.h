#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "vision/evidence.h"

namespace zhaojian::vision {

// Who looks most like a face, exactly: the answer is that of comparing with every face by cosine(), only sooner. Each
// face is kept a second time in one byte a dimension, with a strict bound of what that loses; only faces which the
// bound leaves in the running are compared in full. 100,000 faces are searched in a few milliseconds on one core.
// Searching is const and may happen on several threads at once; adding may not.
class FaceIndex {
 public:
  struct Hit {
    std::size_t place = 0;  // the how-manieth face added, from 0
    float cosine = 0;       // -1…1
    bool operator==(const Hit&) const = default;
  };

  void reserve(std::size_t faces);
  // L2-normalised.
  void add(const Embedding& face);
  [[nodiscard]] std::size_t size() const { return faces_.size(); }
  [[nodiscard]] const Embedding& face(std::size_t place) const { return faces_[place]; }

  // At most `count` faces whose cosine with `face` is `least` or more, the most similar first; equal ones as they were
  // added. The same on every processor.
  [[nodiscard]] std::vector<Hit> nearest(const Embedding& face, std::size_t count, float least = -1) const;

 private:
  struct Step {
    float size = 0;  // of one unit
    float loss = 0;  // length of what the units leave out, rounded up
  };
  static Step into_units(const Embedding& face, std::int8_t* units);

  std::vector<Embedding> faces_;
  std::vector<std::int8_t> units_;  // a row of 512 for each face
  std::vector<Step> steps_;
};

}  // namespace zhaojian::vision
