#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/files.h"
#include "codec/profile_json.h"

// All standards of assets/standards, in the order of their ids. Link zj_codec.
namespace zhaojian::support {

inline const std::vector<domain::StandardProfile>& shipped_standards() {
  static const std::vector<domain::StandardProfile> profiles = [] {
    codec::ProfileBases bases;
    for (const auto& entry : std::filesystem::directory_iterator(ZHAOJIAN_SOURCE_DIR "/assets/standards")) {
      const auto file = read_file(entry.path(), std::size_t{1} << 20);
      if (!file) throw std::runtime_error(file.error().message);
      auto json = codec::parse_json(*file);
      if (!json) throw std::runtime_error(json.error().message);
      bases.emplace(entry.path().stem().string(), *std::move(json));
    }
    std::vector<domain::StandardProfile> all;
    for (const auto& [id, json] : bases) {
      auto profile = codec::profile_from_json(json, bases);
      if (!profile) throw std::runtime_error(id + ": " + profile.error().message);
      all.push_back(*std::move(profile));
    }
    return all;
  }();
  return profiles;
}

}  // namespace zhaojian::support
