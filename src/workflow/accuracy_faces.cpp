#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "base/files.h"
#include "workflow/accuracy.h"

namespace zhaojian::workflow {
namespace {

namespace fs = std::filesystem;

// The words of the sentence after "Same person:", a group a semicolon; what stands in brackets is no name.
std::vector<std::set<std::string>> groups_of(std::string_view notes) {
  constexpr std::string_view start = "Same person:";
  const auto begin = notes.find(start);
  if (begin == std::string_view::npos) return {};
  std::vector<std::set<std::string>> groups(1);
  std::string word;
  int brackets = 0;
  for (const char c : notes.substr(begin + start.size())) {
    if (brackets == 0 && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')) {
      word += c;
      continue;
    }
    if (!word.empty()) groups.back().insert(std::exchange(word, {}));
    brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (brackets > 0) continue;
    if (c == '.') break;
    if (c == ';') groups.emplace_back();
  }
  return groups;
}

struct Face {
  std::size_t group = 0;
  vision::Embedding embedding;
};

}  // namespace

Result<Likeness> likeness_of_groups(const fs::path& folder, std::span<const Judge> judges,
                                    const AccuracyProgress& progress) {
  constexpr std::size_t largest_notes = 1U << 20, largest_picture = 64U << 20;
  const Bytes bytes = TRY(read_file(folder / "NOTES.md", largest_notes));
  const auto groups = groups_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::vector<fs::path> files;
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<Face> faces;
  std::size_t done = 0;
  for (const fs::path& file : files) {
    if (progress && !progress(++done, files.size()))
      return Error{Errc::unavailable, "stopped", "error.accuracy.stopped"};
    const auto group =
        std::ranges::find_if(groups, [&](const auto& names) { return names.contains(file.stem().string()); });
    if (group == groups.end()) continue;
    const Bytes picture = TRY(read_file(file, largest_picture));
    constexpr int longest_side = 2048;
    const imaging::Photo photo = TRY(judges.front().decoder.decode(picture, longest_side));
    const vision::Evidence evidence = judges.front().analyser.analyse_reference(photo.pixels);
    if (evidence.embedding) faces.push_back({static_cast<std::size_t>(group - groups.begin()), *evidence.embedding});
  }
  Likeness likeness;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    for (std::size_t j = i + 1; j < faces.size(); ++j) {
      const auto cosine = static_cast<double>(vision::cosine(faces[i].embedding, faces[j].embedding));
      (faces[i].group == faces[j].group ? likeness.same : likeness.different).push_back(cosine);
    }
  }
  return likeness;
}

}  // namespace zhaojian::workflow
