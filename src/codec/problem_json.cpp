#include "codec/problem_json.h"

#include "codec/node.h"

namespace zhaojian::codec {

Problem problem_from_json(ByteView bytes) {
  const auto json = parse_json(bytes, {.bytes = 64U << 10});
  if (!json) return {};
  const Node node(*json);
  Problem problem;
  problem.title = node.at("title").text().value_or("");
  problem.status = node.at("status").small(0, 999).value_or(0);
  problem.code = node.at("code").text().value_or("");
  problem.detail = node.at("detail").text().value_or("");
  return problem;
}

std::string problem_to_json(const Problem& problem) {
  Json::Object object = {{"title", problem.title}, {"status", problem.status}, {"code", problem.code}};
  if (!problem.detail.empty()) object.push_back({"detail", problem.detail});
  return to_text(std::move(object));
}

}  // namespace zhaojian::codec
