#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

// JSON as a value, so that the parser library stays in one .cpp. Members keep their order; of two with the same name
// the later one counts.
namespace zhaojian::codec {

class Json {
 public:
  struct Member;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;
  using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object>;

  Json() = default;                                             // null
  Json(bool value) : value_(value) {}                           // NOLINT(google-explicit-constructor)
  Json(int value) : value_(std::int64_t{value}) {}              // NOLINT(google-explicit-constructor)
  Json(std::int64_t value) : value_(value) {}                   // NOLINT(google-explicit-constructor)
  Json(double value) : value_(value) {}                         // NOLINT(google-explicit-constructor)
  Json(std::string value) : value_(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  Json(std::string_view value) : value_(std::string(value)) {}  // NOLINT(google-explicit-constructor)
  Json(const char* value) : value_(std::string(value)) {}       // NOLINT(google-explicit-constructor)
  Json(Array value);                                            // NOLINT(google-explicit-constructor)
  Json(Object value);                                           // NOLINT(google-explicit-constructor)

  [[nodiscard]] const Value& value() const { return value_; }
  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  template <class T> [[nodiscard]] const T* as() const { return std::get_if<T>(&value_); }
  // The member of that name; null when there is none or this is no object.
  [[nodiscard]] const Json* find(std::string_view name) const;

 private:
  Value value_;
};

struct Json::Member {
  std::string name;
  Json value;
};

inline Json::Json(Array value) : value_(std::move(value)) {}
inline Json::Json(Object value) : value_(std::move(value)) {}

// What may come in. The defaults hold a full page of 500 submissions several times over.
struct JsonLimits {
  std::size_t bytes = 16U << 20;
  std::size_t values = 1'000'000;
  std::size_t depth = 64;
};

// Never throws, whatever the bytes are. Broken UTF-8 and halves of surrogate pairs become U+FFFD. invalid otherwise,
// with text "error.codec.syntax" or "error.codec.too_large".
[[nodiscard]] Result<Json> parse_json(ByteView bytes, const JsonLimits& limits = {});

enum class JsonStyle { compact, indented };
[[nodiscard]] std::string to_text(const Json& json, JsonStyle style = JsonStyle::compact);

}  // namespace zhaojian::codec
