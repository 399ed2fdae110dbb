#include "station/assets.h"

#include <algorithm>
#include <vector>

#include "base/files.h"
#include "codec/profile_json.h"
#include "codec/reason_json.h"
#include "codec/texts_json.h"

namespace zhaojian::station {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kFileLimit = 4U << 20;

Result<std::vector<fs::path>> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  if (error || files.empty()) return Error{Errc::not_found, "no assets in " + folder.string(), "error.assets.missing"};
  std::ranges::sort(files);
  return files;
}

Result<Bytes> asset(const fs::path& file) {
  auto bytes = read_file(file, kFileLimit);
  if (!bytes) bytes.error().text = "error.assets.missing";
  return bytes;
}

// The reader's error with the file in front.
template <class T> Result<T> named(Result<T> result, const fs::path& file) {
  if (result) return result;
  return std::move(result).error().in(file.filename().string());
}

}  // namespace

Result<domain::Texts> load_texts(const fs::path& folder, domain::Language language) {
  std::vector<codec::TextPart> parts;
  for (const fs::path& file : TRY(json_files(folder / "i18n/parts"))) {
    Bytes bytes = TRY(asset(file));
    parts.push_back({file.filename().string(), std::move(bytes)});
  }
  return codec::texts_from_parts(parts, language);
}

Result<Assets> load_assets(const fs::path& folder) {
  Assets assets;
  for (const fs::path& file : TRY(json_files(folder / "standards"))) {
    const Bytes bytes = TRY(asset(file));
    auto profile = TRY(named(codec::profile_from_json(bytes), file));
    auto& place = assets.profiles[profile.id];
    if (place)
      return Error{Errc::conflict, file.filename().string() + ": id: another file has " + profile.id.value,
                   "error.assets.invalid"};
    place = std::make_shared<const domain::StandardProfile>(std::move(profile));
  }
  const fs::path reasons = folder / "reasons/reasons.json";
  const Bytes reason_bytes = TRY(asset(reasons));
  assets.reasons =
      std::make_shared<const domain::ReasonCatalogue>(TRY(named(codec::reasons_from_json(reason_bytes), reasons)));
  for (const domain::Language language : {domain::Language::zh_cn, domain::Language::en})
    assets.texts[language] = TRY(load_texts(folder, language));
  for (const fs::path& file : TRY(json_files(folder / "theme"))) {
    const Bytes bytes = TRY(asset(file));
    // A theme is a flat file of names and strings, the same form as a text catalogue.
    const domain::Texts tokens = TRY(named(codec::texts_from_json(bytes), file));
    assets.themes[file.stem().string()] = tokens.all();
  }
  return assets;
}

}  // namespace zhaojian::station
