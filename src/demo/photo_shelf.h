#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "demo/gallery.h"
#include "domain/photo_ref.h"

namespace zhaojian::demo {

// What goes wrong with a photo on its way to the workstation.
enum class PhotoFate {
  whole,         // nothing
  truncated,     // the file itself is cut off; its hash is that of the cut file
  missing,       // 404
  purged,        // 410
  damaged_once,  // the first answer has a wrong byte; later ones match the hash
};

struct ServedPhoto {
  PhotoFate fate = PhotoFate::missing;
  Sha256 sha256{};  // as promised in the feed
  Bytes bytes;      // empty when missing or purged
};

// The photos the feed names, by id. A photo with a fate of its own also has bytes of its own, so that its hash is not
// that of a photo which arrives safely. Not thread-safe. Borrows the
// portraits.
class PhotoShelf {
 public:
  // Puts a portrait on the shelf and says how the feed names it.
  [[nodiscard]] domain::PhotoRef put(const std::string& id, domain::PhotoRole role, const Portrait& portrait,
                                     PhotoFate fate = PhotoFate::whole, std::optional<Date> taken_on = {});
  // What a request for it gets; an unknown id is missing.
  [[nodiscard]] ServedPhoto serve(const PhotoId& id);

 private:
  struct Stored {
    const Portrait* portrait = nullptr;
    PhotoFate fate = PhotoFate::whole;
    Sha256 sha256{};
    bool served = false;
  };
  [[nodiscard]] static Bytes content(const PhotoId& id, const Portrait& portrait, PhotoFate fate);

  std::map<PhotoId, Stored> stored_;
};

}  // namespace zhaojian::demo
