#pragma once
#include <catch2/catch.hpp>
#include <string>

#include "base/files.h"
#include "checks/assess.h"
#include "checks/sitter.h"
#include "codec/profile_json.h"

// What the checks say of a drawn sitting under the shipped standard.
namespace zhaojian::checks::test {

using domain::Finding;
using domain::Verdict;

inline const domain::StandardProfile& standard() {
  static const domain::StandardProfile profile = [] {
    const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/assets/standards/chsi-99-2017.json", 1U << 20);
    if (!file) FAIL(file.error().message);
    auto read = codec::profile_from_json(*file);
    if (!read) FAIL(read.error().message);
    return *std::move(read);
  }();
  return profile;
}

inline Findings all_of(const Sitting& sitting, std::span<const Reference> references = {}) {
  return assess({sitting.photo, sitting.evidence, references}, standard());
}

inline Finding only(const Findings& findings, const std::string& id) {
  std::optional<Finding> found;
  for (const Finding& finding : findings) {
    if (finding.id.value != id) continue;
    if (found) FAIL(id + " is there twice");
    found = finding;
  }
  if (!found) FAIL(id + " is not there");
  return *found;
}

inline Finding of(const std::string& id, const Sitting& sitting, std::span<const Reference> references = {}) {
  return only(all_of(sitting, references), id);
}
inline Finding of(const std::string& id, const Sitter& sitter) { return of(id, sitting_of(sitter)); }

inline Verdict verdict(const std::string& id, const Sitter& sitter) { return of(id, sitter).verdict; }
inline Verdict verdict(const std::string& id, const Sitting& sitting) { return of(id, sitting).verdict; }

}  // namespace zhaojian::checks::test

template <> struct Catch::StringMaker<zhaojian::domain::Verdict> {
  static std::string convert(zhaojian::domain::Verdict verdict) { return std::string(name(verdict)); }
};
