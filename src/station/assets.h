#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "domain/reason.h"
#include "domain/texts.h"
#include "workflow/services.h"

namespace zhaojian::station {

// What the assets folder holds, read and validated once.
struct Assets {
  workflow::Profiles profiles;                                                    // assets/standards/*.json by id
  std::shared_ptr<const domain::ReasonCatalogue> reasons;                         // assets/reasons/reasons.json
  std::map<domain::Language, domain::Texts> texts;                                // assets/i18n/parts/*.json
  std::map<std::string, std::map<std::string, std::string, std::less<>>> themes;  // assets/theme/NAME.json
};

// The first thing that is wrong, with file and field in the message.
[[nodiscard]] Result<Assets> load_assets(const std::filesystem::path& folder);
// Only the catalogue, for programs that need nothing else.
[[nodiscard]] Result<domain::Texts> load_texts(const std::filesystem::path& folder, domain::Language language);

}  // namespace zhaojian::station
