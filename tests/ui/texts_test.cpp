#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <sstream>

#include "desk/commands.h"
#include "domain/outbox.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

bool key_character(char c) { return std::islower(c) || std::isdigit(c) || c == '_' || c == '.'; }

// "waiting.done", "operator."; not "x.h", not "0.1.0", not "queue/rows".
bool looks_like_a_key(const std::string& text) {
  const auto dot = text.find('.');
  if (dot == std::string::npos || dot == 0 || !std::islower(text[0])) return false;
  if (text.ends_with(".h") || text.ends_with(".json")) return false;
  return std::ranges::all_of(text, key_character);
}

struct Literal {
  std::string text, where;
};

// What stands between quotes in the sources of ui and desk, without comments.
std::vector<Literal> literals() {
  std::vector<Literal> found;
  for (const char* module : {"src/ui", "src/desk"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ZHAOJIAN_SOURCE_DIR) / module)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".h") continue;
      std::istringstream lines(read(entry.path()));
      int number = 0;
      for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.find("#include") != std::string::npos) continue;
        line = line.substr(0, line.find("// "));
        for (auto open = line.find('"'); open != std::string::npos; open = line.find('"', open + 1)) {
          const auto close = line.find('"', open + 1);
          if (close == std::string::npos) break;
          found.push_back({line.substr(open + 1, close - open - 1),
                           entry.path().filename().string() + ":" + std::to_string(number)});
          open = close;
        }
      }
    }
  }
  return found;
}

// "geom.", "id.match_": what the checks of one kind are called by.
bool family_of_checks(const domain::StandardProfile& profile, const std::string& text) {
  constexpr const char* unshipped[] = {"expr."};  // known to the contract, in no standard yet
  if (std::ranges::find(unshipped, text) != std::end(unshipped)) return true;
  return (text.ends_with('.') || text.ends_with('_')) &&
         std::ranges::any_of(profile.rules, [&](const auto& rule) { return rule.first.starts_with(text); });
}

struct Catalogues {
  domain::Texts chinese = shipped_texts(assets(), domain::Language::zh_cn);
  domain::Texts english = shipped_texts(assets(), domain::Language::en);
  [[nodiscard]] bool has(const std::string& key) const { return chinese.has(key) && english.has(key); }
  [[nodiscard]] bool begins(const std::string& prefix) const {
    const auto at = chinese.all().lower_bound(prefix);
    return at != chinese.all().end() && at->first.starts_with(prefix);
  }
};

}  // namespace

TEST_CASE("every text key in the sources of the interface has a text in both languages") {
  const Catalogues texts;
  const auto profile = shipped(assets()).profile;
  std::size_t checked = 0;
  for (const Literal& literal : literals()) {
    if (!looks_like_a_key(literal.text)) continue;
    if (desk::find_command(literal.text) != nullptr || profile->rule(FindingId(literal.text)) != nullptr) continue;
    if (family_of_checks(*profile, literal.text)) continue;
    ++checked;
    INFO(literal.where << ": " << literal.text);
    if (literal.text.ends_with('.'))
      CHECK(texts.begins(literal.text));
    else
      CHECK((texts.has(literal.text) || literal.text == "review.digit_"));
  }
  CHECK(checked > 150);
}

TEST_CASE("every command has a label and a sentence about it") {
  const Catalogues texts;
  for (const desk::Command& command : desk::commands()) {
    const std::string key = "command." + std::string(command.id);
    CAPTURE(key);
    CHECK(texts.has(key));
    CHECK(texts.has(key + ".hint"));
    CHECK(texts.chinese(key + ".hint").ends_with("。"));
    CHECK(texts.english(key + ".hint").ends_with("."));
  }
}

TEST_CASE("everything that can be shown as a word has one") {
  const Catalogues texts;
  const auto need = [&](const std::string& key) {
    CAPTURE(key);
    CHECK(texts.has(key));
  };
  for (int i = 0; i < domain::kEventStateCount; ++i)
    need("event_state." + std::string(domain::name(static_cast<domain::EventState>(i))));
  for (int i = 0; i < 4; ++i) {
    need("operator." + std::string(domain::name(static_cast<domain::Role>(i))));
    need("outcome." + std::string(domain::name(static_cast<domain::Outcome>(i))));
    need("verdict." + std::string(domain::name(static_cast<domain::Verdict>(i))));
  }
  for (int i = 0; i < 7; ++i) {
    need("role." + std::string(domain::name(static_cast<domain::PhotoRole>(i))));
    need("identity.step." + std::to_string(i + 1));
  }
  for (int i = 0; i < 10; ++i) need("error.code." + std::string(name(static_cast<Errc>(i))));
  // contracts/intake.openapi.yaml, Event.type and Receipt.status
  for (const char* type :
       {"approved", "retake_requested", "identity_doubt", "reprocess_requested", "decision_reversed"})
    need(std::string("event_type.photo.") + type);
  for (const char* status : {"sent", "delivered", "read", "user_refused", "unreachable", "failed"})
    need(std::string("receipt.") + status);
  const auto profile = shipped(assets()).profile;
  for (const auto& [id, rule] : profile->rules) need("finding." + id);
}

TEST_CASE("no text of the interface lies unused") {
  std::set<std::string> used;
  for (const Literal& literal : literals()) used.insert(literal.text);
  const auto is_used = [&](const std::string& key) {
    if (used.contains(key)) return true;
    for (auto dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1))
      if (used.contains(key.substr(0, dot + 1))) return true;
    // "settings.theme" + ".hint"
    return key.ends_with(".hint") && used.contains(".hint");
  };
  const Catalogues texts;
  for (const char* part : {"ui.json", "ui_lists.json"}) {
    const std::string json = read(assets() / "i18n/parts" / part);
    for (const auto& [key, text] : texts.chinese.all()) {
      if (json.find("\n  \"" + key + "\": {") == std::string::npos) continue;
      INFO(part << ": " << key);
      CHECK(is_used(key));
    }
  }
}
