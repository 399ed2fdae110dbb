#pragma once
#include <map>
#include <string>
#include <vector>

#include "architecture/source_file.h"

// The text catalogue: assets/i18n/zh-CN.json and en.json ({"key": "text"}) and the parts it is made of,
// assets/i18n/parts/*.json ({"key": {"zh-CN": "…", "en": "…"}}).
namespace zhaojian::architecture {

// Key → language → text.
using Texts = std::map<std::string, std::map<std::string, std::string>>;

struct Catalogue {
  Texts whole;  // of the two language files, where they exist
  Texts parts;
  Violations unreadable;  // not JSON, not of that form, a key twice
};

[[nodiscard]] Catalogue read_catalogue(const std::vector<SourceFile>& json_files);

// A text that one language lacks, that is empty, or whose placeholders ({0}) differ; a part the language files lack.
[[nodiscard]] Violations catalogue_violations(const Catalogue& catalogue);
// Literals "error.…" in the sources that are no key of the catalogue.
[[nodiscard]] Violations unknown_error_keys(const Catalogue& catalogue, const std::vector<SourceFile>& sources);

}  // namespace zhaojian::architecture
