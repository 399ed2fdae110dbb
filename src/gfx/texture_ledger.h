#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "gfx/photo_key.h"

namespace zhaojian::gfx {

// Some rows of one picture that are to be uploaded now.
struct UploadStep {
  PhotoKey key;
  PhotoPixels pixels;
  int first_row = 0;
  int rows = 0;
  [[nodiscard]] bool first() const { return first_row == 0; }
  [[nodiscard]] bool last() const { return first_row + rows == pixels.height; }
  [[nodiscard]] std::size_t bytes() const;
};

struct LedgerLimits {
  std::size_t bytes = 256u << 20;  // of textures, with what waits for upload
  int longest_side = 16384;        // larger pictures are refused
};

// The books of the texture cache, without any GL: who wants which picture, what has arrived, what is uploaded, what may
// go. Not thread-safe; lives with the cache on the UI thread.
class TextureLedger {
 public:
  struct Entry {
    PhotoState state = PhotoState::loading;
    std::string text;    // key of the text catalogue when it failed
    PhotoPixels pixels;  // arrived and not yet wholly uploaded
    int rows_done = 0;
    std::size_t bytes = 0;  // charged to the budget
    std::uint64_t last_asked = 0;
    std::uint64_t arrival = 0;
    bool taken = false;  // a loader is at work on it
    int pin_rank = kUnpinned;
  };
  static constexpr int kUnpinned = std::numeric_limits<int>::max();

  explicit TextureLedger(LedgerLimits limits) : limits_(limits) {}

  // A new frame. Returns what must be dropped to meet the budget, least recently asked for first; never what is pinned
  // or was asked for in the frame before, even if that alone is over the budget (dropping it would only load it again).
  // Wishes that nobody repeated for two frames are forgotten.
  [[nodiscard]] std::vector<PhotoKey> begin_frame();

  // What is known about the picture; a picture not known becomes wanted. Valid until the next call that is not const.
  const Entry& ask(const PhotoKey& key);
  // These, in this order, are kept and fetched ahead; replaces the former list.
  void pin(const std::vector<PhotoKey>& keys);
  // At most `limit` pictures to load: what panes show first, then what is pinned, in its order. Each is handed out
  // once, until put(), fail() or give_back() answers it.
  [[nodiscard]] std::vector<Wanted> take_wanted(std::size_t limit);

  // A decoded picture. Pixels that do not fit their size or exceed the limit become a failure. Ignored when already
  // there.
  void put(const PhotoKey& key, PhotoPixels pixels);
  // There is no picture. Stays so, and is not wanted again, until retry(), put() or eviction.
  void fail(const PhotoKey& key, PhotoFailure failure, std::string text);
  // The loader dropped the task undone: wanted again, until nobody asks for it any more.
  void give_back(const PhotoKey& key);
  // The operator asked to try again.
  void retry(const PhotoKey& key);

  // Rows to upload now, pinned pictures first, then as they arrived: `budget` bytes in all, but at least one row, so
  // that a small budget cannot stop the work. Report each with uploaded() or fail() before planning again.
  [[nodiscard]] std::vector<UploadStep> plan_upload(std::size_t budget) const;
  void uploaded(const UploadStep& step);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] bool uploads_left() const { return !uploading_.empty(); }
  [[nodiscard]] const Entry* find(const PhotoKey& key) const;

 private:
  Entry& add(const PhotoKey& key);
  void want(const PhotoKey& key);
  void erase(const PhotoKey& key);
  void charge(Entry& entry, std::size_t bytes);
  void drop_stale_wishes();

  LedgerLimits limits_;
  std::unordered_map<PhotoKey, Entry> entries_;
  std::vector<PhotoKey> wanted_;     // loading, not taken; in the order of asking
  std::vector<PhotoKey> uploading_;  // with pixels waiting; in the order of arrival
  std::vector<PhotoKey> pinned_;
  std::uint64_t frame_ = 1;
  std::uint64_t arrivals_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace zhaojian::gfx
