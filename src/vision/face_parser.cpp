#include "vision/face_parser.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "imaging/between.h"
#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

using imaging::Between;
using imaging::between;

// The network was trained on faces that take up half of its 448 pixels, and is asked with 320: a square of one and a
// half faces shows them as large as it knows them, which it depends on (with twice a face it takes hats for hair). A
// little above the middle of the face, so that a hat is in it.
constexpr float square_per_face = 1.5F, above_middle = 0.06F;
constexpr int points_per_label = 2;  // of the network's input
constexpr int stride = 8;            // points of the input per value of the output

// The network's classes in its own order.
constexpr std::array classes{Part::background, Part::skin,    Part::brow, Part::brow, Part::eye,
                             Part::eye,        Part::glasses, Part::ear,  Part::ear,  Part::earring,
                             Part::nose,       Part::mouth,   Part::lip,  Part::lip,  Part::neck,
                             Part::necklace,   Part::clothes, Part::hair, Part::hat};

// What every class is given at one place; the last belongs to none, so that four are worked out at a time.
constexpr float never = -1e30F;
using Scores = std::array<float, classes.size() + 1>;

std::size_t winner_of(const Scores& scores) {
  return static_cast<std::size_t>(std::distance(scores.begin(), std::ranges::max_element(scores)));
}

// The network's answers (a plane a class) with what is given at one place side by side.
std::vector<Scores> scores_of(const std::vector<float>& planes, std::size_t places) {
  std::vector<Scores> scores(places);
  for (std::size_t place = 0; place < places; ++place) {
    for (std::size_t i = 0; i < classes.size(); ++i) scores[place][i] = planes[i * places + place];
    scores[place].back() = never;
  }
  return scores;
}

Scores mixed(const Scores& a, const Scores& b, const Scores& c, const Scores& d, const Between& across,
             const Between& down) {
  Scores scores;
  for (std::size_t i = 0; i < scores.size(); ++i)
    scores[i] = (a[i] * across.one + b[i] * across.next) * down.one +
                (c[i] * across.one + d[i] * across.next) * down.next;
  return scores;
}

// The class that wins at every label. Between four places where one class wins it wins everywhere, so that only the
// parts' edges have to be worked out.
void label(const std::vector<Scores>& scores, int given, FaceParts& parts) {
  std::vector<std::size_t> winners;
  std::ranges::transform(scores, std::back_inserter(winners), winner_of);
  const std::vector<Between> places = between(given, parts.side);
  for (const Between& down : places) {
    const auto above = static_cast<std::size_t>(down.first * given);
    const auto below = static_cast<std::size_t>(down.second * given);
    for (const Between& across : places) {
      const auto left = static_cast<std::size_t>(across.first), right = static_cast<std::size_t>(across.second);
      const std::size_t a = above + left, b = above + right, c = below + left, d = below + right;
      std::size_t winner = winners[a];
      if (winner != winners[b] || winner != winners[c] || winner != winners[d])
        winner = winner_of(mixed(scores[a], scores[b], scores[c], scores[d], across, down));
      parts.labels.push_back(classes[winner]);
    }
  }
}

}  // namespace

Result<FaceParts> FaceParser::parse(const cv::Mat& rgb, const Box& face) {
  const float length = square_per_face * std::max(face.w, face.h);
  const Point middle = face.centre();
  const cv::Rect square = whole_pixels({middle.x, middle.y - above_middle * face.h}, length, length);
  const cv::Size asked = model_.size();
  if (asked.width != asked.height) return Error{Errc::internal, "the parts of a head are looked for in a square"};
  const int given = asked.width / stride;
  const auto places = static_cast<std::size_t>(given) * static_cast<std::size_t>(given);
  const auto answer = model_.ask(cut(rgb, square, asked), {classes.size() * places});
  if (!answer) return answer.error();
  FaceParts parts{{static_cast<float>(square.x), static_cast<float>(square.y), static_cast<float>(square.width),
                   static_cast<float>(square.height)},
                  asked.width / points_per_label,
                  {}};
  parts.labels.reserve(static_cast<std::size_t>(parts.side) * static_cast<std::size_t>(parts.side));
  label(scores_of(answer.value()->front().values, places), given, parts);
  return parts;
}

}  // namespace zhaojian::vision
