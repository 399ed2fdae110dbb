#pragma once
#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"

// What is known of the eyes of a scene. Ten checks ask whether they can be seen, four where the irises are.
namespace zhaojian::checks {

struct Iris {
  cv::Point2d centre;  // pixels of the view
  double aside = 0;    // from the middle of the eye to the image right, in halves of its width
  double darker = 0;   // than the rest of what lies between the lids, in L*
};

struct Glare {
  double least_chroma = 0;  // of the skin, in a picture that has colour
  double bright = 0;        // L* from which on
  double pale = 0;          // and with less than this share of the skin's chroma a pixel reflects
  bool operator==(const Glare&) const = default;
};

// Answers to a question with a number or the like in it.
template <class Asked, class Answer> class Answers {
 public:
  // The answer to the same question, or what `find` says, from then on.
  template <class Find> const Answer& get(const Asked& asked, Find find) {
    for (const auto& [known, answer] : all_) {
      if (known == asked) return answer;
    }
    return all_.emplace_back(asked, find()).second;
  }

 private:
  std::vector<std::pair<Asked, Answer>> all_;  // two or three at most
};

struct EyeAnswers {
  std::optional<Result<std::array<Iris, 2>>> irises;     // irises_between_lids
  std::optional<Result<double>> shade;                   // shade_around_eyes
  Answers<double, Result<double>> hair;                  // hair_over_brows
  Answers<Glare, Result<double>> glare;                  // glare_on_lenses
};

}  // namespace zhaojian::checks
