#include "codec/profile_json.h"

#include <array>
#include <utility>

#include "codec/band_json.h"
#include "codec/node.h"

namespace zhaojian::codec {
namespace {

using namespace domain;

constexpr std::array<std::string_view, 3> coverage_names = {"automatic", "assisted", "manual"};
constexpr int largest_side = 20'000;
constexpr std::int64_t largest_file = 1LL << 30;
constexpr std::int64_t longest_hold = 24 * 3600;  // seconds
constexpr std::size_t most_backgrounds = 16;
constexpr std::size_t most_rules = 500;
constexpr std::size_t most_clauses = 200;

Done read_head(const Node& node, StandardProfile& profile) {
  profile.id = ProfileId(TRY(node.at("id").id()));
  profile.version = TRY(node.at("version").small(1));
  profile.title_zh = TRY(node.at("title_zh").text());
  profile.title_en = TRY(node.at("title_en").text());
  profile.source = TRY(node.at("source").text());
  profile.width = TRY(node.at("width").small(1, largest_side));
  profile.height = TRY(node.at("height").small(1, largest_side));
  profile.dpi = TRY(node.at("dpi").small(1, largest_side));
  profile.target_min_bytes = TRY(node.at("target_min_bytes").integer(1, largest_file));
  profile.target_max_bytes = TRY(node.at("target_max_bytes").integer(1, largest_file));
  profile.identity_pass = TRY(node.at("identity_pass").boolean());
  profile.standard_pass = TRY(node.at("standard_pass").boolean());
  profile.store_embeddings = TRY(node.at("store_embeddings").boolean());
  profile.hold = seconds(TRY(node.at("hold_seconds").integer(0, longest_hold)));
  return {};
}

Done read_backgrounds(const Node& node, StandardProfile& profile) {
  const std::size_t count = TRY(node.count(most_backgrounds));
  for (std::size_t i = 0; i < count; ++i) {
    const Node colour = node.item(i);
    if (TRY(colour.count(3)) != 3) return colour.problem("not r, g, b");
    profile.backgrounds.push_back(
        {TRY(colour.item(0).small(0, 255)), TRY(colour.item(1).small(0, 255)), TRY(colour.item(2).small(0, 255))});
  }
  return {};
}

Result<Rule> read_rule(const Node& node) {
  TRY(node.is_object());
  Rule rule;
  rule.band = TRY(read_band(node));
  rule.unit = TRY(read_unit(node.at("unit")));
  rule.clause = TRY(node.at("clause").text());
  rule.decides = TRY(node.at("decides").or_else(false, &Node::boolean));
  const Node parameters = node.at("parameters");
  if (!parameters.there()) return rule;
  TRY(parameters.is_object());
  for (const Json::Member& member : parameters.members()) {
    rule.parameters[member.name] = TRY(parameters.at(member.name).number());
  }
  return rule;
}

Done read_rules(const Node& node, StandardProfile& profile) {
  TRY(node.is_object());
  if (node.members().size() > most_rules) return node.problem("too many");
  for (const Json::Member& member : node.members()) {
    const Node rule = node.at(member.name);
    profile.rules[member.name] = TRY(read_rule(rule));
  }
  return {};
}

Result<Clause> read_clause(const Node& node) {
  TRY(node.is_object());
  Clause clause;
  clause.number = TRY(node.at("number").text());
  clause.text_zh = TRY(node.at("text_zh").text());
  clause.text_en = TRY(node.at("text_en").text());
  clause.coverage = static_cast<Coverage>(TRY(node.at("coverage").choice(coverage_names)));
  const Node findings = node.at("findings");
  const std::size_t count = TRY(findings.count(most_rules));
  for (std::size_t i = 0; i < count; ++i) clause.findings.emplace_back(TRY(findings.item(i).id()));
  return clause;
}

Result<StandardProfile> read_profile(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  const Node node(json);
  TRY(node.is_object());
  StandardProfile profile;
  TRY(read_head(node, profile));
  TRY(read_backgrounds(node.at("backgrounds"), profile));
  TRY(read_rules(node.at("rules"), profile));
  const Node clauses = node.at("clauses");
  const std::size_t count = TRY(clauses.count(most_clauses));
  for (std::size_t i = 0; i < count; ++i) profile.clauses.push_back(TRY(read_clause(clauses.item(i))));
  TRY(validate(profile));
  return profile;
}

}  // namespace

Result<StandardProfile> profile_from_json(ByteView bytes) {
  auto profile = read_profile(bytes);
  if (!profile) profile.error().text = "error.codec.profile";
  return profile;
}

}  // namespace zhaojian::codec
