#include "codec/face_label_json.h"

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

constexpr std::size_t kMostLabels = 100'000;

Result<std::array<double, 2>> read_place(const Node& node) {
  if (TRY(node.count(2)) != 2) return node.problem("not x, y");
  return std::array{TRY(node.item(0).number()), TRY(node.item(1).number())};
}

Result<std::vector<FaceLabel>> read(const Node& root) {
  std::vector<FaceLabel> labels;
  const std::size_t count = TRY(root.count(kMostLabels));
  for (std::size_t i = 0; i < count; ++i) {
    const Node node = root.item(i), truth = node.at("true");
    if (node.at("flaw").there() || !truth.there() || !truth.at("nose_tip").there()) continue;
    FaceLabel label;
    label.file = TRY(node.at("file").id());
    if (label.file.find_first_of("/\\") != std::string::npos) return node.at("file").problem("not a plain name");
    label.identity = TRY(node.at("identity").id());
    label.role = TRY(node.at("role").id());
    // The subject's right eye is at the left of the picture.
    label.eye_left = TRY(read_place(truth.at("eye_right_subject")));
    label.eye_right = TRY(read_place(truth.at("eye_left_subject")));
    label.nose_tip = TRY(read_place(truth.at("nose_tip")));
    label.chin = TRY(read_place(truth.at("chin")));
    labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace

Result<std::vector<FaceLabel>> face_labels_from_json(ByteView bytes) {
  const auto root = parse_json(bytes);
  if (!root) return Error{Errc::invalid, root.error().message, "error.codec.labels"};
  auto labels = read(Node(*root));
  if (!labels) return Error{Errc::invalid, labels.error().message, "error.codec.labels"};
  return labels;
}

}  // namespace zhaojian::codec
