#include "codec/json.h"

#include <exception>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace zhaojian::codec {
namespace {

Error syntax(std::string message) { return {Errc::invalid, "JSON: " + std::move(message), "error.codec.syntax"}; }
Error too_large(std::string message) { return {Errc::invalid, "JSON: " + std::move(message), "error.codec.too_large"}; }

// Builds the tree from events; the library's own tree would be built before a limit could stop it.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(const JsonLimits& limits) : limits_(limits) {}
  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(Json(value)); }
  bool number_integer(number_integer_t value) override { return add(Json(std::int64_t{value})); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= INT64_MAX) return add(Json(static_cast<std::int64_t>(value)));
    return add(Json(static_cast<double>(value)));
  }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return add(Json(value)); }
  bool string(string_t& value) override { return add(Json(std::move(value))); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*members*/) override { return open({Json::Object(), {}, {}, true}); }
  bool start_array(std::size_t /*items*/) override { return open({{}, Json::Array(), {}, false}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    stack_.back().name = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*problem*/) override {
    if (!error_) error_ = syntax("not readable at byte " + std::to_string(position));
    return false;
  }

  [[nodiscard]] Result<Json> result(bool parsed) && {
    if (error_) return *std::move(error_);
    if (!parsed) return syntax("not readable");
    return std::move(root_);
  }

 private:
  struct Frame {
    Json::Object members;
    Json::Array items;
    std::string name;  // of the member whose value comes next
    bool is_object = false;
  };

  bool open(Frame frame) {
    if (stack_.size() >= limits_.depth) return stop("nested deeper than " + std::to_string(limits_.depth) + " levels");
    stack_.push_back(std::move(frame));
    return true;
  }
  bool close() {
    Frame frame = std::move(stack_.back());
    stack_.pop_back();
    return add(frame.is_object ? Json(std::move(frame.members)) : Json(std::move(frame.items)));
  }
  bool add(Json value) {
    if (++values_ > limits_.values) return stop("more than " + std::to_string(limits_.values) + " values");
    if (stack_.empty()) {
      root_ = std::move(value);
    } else if (Frame& frame = stack_.back(); frame.is_object) {
      frame.members.push_back({std::move(frame.name), std::move(value)});
    } else {
      frame.items.push_back(std::move(value));
    }
    return true;
  }
  bool stop(std::string message) {
    error_ = too_large(std::move(message));
    return false;
  }

  JsonLimits limits_;
  std::vector<Frame> stack_;
  std::size_t values_ = 0;
  Json root_;
  std::optional<Error> error_;
};

enum class Half { none, high, low };

// Which half of a surrogate pair the escape "\uXXXX" at `at` stands for.
Half half_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return Half::none;
  if ((text[at + 2] | 0x20) != 'd') return Half::none;
  const char third = static_cast<char>(text[at + 3] | 0x20);
  if (third == '8' || third == '9' || third == 'a' || third == 'b') return Half::high;
  return third >= 'c' && third <= 'f' ? Half::low : Half::none;
}

// A back end in JavaScript that cuts a text inside an emoji sends half of it; that must not cost the whole page.
void replace_half_pairs(std::string& text) {
  for (std::size_t i = 0; (i = text.find('\\', i)) != std::string::npos;) {
    const Half half = half_at(text, i);
    if (half == Half::none) {
      i += 2;
    } else if (half == Half::high && half_at(text, i + 6) == Half::low) {
      i += 12;
    } else {
      text.replace(i, 6, "\\ufffd");
      i += 6;
    }
  }
}

nlohmann::ordered_json library_value(const Json& json) {
  if (const auto* items = json.as<Json::Array>()) {
    auto array = nlohmann::ordered_json::array();
    for (const Json& item : *items) array.push_back(library_value(item));
    return array;
  }
  if (const auto* members = json.as<Json::Object>()) {
    auto object = nlohmann::ordered_json::object();
    for (const Json::Member& member : *members) object[member.name] = library_value(member.value);
    return object;
  }
  if (const auto* text = json.as<std::string>()) return *text;
  if (const auto* number = json.as<double>()) return *number;
  if (const auto* integer = json.as<std::int64_t>()) return *integer;
  if (const auto* truth = json.as<bool>()) return *truth;
  return nullptr;
}

}  // namespace

const Json* Json::find(std::string_view name) const {
  const auto* members = as<Object>();
  if (members == nullptr) return nullptr;
  for (auto member = members->rbegin(); member != members->rend(); ++member) {
    if (member->name == name) return &member->value;
  }
  return nullptr;
}

Result<Json> parse_json(ByteView bytes, const JsonLimits& limits) {
  if (bytes.size() > limits.bytes) return too_large("more than " + std::to_string(limits.bytes) + " bytes");
  try {
    std::string text(text_of(bytes));
    if (!valid_utf8(text)) text = clean_utf8(text);
    replace_half_pairs(text);
    Builder builder(limits);
    const bool parsed = nlohmann::json::sax_parse(text, &builder);
    return std::move(builder).result(parsed);
  } catch (const std::exception& problem) {
    return syntax(problem.what());
  }
}

std::string to_text(const Json& json, JsonStyle style) {
  const int indent = style == JsonStyle::indented ? 2 : -1;
  return library_value(json).dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace zhaojian::codec
