#include "codec/decision_json.h"

#include <array>
#include <utility>

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

using namespace domain;

constexpr std::array<std::string_view, 4> outcome_names = {name(Outcome::approve), name(Outcome::retake),
                                                           name(Outcome::identity_doubt), name(Outcome::reprocess)};
constexpr std::array<std::string_view, 6> state_names = {"held",      "released", "undone",
                                                         "cancelled", "reversed", "opinion"};
constexpr std::size_t most_reasons = 64;
constexpr std::size_t most_ticks = 500;
constexpr std::int64_t any_positive = INT64_MAX;

Json reasons_json(const std::vector<GivenReason>& reasons) {
  Json::Array array;
  for (const GivenReason& reason : reasons) {
    Json::Object object = {{"code", reason.code.value}};
    if (!reason.note.empty()) object.push_back({"note", reason.note});
    if (reason.region) object.push_back({"region", Json::Array(reason.region->begin(), reason.region->end())});
    array.push_back(std::move(object));
  }
  return array;
}

Result<GivenReason> read_reason(const Node& node) {
  TRY(node.is_object());
  GivenReason reason;
  reason.code = ReasonCode(TRY(node.at("code").id()));
  reason.note = TRY(node.at("note").or_else(std::string(), &Node::text, Node::longest_text));
  const Node region = node.at("region");
  if (!region.there()) return reason;
  reason.region.emplace();
  if (TRY(region.count(4)) != 4) return region.problem("not x, y, w, h");
  for (std::size_t i = 0; i < 4; ++i) (*reason.region)[i] = TRY(region.item(i).number());
  return reason;
}

Result<std::vector<GivenReason>> read_reasons(const Node& node) {
  std::vector<GivenReason> reasons;
  const std::size_t count = TRY(node.count(most_reasons));
  for (std::size_t i = 0; i < count; ++i) reasons.push_back(TRY(read_reason(node.item(i))));
  return reasons;
}

Result<std::optional<IdentityAnswer>> read_identity(const Node& node) {
  if (!node.there()) return std::optional<IdentityAnswer>();
  TRY(node.is_object());
  IdentityAnswer answer;
  answer.first = TRY(node.at("first").small(0, 7));
  answer.changed_to = TRY(node.at("changed_to").maybe(&Node::small, 0, 7));
  return std::optional(answer);
}

Json decision_json(const Decision& decision) {
  Json::Object object = {{"id", decision.id.value},
                         {"op", decision.op.value},
                         {"submission", decision.submission.value},
                         {"version", decision.version},
                         {"photo", hex(decision.photo)},
                         {"round", name(decision.round)},
                         {"outcome", name(decision.outcome)},
                         {"reasons", reasons_json(decision.reasons)}};
  if (decision.identity) {
    Json::Object answer = {{"first", decision.identity->first}};
    if (decision.identity->changed_to) answer.push_back({"changed_to", *decision.identity->changed_to});
    object.push_back({"identity", std::move(answer)});
  }
  if (!decision.ticks.empty()) {
    Json::Array ticks;
    for (const TickId& tick : decision.ticks) ticks.emplace_back(tick.value);
    object.push_back({"ticks", std::move(ticks)});
  }
  object.push_back({"by", decision.by.value});
  object.push_back({"station", decision.station.value});
  object.push_back({"epoch", decision.epoch});
  object.push_back({"decided_at", rfc3339(decision.decided_at)});
  object.push_back({"release_at", rfc3339(decision.release_at)});
  object.push_back({"looked_ms", decision.looked_ms});
  object.push_back({"state", state_names[static_cast<std::size_t>(decision.state)]});
  if (decision.reverses) object.push_back({"reverses", decision.reverses->value});
  return object;
}

Done read_judgement(const Node& node, Decision& decision) {
  decision.version = TRY(node.at("version").small(0));
  decision.photo = TRY(node.at("photo").sha256());
  const Node round = node.at("round");
  const auto known_round = round_from(TRY(round.text()));
  if (!known_round) return round.problem("not a round");
  decision.round = *known_round;
  decision.outcome = static_cast<Outcome>(TRY(node.at("outcome").choice(outcome_names)));
  decision.reasons = TRY(read_reasons(node.at("reasons")));
  decision.identity = TRY(read_identity(node.at("identity")));
  const Node ticks = node.at("ticks");
  const std::size_t count = ticks.there() ? TRY(ticks.count(most_ticks)) : 0;
  for (std::size_t i = 0; i < count; ++i) decision.ticks.emplace_back(TRY(ticks.item(i).id()));
  return {};
}

Result<Decision> read_decision(const Node& node) {
  TRY(node.is_object());
  Decision decision;
  decision.id = DecisionId(TRY(node.at("id").id()));
  decision.op = OpId(TRY(node.at("op").text(Node::longest_id)));
  decision.submission = SubmissionId(TRY(node.at("submission").id()));
  TRY(read_judgement(node, decision));
  decision.by = OperatorId(TRY(node.at("by").text(Node::longest_id)));
  decision.station = StationId(TRY(node.at("station").text(Node::longest_id)));
  decision.epoch = TRY(node.at("epoch").integer(0, any_positive));
  decision.decided_at = TRY(node.at("decided_at").instant());
  decision.release_at = TRY(node.at("release_at").instant());
  decision.looked_ms = TRY(node.at("looked_ms").integer(0, any_positive));
  decision.state = static_cast<DecisionState>(TRY(node.at("state").choice(state_names)));
  if (const auto reverses = TRY(node.at("reverses").maybe(&Node::id))) decision.reverses = DecisionId(*reverses);
  return decision;
}

}  // namespace

std::string decision_to_json(const Decision& decision) { return to_text(decision_json(decision)); }

Result<Decision> decision_from_json(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  return read_decision(Node(json));
}

std::string given_reasons_to_json(const std::vector<GivenReason>& reasons) { return to_text(reasons_json(reasons)); }

Result<std::vector<GivenReason>> given_reasons_from_json(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  return read_reasons(Node(json));
}

}  // namespace zhaojian::codec
