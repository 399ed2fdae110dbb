#include "codec/reason_json.h"

#include <array>
#include <utility>

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

using namespace domain;

constexpr std::array<std::string_view, 3> level_names = {"machine", "suggested", "manual"};
constexpr std::array<std::string_view, 3> side_names = {"either", "below", "above"};
constexpr std::size_t most_reasons = 500;
constexpr std::size_t most_findings = 50;

Done read_texts(const Node& node, Reason& reason) {
  reason.label_zh = TRY(node.at("label_zh").text());
  reason.label_en = TRY(node.at("label_en").text());
  reason.short_zh = TRY(node.at("short_zh").text());
  reason.message_zh = TRY(node.at("message_zh").text());
  reason.message_en = TRY(node.at("message_en").text());
  reason.initials = TRY(node.at("initials").text());
  return {};
}

Result<Reason> read_reason(const Node& node) {
  TRY(node.is_object());
  Reason reason;
  reason.code = ReasonCode(TRY(node.at("code").id()));
  reason.group = TRY(node.at("group").text());
  reason.level = static_cast<ReasonLevel>(TRY(node.at("level").choice(level_names)));
  reason.severity = TRY(node.at("severity").small(0, 1000));
  TRY(read_texts(node, reason));
  const Node findings = node.at("suggested_by");
  const std::size_t count = TRY(findings.count(most_findings));
  for (std::size_t i = 0; i < count; ++i) reason.suggested_by.emplace_back(TRY(findings.item(i).id()));
  const Node side = node.at("side");
  if (side.there()) reason.side = static_cast<Side>(TRY(side.choice(side_names)));
  reason.needs_note = TRY(node.at("needs_note").or_else(false, &Node::boolean));
  reason.needs_reference = TRY(node.at("needs_reference").or_else(false, &Node::boolean));
  reason.identity = TRY(node.at("identity").or_else(false, &Node::boolean));
  reason.system_fault = TRY(node.at("system_fault").or_else(false, &Node::boolean));
  return reason;
}

Result<ReasonCatalogue> read_catalogue(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  const Node node(json);
  TRY(node.is_object());
  ReasonCatalogue catalogue;
  catalogue.version = TRY(node.at("version").small(1));
  const Node reasons = node.at("reasons"), first_row = node.at("first_row");
  const std::size_t count = TRY(reasons.count(most_reasons));
  for (std::size_t i = 0; i < count; ++i) catalogue.reasons.push_back(TRY(read_reason(reasons.item(i))));
  const std::size_t keys = TRY(first_row.count(most_reasons));
  for (std::size_t i = 0; i < keys; ++i) catalogue.first_row.emplace_back(TRY(first_row.item(i).id()));
  TRY(validate(catalogue));
  return catalogue;
}

}  // namespace

Result<ReasonCatalogue> reasons_from_json(ByteView bytes) {
  auto catalogue = read_catalogue(bytes);
  if (!catalogue) catalogue.error().text = "error.codec.reasons";
  return catalogue;
}

}  // namespace zhaojian::codec
