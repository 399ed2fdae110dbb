#include "gfx/texture_ledger.h"

#include <algorithm>
#include <utility>

namespace zhaojian::gfx {
namespace {

// What an entry costs beside its pixels (key, text, map node); also keeps the number of remembered failures bounded.
constexpr std::size_t kEntryBytes = 512;

std::size_t row_bytes(const PhotoPixels& pixels) { return static_cast<std::size_t>(pixels.width) * 3; }

bool complete(const PhotoPixels& pixels) {
  return pixels.width > 0 && pixels.height > 0 && pixels.rgb &&
         pixels.rgb->size() == row_bytes(pixels) * static_cast<std::size_t>(pixels.height);
}

// Drivers pad RGB to four bytes a pixel; a full-size picture also carries mipmaps, one third more.
std::size_t texture_bytes(const PhotoKey& key, const PhotoPixels& pixels) {
  const std::size_t level = static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4;
  return key.longest_side == 0 ? level + level / 3 : level;
}

}  // namespace

std::size_t UploadStep::bytes() const { return row_bytes(pixels) * static_cast<std::size_t>(rows); }

std::vector<PhotoKey> TextureLedger::begin_frame() {
  ++frame_;
  drop_stale_wishes();
  std::vector<PhotoKey> dropped;
  if (bytes_ <= limits_.bytes) return dropped;

  std::vector<std::pair<std::uint64_t, PhotoKey>> candidates;
  for (const auto& [key, entry] : entries_) {
    const bool in_use = entry.pin_rank != kUnpinned || entry.last_asked + 1 >= frame_;
    const bool awaited = entry.state == PhotoState::loading && !entry.pixels.rgb;
    if (!in_use && !awaited) candidates.emplace_back(entry.last_asked, key);
  }
  std::sort(candidates.begin(), candidates.end());
  for (auto& [asked, key] : candidates) {
    if (bytes_ <= limits_.bytes) break;
    erase(key);
    dropped.push_back(std::move(key));
  }
  return dropped;
}

void TextureLedger::drop_stale_wishes() {
  std::erase_if(wanted_, [this](const PhotoKey& key) {
    const auto found = entries_.find(key);
    if (found->second.pin_rank != kUnpinned || found->second.last_asked + 2 >= frame_) return false;
    bytes_ -= found->second.bytes;
    entries_.erase(found);
    return true;
  });
}

const TextureLedger::Entry& TextureLedger::ask(const PhotoKey& key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) want(key);
  Entry& entry = found == entries_.end() ? entries_.at(key) : found->second;
  entry.last_asked = frame_;
  return entry;
}

void TextureLedger::pin(const std::vector<PhotoKey>& keys) {
  for (const PhotoKey& key : pinned_) {
    if (const auto found = entries_.find(key); found != entries_.end()) found->second.pin_rank = kUnpinned;
  }
  pinned_ = keys;
  for (std::size_t i = 0; i < pinned_.size(); ++i) {
    if (!entries_.contains(pinned_[i])) want(pinned_[i]);
    int& rank = entries_.at(pinned_[i]).pin_rank;
    rank = std::min(rank, static_cast<int>(i));  // a key named twice keeps its better place
  }
}

std::vector<Wanted> TextureLedger::take_wanted(std::size_t limit) {
  std::stable_sort(wanted_.begin(), wanted_.end(), [this](const PhotoKey& a, const PhotoKey& b) {
    const Entry& left = entries_.at(a);
    const Entry& right = entries_.at(b);
    if (left.last_asked != right.last_asked) return left.last_asked > right.last_asked;
    return left.pin_rank < right.pin_rank;
  });
  std::vector<Wanted> taken;
  const std::size_t count = std::min(limit, wanted_.size());
  for (std::size_t i = 0; i < count; ++i) {
    Entry& entry = entries_.at(wanted_[i]);
    entry.taken = true;
    taken.push_back({wanted_[i], entry.last_asked == 0 ? Urgency::ahead : Urgency::now});
  }
  wanted_.erase(wanted_.begin(), wanted_.begin() + static_cast<std::ptrdiff_t>(count));
  return taken;
}

void TextureLedger::put(const PhotoKey& key, PhotoPixels pixels) {
  if (const Entry* known = find(key); known && (known->state == PhotoState::ready || known->pixels.rgb)) return;
  if (!complete(pixels)) return fail(key, PhotoFailure::broken, "error.gfx.bad_pixels");
  if (std::max(pixels.width, pixels.height) > limits_.longest_side) {
    return fail(key, PhotoFailure::refused, "error.gfx.too_large");
  }
  Entry& entry = add(key);
  std::erase(wanted_, key);
  entry.state = PhotoState::loading;
  entry.text.clear();
  entry.taken = false;
  entry.rows_done = 0;
  entry.arrival = ++arrivals_;
  charge(entry, kEntryBytes + texture_bytes(key, pixels) + pixels.rgb->size());
  entry.pixels = std::move(pixels);
  uploading_.push_back(key);
}

void TextureLedger::fail(const PhotoKey& key, PhotoFailure failure, std::string text) {
  if (const Entry* known = find(key); known && known->state == PhotoState::ready) return;
  Entry& entry = add(key);
  std::erase(wanted_, key);
  std::erase(uploading_, key);
  entry.state = state_of(failure);
  entry.text = std::move(text);
  entry.taken = false;
  entry.pixels = {};
  charge(entry, kEntryBytes);
}

void TextureLedger::give_back(const PhotoKey& key) {
  const auto found = entries_.find(key);
  if (found == entries_.end() || !found->second.taken) return;
  found->second.taken = false;
  wanted_.push_back(key);
}

void TextureLedger::retry(const PhotoKey& key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  Entry& entry = found->second;
  if (entry.state == PhotoState::loading || entry.state == PhotoState::ready) return;
  entry.state = PhotoState::loading;
  entry.text.clear();
  entry.last_asked = frame_;
  wanted_.push_back(key);
}

std::vector<UploadStep> TextureLedger::plan_upload(std::size_t budget) const {
  std::vector<PhotoKey> order = uploading_;
  std::stable_sort(order.begin(), order.end(), [this](const PhotoKey& a, const PhotoKey& b) {
    return entries_.at(a).pin_rank < entries_.at(b).pin_rank;
  });
  std::vector<UploadStep> steps;
  for (const PhotoKey& key : order) {
    const Entry& entry = entries_.at(key);
    const auto left = static_cast<std::size_t>(entry.pixels.height - entry.rows_done);
    std::size_t rows = std::min(left, budget / row_bytes(entry.pixels));
    if (rows == 0 && steps.empty()) rows = 1;
    if (rows == 0) break;
    steps.push_back({key, entry.pixels, entry.rows_done, static_cast<int>(rows)});
    budget -= std::min(budget, steps.back().bytes());
  }
  return steps;
}

void TextureLedger::uploaded(const UploadStep& step) {
  const auto found = entries_.find(step.key);
  if (found == entries_.end()) return;
  Entry& entry = found->second;
  entry.rows_done = step.first_row + step.rows;
  if (!step.last()) return;
  charge(entry, kEntryBytes + texture_bytes(step.key, entry.pixels));
  entry.pixels = {};
  entry.state = PhotoState::ready;
  std::erase(uploading_, step.key);
}

const TextureLedger::Entry* TextureLedger::find(const PhotoKey& key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : &found->second;
}

TextureLedger::Entry& TextureLedger::add(const PhotoKey& key) {
  const auto [place, fresh] = entries_.try_emplace(key);
  if (fresh) {
    charge(place->second, kEntryBytes);
    const auto pinned = std::find(pinned_.begin(), pinned_.end(), key);
    if (pinned != pinned_.end()) place->second.pin_rank = static_cast<int>(pinned - pinned_.begin());
  }
  return place->second;
}

void TextureLedger::want(const PhotoKey& key) {
  add(key);
  wanted_.push_back(key);
}

void TextureLedger::erase(const PhotoKey& key) {
  const auto found = entries_.find(key);
  bytes_ -= found->second.bytes;
  if (found->second.pixels.rgb) std::erase(uploading_, key);
  entries_.erase(found);
}

void TextureLedger::charge(Entry& entry, std::size_t bytes) {
  bytes_ = bytes_ - entry.bytes + bytes;
  entry.bytes = bytes;
}

}  // namespace zhaojian::gfx
