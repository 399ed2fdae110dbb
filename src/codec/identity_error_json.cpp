#include "codec/identity_error_json.h"

#include <array>

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

using domain::PhotoRole;

constexpr std::array kRoles = {PhotoRole::enrollment, PhotoRole::admission, PhotoRole::population};
constexpr std::array<std::string_view, 3> kNames = {"enrollment", "admission", "population"};
constexpr std::size_t kMostSteps = 1000;
constexpr int kMostPairs = 100'000'000;

Result<domain::SimilarityStep> read_step(const Node& node, int different, int same) {
  if (TRY(node.count(3)) != 3) return node.problem("not similarity, different, same");
  domain::SimilarityStep step;
  step.similarity = TRY(node.item(0).number());
  step.different_from_here = TRY(node.item(1).small(0, different));
  step.same_below = TRY(node.item(2).small(0, same));
  return step;
}

Result<domain::SimilarityRoc> read_roc(const Node& node) {
  domain::SimilarityRoc roc;
  roc.same = TRY(node.at("same").small(0, kMostPairs));
  roc.different = TRY(node.at("different").small(0, kMostPairs));
  const Node steps = node.at("steps");
  const std::size_t count = TRY(steps.count(kMostSteps));
  for (std::size_t i = 0; i < count; ++i) {
    const domain::SimilarityStep step = TRY(read_step(steps.item(i), roc.different, roc.same));
    if (!roc.steps.empty() && step.similarity <= roc.steps.back().similarity) return steps.item(i).problem("not rising");
    roc.steps.push_back(step);
  }
  return roc;
}

Result<domain::IdentityError> read(const Node& node) {
  TRY(node.is_object());
  domain::IdentityError error;
  error.network = TRY(node.at("network").text(Node::longest_id));
  error.set = TRY(node.at("set").text(Node::longest_id));
  error.people = TRY(node.at("people").small(0, kMostPairs));
  const Node against = node.at("against");
  const std::size_t count = TRY(against.count(kRoles.size()));
  for (std::size_t i = 0; i < count; ++i) {
    const Node one = against.item(i);
    error.against[kRoles[TRY(one.at("role").choice(kNames))]] = TRY(read_roc(one));
  }
  return error;
}

}  // namespace

Result<domain::IdentityError> identity_error_from_json(ByteView bytes) {
  const auto root = parse_json(bytes);
  if (!root) return Error{Errc::invalid, root.error().message, "error.codec.identity_error"};
  auto error = read(Node(*root));
  if (!error) return Error{Errc::invalid, error.error().message, "error.codec.identity_error"};
  return error;
}

std::string identity_error_to_json(const domain::IdentityError& error) {
  Json::Array against;
  for (const auto& [role, roc] : error.against) {
    Json::Array steps;
    for (const domain::SimilarityStep& step : roc.steps)
      steps.push_back(Json::Array{step.similarity, step.different_from_here, step.same_below});
    against.push_back(Json::Object{{"role", domain::name(role)}, {"same", roc.same}, {"different", roc.different}, {"steps", std::move(steps)}});
  }
  return to_text(Json::Object{{"network", error.network}, {"set", error.set}, {"people", error.people}, {"against", std::move(against)}}) + "\n";
}

}  // namespace zhaojian::codec
