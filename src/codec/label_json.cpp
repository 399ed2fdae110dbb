#include "codec/label_json.h"

#include <array>

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

constexpr std::array<std::string_view, 5> role_names = {"submission", "flawed_submission", "capture", "admission",
                                                        "enrollment"};
constexpr std::size_t most_labels = 100'000;
constexpr int largest_side = 20'000;

struct Place {
  double x = 0, y = 0;
};

Result<Place> read_place(const Node& node) {
  if (TRY(node.count(2)) != 2) return node.problem("not x, y");
  return Place{TRY(node.item(0).number()), TRY(node.item(1).number())};
}

Result<std::optional<TrueGeometry>> read_geometry(const Node& node) {
  if (!node.there() || !node.at("face_left_x").there()) return std::optional<TrueGeometry>();
  const Place left = TRY(read_place(node.at("eye_left_subject")));
  const Place right = TRY(read_place(node.at("eye_right_subject")));
  const Node pose = node.at("pose");
  TrueGeometry geometry;
  geometry.head_top_y = TRY(node.at("head_top_y").number());
  geometry.eyes_x = (left.x + right.x) / 2;
  geometry.eyes_y = (left.y + right.y) / 2;
  geometry.face_left_x = TRY(node.at("face_left_x").number());
  geometry.face_right_x = TRY(node.at("face_right_x").number());
  geometry.yaw = TRY(pose.at("yaw").number());
  geometry.pitch = TRY(pose.at("pitch").number());
  geometry.roll = TRY(pose.at("roll").number());
  return std::optional<TrueGeometry>(geometry);
}

Result<Label> read_label(const Node& node) {
  TRY(node.is_object());
  Label label;
  label.file = TRY(node.at("file").file_name());
  label.identity = TRY(node.at("identity").id());
  label.role = static_cast<SampleRole>(TRY(node.at("role").choice(role_names)));
  label.flaw = TRY(node.at("flaw").or_else(std::string(), &Node::text, Node::longest_id));
  label.rendered_apart = TRY(node.at("rendered_apart").or_else(false, &Node::boolean));
  label.background = TRY(node.at("background").or_else(std::string(), &Node::text, Node::longest_id));
  label.width = TRY(node.at("width").small(1, largest_side));
  label.height = TRY(node.at("height").small(1, largest_side));
  label.geometry = TRY(read_geometry(node.at("true")));
  label.seen = TRY(node.at("seen").or_else(std::vector<std::string>(), &Node::ids, Node::most_ids));
  return label;
}

Result<std::vector<Label>> read_labels(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  const Node node(json);
  const std::size_t count = TRY(node.count(most_labels));
  std::vector<Label> labels;
  for (std::size_t i = 0; i < count; ++i) labels.push_back(TRY(read_label(node.item(i))));
  return labels;
}

}  // namespace

Result<std::vector<Label>> labels_from_json(ByteView bytes) {
  auto labels = read_labels(bytes);
  if (!labels) labels.error().text = "error.codec.labels";
  return labels;
}

}  // namespace zhaojian::codec
