#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "imaging/geometry.h"

// What the networks saw in one picture: built once, never changed, shared between threads. All positions are pixels of
// the upright picture; "left" and "right" are the viewer's (image) left and right.
namespace zhaojian::vision {

using imaging::Box;
using imaging::Point;

struct DetectedFace {
  Box box;
  float score = 0;  // 0…1
  bool operator==(const DetectedFace&) const = default;
};

// Degrees. yaw > 0: the person turns to their own left (image right); pitch > 0: chin up; roll > 0: the head leans to
// the image left. Calibrated so that a level frontal head reads 0 (the raw network reads about -12 pitch).
struct HeadPose {
  float yaw = 0, pitch = 0, roll = 0;
  bool operator==(const HeadPose&) const = default;
};

// The usual 68 points: 0-16 jaw from image left to right, 17-26 brows, 27-35 nose, 36-41 eye at image left,
// 42-47 eye at image right, 48-59 outer lips, 60-67 inner lips.
using Landmarks = std::array<Point, 68>;

struct EyeState {
  float open_left = 0, open_right = 0;  // probability that the eye at image left/right is open, 0…1
  bool operator==(const EyeState&) const = default;
};

using Embedding = std::array<float, 512>;  // L2-normalised; compare by cosine (dot product)

// One byte a pixel of the picture: 0 background … 255 person.
struct PersonMask {
  int width = 0, height = 0;
  std::vector<std::uint8_t> alpha;
  [[nodiscard]] std::uint8_t at(int x, int y) const {
    return alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
  bool operator==(const PersonMask&) const = default;
};

// Left and right are not told apart: where a label lies says it.
enum class Part : std::uint8_t {
  background,
  skin,
  brow,
  eye,
  glasses,
  ear,
  earring,
  nose,
  mouth,
  lip,
  neck,
  necklace,
  clothes,
  hair,
  hat
};

inline constexpr std::size_t part_count = 15;

// What is seen around a face (人脸解析), in a square that holds the head and may reach beyond the picture: there the
// picture's border was repeated, and the labels mean nothing.
struct FaceParts {
  Box area;
  int side = 0;              // labels across and down
  std::vector<Part> labels;  // row by row
  // `column`, `row`: 0 … side - 1.
  [[nodiscard]] Part at(int column, int row) const {
    return labels[static_cast<std::size_t>(row) * static_cast<std::size_t>(side) + static_cast<std::size_t>(column)];
  }
  bool operator==(const FaceParts&) const = default;
};

// Every network's answer, or nothing when it could not be asked (no face, too small, its model missing).
struct Evidence {
  int width = 0, height = 0;
  std::vector<DetectedFace> faces;  // largest first
  // All of the following are about faces[0].
  std::optional<Landmarks> landmarks;
  std::optional<HeadPose> pose;
  std::optional<EyeState> eyes;
  std::optional<Embedding> embedding;
  std::optional<FaceParts> parts;
  std::optional<float> live;         // probability that it is not a re-shot print or screen, 0…1
  std::optional<PersonMask> person;  // of the whole picture, also without a face
  std::string engine;  // "opencv-dnn 4.6.0; detect 1a2b3c4d; …": which engine and files (first 8 of SHA-256)
  bool operator==(const Evidence&) const = default;
};

using EvidencePtr = std::shared_ptr<const Evidence>;

[[nodiscard]] inline float cosine(const Embedding& a, const Embedding& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return static_cast<float>(sum);
}

}  // namespace zhaojian::vision
