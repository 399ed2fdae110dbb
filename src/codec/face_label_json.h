#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian::codec {

// Where the parts of a face truly are in a portrait of labels.json, in its pixels; left and right as in the picture.
struct FaceLabel {
  std::string file, identity, role;
  std::array<double, 2> eye_left{}, eye_right{}, nose_tip{}, chin{};
  bool operator==(const FaceLabel&) const = default;
};

// The clean portraits with a known face; flawed ones are left out. invalid with text "error.codec.labels".
[[nodiscard]] Result<std::vector<FaceLabel>> face_labels_from_json(ByteView bytes);

}  // namespace zhaojian::codec
