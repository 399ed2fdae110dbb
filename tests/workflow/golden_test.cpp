#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "base/files.h"
#include "checks/assess.h"
#include "codec/profile_json.h"
#include "imaging/perceptual_hash.h"
#include "vision/engines.h"
#include "vision/portraits.h"

// What the checks find on portraits of assets/demo is kept, one file an engine. When a check is meant to measure
// differently, `./dev golden` writes the files anew; what changed is then there to be read in the commit.

using namespace zhaojian;

namespace {

constexpr std::array kPortraits{"p001_submission",   "p002_submission",           "p003_flaw_glasses_glare",
                                "p004_flaw_no_face", "p005_flaw_head_tilt",       "p006_flaw_two_people",
                                "p002_flaw_border",  "p003_flaw_background_busy", "p001_flaw_grayscale"};

const domain::StandardProfile& standard() {
  static const domain::StandardProfile profile = [] {
    const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/assets/standards/chsi-99-2017.json", std::size_t{1} << 20);
    if (!file) throw std::runtime_error(file.error().message);
    auto read = codec::profile_from_json(*file);
    if (!read) throw std::runtime_error(read.error().message);
    return *std::move(read);
  }();
  return profile;
}

imaging::Photo photo_of(const std::string& name) {
  const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/assets/demo/" + name + ".jpg", 20'000'000);
  if (!file) throw std::runtime_error(file.error().message);
  auto photo = imaging::decode(*file);
  if (!photo) throw std::runtime_error(photo.error().message);
  return *std::move(photo);
}

std::unique_ptr<vision::Analyser> analyser_on(const vision::Engine& engine) {
  cv::setNumThreads(1);
  auto analyser = vision::Analyser::load(vision::models(), engine);
  if (!analyser) throw std::runtime_error(analyser.error().message);
  return *std::move(analyser);
}

// With the enrollment photo of the same person, as at the desk.
checks::Findings findings_of(vision::Analyser& analyser, const std::string& name) {
  const imaging::Photo photo = photo_of(name), enrolled = photo_of(name.substr(0, 4) + "_enrollment");
  const vision::Evidence evidence = analyser.analyse(photo.pixels);
  const std::array references{
      checks::Reference{domain::PhotoRole::enrollment,
                        std::make_shared<const vision::Evidence>(analyser.analyse_reference(enrolled.pixels)),
                        imaging::perceptual_hash(enrolled.pixels)}};
  return checks::assess({photo, evidence, references}, standard());
}

// "p001_submission geom.head_top" -> what was found of it: verdict, value to four digits, reason.
struct Found {
  std::string verdict, value, why;
};
using Golden = std::map<std::string, Found>;

std::string digits(std::optional<double> value) {
  if (!value) return "-";
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.4g", *value);
  return text.data();
}

Golden found_by(vision::Analyser& analyser) {
  Golden golden;
  for (const char* name : kPortraits)
    for (const domain::Finding& finding : findings_of(analyser, name))
      golden[std::string(name) + " " + finding.id.value] = {
          std::string(domain::name(finding.verdict)), digits(finding.value), finding.why.empty() ? "-" : finding.why};
  return golden;
}

std::string file_of(const vision::Engine& engine) {
  return ZHAOJIAN_SOURCE_DIR "/tests/workflow/golden/" + std::string(engine.name()) + ".txt";
}

Golden kept_in(const std::string& file) {
  Golden golden;
  std::ifstream in(file);
  std::string portrait, id;
  for (Found found; in >> portrait >> id >> found.verdict >> found.value >> found.why;)
    golden[portrait + " " + id] = found;
  return golden;
}

// Processors with wider registers add up in another order: the last of four digits may differ by one, no more.
bool same_value(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (a == "-" || b == "-") return false;
  const double x = std::stod(a), y = std::stod(b);
  return std::abs(x - y) <= 1.5e-3 * std::max(std::abs(x), std::abs(y)) + 1e-4;
}

void write(const Golden& golden, const std::string& file) {
  std::ofstream out(file);
  for (const auto& [place, found] : golden)
    out << place << ' ' << found.verdict << ' ' << found.value << ' ' << found.why << '\n';
  REQUIRE(out.good());
}

void compare(const vision::Engine& engine) {
  const Golden found = found_by(*analyser_on(engine));
  if (std::getenv("ZHAOJIAN_WRITE_GOLDEN") != nullptr) return write(found, file_of(engine));
  const Golden kept = kept_in(file_of(engine));
  INFO("if this is meant, write it anew with: ./dev golden");
  for (const auto& [place, now] : found) {
    INFO(place);
    const auto before = kept.find(place);
    if (before == kept.end()) {
      FAIL_CHECK("is not in " << file_of(engine));
      continue;
    }
    INFO(before->second.verdict << ' ' << before->second.value << ' ' << before->second.why << " became " << now.verdict
                                << ' ' << now.value << ' ' << now.why);
    CHECK((before->second.verdict == now.verdict && before->second.why == now.why &&
           same_value(before->second.value, now.value)));
  }
  CHECK(kept.size() == found.size());
}

}  // namespace

TEST_CASE("the demo portraits are found as they were before, under OpenCV", "[golden]") {
  compare(vision::OpencvEngine());
}

TEST_CASE("the demo portraits are found as they were before, under ONNX Runtime", "[golden]") {
  const auto engine = vision::best_engine();
  if (engine->name() == vision::OpencvEngine().name()) {
    WARN("this build has no ONNX Runtime");
    return;
  }
  compare(*engine);
}

TEST_CASE("a photo's findings are the same bits again, alone or beside others on four threads") {
  const auto engine = vision::best_engine();
  const auto analyser = analyser_on(*engine);
  std::vector<checks::Findings> alone;
  for (const char* name : kPortraits) alone.push_back(findings_of(*analyser, name));
  for (std::size_t i = 0; i < kPortraits.size(); ++i) CHECK((findings_of(*analyser, kPortraits[i]) == alone[i]));
  std::array<std::vector<checks::Findings>, 4> beside;
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < beside.size(); ++t)
      threads.emplace_back([&, t] {
        const auto own = analyser_on(*engine);
        for (std::size_t i = 0; i < kPortraits.size(); ++i)
          beside[t].push_back(findings_of(*own, kPortraits[(i + t) % kPortraits.size()]));
      });
  }
  for (std::size_t t = 0; t < beside.size(); ++t)
    for (std::size_t i = 0; i < kPortraits.size(); ++i) {
      CAPTURE(t, kPortraits[(i + t) % kPortraits.size()]);
      CHECK((beside[t][i] == alone[(i + t) % kPortraits.size()]));
    }
}
