#include "codec/event_json.h"

#include <array>
#include <utility>

#include "base/utf8.h"
#include "codec/node.h"

namespace zhaojian::codec {
namespace {

using namespace domain;

constexpr std::array<std::string_view, 5> type_names = {
    "photo.approved", "photo.retake_requested", "photo.identity_doubt", "photo.reprocess_requested", reversal_type};
constexpr std::size_t most_reasons = 3;

Json reason_json(const MessageReason& reason) {
  Json::Object object = {
      {"code", reason.code.value}, {"label", reason.label}, {"short", reason.short_text}, {"message", reason.message}};
  if (reason.region) object.push_back({"region", Json::Array(reason.region->begin(), reason.region->end())});
  return object;
}

void put_message(Json::Object& data, const Message& message) {
  Json::Array reasons;
  for (const MessageReason& reason : message.reasons) reasons.push_back(reason_json(reason));
  data.push_back({"reasons", std::move(reasons)});
  const Card& card = message.card;
  data.push_back({"card", Json::Object{{"status", card.status}, {"thing", card.thing}, {"time", card.time}}});
  data.push_back({"retake_is_free", message.retake_is_free});
  data.push_back({"retake_before", message.retake_before ? Json(rfc3339(*message.retake_before)) : Json()});
  data.push_back({"language", message.language});
}

struct Act {
  std::string_view type;
  DecisionId id;
  std::optional<DecisionId> reverses;
  Instant at;
};

std::string body(const Act& act, const Decision& judged, const Message& message, const StudentRef& student) {
  Json::Object data = {{"submission_id", judged.submission.value},
                       {"submission_version", judged.version},
                       {"student_ref", student.value},
                       {"decision_id", act.id.value}};
  if (act.reverses) data.push_back({"reverses_decision_id", act.reverses->value});
  data.push_back({"decided_at", rfc3339(act.at)});
  put_message(data, message);
  return to_text(Json::Object{{"type", act.type}, {"timestamp", rfc3339(act.at)}, {"data", std::move(data)}});
}

Result<Region> read_region(const Node& node) {
  Region region{};
  if (TRY(node.count(region.size())) != region.size()) return node.problem("not x, y, w, h");
  for (std::size_t i = 0; i < region.size(); ++i) region[i] = TRY(node.item(i).number());
  return region;
}

Result<MessageReason> read_reason(const Node& node) {
  TRY(node.is_object());
  MessageReason reason;
  reason.code = ReasonCode(TRY(node.at("code").id()));
  reason.label = TRY(node.at("label").text());
  reason.short_text = TRY(node.at("short").text());
  if (characters(reason.short_text) > kThingCharacters) return node.at("short").problem("more than 20 characters");
  reason.message = TRY(node.at("message").text());
  if (node.at("region").there()) reason.region = TRY(read_region(node.at("region")));
  return reason;
}

Result<Card> read_card(const Node& node) {
  Card card;
  if (!node.there()) return card;
  TRY(node.is_object());
  const Node status = node.at("status"), thing = node.at("thing"), time = node.at("time");
  card.status = TRY(status.or_else(std::string(), &Node::text, Node::longest_text));
  card.thing = TRY(thing.or_else(std::string(), &Node::text, Node::longest_text));
  card.time = TRY(time.or_else(std::string(), &Node::text, Node::longest_text));
  if (characters(card.status) > kPhraseCharacters) return status.problem("more than 5 characters");
  if (characters(card.thing) > kThingCharacters) return thing.problem("more than 20 characters");
  return card;
}

Result<Message> read_message(const Node& data) {
  Message message;
  message.card = TRY(read_card(data.at("card")));
  const Node reasons = data.at("reasons");
  const std::size_t count = reasons.there() ? TRY(reasons.count(most_reasons)) : 0;
  for (std::size_t i = 0; i < count; ++i) message.reasons.push_back(TRY(read_reason(reasons.item(i))));
  message.retake_is_free = TRY(data.at("retake_is_free").or_else(true, &Node::boolean));
  message.retake_before = TRY(data.at("retake_before").maybe(&Node::instant));
  message.language = TRY(data.at("language").or_else(std::string("zh-CN"), &Node::text, Node::longest_text));
  return message;
}

Result<Event> read_event(const Node& node) {
  TRY(node.is_object());
  Event event;
  event.type = type_names[TRY(node.at("type").choice(type_names))];
  event.timestamp = TRY(node.at("timestamp").instant());
  const Node data = node.at("data");
  TRY(data.is_object());
  event.submission = SubmissionId(TRY(data.at("submission_id").id()));
  event.version = TRY(data.at("submission_version").small(1));
  if (data.at("student_ref").there()) event.student = StudentRef(TRY(data.at("student_ref").id()));
  event.decision = DecisionId(TRY(data.at("decision_id").id()));
  if (const auto reverses = TRY(data.at("reverses_decision_id").maybe(&Node::id)))
    event.reverses = DecisionId(*reverses);
  event.decided_at = TRY(data.at("decided_at").instant());
  event.message = TRY(read_message(data));
  return event;
}

}  // namespace

std::string_view event_type(Outcome outcome) { return type_names[static_cast<std::size_t>(outcome)]; }

std::string event_body(const Decision& decision, const Message& message, const StudentRef& student) {
  return body({event_type(decision.outcome), decision.id, decision.reverses, decision.decided_at}, decision, message,
              student);
}

std::string reversal_body(const Decision& reversed, const DecisionId& reversal, Instant at, const Message& correction,
                          const StudentRef& student) {
  return body({reversal_type, reversal, reversed.id, at}, reversed, correction, student);
}

Result<Event> event_from_json(ByteView bytes) {
  const Json json = TRY(parse_json(bytes, {.bytes = 1U << 20}));
  return read_event(Node(json));
}

}  // namespace zhaojian::codec
