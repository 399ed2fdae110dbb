#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vision/engine.h"

// Which files hold the networks. A school may put another network of the same kind in place of one of ours by naming
// its file, SHA-256 and input form; what the outputs mean is fixed by the class that asks the network.
namespace zhaojian::vision {

enum class Role { detector, landmarks, pose, eyes, embedding, liveness, person, parts };
inline constexpr std::size_t role_count = 8;
[[nodiscard]] std::string_view name(Role role);

// How 8-bit RGB pixels become the network's input: value = (pixel - mean) / divisor, planes one after the other.
// One channel means grey.
struct InputForm {
  int width = 0, height = 0, channels = 3;
  std::array<float, 3> mean{};
  std::array<float, 3> divisor{1, 1, 1};
  bool operator==(const InputForm&) const = default;
};

// The same network in another file.
struct ModelVariant {
  std::string file;
  std::string sha256;
  bool operator==(const ModelVariant&) const = default;
};

struct ModelFile {
  Role role = Role::detector;
  std::string file;    // name inside the folder of models
  std::string sha256;  // 64 hexadecimal digits, lower case
  InputForm input;
  std::vector<std::string> outputs;
  // In whole numbers of 8 bits (量化), answering nearly the same: for an engine that runs those.
  std::optional<ModelVariant> whole_numbers = {};
  bool operator==(const ModelFile&) const = default;
};

// With the file that suits the engine best.
[[nodiscard]] ModelFile suited(ModelFile file, const Engine& engine);

// At most one file a role. A role that is left out is never asked: its part of the evidence stays empty.
struct ModelManifest {
  std::vector<ModelFile> files;
  [[nodiscard]] const ModelFile* find(Role role) const;  // nullptr when left out
  bool operator==(const ModelManifest&) const = default;
};

// The networks `./dev setup` fetches.
[[nodiscard]] ModelManifest default_manifest();

struct ModelPaths {
  std::filesystem::path folder;
  ModelManifest manifest = default_manifest();
};

// The bytes of one model, exactly those the manifest means: "error.model.missing" when the file cannot be read,
// "error.model.altered" when its SHA-256 is another.
[[nodiscard]] Result<Bytes> read_model(const std::filesystem::path& folder, const ModelFile& model);
// All files of the manifest, whichever the engine, read and compared; the first failure.
[[nodiscard]] Done verify(const ModelPaths& paths);

}  // namespace zhaojian::vision
