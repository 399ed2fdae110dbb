#pragma once
#include <memory>

#include "imaging/photo.h"
#include "vision/evidence.h"
#include "vision/model_files.h"

namespace cv {
class Mat;
}

namespace zhaojian::vision {

// What one analysis spent inside each network and altogether, in milliseconds.
struct RunTimes {
  double detector = 0, landmarks = 0, pose = 0, eyes = 0, embedding = 0, liveness = 0, person = 0, parts = 0;
  double total = 0;
  [[nodiscard]] double networks() const {
    return detector + landmarks + pose + eyes + embedding + liveness + person + parts;
  }
};

// Asks all networks about a picture. One per thread; two analysers of the same files and engine give the same bits.
class Analyser {
 public:
  // Reads and compares every file of the manifest. "error.model.missing", "error.model.altered" or
  // "error.model.unreadable" names the first that fails.
  [[nodiscard]] static Result<std::unique_ptr<Analyser>> load(const ModelPaths& paths, const Engine& engine);
  ~Analyser();
  Analyser(const Analyser&) = delete;
  Analyser& operator=(const Analyser&) = delete;

  // Everything about the picture. Never fails: what could not be answered stays empty, an empty picture gives empty
  // evidence. `times`, when given, is overwritten.
  [[nodiscard]] Evidence analyse(const imaging::Pixels& pixels, RunTimes* times = nullptr);
  // All but liveness, whose network knows pictures as cameras take them: it is asked about the capture.
  [[nodiscard]] Evidence analyse_submission(const imaging::Pixels& pixels, RunTimes* times = nullptr);
  // Faces, landmarks and embedding only: enough to compare with, and less than half the work.
  [[nodiscard]] Evidence analyse_reference(const imaging::Pixels& pixels, RunTimes* times = nullptr);

  // Person, faces, landmarks and liveness: what a photo made from this picture is compared with.
  [[nodiscard]] Evidence analyse_capture(const imaging::Pixels& pixels, RunTimes* times = nullptr);
  // The person alone; nothing without the network for it.
  [[nodiscard]] std::optional<PersonMask> person_in(const imaging::Pixels& pixels);

  // As Evidence::engine: engine, version, and every network with the first eight digits of its SHA-256.
  [[nodiscard]] const std::string& engine() const { return engine_; }

 private:
  struct Networks;
  enum class Scope { all, submission, reference, capture, person };

  explicit Analyser(std::unique_ptr<Networks> networks, std::string engine);
  [[nodiscard]] Evidence run(const imaging::Pixels& pixels, Scope scope, RunTimes* times);
  void look(const imaging::Pixels& pixels, Scope scope, Evidence& evidence);
  void look_at_face(const cv::Mat& rgb, Scope scope, Evidence& evidence);

  std::unique_ptr<Networks> networks_;
  std::string engine_;
};

}  // namespace zhaojian::vision
