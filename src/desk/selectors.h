#pragma once
#include <vector>

#include "desk/model.h"

// What follows from the model. Pure reads; cheap enough for every frame.
namespace zhaojian::desk {

[[nodiscard]] bool decides(const Model& model);                    // who is signed in may judge photos
[[nodiscard]] const CaseFile* on_desk(const Model& model);        // opening or shown
[[nodiscard]] const Reviewing* reviewing(const Model& model);
[[nodiscard]] bool has_reference(const Reviewing& reviewing);     // a reference photo is actually visible
[[nodiscard]] bool needs_identity_answer(const CaseFile& file);   // the profile asks and a reference photo exists

// A measured similarity: shown only beside the reviewer's own answer, never in the list of checks.
[[nodiscard]] bool is_identity(const domain::Finding& finding);
// Problems first (fail, warn, not assessable), then, if unfolded, what passed. Order of the registry inside.
[[nodiscard]] std::vector<const domain::Finding*> listed_findings(const Reviewing& reviewing);
struct FindingCounts {
  int pass = 0, warn = 0, fail = 0, not_assessable = 0;
  bool operator==(const FindingCounts&) const = default;
};
[[nodiscard]] FindingCounts count_findings(const Reviewing& reviewing);

// The reasons behind keys 1-9: picked ones stay where they were, suggested ones first, then the common ones.
[[nodiscard]] std::vector<const domain::Reason*> offered_reasons(const Model& model, const Reviewing& reviewing);
// Where the failing check that suggests this reason points; nothing when it points nowhere.
[[nodiscard]] std::optional<domain::Region> suggested_region(const Reviewing& reviewing,
                                                             const domain::ReasonCatalogue& catalogue,
                                                             const ReasonCode& code);

// The decision these choices make.
[[nodiscard]] domain::Decision draft(const Model& model, const Reviewing& reviewing, domain::Outcome outcome, const OpId& op);
// The exact message the student would get for this outcome, or why there is none yet.
[[nodiscard]] Result<domain::Message> preview(const Model& model, const Reviewing& reviewing, domain::Outcome outcome);

// The newest decision that Ctrl-Z would take back, if any.
[[nodiscard]] const RecentDecision* undoable(const Model& model);

}  // namespace zhaojian::desk
