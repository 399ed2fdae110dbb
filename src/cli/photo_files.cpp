#include "cli/photo_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "base/files.h"
#include "imaging/decode.h"

namespace zhaojian::cli {
namespace {

namespace fs = std::filesystem;

// Also those we cannot read: who asks for a folder wants to be told about them.
constexpr std::array<std::string_view, 10> kPictures = {".jpg",  ".jpeg", ".png", ".webp", ".heic",
                                                        ".heif", ".bmp",  ".gif", ".tif",  ".tiff"};

bool is_picture(const fs::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::ranges::find(kPictures, ending) != kPictures.end();
}

bool hidden(const fs::path& file) { return file.filename().string().starts_with('.'); }

Done walk(const fs::path& folder, std::vector<fs::path>& files) {
  std::error_code problem;
  std::vector<fs::path> found;
  auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, problem);
  while (!problem && entry != fs::recursive_directory_iterator()) {
    std::error_code ignored;
    if (hidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored) && is_picture(entry->path())) {
      found.push_back(entry->path());
    }
    entry.increment(problem);
  }
  if (problem) return Error{Errc::io, folder.string() + ": " + problem.message(), "error.cli.no_file"};
  std::ranges::sort(found);
  files.insert(files.end(), found.begin(), found.end());
  return {};
}

}  // namespace

Result<std::vector<fs::path>> photo_files(const std::vector<std::string>& named) {
  std::vector<fs::path> files;
  for (const std::string& name : named) {
    std::error_code problem;
    const fs::file_status status = fs::status(name, problem);
    if (!fs::exists(status)) return Error{Errc::not_found, name + " is not there", "error.cli.no_file"};
    if (fs::is_directory(status)) {
      TRY(walk(name, files));
    } else {
      files.emplace_back(name);
    }
  }
  return files;
}

Result<Bytes> read_photo(const fs::path& file) {
  std::error_code problem;
  if (!fs::is_regular_file(file, problem)) {  // reading a pipe or a device might never end
    return Error{Errc::invalid, file.string() + " is no plain file", "error.cli.not_a_file"};
  }
  constexpr auto limit = static_cast<std::size_t>(imaging::DecodeLimits{}.max_bytes);
  auto bytes = read_file(file, limit);
  if (bytes) return bytes;
  Error error = std::move(bytes).error();
  if (error.code == Errc::invalid) error.text = "error.decode.too_large";
  return error;
}

}  // namespace zhaojian::cli
