#include "architecture/catalogue.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

namespace zhaojian::architecture {
namespace {

using Json = nlohmann::json;

const std::vector<std::string> languages = {"zh-CN", "en"};

// Discarded when it is not JSON. nlohmann keeps the last of two equal keys, so they are noted while reading.
Json parse(const SourceFile& file, Violations& unreadable) {
  std::set<std::string> seen;
  const auto note = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1 && !seen.insert(parsed.get<std::string>()).second) {
      unreadable.push_back({file.path, 0, parsed.get<std::string>() + " comes twice"});
    }
    return true;
  };
  Json json = Json::parse(file.text, note, false);
  if (!json.is_object()) unreadable.push_back({file.path, 0, "is not a JSON object"});
  return json;
}

void read_language(const SourceFile& file, const std::string& language, Catalogue& into) {
  const Json json = parse(file, into.unreadable);
  if (!json.is_object()) return;
  for (const auto& [key, text] : json.items()) {
    if (text.is_string()) {
      into.whole[key][language] = text.get<std::string>();
    } else {
      into.unreadable.push_back({file.path, 0, key + " is not a text"});
    }
  }
}

void read_part(const SourceFile& file, Catalogue& into) {
  const Json json = parse(file, into.unreadable);
  if (!json.is_object()) return;
  for (const auto& [key, texts] : json.items()) {
    if (into.parts.contains(key)) into.unreadable.push_back({file.path, 0, key + " is in another part already"});
    for (const auto& language : languages) {
      if (texts.is_object() && texts.contains(language) && texts[language].is_string()) {
        into.parts[key][language] = texts[language].get<std::string>();
      } else {
        into.unreadable.push_back({file.path, 0, key + " has no text in " + language});
      }
    }
  }
}

bool of_a_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// "{0}", "{}" and "{name}"; other braces are text.
std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = 0; (at = text.find('{', at)) != std::string_view::npos; ++at) {
    const std::size_t length = std::min(text.find('}', at), text.size() - 1) - at + 1;
    const std::string_view candidate = text.substr(at, length);
    if (!candidate.ends_with('}')) continue;
    if (std::all_of(candidate.begin() + 1, candidate.end() - 1, of_a_name)) found.emplace(candidate);
  }
  return found;
}

// The literals "error.…" of a line; one that ends with a point is put together with more at run time.
std::vector<std::string> error_keys_in(std::string_view line) {
  constexpr std::string_view begin = "\"error.";
  std::vector<std::string> keys;
  for (std::size_t at = 0; (at = line.find(begin, at)) != std::string_view::npos; at += begin.size()) {
    const std::size_t end = line.find('"', at + 1);
    if (end == std::string_view::npos) break;
    const std::string_view key = line.substr(at + 1, end - at - 1);
    const bool plain = std::all_of(key.begin(), key.end(), [](char c) { return of_a_name(c) || c == '.'; });
    if (plain && !key.ends_with('.')) keys.emplace_back(key);
  }
  return keys;
}

void compare(const Texts& texts, const std::string& where, Violations& found) {
  for (const auto& [key, by_language] : texts) {
    const auto& first = by_language.begin()->second;
    for (const auto& language : languages) {
      const auto text = by_language.find(language);
      if (text == by_language.end()) {
        found.push_back({where, 0, key + " is missing in " + language});
      } else if (text->second.empty()) {
        found.push_back({where, 0, key + " is empty in " + language});
      } else if (placeholders(text->second) != placeholders(first)) {
        found.push_back({where, 0, key + " has other placeholders in " + language + " than elsewhere"});
      }
    }
  }
}

}  // namespace

Catalogue read_catalogue(const std::vector<SourceFile>& json_files) {
  Catalogue catalogue;
  for (const auto& file : json_files) {
    if (file.path.starts_with("assets/i18n/parts/")) read_part(file, catalogue);
    for (const auto& language : languages) {
      if (file.path == "assets/i18n/" + language + ".json") read_language(file, language, catalogue);
    }
  }
  return catalogue;
}

Violations catalogue_violations(const Catalogue& catalogue) {
  Violations found = catalogue.unreadable;
  compare(catalogue.whole, "assets/i18n", found);
  compare(catalogue.parts, "assets/i18n/parts", found);
  if (catalogue.whole.empty()) return found;
  for (const auto& [key, texts] : catalogue.parts) {
    if (!catalogue.whole.contains(key)) found.push_back({"assets/i18n", 0, key + " is only in the parts"});
  }
  return found;
}

Violations unknown_error_keys(const Catalogue& catalogue, const std::vector<SourceFile>& sources) {
  Violations found;
  for (const auto& file : sources) {
    const std::string code = without_comments(file.text, Literals::keep);
    std::size_t number = 0;
    for (const auto line : lines_of(code)) {
      ++number;
      for (const auto& key : error_keys_in(line)) {
        if (catalogue.whole.contains(key) || catalogue.parts.contains(key)) continue;
        found.push_back({file.path, number, key + " is not in the text catalogue"});
      }
    }
  }
  return found;
}

}  // namespace zhaojian::architecture
