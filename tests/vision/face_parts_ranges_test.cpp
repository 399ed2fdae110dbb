#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

using Ranges = std::map<std::string, std::pair<float, float>>;  // node -> least and most it gave

std::filesystem::path kept_ranges() {
  return std::filesystem::path(ZHAOJIAN_SOURCE_DIR) / "src/vision/face_parts_ranges.json";
}

// OpenCV, which also asks the network for parts what its nodes give on the way.
class Watching final : public Engine {
 public:
  explicit Watching(Ranges& ranges) : ranges_(ranges) {}

  Result<std::unique_ptr<Network>> load(ByteView model, const NetworkSpec& spec) const override {
    if (spec.outputs != default_manifest().find(Role::parts)->outputs) return opencv_.load(model, spec);
    NetworkSpec watched = spec;
    std::vector<std::string> nodes;
    for (const auto& [node, range] : ranges_) {
      nodes.push_back(node);
      watched.outputs.push_back("onnx_node!" + node);  // as OpenCV calls it
    }
    auto network = TRY(opencv_.load(model, watched));
    return std::unique_ptr<Network>(std::make_unique<Watched>(ranges_, std::move(nodes), std::move(network)));
  }
  std::string_view name() const override { return opencv_.name(); }
  std::string version() const override { return opencv_.version(); }

 private:
  class Watched final : public Network {
   public:
    Watched(Ranges& ranges, std::vector<std::string> nodes, std::unique_ptr<Network> network)
        : ranges_(ranges), nodes_(std::move(nodes)), network_(std::move(network)) {}
    Result<std::vector<Tensor>> run(const Tensor& asked) override {
      auto answer = TRY(network_->run(asked));
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const auto [least, most] = std::ranges::minmax(answer.at(i + 1).values);
        auto& [low, high] = ranges_.at(nodes_[i]);
        low = std::min(low, least);
        high = std::max(high, most);
      }
      answer.resize(1);
      return answer;
    }

   private:
    Ranges& ranges_;
    std::vector<std::string> nodes_;
    std::unique_ptr<Network> network_;
  };

  Ranges& ranges_;
  OpencvEngine opencv_;
};

// What the nodes named give on the demo's people and the photos of the folder, if one is named.
Ranges measured(const Ranges& named, const char* folder) {
  Ranges ranges;
  for (const auto& [node, range] : named) ranges[node] = {0, 0};
  cv::setNumThreads(1);
  const auto analyser = *Analyser::load(models(), Watching(ranges));
  for (int person = 1; person <= 16; ++person)
    (void)analyser->analyse(
        portrait("p0" + std::string(person < 10 ? "0" : "") + std::to_string(person) + "_submission"));
  if (folder == nullptr) return ranges;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto bytes = read_file(entry.path(), 20'000'000);
    if (const auto photo = bytes ? imaging::decode(*bytes) : Error{}) (void)analyser->analyse(photo->pixels);
  }
  return ranges;
}

// From these ranges the network's form in whole numbers is made. ZHAOJIAN_WRITE_RANGES=FOLDER writes them anew; then
// `./dev setup` makes the network and src/vision/model_files.cpp needs its SHA-256.
TEST_CASE("what the nodes of the network for parts give lies within the ranges that are kept", "[ranges]") {
  std::ifstream file(kept_ranges());
  Ranges kept = nlohmann::json::parse(file).get<Ranges>();
  const char* folder = std::getenv("ZHAOJIAN_WRITE_RANGES");
  Ranges ranges = measured(kept, folder);
  if (folder != nullptr) {
    std::ofstream(kept_ranges()) << nlohmann::json(ranges).dump(2) << '\n';
    return;
  }
  REQUIRE(kept.size() > 20);
  for (const auto& [node, range] : ranges) {
    CAPTURE(node);
    const float room = 0.02F * (kept.at(node).second - kept.at(node).first);
    CHECK(range.first >= kept.at(node).first - room);
    CHECK(range.second <= kept.at(node).second + room);
    CHECK(range.second > 0.2F * kept.at(node).second);  // they are about this network
  }
}

}  // namespace
}  // namespace zhaojian::vision
