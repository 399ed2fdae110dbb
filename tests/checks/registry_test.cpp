#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "checks/verdicts.h"
#include "codec/reason_json.h"
#include "codec/texts_json.h"
#include "support/shipped_standards.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

const std::filesystem::path root = ZHAOJIAN_SOURCE_DIR;

Bytes contents(const std::filesystem::path& file) {
  auto bytes = read_file(file, 1U << 20);
  if (!bytes) FAIL(bytes.error().message);
  return *std::move(bytes);
}

domain::Texts check_texts(domain::Language language) {
  const codec::TextPart part{"checks.json", contents(root / "assets/i18n/parts/checks.json")};
  auto texts = codec::texts_from_parts({&part, 1}, language);
  if (!texts) FAIL(texts.error().message);
  return *std::move(texts);
}

// Every "check.why.…" written in a source of the module.
std::set<std::string> reasons_in_sources() {
  std::set<std::string> keys;
  for (const auto& entry : std::filesystem::directory_iterator(root / "src/checks")) {
    if (entry.path().extension() != ".cpp") continue;
    const Bytes bytes = contents(entry.path());
    const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (std::size_t at = text.find("\"check.why."); at != std::string::npos; at = text.find("\"check.why.", at + 1)) {
      keys.insert(text.substr(at + 1, text.find('"', at + 1) - at - 1));
    }
  }
  return keys;
}

}  // namespace

TEST_CASE("every rule of every shipped standard has a check, its texts and, when a photo can fail it, a reason") {
  const auto reasons = codec::reasons_from_json(contents(root / "assets/reasons/reasons.json"));
  REQUIRE(reasons);
  std::set<std::string> yielded;
  for (const Check& check : registry()) yielded.insert(check.yields.begin(), check.yields.end());
  CHECK(support::shipped_standards().size() >= 4);
  for (const domain::StandardProfile& profile : support::shipped_standards()) {
    for (const auto& [id, rule] : profile.rules) {
      INFO(profile.id.value << " " << id);
      CHECK(yielded.contains(id));
      for (const auto language : {domain::Language::zh_cn, domain::Language::en})
        CHECK(check_texts(language).has("finding." + id));
      if (id.starts_with("id.") || id.starts_with("file.") || rule.band == domain::Band{}) continue;
      CHECK(std::ranges::any_of(reasons->reasons, [&](const domain::Reason& reason) {
        return std::ranges::count(reason.suggested_by, FindingId(id)) > 0;
      }));
    }
  }
}

TEST_CASE("every shipped standard gives one finding for each of its rules, and lacks no number for any") {
  const Sitting sitting = sitting_of({});
  for (const domain::StandardProfile& profile : support::shipped_standards()) {
    INFO(profile.id.value);
    const Findings findings = assess({sitting.photo, sitting.evidence, {}}, profile);
    CHECK(findings.size() == profile.rules.size());
    for (const Finding& finding : findings) {
      INFO(finding.id.value);
      CHECK(profile.rule(finding.id) != nullptr);
      CHECK(finding.why != "check.why.profile");
      CHECK(finding.why != "check.why.failed");
    }
  }
}

TEST_CASE("every finding of the shipped standard is yielded by exactly one check") {
  std::map<std::string, int> yielded;
  for (const Check& check : registry()) {
    for (const std::string_view id : check.yields) ++yielded[std::string(id)];
  }
  for (const auto& [id, times] : yielded) {
    INFO(id);
    CHECK(times == 1);
    CHECK(standard().rules.contains(id));  // else it would never run
  }
  for (const auto& [id, rule] : standard().rules) {
    INFO(id);
    CHECK(yielded.contains(id));
  }
}

TEST_CASE("findings come in the registry's order, one for each rule") {
  const Findings findings = all_of(sitting_of({}));
  std::vector<std::string> expected, seen;
  for (const Check& check : registry()) {
    for (const std::string_view id : check.yields) expected.emplace_back(id);
  }
  for (const Finding& finding : findings) seen.push_back(finding.id.value);
  CHECK(seen == expected);
}

TEST_CASE("a check without a rule does not run") {
  domain::StandardProfile profile = standard();
  profile.rules.erase("bg.colour");
  const Sitting sitting = sitting_of({});
  const Findings findings = assess({sitting.photo, sitting.evidence, {}}, profile);
  CHECK(findings.size() == profile.rules.size());
}

TEST_CASE("a rule that lacks a number is not assessable and says so") {
  domain::StandardProfile profile = standard();
  profile.rules["bg.uniform"].parameters.erase("margin");
  const Sitting sitting = sitting_of({});
  const Finding finding = only(assess({sitting.photo, sitting.evidence, {}}, profile), "bg.uniform");
  CHECK(finding.verdict == Verdict::not_assessable);
  CHECK(finding.why == "check.why.profile");
}

TEST_CASE("every finding has its name and its hint in both languages") {
  for (const auto language : {domain::Language::zh_cn, domain::Language::en}) {
    const domain::Texts texts = check_texts(language);
    for (const auto& [id, rule] : standard().rules) {
      INFO(id);
      CHECK(texts.has("finding." + id));
      CHECK(texts.has("finding." + id + ".hint"));
    }
  }
}

TEST_CASE("every reason for not measuring has its text, and no text is left over") {
  const domain::Texts texts = check_texts(domain::Language::zh_cn);
  const std::set<std::string> keys = reasons_in_sources();
  CHECK(keys.size() > 20);
  for (const std::string& key : keys) {
    INFO(key);
    CHECK(texts.has(key));
  }
  for (const auto& [key, text] : texts.all()) {
    INFO(key);
    CHECK((!key.starts_with("check.why.") || keys.contains(key)));
  }
}
