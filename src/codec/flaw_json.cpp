#include "codec/flaw_json.h"

#include <algorithm>

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

constexpr std::size_t most_groups = 1000;

Result<CheckGroup> read_group(const Node& node) {
  TRY(node.is_object());
  CheckGroup group;
  group.name = TRY(node.at("name").id());
  group.recall = TRY(node.at("recall").number());
  group.false_alarms = TRY(node.at("false_alarms").number());
  for (const double share : {group.recall, group.false_alarms}) {
    if (share < 0 || share > 1) return node.problem("not a share from 0 to 1");
  }
  group.findings = TRY(node.at("findings").ids());
  return group;
}

Result<Flaw> read_flaw(const Node& node) {
  TRY(node.is_object());
  Flaw flaw;
  flaw.raises = TRY(node.at("raises").ids());
  flaw.touches = TRY(node.at("touches").ids());
  if (node.at("sets").there()) flaw.sets = TRY(node.at("sets").ids());
  if (node.at("adds").there()) flaw.adds = TRY(node.at("adds").ids());
  return flaw;
}

Result<FlawTable> read_table(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  const Node node(json);
  TRY(node.is_object());
  FlawTable table;
  table.tuned_on = TRY(node.at("tuned_on").ids());
  const Node groups = node.at("groups");
  const std::size_t count = TRY(groups.count(most_groups));
  for (std::size_t i = 0; i < count; ++i) table.groups.push_back(TRY(read_group(groups.item(i))));
  const Node quiet = node.at("quiet_on"), flaws = node.at("flaws");
  TRY(quiet.is_object());
  TRY(flaws.is_object());
  for (const Json::Member& member : quiet.members()) {
    table.quiet_on[member.name] = TRY(quiet.at(member.name).ids());
  }
  for (const Json::Member& member : flaws.members()) {
    table.flaws[member.name] = TRY(read_flaw(flaws.at(member.name)));
  }
  return table;
}

}  // namespace

bool names(const FindingNames& list, std::string_view finding) {
  return std::ranges::any_of(list, [&](std::string_view name) {
    return name.ends_with('*') ? finding.starts_with(name.substr(0, name.size() - 1)) : finding == name;
  });
}

Expected expected_of(const FlawTable& table, const Label& label, std::string_view finding) {
  const bool seen = names(label.seen, finding), unsure = names(label.unsure, finding);
  if (label.role == SampleRole::submission) return seen ? Expected::raised : unsure ? Expected::open : Expected::quiet;
  if (label.role != SampleRole::flawed_submission) {
    if (seen) return Expected::open;  // nobody asks that a reference be sent back, yet what is said of it is true
    const auto quiet = table.quiet_on.find(std::string(name(label.role)));
    return quiet != table.quiet_on.end() && names(quiet->second, finding) ? Expected::quiet : Expected::open;
  }
  const auto flaw = table.flaws.find(label.flaw);
  if (flaw == table.flaws.end()) return Expected::open;
  const bool allowed = label.flaw == "background_wrong_colour" && label.background == "white";
  const bool own = seen && !names(flaw->second.sets, finding);  // still in the picture
  if (own && names(flaw->second.adds, finding)) return Expected::open;
  if (names(flaw->second.raises, finding)) return allowed ? Expected::open : Expected::raised;
  if (names(flaw->second.touches, finding)) return Expected::open;
  return own ? Expected::raised : unsure ? Expected::open : Expected::quiet;
}

Result<FlawTable> flaws_from_json(ByteView bytes) {
  auto table = read_table(bytes);
  if (!table) table.error().text = "error.codec.flaws";
  return table;
}

}  // namespace zhaojian::codec
