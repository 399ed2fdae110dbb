#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "base/files.h"
#include "workflow/accuracy.h"
#include "workflow/accuracy_text.h"

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

void count(std::vector<FindingAlarms>& all, const checks::Findings& findings) {
  for (const domain::Finding& finding : findings) {
    auto at = std::ranges::find(all, finding.id, &FindingAlarms::id);
    if (at == all.end()) at = all.insert(all.end(), {finding.id, {}, {}, {}});
    at->warned.count(finding.verdict == domain::Verdict::warn);
    at->failed.count(finding.verdict == domain::Verdict::fail);
    at->unseen.count(finding.verdict == domain::Verdict::not_assessable);
  }
}

Likeness likeness_of(const std::vector<Face>& faces) {
  Likeness likeness;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    for (std::size_t j = i + 1; j < faces.size(); ++j) {
      const auto cosine = static_cast<double>(vision::cosine(faces[i].embedding, faces[j].embedding));
      (faces[i].group == faces[j].group ? likeness.same : likeness.different).push_back(cosine);
    }
  }
  return likeness;
}

bool is_picture(const fs::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".jpg" || extension == ".jpeg" || extension == ".png" || extension == ".webp";
}

}  // namespace

Result<RealFaces> look_at_real_faces(const fs::path& folder, const domain::StandardProfile& profile, const Judge& judge,
                                     const AccuracyProgress& progress) {
  constexpr std::size_t largest_notes = 1U << 20, largest_picture = 64U << 20;
  const Bytes bytes = TRY(read_file(folder / "NOTES.md", largest_notes));
  const auto groups = groups_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::vector<fs::path> files;
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
    if (is_picture(entry.path())) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  RealFaces real;
  std::vector<Face> faces;
  for (const fs::path& file : files) {
    const Bytes picture = TRY(read_file(file, largest_picture));
    constexpr int longest_side = 2048;
    const imaging::Photo photo = TRY(judge.decoder.decode(picture, longest_side));
    const vision::Evidence evidence = judge.analyser.analyse(photo.pixels);
    count(real.findings, checks::assess({photo, evidence}, profile));
    ++real.photos;
    const auto group =
        std::ranges::find_if(groups, [&](const auto& names) { return names.contains(file.stem().string()); });
    if (group != groups.end() && evidence.embedding) {
      faces.push_back({static_cast<std::size_t>(group - groups.begin()), *evidence.embedding});
    }
    if (progress && !progress(static_cast<std::size_t>(real.photos), files.size()))
      return Error{Errc::unavailable, "stopped", "error.accuracy.stopped"};
  }
  real.likeness = likeness_of(faces);
  return real;
}

std::string real_faces_report(const RealFaces& real, const domain::StandardProfile& profile) {
  std::string text =
      "Not part of the product and not labelled but for who is who. Identity is measured on every picture of the named "
      "people against every other.\n\n" +
      likeness_report(real.likeness, profile) + "\n## How often each check speaks up\n\n" +
      std::to_string(real.photos) +
      " pictures, each by itself, without capture and references. They are snapshots and press photographs: what is said "
      "of file, frame, background, pose and expression is mostly right, and nobody has said what is not. What no "
      "snapshot should raise (noise, moire, tint, something before the face) is an upper bound of the false alarms.\n\n"
      "| finding | warned | failed | not assessable |\n| --- | --- | --- | --- |\n";
  for (const FindingAlarms& finding : real.findings) {
    text += "| `" + finding.id.value + "` | " + report::count_of(finding.warned) + " | " +
            report::count_of(finding.failed) + " | " + report::count_of(finding.unseen) + " |\n";
  }
  return text;
}

}  // namespace zhaojian::workflow
