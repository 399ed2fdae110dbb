#include "workflow/faces.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <set>

#include "base/files.h"
#include "codec/face_label_json.h"
#include "domain/photo_ref.h"
#include "vision/eye_centres.h"

namespace zhaojian::workflow {
namespace {

using codec::FaceLabel;
using Plane = std::complex<double>;  // a similarity is one multiplication and one addition

constexpr std::size_t kLargestLabels = 32U << 20, kLargestPicture = 20U << 20;

struct Portrait {
  FaceLabel label;
  std::optional<std::array<Plane, 2>> eyes;  // as found
  std::optional<vision::Embedding> embedding;
};

Result<Portrait> look(const std::filesystem::path& folder, const FaceLabel& label, imaging::Decoder& decoder,
                      vision::Analyser& analyser, std::string& engine) {
  const Bytes bytes = TRY(read_file(folder / label.file, kLargestPicture));
  const imaging::Photo photo = TRY(decoder.decode(bytes, 0));
  const vision::Evidence evidence = analyser.analyse_reference(photo.pixels);
  engine = evidence.engine;
  Portrait portrait{label, {}, evidence.embedding};
  if (evidence.landmarks) {
    const auto plane = [](const vision::Point& p) { return Plane(static_cast<double>(p.x), static_cast<double>(p.y)); };
    const auto eyes = vision::eye_centres(photo.pixels, *evidence.landmarks);  // as the desk aligns by
    portrait.eyes = {plane(eyes.left), plane(eyes.right)};
  }
  return portrait;
}

// Eyes to (−½, 0) and (½, 0).
Plane aligned(const Portrait& portrait, const std::array<double, 2>& at) {
  const auto& [left, right] = *portrait.eyes;
  return (Plane(at[0], at[1]) - (left + right) / 2.0) / (right - left);
}

void compare(const Portrait& submission, const Portrait& other, AlignmentErrors& errors) {
  if (!submission.eyes || !other.eyes) {
    ++errors.not_aligned;
    return;
  }
  const FaceLabel &a = submission.label, &b = other.label;
  const double unit = std::abs(aligned(submission, a.eye_right) - aligned(submission, a.eye_left));
  const auto apart = [&](const std::array<double, 2>& p, const std::array<double, 2>& q) {
    return std::abs(aligned(submission, p) - aligned(other, q)) / unit;
  };
  errors.eyes.push_back(apart(a.eye_left, b.eye_left));
  errors.eyes.push_back(apart(a.eye_right, b.eye_right));
  errors.nose.push_back(apart(a.nose_tip, b.nose_tip));
  errors.chin.push_back(apart(a.chin, b.chin));
}

// "embedding 87aacdfe" out of "opencv-dnn 4.6.0; detector …; embedding 87aacdfe; …".
std::string embedding_of(const std::string& engine) {
  const auto at = engine.find("embedding ");
  if (at == std::string::npos) return {};
  return engine.substr(at, engine.find(';', at) - at);
}

domain::SimilarityRoc roc_against(const std::vector<Portrait>& portraits, std::string_view role) {
  std::vector<double> same, different;
  for (const Portrait& submission : portraits) {
    if (submission.label.role != "submission" || !submission.embedding) continue;
    for (const Portrait& other : portraits) {
      if (other.label.role != role || !other.embedding) continue;
      const bool one = other.label.identity == submission.label.identity;
      (one ? same : different).push_back(static_cast<double>(vision::cosine(*submission.embedding, *other.embedding)));
    }
  }
  return domain::count_similarities(same, different);
}

}  // namespace

Result<FaceMeasurements> measure_faces(const std::filesystem::path& folder, imaging::Decoder& decoder,
                                       vision::Analyser& analyser,
                                       const std::function<bool(std::size_t, std::size_t)>& progress) {
  const Bytes bytes = TRY(read_file(folder / "labels.json", kLargestLabels));
  const std::vector<FaceLabel> labels = TRY(codec::face_labels_from_json(bytes));
  std::vector<Portrait> portraits;
  std::set<std::string> people;
  std::string engine;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    portraits.push_back(TRY(look(folder, labels[i], decoder, analyser, engine)));
    people.insert(labels[i].identity);
    if (!progress(i + 1, labels.size())) return Error{Errc::unavailable, "stopped", "error.cli.stopped"};
  }
  FaceMeasurements measured;
  for (const Portrait& submission : portraits) {
    if (submission.label.role != "submission") continue;
    for (const Portrait& other : portraits) {
      if (other.label.identity != submission.label.identity || other.label.role == "submission") continue;
      compare(submission, other, other.label.role == "capture" ? measured.same_moment : measured.other_day);
    }
  }
  measured.identity.network = embedding_of(engine);
  measured.identity.set = folder.filename().string();
  measured.identity.people = static_cast<int>(people.size());
  for (const domain::PhotoRole role : {domain::PhotoRole::enrollment, domain::PhotoRole::admission})
    measured.identity.against[role] = roc_against(portraits, domain::name(role));
  return measured;
}

}  // namespace zhaojian::workflow
