#include "codec/real_label_json.h"

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

constexpr std::size_t most_labels = 100'000, most_names = 1000;

Result<std::vector<std::string>> read_names(const Node& node) {
  std::vector<std::string> names;
  if (!node.there()) return names;
  const std::size_t count = TRY(node.count(most_names));
  for (std::size_t i = 0; i < count; ++i) names.push_back(TRY(node.item(i).id()));
  return names;
}

Result<RealLabel> read_label(const Node& node) {
  TRY(node.is_object());
  RealLabel label;
  label.file = TRY(node.at("file").id());
  if (label.file.find_first_of("/\\") != std::string::npos || label.file.starts_with('.'))
    return node.at("file").problem("not a plain name");
  label.identity = TRY(node.at("identity").id());
  label.seen = TRY(read_names(node.at("seen")));
  label.on_cut = TRY(read_names(node.at("on_cut")));
  label.unsure = TRY(read_names(node.at("unsure")));
  label.unfit = TRY(node.at("unfit").or_else(std::string(), &Node::text, Node::longest_id));
  return label;
}

Result<RealLabels> read(const Node& root) {
  TRY(root.is_object());
  RealLabels labels;
  labels.tuned_on = TRY(read_names(root.at("tuned_on")));
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
