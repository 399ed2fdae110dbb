#include "demo/photo_shelf.h"

#include <algorithm>

namespace zhaojian::demo {
namespace {

// A JPEG comment right behind the start of image: still the same picture, but other bytes.
Bytes with_comment(const Bytes& jpeg, const std::string& text) {
  constexpr std::size_t start_of_image = 2;
  const std::size_t length = text.size() + 2;
  Bytes commented(jpeg.begin(), jpeg.begin() + start_of_image);
  for (const std::size_t byte : {std::size_t{0xFF}, std::size_t{0xFE}, length >> 8, length & 0xFF}) {
    commented.push_back(static_cast<std::byte>(byte));
  }
  std::ranges::copy(bytes_of(text), std::back_inserter(commented));
  commented.insert(commented.end(), jpeg.begin() + start_of_image, jpeg.end());
  return commented;
}

}  // namespace

Bytes PhotoShelf::content(const PhotoId& id, const Portrait& portrait, PhotoFate fate) {
  if (fate == PhotoFate::whole) return portrait.bytes;
  if (fate == PhotoFate::truncated) {
    const auto kept = static_cast<std::ptrdiff_t>(portrait.bytes.size() * 3 / 5);
    return {portrait.bytes.begin(), portrait.bytes.begin() + kept};
  }
  return with_comment(portrait.bytes, id.value);
}

domain::PhotoRef PhotoShelf::put(const std::string& id, domain::PhotoRole role, const Portrait& portrait,
                                 PhotoFate fate, std::optional<Date> taken_on) {
  domain::PhotoRef photo;
  photo.id = PhotoId(id);
  photo.role = role;
  photo.url = "/v1/photos/" + id;
  const Bytes bytes = content(photo.id, portrait, fate);
  photo.sha256 = fate == PhotoFate::whole ? portrait.sha256 : sha256(bytes);
  photo.bytes = static_cast<std::int64_t>(bytes.size());
  photo.width = portrait.label.width;
  photo.height = portrait.label.height;
  photo.taken_on = taken_on;
  stored_[photo.id] = {&portrait, fate, photo.sha256, false};
  return photo;
}

ServedPhoto PhotoShelf::serve(const PhotoId& id) {
  const auto found = stored_.find(id);
  if (found == stored_.end()) return {};
  Stored& stored = found->second;
  ServedPhoto photo{stored.fate, stored.sha256, {}};
  if (stored.fate == PhotoFate::missing || stored.fate == PhotoFate::purged) return photo;
  photo.bytes = content(id, *stored.portrait, stored.fate);
  if (stored.fate == PhotoFate::damaged_once && !stored.served) photo.bytes.back() ^= std::byte{0x01};
  stored.served = true;
  return photo;
}

}  // namespace zhaojian::demo
