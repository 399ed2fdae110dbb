#include "architecture/level_table.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "architecture/source_file.h"

namespace zhaojian::architecture {
namespace {

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\r") - from + 1));
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  const std::string row = trimmed(line);
  if (row.size() < 2 || row.front() != '|') return cells;
  for (std::size_t at = 1; at < row.size();) {
    const std::size_t end = std::min(row.find('|', at), row.size());
    cells.push_back(trimmed(std::string_view(row).substr(at, end - at)));
    at = end + 1;
  }
  return cells;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::islower(static_cast<unsigned char>(c)) != 0 || is_number({&c, 1}) || c == '_';
  });
}

bool is_header(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && text.ends_with(".h") && is_name(text.substr(0, slash)) &&
         is_name(text.substr(slash + 1, text.size() - slash - 3));
}

// The words between commas, spaces and back-quotes.
std::vector<std::string> words_of(std::string_view cell) {
  std::vector<std::string> words(1);
  for (const char c : cell) {
    if (c == ',' || c == ' ' || c == '`') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

Error at_line(std::size_t line, const std::string& what) {
  return Error{Errc::invalid, "level table, line " + std::to_string(line) + ": " + what};
}

Done read_permissions(Module& module, const std::string& cell) {
  if (cell == "–" || cell == "-" || cell == "—") return {};
  auto words = words_of(cell);
  std::set<std::string>* names = &module.modules;
  if (words.size() >= 2 && words[0] == "all" && words[1] == "below") {
    module.all_below = true;
    if (words.size() > 2 && words[2] != "but") return at_line(module.line, "after \"all below\" comes \"but\"");
    words.erase(words.begin(), words.begin() + (words.size() > 2 ? 3 : 2));
    names = &module.but;
  } else if (words.empty()) {
    return at_line(module.line, "\"may include\" is empty; write – for nothing");
  }
  for (const auto& word : words) {
    if (is_name(word)) {
      names->insert(word);
    } else if (is_header(word) && !module.all_below) {
      module.headers.insert(word);
    } else {
      return at_line(module.line, "\"" + word + "\" is neither a module nor a header of one");
    }
  }
  return {};
}

}  // namespace

Result<LevelTable> LevelTable::parse(std::string_view markdown) {
  LevelTable table;
  std::size_t number = 0;
  for (const auto line : lines_of(markdown)) {
    ++number;
    const auto cells = cells_of(line);
    if (cells.size() < 2 || !is_number(cells[0]) || !cells[1].starts_with('`')) continue;
    const auto names = words_of(cells[1]);
    if (names.size() != 1 || !is_name(names[0])) return at_line(number, "\"" + cells[1] + "\" does not name a module");
    if (cells.size() != 5) return at_line(number, "a row has five cells, this one " + std::to_string(cells.size()));
    Module module;
    module.level = std::stoi(cells[0].substr(0, 4));
    module.line = number;
    TRY(read_permissions(module, cells[3]));
    if (!table.modules_.emplace(names[0], std::move(module)).second) return at_line(number, names[0] + " comes twice");
  }
  if (table.modules_.empty()) {
    return Error{Errc::invalid,
                 "no level table: no row like | 1 | `domain` | what it is for | base | outside libraries |"};
  }
  TRY(table.check_edges());
  return table;
}

Done LevelTable::check_edges() const {
  for (const auto& [name, module] : modules_) {
    auto named = module.modules;
    named.insert(module.but.begin(), module.but.end());
    for (const auto& header : module.headers) named.insert(header.substr(0, header.find('/')));
    for (const auto& to : named) {
      const auto found = modules_.find(to);
      if (found == modules_.end()) return at_line(module.line, name + " names " + to + ", which has no row");
      if (found->second.level >= module.level) {
        return at_line(module.line, name + " may not include " + to + ": it is not on a strictly lower level");
      }
    }
  }
  return {};
}

bool LevelTable::allows(const std::string& from, const std::string& to, const std::string& header) const {
  if (from == to) return true;
  const Module& module = modules_.at(from);
  if (module.all_below) return modules_.at(to).level < module.level && !module.but.contains(to);
  return module.modules.contains(to) || module.headers.contains(header);
}

}  // namespace zhaojian::architecture
