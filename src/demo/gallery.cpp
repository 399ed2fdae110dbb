#include "demo/gallery.h"

#include <set>

#include "base/files.h"

namespace zhaojian::demo {
namespace {

constexpr std::size_t largest_labels = 8U << 20;
constexpr std::size_t largest_portrait = 20U << 20;

}  // namespace

Result<Gallery> Gallery::open(const std::filesystem::path& folder) {
  const auto inner = folder / "demo";
  const auto home = std::filesystem::exists(inner / "labels.json") ? inner : folder;
  const Bytes text = TRY(read_file(home / "labels.json", largest_labels));
  auto labels = labels_from_json(text);
  if (!labels) return std::move(labels).error().in((home / "labels.json").string());
  std::vector<Portrait> portraits;
  for (Label& label : *labels) {
    Portrait portrait;
    portrait.bytes = TRY(read_file(home / label.file, largest_portrait));
    portrait.sha256 = sha256(portrait.bytes);
    portrait.label = std::move(label);
    portraits.push_back(std::move(portrait));
  }
  return of(std::move(portraits));
}

Result<Gallery> Gallery::of(std::vector<Portrait> portraits) {
  Gallery gallery;
  std::set<std::string> identities;
  for (Portrait& portrait : portraits) {
    std::string name = portrait.label.file;
    identities.insert(portrait.label.identity);
    gallery.files_.insert_or_assign(std::move(name), std::move(portrait));
  }
  for (const auto& [name, portrait] : gallery.files_) {
    const Label& label = portrait.label;
    if (!label.flaw.empty()) {
      gallery.flawed_.push_back(&portrait);
    } else {
      gallery.good_[{label.identity, label.role}] = &portrait;
    }
  }
  using enum domain::PhotoRole;
  for (const std::string& identity : identities) {
    for (const auto role : {submission, capture, enrollment, admission}) {
      if (gallery.good_.contains({identity, role})) continue;
      return Error{Errc::invalid, identity + " has no portrait for " + std::string(domain::name(role))};
    }
  }
  gallery.identities_.assign(identities.begin(), identities.end());
  if (gallery.flawed_.empty()) return Error{Errc::invalid, "there are no flawed portraits"};
  for (const Portrait* flawed : gallery.flawed_) {
    if (!identities.contains(flawed->label.shown_identity)) {
      return Error{Errc::invalid, flawed->label.file + " shows somebody unknown"};
    }
  }
  return gallery;
}

const Portrait& Gallery::portrait(const std::string& identity, domain::PhotoRole role) const {
  return *good_.at({identity, role});
}

std::vector<const Portrait*> Gallery::flawed_of(const std::string& identity) const {
  std::vector<const Portrait*> found;
  for (const Portrait* portrait : flawed_) {
    if (portrait->label.identity == identity) found.push_back(portrait);
  }
  return found;
}

const Portrait* Gallery::file(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace zhaojian::demo
