#include <catch2/catch.hpp>

#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

NetworkSpec landmark_spec() { return {{1, 1, 64, 64}, {"output"}}; }

Bytes landmark_model() { return *read_model(models().folder, *models().manifest.find(Role::landmarks)); }

Tensor grey_ramp() {
  Tensor input{{1, 1, 64, 64}, {}};
  for (int i = 0; i < 64 * 64; ++i) input.values.push_back(static_cast<float>(i % 64) / 64);
  return input;
}

TEST_CASE("bytes that are no network are refused, not crashed on") {
  const OpencvEngine engine;
  for (const std::string_view junk :
       {std::string_view("junk"), std::string_view("\x08\x07 not quite ONNX"), std::string_view()}) {
    const auto network = engine.load(bytes_of(junk), landmark_spec());
    REQUIRE_FALSE(network);
    CHECK(network.error().code == Errc::corrupt);
    CHECK(network.error().text == "error.model.unreadable");
  }
  Bytes half = landmark_model();
  half.resize(half.size() / 2);
  CHECK_FALSE(engine.load(half, landmark_spec()));
}

TEST_CASE("a network answers with the outputs asked for, the same each time") {
  const auto network = OpencvEngine().load(landmark_model(), landmark_spec());
  REQUIRE(network);
  const auto first = (*network)->run(grey_ramp());
  REQUIRE(first);
  REQUIRE(first->size() == 1);
  CHECK(first->front().values.size() == 136);
  const auto second = (*network)->run(grey_ramp());
  REQUIRE(second);
  CHECK(second->front().values == first->front().values);
}

TEST_CASE("an input of another shape, or without its values, is an error") {
  const auto network = OpencvEngine().load(landmark_model(), landmark_spec());
  REQUIRE(network);
  Tensor wide = grey_ramp();
  wide.shape = {1, 1, 32, 128};
  CHECK((*network)->run(wide).error().code == Errc::invalid);
  Tensor hollow = grey_ramp();
  hollow.values.resize(10);
  CHECK((*network)->run(hollow).error().code == Errc::invalid);
  CHECK((*network)->run(grey_ramp()));
}

TEST_CASE("an output the network does not have is an error, not an exception") {
  NetworkSpec spec = landmark_spec();
  spec.outputs = {"no such layer"};
  const auto network = OpencvEngine().load(landmark_model(), spec);
  if (network) CHECK_FALSE((*network)->run(grey_ramp()));
}

TEST_CASE("every network of the manifest loads and has the outputs the manifest names") {
  const OpencvEngine engine;
  for (const ModelFile& file : default_manifest().files) {
    CAPTURE(file.file);
    const InputForm& form = file.input;
    const auto bytes = read_model(models().folder, file);
    REQUIRE(bytes);
    Tensor input{{1, form.channels, form.height, form.width}, {}};
    input.values.assign(static_cast<std::size_t>(form.channels * form.height * form.width), 0.25F);
    const auto network = engine.load(*bytes, {input.shape, file.outputs});
    REQUIRE(network);
    const auto answer = (*network)->run(input);
    REQUIRE(answer);
    CHECK(answer->size() == file.outputs.size());
  }
}

}  // namespace
}  // namespace zhaojian::vision
