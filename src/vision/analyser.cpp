#include "vision/analyser.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>

#include "base/log.h"
#include "vision/embedding.h"
#include "vision/eye_state.h"
#include "vision/face_detector.h"
#include "vision/face_parser.h"
#include "vision/head_pose.h"
#include "vision/landmarks.h"
#include "vision/liveness.h"
#include "vision/person_mask.h"
#include "vision/picture.h"

namespace zhaojian::vision {

struct Analyser::Networks {
  std::optional<FaceDetector> detector;
  std::optional<LandmarkFinder> landmarks;
  std::optional<HeadPoseReader> pose;
  std::optional<EyeStateReader> eyes;
  std::optional<FaceEmbedder> embedding;
  std::optional<LivenessReader> liveness;
  std::optional<PersonMasker> person;
  std::optional<FaceParser> parts;
};

namespace {

using Faces = std::vector<DetectedFace>;

// The answer, or nothing when the network is left out or fails: one failing network must not cost the others' answers.
// Nothing is thrown past here.
template <class Network, class Question>
auto ask(std::optional<Network>& network, Role role, Question question) noexcept {
  using Answer = typename decltype(question(*network))::value_type;
  std::optional<Answer> answer;
  if (!network) return answer;
  try {
    auto result = question(*network);
    if (result)
      answer = std::move(*result);
    else if (result.error().code != Errc::invalid)
      log_error(name(role), result.error());
  } catch (const std::exception& failure) {
    log_line(LogLevel::error, name(role), failure.what());
  }
  return answer;
}

template <class Network> double time_of(std::optional<Network>& network) { return network ? network->take_time() : 0; }

Box in_photo(const Box& box, float scale, const imaging::Pixels& photo) {
  const auto x_of = [&](float x) { return std::clamp(x * scale, 0.0F, static_cast<float>(photo.width)); };
  const auto y_of = [&](float y) { return std::clamp(y * scale, 0.0F, static_cast<float>(photo.height)); };
  const float left = x_of(box.x);
  const float top = y_of(box.y);
  return {left, top, x_of(box.right()) - left, y_of(box.bottom()) - top};
}

// A detector's box hardly overlaps the picture when the network sees faces in the border itself.
bool mostly_inside(const Box& box, const cv::Mat& picture) {
  const float width = std::min(box.right(), static_cast<float>(picture.cols)) - std::max(box.x, 0.0F);
  const float height = std::min(box.bottom(), static_cast<float>(picture.rows)) - std::max(box.y, 0.0F);
  return width > 0 && height > 0 && width * height > 0.25F * box.w * box.h;
}

// Shorter sides hold no face, and stretching them to a network's input would only invent one.
constexpr int least_side = 32;

// A manifest may come from a file that people edit.
bool sensible(const InputForm& form) {
  const auto side = [](int length) { return length > 0 && length <= 1024; };
  return side(form.width) && side(form.height) && (form.channels == 1 || form.channels == 3) &&
         std::ranges::all_of(form.divisor, [](float divisor) { return std::abs(divisor) > 0; });
}

bool holds(const imaging::Pixels& pixels) {
  return pixels.width > 0 && pixels.height > 0 &&
         pixels.rgb.size() == static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 3;
}

Box scaled(const Box& box, float by) { return {box.x * by, box.y * by, box.w * by, box.h * by}; }

// Brings what lies somewhere from the reduced picture to the photo.
void scale_up(Evidence& evidence, float scale, const imaging::Pixels& photo) {
  for (DetectedFace& face : evidence.faces) face.box = in_photo(face.box, scale, photo);
  if (evidence.parts) evidence.parts->area = scaled(evidence.parts->area, scale);
  if (!evidence.landmarks) return;
  for (Point& point : *evidence.landmarks) point = {point.x * scale, point.y * scale};
}

}  // namespace

Analyser::Analyser(std::unique_ptr<Networks> networks, std::string engine)
    : networks_(std::move(networks)), engine_(std::move(engine)) {}
Analyser::~Analyser() = default;

Result<std::unique_ptr<Analyser>> Analyser::load(const ModelPaths& paths, const Engine& engine) {
  auto networks = std::make_unique<Networks>();
  std::string description = std::string(engine.name()) + " " + engine.version();
  for (const ModelFile& named : paths.manifest.files) {
    const ModelFile file = suited(named, engine);
    const Bytes bytes = TRY(read_model(paths.folder, file));
    const InputForm& form = file.input;
    if (!sensible(form))
      return Error{Errc::invalid, "model " + file.file + " has an impossible input form", "error.model.unreadable"};
    auto network = engine.load(bytes, {{1, form.channels, form.height, form.width}, file.outputs});
    if (!network) return std::move(network).error().in("model " + file.file);
    Model model(*std::move(network), form);
    switch (file.role) {
      case Role::detector: networks->detector.emplace(std::move(model)); break;
      case Role::landmarks: networks->landmarks.emplace(std::move(model)); break;
      case Role::pose: networks->pose.emplace(std::move(model)); break;
      case Role::eyes: networks->eyes.emplace(std::move(model)); break;
      case Role::embedding: networks->embedding.emplace(std::move(model)); break;
      case Role::liveness: networks->liveness.emplace(std::move(model)); break;
      case Role::person: networks->person.emplace(std::move(model)); break;
      case Role::parts: networks->parts.emplace(std::move(model)); break;
    }
    description += "; " + std::string(name(file.role)) + " " + file.sha256.substr(0, 8);
  }
  return std::unique_ptr<Analyser>(new Analyser(std::move(networks), std::move(description)));
}

Evidence Analyser::analyse(const imaging::Pixels& pixels, RunTimes* times) { return run(pixels, Scope::all, times); }

Evidence Analyser::analyse_submission(const imaging::Pixels& pixels, RunTimes* times) {
  return run(pixels, Scope::submission, times);
}

Evidence Analyser::analyse_reference(const imaging::Pixels& pixels, RunTimes* times) {
  return run(pixels, Scope::reference, times);
}

Evidence Analyser::analyse_capture(const imaging::Pixels& pixels, RunTimes* times) {
  return run(pixels, Scope::capture, times);
}

std::optional<PersonMask> Analyser::person_in(const imaging::Pixels& pixels) {
  return run(pixels, Scope::person, nullptr).person;
}

Evidence Analyser::run(const imaging::Pixels& pixels, Scope scope, RunTimes* times) {
  const auto start = std::chrono::steady_clock::now();
  Evidence evidence;
  evidence.width = pixels.width;
  evidence.height = pixels.height;
  evidence.engine = engine_;
  try {
    if (holds(pixels)) look(pixels, scope, evidence);
  } catch (const std::exception& failure) {  // out of memory for a copy of the picture
    log_line(LogLevel::error, "vision", failure.what());
  }
  auto& n = *networks_;
  const RunTimes spent{time_of(n.detector),
                       time_of(n.landmarks),
                       time_of(n.pose),
                       time_of(n.eyes),
                       time_of(n.embedding),
                       time_of(n.liveness),
                       time_of(n.person),
                       time_of(n.parts),
                       std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count()};
  if (times) *times = spent;
  return evidence;
}

void Analyser::look(const imaging::Pixels& pixels, Scope scope, Evidence& evidence) {
  const Picture picture(pixels);
  const cv::Mat& rgb = picture.rgb();
  if (std::min(rgb.cols, rgb.rows) < least_side) return;
  auto& n = *networks_;
  if (scope != Scope::reference)
    evidence.person = ask(n.person, Role::person, [&](auto& p) { return p.mask(rgb, {pixels.width, pixels.height}); });
  if (scope == Scope::person) return;
  evidence.faces = ask(n.detector, Role::detector, [&](auto& d) { return d.find(rgb); }).value_or(Faces{});
  std::erase_if(evidence.faces, [&](const DetectedFace& face) { return !mostly_inside(face.box, rgb); });
  if (!evidence.faces.empty()) look_at_face(rgb, scope, evidence);
  scale_up(evidence, picture.scale(), pixels);
}

void Analyser::look_at_face(const cv::Mat& rgb, Scope scope, Evidence& evidence) {
  auto& n = *networks_;
  const Box face = evidence.faces.front().box;
  if (scope == Scope::all || scope == Scope::capture)
    evidence.live = ask(n.liveness, Role::liveness, [&](auto& l) { return l.read(rgb, face); });
  const cv::Mat shades = grey(rgb);
  evidence.landmarks = ask(n.landmarks, Role::landmarks, [&](auto& l) { return l.find(shades, face); });
  if (!evidence.landmarks || scope == Scope::capture) return;
  const Landmarks& points = *evidence.landmarks;
  evidence.embedding = ask(n.embedding, Role::embedding, [&](auto& e) { return e.embed(rgb, points); });
  if (scope == Scope::reference) return;
  evidence.parts = ask(n.parts, Role::parts, [&](auto& p) { return p.parse(rgb, face); });
  evidence.pose = ask(n.pose, Role::pose, [&](auto& p) { return p.read(rgb, points); });
  evidence.eyes = ask(n.eyes, Role::eyes, [&](auto& e) { return e.read(shades, points); });
}

}  // namespace zhaojian::vision
