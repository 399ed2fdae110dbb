#include <catch2/catch.hpp>

#include <limits>
#include <stdexcept>

#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

enum class Fault { error, exception, not_a_number, too_short, far_away, no_output };

class FaultyNetwork final : public Network {
 public:
  FaultyNetwork(Fault fault, std::size_t outputs) : fault_(fault), outputs_(outputs) {}
  Result<std::vector<Tensor>> run(const Tensor&) override {
    switch (fault_) {
      case Fault::error: return Error{Errc::internal, "asked to fail"};
      case Fault::exception: throw std::runtime_error("asked to throw");
      case Fault::not_a_number: return many(std::numeric_limits<float>::quiet_NaN(), 20'000);
      case Fault::too_short: return many(0.5F, 1);
      case Fault::far_away: return many(500.0F, 8'840);
      case Fault::no_output: break;
    }
    return std::vector<Tensor>{};
  }

 private:
  std::vector<Tensor> many(float value, int length) const {
    return std::vector<Tensor>(outputs_, Tensor{{length}, std::vector<float>(static_cast<std::size_t>(length), value)});
  }

  Fault fault_;
  std::size_t outputs_;
};

// OpenCV's engine, except that the network with the given input shape misbehaves.
class FaultyEngine final : public Engine {
 public:
  FaultyEngine(Role role, Fault fault) : fault_(fault) {
    const auto manifest = default_manifest();
    const InputForm& form = manifest.find(role)->input;
    shape_ = {1, form.channels, form.height, form.width};
  }
  Result<std::unique_ptr<Network>> load(ByteView model, const NetworkSpec& spec) const override {
    if (spec.input_shape != shape_) return real_.load(model, spec);
    return std::unique_ptr<Network>(std::make_unique<FaultyNetwork>(fault_, spec.outputs.size()));
  }
  std::string_view name() const override { return "faulty"; }
  std::string version() const override { return "1"; }

 private:
  OpencvEngine real_;
  Fault fault_;
  std::vector<int> shape_;
};

Evidence seen_with(Role role, Fault fault) {
  const auto analyser = Analyser::load(models(), FaultyEngine(role, fault));
  REQUIRE(analyser);
  return (*analyser)->analyse(portrait("p001_submission"));
}

TEST_CASE("a failing network costs its own answer and no other") {
  const Fault fault = GENERATE(Fault::error, Fault::exception, Fault::not_a_number, Fault::too_short, Fault::no_output);
  CAPTURE(static_cast<int>(fault));
  SECTION("eyes") {
    const Evidence seen = seen_with(Role::eyes, fault);
    CHECK_FALSE(seen.eyes);
    CHECK((seen.landmarks && seen.pose && seen.embedding && seen.live && seen.person));
  }
  SECTION("embedding") {
    const Evidence seen = seen_with(Role::embedding, fault);
    CHECK_FALSE(seen.embedding);
    CHECK((seen.landmarks && seen.pose && seen.eyes && seen.live && seen.person));
  }
  SECTION("parts of the head") {
    const Evidence seen = seen_with(Role::parts, fault);
    CHECK_FALSE(seen.parts);
    CHECK((seen.landmarks && seen.pose && seen.eyes && seen.embedding && seen.live && seen.person));
  }
  SECTION("person mask") {
    const Evidence seen = seen_with(Role::person, fault);
    CHECK_FALSE(seen.person);
    CHECK((seen.faces.size() == 1 && seen.landmarks && seen.embedding));
  }
}

TEST_CASE("without landmarks nothing that needs them is guessed") {
  const Evidence seen = seen_with(Role::landmarks, GENERATE(Fault::not_a_number, Fault::far_away));
  CHECK(seen.faces.size() == 1);
  CHECK_FALSE(seen.landmarks);
  CHECK_FALSE(seen.pose);
  CHECK_FALSE(seen.eyes);
  CHECK_FALSE(seen.embedding);
  CHECK((seen.live && seen.person));
}

TEST_CASE("a detector that gives no numbers finds no face") {
  const Fault fault = GENERATE(Fault::error, Fault::exception, Fault::not_a_number, Fault::too_short, Fault::far_away);
  const Evidence seen = seen_with(Role::detector, fault);
  CHECK(seen.faces.empty());
  CHECK_FALSE(seen.landmarks);
  CHECK(seen.person);
}

}  // namespace
}  // namespace zhaojian::vision
