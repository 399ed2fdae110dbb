#include "codec/real_label_json.h"

#include <catch2/catch.hpp>

#include <string>


using namespace zhaojian;

namespace {

const std::string kTwo = R"({"tuned_on": ["anna"], "pictures": [
  {"file": "a.jpg", "identity": "anna", "seen": ["occl.headwear"], "on_cut": ["bg.edge_halo"], "unsure": ["bg.*"]},
  {"file": "b.jpg", "identity": "bert", "unfit": "two people"}]})";

}  // namespace

TEST_CASE("a real photograph is labelled with what was seen, what the cut adds and what nobody can tell") {
  const auto labels = codec::real_labels_from_json(bytes_of(kTwo));
  REQUIRE(labels);
  CHECK(labels->tuned_on == std::vector<std::string>{"anna"});
  REQUIRE(labels->pictures.size() == 2);
  const codec::RealLabel& anna = labels->pictures.front();
  CHECK(anna.seen == std::vector<std::string>{"occl.headwear"});
  CHECK(anna.on_cut == std::vector<std::string>{"bg.edge_halo"});
  CHECK(anna.unsure == std::vector<std::string>{"bg.*"});
  CHECK(anna.unfit.empty());
  CHECK(labels->pictures.back().unfit == "two people");
}

TEST_CASE("labels of real photographs that name a path are refused") {
  std::string text = kTwo;
  text.replace(text.find("b.jpg"), 5, "../b.jpg");
  const auto labels = codec::real_labels_from_json(bytes_of(text));
  REQUIRE_FALSE(labels);
  CHECK(labels.error().text == "error.codec.labels");
}
