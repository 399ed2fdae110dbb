#include "ui/screens/palette_entries.h"

#include <algorithm>

#include "desk/selectors.h"
#include "ui/pinyin.h"

namespace zhaojian::ui {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

const domain::QueueItem* in_queue(const desk::Model& model, const std::string& typed) {
  const auto* rows = std::get_if<std::vector<domain::QueueItem>>(&model.queue.rows);
  if (!rows) return nullptr;
  const auto found = std::ranges::find_if(
      *rows, [&](const domain::QueueItem& item) { return item.id.value == typed || item.student_number == typed; });
  return found == rows->end() ? nullptr : &*found;
}

void add_case_entries(const desk::Model& model, const UiContext& ui, const std::string& typed,
                      std::vector<PaletteEntry>& entries) {
  const desk::Go review{desk::Screen::review};
  const domain::QueueItem* known = in_queue(model, typed);
  const SubmissionId id = known ? known->id : SubmissionId(typed);
  const bool only_digits = std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
  PaletteEntry open{"open", ui.format("palette.open", {typed}), nullptr, {review, desk::OpenCase{id}}, true};
  PaletteEntry find{"find", ui.format("palette.find", {typed}), nullptr, {review, desk::FilterQueue{typed}}, true};
  PaletteEntry look_up{"look_up", ui.format("palette.look_up", {typed}), nullptr, {desk::LookUp{typed}}, true};
  if (!desk::decides(model)) {
    entries.push_back(std::move(look_up));
    entries.push_back(std::move(find));
    return;
  }
  // A number that is not in the list before us is more likely a student's than a submission's.
  if (only_digits && !known) {
    entries.push_back(std::move(find));
    entries.push_back(std::move(open));
  } else {
    entries.push_back(std::move(open));
    entries.push_back(std::move(find));
  }
  entries.push_back(std::move(look_up));
}

}  // namespace

int fit(std::string_view typed, std::string_view text) {
  const std::string what = lowered(typed), in = lowered(text);
  if (in.starts_with(what)) return 3;
  if (in.find(what) != std::string::npos) return 2;
  std::size_t at = 0;
  for (const char c : in)
    if (at < what.size() && c == what[at]) ++at;
  return at == what.size() ? 1 : 0;
}

bool looks_like_an_id(std::string_view typed) {
  const auto printable = [](char c) { return c > ' ' && c < 0x7F; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return typed.size() >= 4 && typed.size() <= 64 && std::ranges::all_of(typed, printable) &&
         std::ranges::any_of(typed, digit);
}

std::vector<PaletteEntry> palette_entries(const desk::Model& model, const UiContext& ui, std::string_view typed) {
  const std::string what = trimmed(typed);
  std::vector<PaletteEntry> entries;
  if (model.me && looks_like_an_id(what)) add_case_entries(model, ui, what, entries);
  std::vector<std::pair<int, PaletteEntry>> found;
  for (const desk::Command& command : desk::commands()) {
    if (command.id.starts_with("review.digit_") || command.id == "app.palette") continue;
    if (!desk::works_on(command.where, model.screen)) continue;
    const std::string id(command.id);
    const std::string label(ui.text("command." + id));
    const int score = std::max({fit(what, label), fit_initials(what, label), fit(what, id)});
    if (score > 0) found.emplace_back(score, PaletteEntry{id, label, &command, {}, command.enabled(model)});
  }
  std::ranges::stable_sort(found, std::greater{}, &std::pair<int, PaletteEntry>::first);
  for (auto& [score, entry] : found) entries.push_back(std::move(entry));
  return entries;
}

}  // namespace zhaojian::ui
