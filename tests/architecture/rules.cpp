#include "architecture/rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <set>

namespace zhaojian::architecture {
namespace {

struct Include {
  std::size_t line = 0;
  std::string path;
  bool quoted = false;
};

std::vector<Include> includes_of(const SourceFile& file) {
  static const std::regex directive(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> includes;
  const std::string code = without_comments(file.text, Literals::keep);
  std::size_t number = 0;
  for (const auto line : lines_of(code)) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (!line.starts_with('#') && line.find('#') == std::string_view::npos) continue;
    if (!std::regex_search(line.begin(), line.end(), match, directive)) continue;
    includes.push_back({number, match[2].str(), match[1].str() == "\""});
  }
  return includes;
}

bool in_source(const SourceFile& file) {
  return file.path.starts_with("src/") && !file.path.starts_with("src/third_party/");
}

// "src/net/retry.cpp" → "net"; empty for a file that lies in no module's folder.
std::string module_of(const std::string& path) {
  const std::size_t end = path.find('/', 4);
  return end == std::string::npos ? std::string() : path.substr(4, end - 4);
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }
std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

struct Library {
  std::string_view name;
  std::vector<std::string_view> headers;  // beginnings of what is included
  std::vector<std::string_view> homes;    // beginnings of the paths that may
  std::string_view ending = {};           // and how those must end
};

const std::vector<Library>& libraries() {
  static const std::vector<Library> all = {
      {"Dear ImGui", {"imgui", "imstb_", "backends/imgui", "misc/freetype/imgui"}, {"src/ui/", "src/app/"}},
      {"SQLite", {"sqlite3"}, {"src/store/sqlite_connection.cpp"}},
      {"libcurl", {"curl/"}, {"src/net/curl_http.cpp"}},
      {"OpenCV", {"opencv2/", "opencv"}, {"src/imaging/", "src/vision/", "src/checks/"}},
      {"nlohmann-json", {"nlohmann/"}, {"src/codec/"}, ".cpp"},
      {"cpp-httplib", {"httplib"}, {"src/demo/"}},
      {"libsodium", {"sodium"}, {"src/base/hash.cpp", "src/base/secret.cpp"}},
      {"spdlog", {"spdlog/"}, {"src/base/log.cpp"}},
      {"GLFW", {"GLFW/"}, {"src/app/"}},
      {"OpenGL", {"epoxy/", "GL/", "GLES"}, {"src/gfx/", "src/app/"}},
      {"an image codec", {"jpeglib.h", "turbojpeg.h", "png.h", "webp/"}, {"src/imaging/"}},
  };
  return all;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [text](auto begin) { return text.starts_with(begin); });
}

std::optional<Violation> edge_violation(const LevelTable& table, const SourceFile& file, const Include& include,
                                        const std::set<std::string>& paths) {
  if (include.path.find("..") != std::string::npos) {
    return Violation{file.path, include.line, "\"" + include.path + "\": include by the path from src"};
  }
  if (!include.quoted) return {};  // <net/if.h> is the system's
  if (paths.contains(folder_of(file.path) + include.path)) {
    return Violation{file.path, include.line, "\"" + include.path + "\": write the module in front"};
  }
  const std::string to = include.path.substr(0, include.path.find('/'));
  if (to == include.path || !table.has(to)) return {};  // a library
  const std::string from = module_of(file.path);
  if (table.allows(from, to, include.path)) return {};
  return Violation{file.path, include.line, from + " may not include " + include.path};
}

std::size_t cap_of(const std::string& path) {
  if (path.starts_with("tests/")) return 500;
  if (file_name(path) == "main.cpp") return 100;
  return path.ends_with(".h") ? 150 : 350;
}

bool says_nothing(const std::string& path) {
  static const std::regex empty_word(R"((^|_)(utils?|helpers?|managers?)(_test)?\.[a-z]+$)");
  return std::regex_search(file_name(path), empty_word);
}

}  // namespace

Violations layer_violations(const LevelTable& table, const std::vector<SourceFile>& files) {
  Violations found;
  std::set<std::string> paths;
  for (const auto& file : files) paths.insert(file.path);
  for (const auto& file : files) {
    if (!in_source(file)) continue;
    if (!table.has(module_of(file.path))) {
      found.push_back({file.path, 0, "lies in no module of the level table"});
      continue;
    }
    for (const auto& include : includes_of(file)) {
      if (auto violation = edge_violation(table, file, include, paths)) found.push_back(std::move(*violation));
    }
  }
  return found;
}

Violations library_violations(const std::vector<SourceFile>& files) {
  Violations found;
  for (const auto& file : files) {
    if (!in_source(file)) continue;
    for (const auto& include : includes_of(file)) {
      for (const auto& library : libraries()) {
        if (!starts_with_any(include.path, library.headers)) continue;
        if (starts_with_any(file.path, library.homes) && file.path.ends_with(library.ending)) continue;
        found.push_back(
            {file.path, include.line, include.path + ": " + std::string(library.name) + " is not known here"});
      }
    }
  }
  return found;
}

Violations size_violations(const std::vector<SourceFile>& files) {
  Violations found;
  for (const auto& file : files) {
    if (file.path.starts_with("src/third_party/")) continue;
    const std::size_t lines = lines_of(file.text).size();
    const std::size_t cap = cap_of(file.path);
    if (lines <= cap) continue;
    found.push_back({file.path, cap + 1, std::to_string(lines) + " lines, at most " + std::to_string(cap)});
  }
  return found;
}

Violations habit_violations(const std::vector<SourceFile>& files) {
  static const std::regex singleton(R"(\b(get_?)?[iI]nstance\s*\(\s*\))");
  Violations found;
  for (const auto& file : files) {
    if (file.path.starts_with("src/third_party/")) continue;
    if (says_nothing(file.path)) found.push_back({file.path, 0, "the name says nothing: what is in it?"});
    if (!in_source(file)) continue;
    const std::string code = without_comments(file.text, Literals::blank);
    std::size_t number = 0;
    for (const auto line : lines_of(code)) {
      ++number;
      if (line.find("nstance") == std::string_view::npos || !std::regex_search(line.begin(), line.end(), singleton))
        continue;
      found.push_back({file.path, number, "no singletons: hand it in"});
    }
  }
  return found;
}

Violations violations(std::string_view table_text, const std::vector<SourceFile>& files) {
  const auto table = LevelTable::parse(table_text);
  if (!table) return {{"README.md", 0, table.error().message}};
  Violations all = layer_violations(*table, files);
  for (const auto& more : {library_violations(files), size_violations(files), habit_violations(files)}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace zhaojian::architecture
