#include "codec/band_json.h"

#include <array>

namespace zhaojian::codec {
namespace {

constexpr auto unit_names = [] {
  std::array<std::string_view, static_cast<std::size_t>(domain::Unit::probability) + 1> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = name(static_cast<domain::Unit>(i));
  return names;
}();

}  // namespace

Result<domain::Band> read_band(const Node& node) {
  domain::Band band;
  band.warn_min = TRY(node.at("warn_min").maybe(&Node::number));
  band.warn_max = TRY(node.at("warn_max").maybe(&Node::number));
  band.fail_min = TRY(node.at("fail_min").maybe(&Node::number));
  band.fail_max = TRY(node.at("fail_max").maybe(&Node::number));
  return band;
}

void put_band(Json::Object& object, const domain::Band& band) {
  if (band.warn_min) object.push_back({"warn_min", *band.warn_min});
  if (band.warn_max) object.push_back({"warn_max", *band.warn_max});
  if (band.fail_min) object.push_back({"fail_min", *band.fail_min});
  if (band.fail_max) object.push_back({"fail_max", *band.fail_max});
}

Result<domain::Unit> read_unit(const Node& node) {
  if (!node.there()) return domain::Unit::none;
  return static_cast<domain::Unit>(TRY(node.choice(unit_names)));
}

}  // namespace zhaojian::codec
