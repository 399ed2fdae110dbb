#include "architecture/rules.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>
#include <set>

namespace zhaojian::architecture {
namespace {

struct Include {
  std::size_t line = 0;
  std::string path;
  bool quoted = false;
};

std::string_view without_blanks_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

// `#include "x"` or `#include <x>`, with blanks anywhere. By hand: std::regex does not get through g++ 12 with
// -Werror and a sanitizer.
std::optional<Include> include_in(std::string_view line, std::size_t number) {
  constexpr std::string_view word = "include";
  line = without_blanks_before(line);
  if (!line.starts_with('#')) return {};
  line = without_blanks_before(line.substr(1));
  if (!line.starts_with(word)) return {};
  line = without_blanks_before(line.substr(word.size()));
  if (line.empty() || (line.front() != '"' && line.front() != '<')) return {};
  const bool quoted = line.front() == '"';
  const std::size_t end = line.find(quoted ? '"' : '>', 1);
  if (end == std::string_view::npos) return {};
  return Include{number, std::string(line.substr(1, end - 1)), quoted};
}

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  const std::string code = without_comments(file.text, Literals::keep);
  std::size_t number = 0;
  for (const auto line : lines_of(code)) {
    if (auto include = include_in(line, ++number)) includes.push_back(std::move(*include));
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
      {"OpenCV", {"opencv2/", "opencv"}, {"src/imaging/", "src/vision/", "src/checks/", "src/samples/"}},
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

// "http_helper_test.cpp" → "http_helper" → its last word.
bool says_nothing(const std::string& path) {
  constexpr std::string_view empty_words[] = {"util", "utils", "helper", "helpers", "manager", "managers"};
  const std::string name = file_name(path);
  std::string_view stem = std::string_view(name).substr(0, name.rfind('.'));
  if (stem.ends_with("_test")) stem.remove_suffix(5);
  const std::string_view last = stem.substr(stem.rfind('_') + 1);
  return std::find(std::begin(empty_words), std::end(empty_words), last) != std::end(empty_words);
}

// "( )": what follows the name of a function without arguments.
bool empty_brackets(std::string_view rest) {
  rest = without_blanks_before(rest);
  return rest.starts_with('(') && without_blanks_before(rest.substr(1)).starts_with(')');
}

// A function `instance()`, `get_instance()` or `getInstance()`.
bool has_singleton(std::string_view code) {
  const auto word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (const std::string_view name : {"instance", "get_instance", "getInstance", "Instance"}) {
    for (std::size_t at = 0; (at = code.find(name, at)) != std::string_view::npos; ++at) {
      if ((at == 0 || !word(code[at - 1])) && empty_brackets(code.substr(at + name.size()))) return true;
    }
  }
  return false;
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
  Violations found;
  for (const auto& file : files) {
    if (file.path.starts_with("src/third_party/")) continue;
    if (says_nothing(file.path)) found.push_back({file.path, 0, "the name says nothing: what is in it?"});
    if (!in_source(file)) continue;
    const std::string code = without_comments(file.text, Literals::blank);
    std::size_t number = 0;
    for (const auto line : lines_of(code)) {
      ++number;
      if (!has_singleton(line)) continue;
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
