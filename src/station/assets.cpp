#include "station/assets.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/files.h"
#include "codec/profile_json.h"
#include "codec/reason_json.h"
#include "codec/texts_json.h"
#include "workflow/profile_rules.h"

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

// The standards of a folder, each of which may build on any other.
class Standards {
 public:
  Done read(const fs::path& file) {
    const Bytes bytes = TRY(asset(file));
    const codec::Json json = TRY(named(codec::parse_json(bytes), file));
    const std::string id = text_of(json, "id");
    if (id.empty()) return Error{Errc::invalid, file.filename().string() + ": id: missing", "error.codec.profile"};
    if (!files_.emplace(id, file).second)
      return Error{Errc::conflict, file.filename().string() + ": id: another file has " + id, "error.assets.invalid"};
    bases_.emplace(id, json);
    return {};
  }

  Result<workflow::Profiles> all() {
    for (const auto& [id, file] : files_) TRY(take(id));
    return std::move(profiles_);
  }

 private:
  static std::string text_of(const codec::Json& json, std::string_view name) {
    const codec::Json* found = json.find(name);
    const auto* text = found == nullptr ? nullptr : found->as<std::string>();
    return text == nullptr ? std::string() : *text;
  }

  // The base first: what is wrong with it is not said of those that build on it.
  Done take(const std::string& id) {
    const auto file = files_.find(id);
    if (file == files_.end() || !taken_.insert(id).second) return {};
    TRY(take(text_of(bases_.at(id), "extends")));
    auto profile = TRY(named(codec::profile_from_json(bases_.at(id), bases_), file->second));
    if (const Done runs = workflow::can_run(profile); !runs)
      return Error(runs.error()).in(file->second.filename().string());
    profiles_.emplace(ProfileId(id), std::make_shared<const domain::StandardProfile>(std::move(profile)));
    return {};
  }

  std::map<std::string, fs::path> files_;  // by the id each says it has
  codec::ProfileBases bases_;
  std::set<std::string> taken_;
  workflow::Profiles profiles_;
};

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
  Standards standards;
  for (const fs::path& file : TRY(json_files(folder / "standards"))) TRY(standards.read(file));
  assets.profiles = TRY(standards.all());
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
