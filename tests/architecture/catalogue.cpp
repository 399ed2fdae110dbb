#include "architecture/catalogue.h"

#include <nlohmann/json.hpp>
#include <regex>
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

std::set<std::string> placeholders(const std::string& text) {
  static const std::regex placeholder(R"(\{[A-Za-z0-9_]*\})");
  std::set<std::string> found;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), placeholder); it != std::sregex_iterator(); ++it) {
    found.insert(it->str());
  }
  return found;
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
  static const std::regex literal(R"re("(error\.[a-z0-9_.]*[a-z0-9_])")re");
  Violations found;
  for (const auto& file : sources) {
    const std::string code = without_comments(file.text, Literals::keep);
    std::size_t number = 0;
    for (const auto line : lines_of(code)) {
      ++number;
      using Keys = std::regex_iterator<std::string_view::const_iterator>;
      for (Keys it(line.begin(), line.end(), literal); it != Keys(); ++it) {
        const std::string key = (*it)[1].str();
        if (catalogue.whole.contains(key) || catalogue.parts.contains(key)) continue;
        found.push_back({file.path, number, key + " is not in the text catalogue"});
      }
    }
  }
  return found;
}

}  // namespace zhaojian::architecture
