#pragma once
#include <string_view>
#include <vector>

#include "architecture/level_table.h"
#include "architecture/source_file.h"

// The rules of the code's shape, as pure functions of what the files say.
namespace zhaojian::architecture {

// Includes between modules against the level table, and ways round it ("../", a neighbour without its folder).
[[nodiscard]] Violations layer_violations(const LevelTable& table, const std::vector<SourceFile>& files);
// Libraries outside the files that may know them.
[[nodiscard]] Violations library_violations(const std::vector<SourceFile>& files);
// Files longer than their cap.
[[nodiscard]] Violations size_violations(const std::vector<SourceFile>& files);
// Singletons, and names that say nothing.
[[nodiscard]] Violations habit_violations(const std::vector<SourceFile>& files);

// All of them; a table that cannot be read is the only violation then.
[[nodiscard]] Violations violations(std::string_view table_text, const std::vector<SourceFile>& files);

}  // namespace zhaojian::architecture
