#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/ids.h"
#include "base/time.h"

namespace zhaojian::domain {

// What a photo of a submission is. The contract's `role`.
enum class PhotoRole { submission, capture, enrollment, admission, population, previous, capture_code };

[[nodiscard]] constexpr std::string_view name(PhotoRole role) {
  constexpr std::string_view names[] = {"submission", "capture",  "enrollment",  "admission",
                                        "population", "previous", "capture_code"};
  return names[static_cast<int>(role)];
}

// Photos the face is compared with (学籍, 录取, 人口库, 上次提交, 原始采集).
[[nodiscard]] constexpr bool is_reference(PhotoRole role) {
  return role == PhotoRole::enrollment || role == PhotoRole::admission || role == PhotoRole::population;
}

// A photo as the back end offers it. Its content is named by the hash, wherever it lies.
struct PhotoRef {
  PhotoId id;
  PhotoRole role = PhotoRole::submission;
  std::string url;  // absolute or relative to the back end
  Sha256 sha256{};
  std::optional<std::int64_t> bytes;
  std::optional<int> width, height;
  std::optional<Date> taken_on;
  bool operator==(const PhotoRef&) const = default;
};

// Where the bytes of a photo are with us.
enum class PhotoState {
  wanted,   // to be fetched
  present,  // in the cache, hash verified
  missing,  // the back end does not have it (404, 410)
  broken,   // fetched again and again, the bytes never match the hash
};

}  // namespace zhaojian::domain
