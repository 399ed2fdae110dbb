#include "demo/label.h"

#include <array>

#include "codec/json.h"
#include "codec/node.h"

namespace zhaojian::demo {
namespace {

using codec::Node;
using domain::PhotoRole;

constexpr std::array<std::string_view, 5> role_names = {"submission", "capture", "enrollment", "admission",
                                                        "flawed_submission"};
constexpr std::array<PhotoRole, 5> roles = {PhotoRole::submission, PhotoRole::capture, PhotoRole::enrollment,
                                            PhotoRole::admission, PhotoRole::submission};
constexpr int longest_side = 20'000;

Result<Truth> read_truth(const Node& node) {
  TRY(node.is_object());
  Truth truth;
  const Node pose = node.at("pose");
  truth.yaw = TRY(pose.at("yaw").number());
  truth.pitch = TRY(pose.at("pitch").number());
  truth.roll = TRY(pose.at("roll").number());
  truth.head_top_y = TRY(node.at("head_top_y").number());
  truth.face_left_x = TRY(node.at("face_left_x").number());
  truth.face_right_x = TRY(node.at("face_right_x").number());
  return truth;
}

Result<Label> read_label(const Node& node) {
  TRY(node.is_object());
  Label label;
  label.file = TRY(node.at("file").id());
  if (label.file.find('/') != std::string::npos) return node.at("file").problem("not a file of this folder");
  label.identity = TRY(node.at("identity").id());
  label.role = roles[TRY(node.at("role").choice(role_names))];
  label.flaw = TRY(node.at("flaw").or_else(std::string(), &Node::text, Node::longest_id));
  label.rendered_apart = TRY(node.at("rendered_apart").or_else(false, &Node::boolean));
  label.shown_identity = TRY(node.at("shown_identity").or_else(label.identity, &Node::text, Node::longest_id));
  label.width = TRY(node.at("width").small(1, longest_side));
  label.height = TRY(node.at("height").small(1, longest_side));
  label.jpeg_quality = TRY(node.at("jpeg_quality").small(0, 100));
  label.faces = TRY(node.at("detected_faces").small(0));
  label.bytes = TRY(node.at("bytes").integer(1, 1LL << 32));
  if (node.at("true").there()) label.truth = TRY(read_truth(node.at("true")));
  return label;
}

}  // namespace

Result<std::vector<Label>> labels_from_json(ByteView bytes) {
  const codec::Json json = TRY(codec::parse_json(bytes));
  const Node list(json);
  const std::size_t count = TRY(list.count(10'000));
  std::vector<Label> labels;
  for (std::size_t i = 0; i < count; ++i) labels.push_back(TRY(read_label(list.item(i))));
  return labels;
}

}  // namespace zhaojian::demo
