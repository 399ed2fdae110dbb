#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "domain/photo_ref.h"

namespace zhaojian::demo {

// Where the face of a sample portrait is, from the geometry it was rendered from. Pixels and degrees.
struct Truth {
  double yaw = 0, pitch = 0, roll = 0;
  double head_top_y = 0, face_left_x = 0, face_right_x = 0;
};

// What is true of a sample portrait (assets/demo/labels.json).
struct Label {
  std::string file;
  std::string identity;  // "p001": whose record it belongs to
  domain::PhotoRole role = domain::PhotoRole::submission;
  std::string flaw;            // "head_tilt"; empty: as it should be
  bool rendered_apart = false;  // not made from the person's capture
  std::string shown_identity;  // who is really seen, when that is somebody else
  int width = 0, height = 0, jpeg_quality = 0, faces = 0;
  std::int64_t bytes = 0;
  std::optional<Truth> truth;  // none without a face
};

// invalid, naming the record and the field, when it is not such a list.
[[nodiscard]] Result<std::vector<Label>> labels_from_json(ByteView bytes);

}  // namespace zhaojian::demo
