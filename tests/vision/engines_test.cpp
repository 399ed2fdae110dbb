#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include "vision/engines.h"
#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

// Something like a picture, in the network's own range.
Tensor some_input(const InputForm& form) {
  Tensor input{{1, form.channels, form.height, form.width}, {}};
  for (int c = 0; c < form.channels; ++c)
    for (int y = 0; y < form.height; ++y)
      for (int x = 0; x < form.width; ++x) {
        const auto channel = static_cast<std::size_t>(c);
        const auto level = static_cast<float>((x * 7 + y * 5 + c * 31 + (x * y) % 13 * 6) % 256);
        input.values.push_back((level - form.mean[channel]) / form.divisor[channel]);
      }
  return input;
}

TEST_CASE("the best engine gives the same answers as OpenCV, for every network") {
  cv::setNumThreads(1);
  const OpencvEngine opencv;
  const auto best = best_engine();
  for (const ModelFile& file : default_manifest().files) {
    CAPTURE(file.file, best->name());
    const Bytes bytes = *read_model(models().folder, file);
    const Tensor input = some_input(file.input);
    const NetworkSpec spec{input.shape, file.outputs};
    const auto expected = (*opencv.load(bytes, spec))->run(input);
    const auto network = best->load(bytes, spec);
    REQUIRE(network);
    const auto answer = (*network)->run(input);
    REQUIRE((expected && answer && answer->size() == expected->size()));
    for (std::size_t i = 0; i < answer->size(); ++i) {
      const auto& mine = (*answer)[i].values;
      const auto& theirs = (*expected)[i].values;
      REQUIRE(mine.size() == theirs.size());
      float worst = 0;
      for (std::size_t k = 0; k < mine.size(); ++k) worst = std::max(worst, std::abs(mine[k] - theirs[k]));
      CHECK(worst < 1e-3F);
    }
  }
}

TEST_CASE("the best engine refuses junk, odd inputs and unknown outputs") {
  const auto best = best_engine();
  const ModelFile landmarks = *default_manifest().find(Role::landmarks);
  const Bytes bytes = *read_model(models().folder, landmarks);
  const Tensor input = some_input(landmarks.input);
  NetworkSpec spec{input.shape, landmarks.outputs};

  CHECK(best->load(bytes_of("no network at all"), spec).error().text == "error.model.unreadable");
  const auto network = best->load(bytes, spec);
  REQUIRE(network);
  Tensor hollow = input;
  hollow.values.pop_back();
  CHECK((*network)->run(hollow).error().code == Errc::invalid);
  Tensor turned = input;
  turned.shape = {1, 1, 32, 128};
  CHECK((*network)->run(turned).error().code == Errc::invalid);

  spec.outputs = {"no such output"};
  const auto unknown = best->load(bytes, spec);
  CHECK_FALSE((unknown && (*unknown)->run(input)));
}

TEST_CASE("the best engine leaves the thread's arithmetic as it was") {
  const auto best = best_engine();
  const ModelFile embedding = *default_manifest().find(Role::embedding);
  const Tensor input = some_input(embedding.input);
  const auto network = best->load(*read_model(models().folder, embedding), {input.shape, embedding.outputs});
  REQUIRE((network && (*network)->run(input)));
  volatile float tiny = std::numeric_limits<float>::min();
  tiny = tiny / 4;
  CHECK(tiny > 0);
}

// Runs every network under two engines, answers with the first's values and keeps how far the second's were off.
class Comparison final : public Engine {
 public:
  Comparison(const Engine& one, const Engine& other) : one_(one), other_(other) {}

  Result<std::unique_ptr<Network>> load(ByteView model, const NetworkSpec& spec) const override {
    worst_.push_back({});
    auto one = TRY(one_.load(model, spec));
    auto other = TRY(other_.load(model, spec));
    return std::unique_ptr<Network>(std::make_unique<Pair>(*this, worst_.size() - 1, std::move(one), std::move(other)));
  }
  std::string_view name() const override { return "comparison"; }
  std::string version() const override { return "1"; }

  struct Off {
    float by = 0;
    int runs = 0;
  };
  [[nodiscard]] const std::vector<Off>& worst() const { return worst_; }  // as the networks were loaded

 private:
  class Pair final : public Network {
   public:
    Pair(const Comparison& owner, std::size_t index, std::unique_ptr<Network> one, std::unique_ptr<Network> other)
        : owner_(owner), index_(index), one_(std::move(one)), other_(std::move(other)) {}
    Result<std::vector<Tensor>> run(const Tensor& input) override {
      auto mine = TRY(one_->run(input));
      const auto theirs = TRY(other_->run(input));
      Off& off = owner_.worst_[index_];
      ++off.runs;
      for (std::size_t i = 0; i < mine.size(); ++i)
        for (std::size_t k = 0; k < mine[i].values.size(); ++k)
          off.by = std::max(off.by, std::abs(mine[i].values[k] - theirs.at(i).values.at(k)));
      return mine;
    }

   private:
    const Comparison& owner_;
    std::size_t index_;
    std::unique_ptr<Network> one_, other_;
  };

  const Engine& one_;
  const Engine& other_;
  mutable std::vector<Off> worst_;
};

TEST_CASE("on portraits every network gives the same values within 1e-3 under ONNX Runtime and OpenCV") {
  cv::setNumThreads(1);
  const auto best = best_engine();
  const OpencvEngine opencv;
  if (best->name() == opencv.name()) {
    WARN("this build has no ONNX Runtime: nothing to compare");
    return;
  }
  const Comparison comparison(*best, opencv);
  const auto analyser = Analyser::load(models(), comparison);
  REQUIRE(analyser);
  for (const char* name : {"p001_submission", "p003_admission", "p006_flaw_two_people", "p004_submission"})
    (void)(*analyser)->analyse(portrait(name));
  const auto manifest = default_manifest();
  REQUIRE(comparison.worst().size() == manifest.files.size());
  for (std::size_t i = 0; i < manifest.files.size(); ++i) {
    CAPTURE(manifest.files[i].file, comparison.worst()[i].by);
    CHECK(comparison.worst()[i].runs >= 4);
    CHECK(comparison.worst()[i].by < 1e-3F);
  }
}

TEST_CASE("an analyser on the best engine sees what one on OpenCV sees, and the same bits each time") {
  cv::setNumThreads(1);
  const auto engine = best_engine();
  const auto loaded = Analyser::load(models(), *engine);
  REQUIRE(loaded);
  const imaging::Pixels photo = portrait("p002_submission");
  const Evidence seen = (*loaded)->analyse(photo);
  const Evidence reference = an_analyser()->analyse(photo);
  REQUIRE((seen.landmarks && seen.pose && seen.eyes && seen.embedding && seen.live && seen.person));
  CHECK(seen.pose->pitch == Approx(reference.pose->pitch).margin(0.1));
  CHECK(*seen.live == Approx(*reference.live).margin(0.01));
  CHECK(cosine(*seen.embedding, *reference.embedding) > 0.999F);
  CHECK((*loaded)->analyse(photo) == seen);
}

}  // namespace
}  // namespace zhaojian::vision
