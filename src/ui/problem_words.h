#pragma once
#include <string>
#include <string_view>

#include "domain/item_fault.h"
#include "domain/outbox.h"
#include "ui/context.h"

// What went wrong, in the operator's words, by the kind that was stored with it. The stored text is English for people who
// look after the program; it stays beside these words as a detail, and is all that rows from before kinds were kept have.
namespace zhaojian::ui {

struct ProblemWords {
  std::string said;    // what happened, one sentence
  std::string advice;  // what to do; may be empty
  std::string detail;  // the stored text, one line; empty where `said` is all there is
};

// Of an item that came in and could not be used; `problem`: "photos[0].sha256: not 64 hex digits".
[[nodiscard]] ProblemWords item_problem(const UiContext& ui, const domain::ItemFault& fault, std::string_view problem);
// Of a message on its way: its last problem. Nothing said when there was none.
[[nodiscard]] ProblemWords sending_problem(const UiContext& ui, const domain::OutboxEvent& event);
// Where an item came from: "submissions" → "Submission".
[[nodiscard]] std::string source_words(const UiContext& ui, std::string_view source);

}  // namespace zhaojian::ui
