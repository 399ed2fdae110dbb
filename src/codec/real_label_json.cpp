#include "codec/real_label_json.h"

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

constexpr std::size_t most_labels = 100'000;

Result<std::vector<std::string>> names_if_any(const Node& node) {
  return node.or_else(std::vector<std::string>(), &Node::ids, Node::most_ids);
}

Result<RealLabel> read_label(const Node& node) {
  TRY(node.is_object());
  RealLabel label;
  label.file = TRY(node.at("file").file_name());
  label.identity = TRY(node.at("identity").id());
  label.seen = TRY(names_if_any(node.at("seen")));
  label.on_cut = TRY(names_if_any(node.at("on_cut")));
  label.unsure = TRY(names_if_any(node.at("unsure")));
  label.unfit = TRY(node.at("unfit").or_else(std::string(), &Node::text, Node::longest_id));
  return label;
}

Result<RealLabels> read(const Node& root) {
  TRY(root.is_object());
  RealLabels labels;
  labels.tuned_on = TRY(names_if_any(root.at("tuned_on")));
  const Node pictures = root.at("pictures");
  const std::size_t count = TRY(pictures.count(most_labels));
  for (std::size_t i = 0; i < count; ++i) labels.pictures.push_back(TRY(read_label(pictures.item(i))));
  return labels;
}

}  // namespace

Result<RealLabels> real_labels_from_json(ByteView bytes) {
  const auto root = parse_json(bytes);
  if (!root) return Error{Errc::invalid, root.error().message, "error.codec.labels"};
  auto labels = read(Node(*root));
  if (!labels) labels.error().text = "error.codec.labels";
  return labels;
}

}  // namespace zhaojian::codec
