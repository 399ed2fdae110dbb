#include "demo/answer.h"

#include "codec/problem_json.h"

namespace zhaojian::demo {
namespace {

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "Bad request";
    case 401: return "Not authorised";
    case 404: return "Not found";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 429: return "Too many requests";
    default: return "Not available";
  }
}

}  // namespace

Answer problem(int status, std::string_view code, std::string_view detail) {
  const codec::Problem problem{std::string(title_of(status)), status, std::string(code), std::string(detail)};
  return {.status = status, .type = "application/problem+json", .body = codec::problem_to_json(problem)};
}

}  // namespace zhaojian::demo
