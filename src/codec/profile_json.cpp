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
constexpr std::int64_t longest_view = 600;        // seconds
constexpr std::size_t most_backgrounds = 16;
constexpr std::size_t most_rules = 500;
constexpr std::size_t most_clauses = 200;
constexpr std::size_t most_ticks = 20;  // a clause

constexpr auto head_names = std::to_array<std::string_view>(
    {"id", "version", "title_zh", "title_en", "source", "width", "height", "dpi", "target_min_bytes",
     "target_max_bytes", "backgrounds", "identity_pass", "standard_pass", "store_embeddings", "hold_seconds",
     "least_view_seconds", "rules",
     "agree_within", "clauses"});
constexpr auto rule_names = std::to_array<std::string_view>(
    {"clause", "unit", "warn_min", "warn_max", "fail_min", "fail_max", "decides", "parameters"});
constexpr std::array<std::string_view, 6> clause_names = {"number",   "text_zh",  "text_en",
                                                          "coverage", "findings", "ticks"};
constexpr std::array<std::string_view, 6> tick_names = {"id", "text_zh", "text_en", "hint_zh", "hint_en", "reason"};

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
  profile.least_view = seconds(TRY(node.at("least_view_seconds").integer(0, longest_view)));
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
  TRY(node.has_only(rule_names));
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

// Beside the rules: it says nothing of the standard, only of two engines.
Done read_agreement(const Node& node, StandardProfile& profile) {
  if (!node.there()) return {};
  std::vector<std::string_view> known;
  for (const auto& [id, rule] : profile.rules) known.emplace_back(id);
  TRY(node.has_only(known));
  for (const Json::Member& member : node.members()) {
    profile.rules[member.name].agree_within = TRY(node.at(member.name).number());
  }
  return {};
}

Result<Tick> read_tick(const Node& node) {
  TRY(node.has_only(tick_names));
  Tick tick;
  tick.id = TickId(TRY(node.at("id").id()));
  tick.text_zh = TRY(node.at("text_zh").text());
  tick.text_en = TRY(node.at("text_en").text());
  tick.hint_zh = TRY(node.at("hint_zh").text());
  tick.hint_en = TRY(node.at("hint_en").text());
  tick.reason = ReasonCode(TRY(node.at("reason").id()));
  return tick;
}

Result<Clause> read_clause(const Node& node) {
  TRY(node.has_only(clause_names));
  Clause clause;
  clause.number = TRY(node.at("number").text());
  clause.text_zh = TRY(node.at("text_zh").text());
  clause.text_en = TRY(node.at("text_en").text());
  clause.coverage = static_cast<Coverage>(TRY(node.at("coverage").choice(coverage_names)));
  const Node findings = node.at("findings");
  const std::size_t count = TRY(findings.count(most_rules));
  for (std::size_t i = 0; i < count; ++i) clause.findings.emplace_back(TRY(findings.item(i).id()));
  const Node ticks = node.at("ticks");
  const std::size_t tick_count = ticks.there() ? TRY(ticks.count(most_ticks)) : 0;
  for (std::size_t i = 0; i < tick_count; ++i) clause.ticks.push_back(TRY(read_tick(ticks.item(i))));
  return clause;
}

Result<StandardProfile> read_profile(const Json& json, const ProfileBases& bases) {
  TRY(Node(json).is_object());
  const Json whole = TRY(with_base(json, bases));
  const Node node(whole);
  TRY(node.has_only(head_names));
  StandardProfile profile;
  TRY(read_head(node, profile));
  TRY(read_backgrounds(node.at("backgrounds"), profile));
  TRY(read_rules(node.at("rules"), profile));
  TRY(read_agreement(node.at("agree_within"), profile));
  const Node clauses = node.at("clauses");
  const std::size_t count = TRY(clauses.count(most_clauses));
  for (std::size_t i = 0; i < count; ++i) profile.clauses.push_back(TRY(read_clause(clauses.item(i))));
  TRY(validate(profile));
  return profile;
}

Json rule_json(const Rule& rule) {
  Json::Object object = {{"clause", rule.clause}, {"unit", name(rule.unit)}};
  put_band(object, rule.band);
  if (rule.decides) object.push_back({"decides", true});
  Json::Object parameters;
  for (const auto& [name, value] : rule.parameters) parameters.push_back({name, value});
  if (!parameters.empty()) object.push_back({"parameters", std::move(parameters)});
  return object;
}

Json clause_json(const Clause& clause) {
  Json::Array findings, ticks;
  for (const FindingId& id : clause.findings) findings.emplace_back(id.value);
  for (const Tick& tick : clause.ticks) {
    ticks.push_back(Json::Object{{"id", tick.id.value},
                                 {"text_zh", tick.text_zh},
                                 {"text_en", tick.text_en},
                                 {"hint_zh", tick.hint_zh},
                                 {"hint_en", tick.hint_en},
                                 {"reason", tick.reason.value}});
  }
  return Json::Object{{"number", clause.number},
                      {"text_zh", clause.text_zh},
                      {"text_en", clause.text_en},
                      {"coverage", coverage_names[static_cast<std::size_t>(clause.coverage)]},
                      {"findings", std::move(findings)},
                      {"ticks", std::move(ticks)}};
}

}  // namespace

Result<StandardProfile> profile_from_json(const Json& json, const ProfileBases& bases) {
  auto profile = read_profile(json, bases);
  if (!profile) profile.error().text = "error.codec.profile";
  return profile;
}

Result<StandardProfile> profile_from_json(ByteView bytes, const ProfileBases& bases) {
  const auto json = parse_json(bytes);
  if (json) return profile_from_json(*json, bases);
  Error error = json.error();
  error.text = "error.codec.profile";
  return error;
}

Json profile_json(const StandardProfile& profile) {
  Json::Array backgrounds, clauses;
  for (const Rgb& colour : profile.backgrounds) backgrounds.push_back(Json::Array{colour.r, colour.g, colour.b});
  Json::Object rules, agree_within;
  for (const auto& [id, rule] : profile.rules) {
    rules.push_back({id, rule_json(rule)});
    if (rule.agree_within) agree_within.push_back({id, *rule.agree_within});
  }
  for (const Clause& clause : profile.clauses) clauses.push_back(clause_json(clause));
  return Json::Object{{"id", profile.id.value},
                      {"version", profile.version},
                      {"title_zh", profile.title_zh},
                      {"title_en", profile.title_en},
                      {"source", profile.source},
                      {"width", profile.width},
                      {"height", profile.height},
                      {"dpi", profile.dpi},
                      {"target_min_bytes", profile.target_min_bytes},
                      {"target_max_bytes", profile.target_max_bytes},
                      {"backgrounds", std::move(backgrounds)},
                      {"identity_pass", profile.identity_pass},
                      {"standard_pass", profile.standard_pass},
                      {"store_embeddings", profile.store_embeddings},
                      {"hold_seconds", profile.hold.micros / seconds(1).micros},
                      {"least_view_seconds", profile.least_view.micros / seconds(1).micros},
                      {"rules", std::move(rules)},
                      {"agree_within", std::move(agree_within)},
                      {"clauses", std::move(clauses)}};
}

std::string profile_to_json(const StandardProfile& profile, JsonStyle style) {
  return to_text(profile_json(profile), style);
}

}  // namespace zhaojian::codec
