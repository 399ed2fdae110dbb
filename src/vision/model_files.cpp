#include "vision/model_files.h"

#include <algorithm>

#include "base/files.h"

namespace zhaojian::vision {
namespace {

constexpr std::size_t largest_model = std::size_t{256} << 20;
constexpr std::array<float, 3> centred{127, 127, 127};
constexpr std::array<float, 3> by_128{128, 128, 128};
constexpr std::array<float, 3> by_255{255, 255, 255};

// The file itself where there is no other.
ModelFile in_whole_numbers(ModelFile file) {
  if (!file.whole_numbers) return file;
  file.file = file.whole_numbers->file;
  file.sha256 = file.whole_numbers->sha256;
  return file;
}

}  // namespace

std::string_view name(Role role) {
  constexpr std::array<std::string_view, role_count> names{"detector",  "landmarks", "pose",   "eyes",
                                                           "embedding", "liveness",  "person", "parts"};
  return names[static_cast<std::size_t>(role)];
}

const ModelFile* ModelManifest::find(Role role) const {
  const auto found = std::ranges::find(files, role, &ModelFile::role);
  return found == files.end() ? nullptr : &*found;
}

// File names and input forms of the packages named in assets/THIRD_PARTY.md.
ModelManifest default_manifest() {
  return {{
      {Role::detector,
       "fr_detect.onnx",
       "6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854",
       {320, 240, 3, centred, by_128},
       {"boxes", "scores"}},
      {Role::landmarks,
       "fr_landmark.onnx",
       "f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258",
       {64, 64, 1, {}, {256, 256, 256}},
       {"output"}},
      // Mean and deviation of ImageNet, times 255.
      {Role::pose,
       "fr_pose.onnx",
       "72d032ec941b7153bf8d3f2c03a4c165453cc7e63d479041ec7c6ef087e5839d",
       {224, 224, 3, {123.675F, 116.28F, 103.53F}, {58.395F, 57.12F, 57.375F}},
       {"output", "617", "618"}},
      {Role::eyes,
       "fr_eye.onnx",
       "1afcea006abc1ccac3c517022abde0aa092bed74ff3c9fe6878483ef9e6e38de",
       {24, 24, 1, {}, by_255},
       {"output"}},
      {Role::embedding,
       "fr_feature.onnx",
       "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581",
       {112, 112, 3, centred, by_128},
       {"output"}},
      {Role::liveness,
       "fr_liveness.onnx",
       "afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d",
       {128, 128, 3, {}, {1, 1, 1}},
       {"output"}},
      {Role::person,
       "selfie.onnx",
       "bf09625c6c27c5469072666a673ea615312c6dd80a70c195029756a850b70da5",
       {256, 256, 3, {}, by_255},
       {"activation_10"}},
      {Role::parts,
       "face_parts.onnx",
       "5b28260d3f38267e8ecfb201283684fbc62fffc606ad23a7bc047687b5084fa9",
       {320, 320, 3, {127.5F, 127.5F, 127.5F}, {127.5F, 127.5F, 127.5F}},
       {"BiseNetV2/logits/1x1_conv_block/Conv2D"},
       ModelVariant{"face_parts_8bit.onnx", "bc1d37ff9912aa1a8542dca2f0732f15e7874cf59544c0107967d0745d630255"}},
  }};
}

ModelFile suited(ModelFile file, const Engine& engine) {
  return engine.runs_whole_numbers() ? in_whole_numbers(std::move(file)) : file;
}

Result<Bytes> read_model(const std::filesystem::path& folder, const ModelFile& model) {
  auto bytes = read_file(folder / model.file, largest_model);
  if (!bytes) {
    Error error = std::move(bytes).error().in("model " + model.file);
    error.text = "error.model.missing";
    return error;
  }
  const std::string digest = hex(sha256(*bytes));
  if (digest != model.sha256)
    return Error{Errc::corrupt, "model " + model.file + " has SHA-256 " + digest, "error.model.altered"};
  return bytes;
}

Done verify(const ModelPaths& paths) {
  for (const ModelFile& model : paths.manifest.files) {
    TRY(read_model(paths.folder, model));
    TRY(read_model(paths.folder, in_whole_numbers(model)));
  }
  return {};
}

}  // namespace zhaojian::vision
