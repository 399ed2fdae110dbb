#pragma once
#include <filesystem>
#include <string>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian {

// A secret that is wiped when it goes away and never printed. Move only.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text);  // wipes its own copy; the caller's is the caller's
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  [[nodiscard]] const std::string& reveal() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] Secret copy() const { return Secret(text_); }

 private:
  std::string text_;
};

// The first line of a file that only its owner may read (mode 0600 or stricter, owned by us); refused otherwise.
[[nodiscard]] Result<Secret> secret_from_file(const std::filesystem::path& file);
// Reads `file`, or makes it (0600, `bytes` random bytes as base64) if it is not there.
[[nodiscard]] Result<Secret> secret_kept_in(const std::filesystem::path& file, std::size_t bytes);

}  // namespace zhaojian
