#include "codec/node.h"

#include <algorithm>
#include <cmath>

#include "base/nearest.h"
#include "base/utf8.h"

namespace zhaojian::codec {

using domain::FaultKind;

namespace {

// " (1 to 500)", " (1 or more)": what is allowed, where that says anything.
std::string range_text(std::int64_t least, std::int64_t most) {
  if (least == INT64_MIN) return {};
  if (most >= std::numeric_limits<int>::max()) return " (" + std::to_string(least) + " or more)";
  return " (" + std::to_string(least) + " to " + std::to_string(most) + ")";
}

}  // namespace

Node::Node(const Node* from, std::string_view name)
    : value_(from->value_ == nullptr ? nullptr : from->value_->find(name)), from_(from), fault_(from->fault_), name_(name) {}

std::string Node::path() const {
  if (from_ == nullptr) return {};
  std::string before = from_->path();
  if (name_.empty()) return before + "[" + std::to_string(index_) + "]";
  if (!before.empty()) before += ".";
  return before + std::string(name_);
}

Error Node::problem(std::string_view what, FaultKind kind) const {
  const std::string where = path();
  if (fault_ != nullptr) *fault_ = {kind, where};
  return {Errc::invalid, where.empty() ? std::string(what) : where + ": " + std::string(what)};
}

Result<std::string> Node::text(std::size_t longest) const {
  if (!there()) return problem("missing", FaultKind::missing);
  const auto* text = value_->as<std::string>();
  if (text == nullptr) return problem("not a text", FaultKind::kind);
  if (text->size() > longest) return problem("longer than " + std::to_string(longest) + " bytes", FaultKind::too_long);
  return clean_utf8(*text);
}

Result<std::string> Node::id() const {
  std::string id = TRY(text(longest_id));
  if (id.empty()) return problem("empty", FaultKind::missing);
  if (id != *value_->as<std::string>()) return problem("has control characters");
  return id;
}

Result<std::string> Node::file_name() const {
  std::string name = TRY(id());
  if (name.find_first_of("/\\") != std::string::npos || name.starts_with('.')) return problem("not a plain name");
  return name;
}

Result<std::vector<std::string>> Node::ids(std::size_t most) const {
  std::vector<std::string> all;
  const std::size_t length = TRY(count(most));
  for (std::size_t i = 0; i < length; ++i) all.push_back(TRY(item(i).id()));
  return all;
}

Result<std::int64_t> Node::integer(std::int64_t least, std::int64_t most) const {
  if (!there()) return problem("missing", FaultKind::missing);
  std::int64_t number = 0;
  if (const auto* integer = value_->as<std::int64_t>()) {
    number = *integer;
  } else {
    constexpr double exact = 9007199254740992.0;  // 2^53: up to here a double is an integer without doubt
    const auto* real = value_->as<double>();
    if (real == nullptr || std::trunc(*real) != *real) return problem("not an integer", FaultKind::kind);
    if (std::abs(*real) > exact) return problem("out of range", FaultKind::range);
    number = static_cast<std::int64_t>(*real);
  }
  if (number < least || number > most) return problem("out of range" + range_text(least, most), FaultKind::range);
  return number;
}

Result<int> Node::small(int least, int most) const { return static_cast<int>(TRY(integer(least, most))); }

Result<double> Node::number() const {
  if (!there()) return problem("missing", FaultKind::missing);
  if (const auto* real = value_->as<double>()) return *real;
  if (const auto* integer = value_->as<std::int64_t>()) return static_cast<double>(*integer);
  return problem("not a number", FaultKind::kind);
}

Result<bool> Node::boolean() const {
  if (!there()) return problem("missing", FaultKind::missing);
  if (const auto* truth = value_->as<bool>()) return *truth;
  return problem("not true or false", FaultKind::kind);
}

Result<Instant> Node::instant() const {
  const auto instant = instant_from_rfc3339(TRY(text()));
  if (!instant) return problem("not a time like 2023-10-21T02:00:00Z", FaultKind::time);
  return *instant;
}

Result<Date> Node::date() const {
  const auto date = date_from_iso(TRY(text()));
  if (!date) return problem("not a date like 2021-09-01", FaultKind::time);
  return *date;
}

Result<Sha256> Node::sha256() const {
  const auto digest = sha256_from_hex(TRY(text()));
  if (!digest) return problem("not 64 hex digits", FaultKind::hash);
  return *digest;
}

Result<std::size_t> Node::choice(std::span<const std::string_view> names) const {
  const std::string text = TRY(this->text());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return i;
  }
  std::string allowed;
  for (const std::string_view name : names) allowed += (allowed.empty() ? "" : ", ") + std::string(name);
  return problem("unknown value \"" + one_line(text, 40) + "\" (allowed: " + allowed + ")", FaultKind::unknown);
}

Done Node::is_object() const {
  if (!there()) return problem("missing", FaultKind::missing);
  if (value_->as<Json::Object>() == nullptr) return problem("not an object", FaultKind::kind);
  return {};
}

Done Node::has_only(std::span<const std::string_view> names) const {
  TRY(is_object());
  for (const Json::Member& member : members()) {
    if (std::ranges::find(names, member.name) != names.end()) continue;
    return at(member.name).problem("unknown" + did_you_mean(member.name, names), FaultKind::unknown);
  }
  return {};
}

Result<std::size_t> Node::count(std::size_t most) const {
  if (!there()) return problem("missing", FaultKind::missing);
  const auto* items = value_->as<Json::Array>();
  if (items == nullptr) return problem("not a list", FaultKind::kind);
  if (items->size() > most) return problem("more than " + std::to_string(most) + " items", FaultKind::too_long);
  return items->size();
}

Node Node::item(std::size_t index) const {
  Node node(this, std::string_view());
  const auto* items = value_ == nullptr ? nullptr : value_->as<Json::Array>();
  node.value_ = items != nullptr && index < items->size() ? &(*items)[index] : nullptr;
  node.index_ = index;
  return node;
}

const Json::Object& Node::members() const {
  static const Json::Object none;
  const auto* members = value_ == nullptr ? nullptr : value_->as<Json::Object>();
  return members == nullptr ? none : *members;
}

}  // namespace zhaojian::codec
