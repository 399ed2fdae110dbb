#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "demo/label.h"

namespace zhaojian::demo {

struct Portrait {
  Label label;
  Bytes bytes;
  Sha256 sha256{};
};

// The sample portraits, in memory (13 MB). Does not change once opened, so any thread may read it.
class Gallery {
 public:
  Gallery(Gallery&&) = default;
  Gallery(const Gallery&) = delete;  // it points into itself

  // The folder that holds labels.json, or whose subfolder demo holds it.
  [[nodiscard]] static Result<Gallery> open(const std::filesystem::path& folder);
  // invalid when an identity lacks one of its four pictures, or there are no flawed ones.
  [[nodiscard]] static Result<Gallery> of(std::vector<Portrait> portraits);

  [[nodiscard]] const std::vector<std::string>& identities() const { return identities_; }
  // As it should be; every identity has a submission, a capture, an enrollment and an admission photo.
  [[nodiscard]] const Portrait& portrait(const std::string& identity, domain::PhotoRole role) const;
  [[nodiscard]] const std::vector<const Portrait*>& flawed() const { return flawed_; }
  [[nodiscard]] std::vector<const Portrait*> flawed_of(const std::string& identity) const;
  [[nodiscard]] const Portrait* file(std::string_view name) const;  // null: no such file

 private:
  Gallery() = default;
  std::map<std::string, Portrait, std::less<>> files_;
  std::map<std::pair<std::string, domain::PhotoRole>, const Portrait*> good_;
  std::vector<const Portrait*> flawed_;
  std::vector<std::string> identities_;
};

}  // namespace zhaojian::demo
