#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "codec/json.h"
#include "domain/item_fault.h"

namespace zhaojian::codec {

// A place in a JSON tree while it is read; every problem names it: "photos[0].sha256: not 64 hex digits". A null counts
// as absent. Holds pointers to the tree and to the node it came from, so it lives on the reader's stack only.
class Node {
 public:
  // `fault`, where given, is set to the kind and place of every problem that is found from here on; the last one stays.
  explicit Node(const Json& root, domain::ItemFault* fault = nullptr) : value_(&root), fault_(fault) {}

  [[nodiscard]] Node at(std::string_view name) const { return Node(this, name); }
  [[nodiscard]] bool there() const { return value_ != nullptr && !value_->is_null(); }
  [[nodiscard]] Error problem(std::string_view what, domain::FaultKind kind = domain::FaultKind::other) const;  // invalid

  static constexpr std::size_t longest_text = 4096;  // bytes
  static constexpr std::size_t longest_id = 512;

  // Control characters but tab and newline are dropped.
  [[nodiscard]] Result<std::string> text(std::size_t longest = longest_text) const;
  [[nodiscard]] Result<std::string> id() const;  // not empty, nothing may be dropped from it
  [[nodiscard]] Result<std::string> file_name() const;  // an id without a folder, not hidden
  static constexpr std::size_t most_ids = 1000;
  [[nodiscard]] Result<std::vector<std::string>> ids(std::size_t most = most_ids) const;  // an array of them
  [[nodiscard]] Result<std::int64_t> integer(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] Result<int> small(int least, int most = std::numeric_limits<int>::max()) const;
  [[nodiscard]] Result<double> number() const;
  [[nodiscard]] Result<bool> boolean() const;
  [[nodiscard]] Result<Instant> instant() const;
  [[nodiscard]] Result<Date> date() const;
  [[nodiscard]] Result<Sha256> sha256() const;
  [[nodiscard]] Result<std::size_t> choice(std::span<const std::string_view> names) const;  // index into names
  [[nodiscard]] Done is_object() const;
  // An object that has no other members than these; names a stranger and what was probably meant.
  [[nodiscard]] Done has_only(std::span<const std::string_view> names) const;
  // Of an array with at most `most` items.
  [[nodiscard]] Result<std::size_t> count(std::size_t most) const;
  [[nodiscard]] Node item(std::size_t index) const;
  [[nodiscard]] const Json::Object& members() const;  // after is_object()

  // What `read` gives, or `other` when it is absent.
  template <class T, class... Args>
  [[nodiscard]] Result<T> or_else(T other, Result<T> (Node::*read)(Args...) const, Args... args) const {
    if (!there()) return other;
    return (this->*read)(args...);
  }
  template <class T, class... Args>
  [[nodiscard]] Result<std::optional<T>> maybe(Result<T> (Node::*read)(Args...) const, Args... args) const {
    if (!there()) return std::optional<T>();
    return std::optional<T>(TRY((this->*read)(args...)));
  }

 private:
  Node(const Node* from, std::string_view name);
  [[nodiscard]] std::string path() const;

  const Json* value_ = nullptr;
  const Node* from_ = nullptr;
  domain::ItemFault* fault_ = nullptr;  // of the root, handed down
  std::string_view name_;
  std::size_t index_ = 0;  // when name_ is empty
};

}  // namespace zhaojian::codec
