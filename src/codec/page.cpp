#include "codec/page.h"

#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "codec/node.h"
#include "codec/page_items.h"

namespace zhaojian::codec {
namespace {

constexpr std::size_t most_items = 2000;  // the contract says 500

Error broken(std::string message) { return {Errc::invalid, std::move(message), "error.codec.page"}; }

// Finds where values begin and end by quotes and brackets alone; what is between them is judged when it is parsed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { blank(); }

  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  bool take(char expected) {
    if (done() || text_[at_] != expected) return false;
    ++at_;
    blank();
    return true;
  }
  // The next whole value; empty when there is none.
  std::string_view value() {
    const std::size_t from = at_;
    if (done()) return {};
    const bool whole = text_[at_] == '"' ? skip_text() : is_open(text_[at_]) ? skip_nested() : skip_plain();
    const std::string_view found = whole ? text_.substr(from, at_ - from) : std::string_view();
    blank();
    return found;
  }

 private:
  static bool is_open(char c) { return c == '{' || c == '['; }
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  void blank() {
    while (!done() && is_blank(text_[at_])) ++at_;
  }
  bool skip_text() {
    for (++at_; !done(); ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '"') {
        ++at_;
        return true;
      }
    }
    return false;
  }
  bool skip_nested() {
    std::string closers;
    while (!done()) {
      const char c = text_[at_];
      if (c == '"') {
        if (!skip_text()) return false;
        continue;
      }
      if (is_open(c)) closers.push_back(c == '{' ? '}' : ']');
      ++at_;
      if (c != '}' && c != ']') continue;
      if (closers.back() != c) return false;
      closers.pop_back();
      if (closers.empty()) return true;
    }
    return false;
  }
  bool skip_plain() {
    const std::size_t from = at_;
    while (!done() && !is_blank(text_[at_]) && std::string_view(",]}:").find(text_[at_]) == std::string_view::npos)
      ++at_;
    return at_ > from;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Result<std::vector<std::string>> split_items(std::string_view text) {
  Scanner scanner(text);
  if (!scanner.take('[')) return broken("items: not a list");
  std::vector<std::string> items;
  if (scanner.take(']')) return items;
  do {
    const std::string_view item = scanner.value();
    if (item.empty()) return broken("items: not whole");
    if (items.size() == most_items) return broken("items: more than " + std::to_string(most_items));
    items.emplace_back(item);
  } while (scanner.take(','));
  if (!scanner.take(']') || !scanner.done()) return broken("items: not whole");
  return items;
}

Done read_member(std::string_view name, std::string_view value, RawPage& page, Json::Object& rest) {
  if (name == "\"items\"") {
    page.items = TRY(split_items(value));
    rest.push_back({"items", true});
  } else if (name == "\"next_cursor\"" || name == "\"has_more\"" || name == "\"server_time\"") {
    Json known = TRY(parse_json(bytes_of(value)));
    rest.push_back({std::string(name.substr(1, name.size() - 2)), std::move(known)});
  }
  return {};
}

Done read_members(std::string_view text, RawPage& page, Json::Object& rest) {
  Scanner scanner(text);
  if (!scanner.take('{')) return broken("not an object");
  if (scanner.take('}')) return {};
  do {
    const std::string_view name = scanner.value();
    if (!name.starts_with('"') || !scanner.take(':')) return broken("not whole");
    const std::string_view value = scanner.value();
    if (value.empty()) return broken("not whole");
    TRY(read_member(name, value, page, rest));
  } while (scanner.take(','));
  if (!scanner.take('}') || !scanner.done()) return broken("not whole");
  return {};
}

Error of_page(Error error) { return broken(std::move(error.message)); }

}  // namespace

Result<RawPage> split_page(ByteView bytes) {
  if (bytes.size() > JsonLimits{}.bytes) return broken("more than " + std::to_string(JsonLimits{}.bytes) + " bytes");
  std::string text(text_of(bytes));
  if (!valid_utf8(text)) text = clean_utf8(text);
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;

  RawPage page;
  Json::Object rest;
  if (auto read = read_members(std::string_view(text).substr(start), page, rest); !read) {
    return of_page(std::move(read).error());
  }
  const Json known(std::move(rest));
  const Node node(known);
  if (!node.at("items").there()) return broken("items: missing");
  auto cursor = node.at("next_cursor").text();
  if (!cursor) return of_page(std::move(cursor).error());
  auto more = node.at("has_more").boolean();
  if (!more) return of_page(std::move(more).error());
  page.next_cursor = *std::move(cursor);
  page.has_more = *more;
  // Only a hint about the clocks; a page is not refused for it.
  if (const auto time = node.at("server_time").instant()) page.server_time = *time;
  return page;
}

std::string page_text(Json items, const std::string& next_cursor, bool has_more,
                      const std::optional<Instant>& server_time) {
  Json::Object page = {{"items", std::move(items)}, {"next_cursor", next_cursor}, {"has_more", has_more}};
  if (server_time) page.push_back({"server_time", rfc3339(*server_time)});
  return to_text(std::move(page));
}

}  // namespace zhaojian::codec
