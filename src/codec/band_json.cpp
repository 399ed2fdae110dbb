#include "codec/band_json.h"

#include <array>

namespace zhaojian::codec {
namespace {

constexpr std::array<std::string_view, 13> unit_names = {"none",  "px",      "percent",    "degrees", "kib",
                                                         "dpi",   "quality", "count",      "delta_e", "lightness",
                                                         "ratio", "cosine",  "probability"};

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

std::string_view unit_name(domain::Unit unit) { return unit_names[static_cast<std::size_t>(unit)]; }

}  // namespace zhaojian::codec
