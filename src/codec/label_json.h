#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian::codec {

// Where things are in a sample picture, in its pixels, known from how it was made.
struct TrueGeometry {
  double head_top_y = 0;                     // of the hair
  double eyes_x = 0, eyes_y = 0;             // middle between the eyes
  double face_left_x = 0, face_right_x = 0;  // at cheek height
  double yaw = 0, pitch = 0, roll = 0;       // degrees; signs as vision::HeadPose
  bool operator==(const TrueGeometry&) const = default;
};

enum class SampleRole { submission, flawed_submission, capture, admission, enrollment };
[[nodiscard]] constexpr std::string_view name(SampleRole role) {
  constexpr std::string_view names[] = {"submission", "flawed_submission", "capture", "admission", "enrollment"};
  return names[static_cast<int>(role)];
}

// What is true of one sample picture (assets/demo/labels.json).
struct Label {
  std::string file;      // a plain name, beside labels.json
  std::string identity;  // whose record it belongs to: "p007"
  SampleRole role = SampleRole::submission;
  std::string flaw;             // "eyes_closed"; empty: none
  bool rendered_apart = false;  // not made from the person's capture, so never compared with it
  std::string background;       // of a replaced background: "white", "red"; empty: as usual
  int width = 0, height = 0;
  std::optional<TrueGeometry> geometry;
  // Findings that are true of the picture as it was taken, a leaning head or light from one side: by name, as somebody
  // saw it. Of a copy made flawed by code: of the picture it was made from.
  std::vector<std::string> seen;
  std::vector<std::string> unsure;  // findings of which the eye could not tell either way
  bool operator==(const Label&) const = default;
};

// invalid with text "error.codec.labels", naming the field, also for a file name with a path in it.
[[nodiscard]] Result<std::vector<Label>> labels_from_json(ByteView bytes);

}  // namespace zhaojian::codec
