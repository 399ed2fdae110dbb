#include "domain/changed_photo.h"

namespace zhaojian::domain {

std::optional<std::string> changed_photo(const Submission& held, const Submission& now) {
  if (held.photos.size() != now.photos.size()) return "photos";
  for (std::size_t i = 0; i < now.photos.size(); ++i) {
    const PhotoRef &a = held.photos[i], &b = now.photos[i];
    const std::string place = "photos[" + std::to_string(i) + "].";
    if (a.sha256 != b.sha256) return place + "sha256";
    if (a.role != b.role) return place + "role";
    if (a.id != b.id) return place + "id";
  }
  return std::nullopt;
}

}  // namespace zhaojian::domain
