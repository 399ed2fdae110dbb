#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "desk/model.h"
#include "domain/decision_rules.h"

// What follows from the model. Pure reads; cheap enough for every frame.
namespace zhaojian::desk {

[[nodiscard]] bool decides(const Model& model);                    // who is signed in may judge photos
[[nodiscard]] const CaseFile* on_desk(const Model& model);        // opening or shown, and leased to us
[[nodiscard]] const CaseFile* on_screen(const Model& model);      // that, or a past one that is looked at again
[[nodiscard]] const Past* looked_back(const Model& model);        // the past decision on the desk, if it is one
[[nodiscard]] std::vector<CaseFilePtr> held_files(const Model& model);     // leased to us: desk, prefetched, contact sheet
[[nodiscard]] std::vector<domain::Lease> held_leases(const Model& model);  // theirs
[[nodiscard]] const Reviewing* reviewing(const Model& model);
[[nodiscard]] std::uint64_t sequence_on_screen(const Model& model);  // of the case or the contact sheet, whichever a key means; 0: neither
[[nodiscard]] bool has_reference(const Reviewing& reviewing);     // a reference photo is actually visible
[[nodiscard]] bool needs_identity_answer(const CaseFile& file);   // the profile asks and there are two photos to compare
[[nodiscard]] domain::Known known(const CaseFile& file);          // what the rules of deciding want to know; lives as long as `file`
// The text that says why the photo may not be approved, or nothing: the photo itself, or the reviewer's own answer.
[[nodiscard]] std::optional<std::string_view> barred_from_approval(const CaseFile& file);
[[nodiscard]] std::optional<std::string_view> barred_from_approval(const Reviewing& reviewing);

// A measured similarity: shown only beside the reviewer's own answer, never in the list of checks.
[[nodiscard]] bool is_identity(const domain::Finding& finding);
// Problems first (fail, warn, not assessable), then, if unfolded, what passed. Order of the registry inside.
[[nodiscard]] std::vector<const domain::Finding*> listed_findings(const Reviewing& reviewing);
struct FindingCounts {
  int pass = 0, warn = 0, fail = 0, not_assessable = 0;
  bool operator==(const FindingCounts&) const = default;
};
[[nodiscard]] FindingCounts count_findings(const Reviewing& reviewing);

// The case as it will lie on the desk once its photos are there; of no sequence yet.
[[nodiscard]] Reviewing as_it_opens(Opening opening);

// The reasons behind keys 1-9: picked ones stay where they were, suggested ones first, then the common ones.
[[nodiscard]] std::vector<const domain::Reason*> offered_reasons(const Model& model, const Reviewing& reviewing);
// How bad the findings are that suggest this reason: fail, warn, or nothing. An identity reason is never suggested.
[[nodiscard]] std::optional<domain::Verdict> suggestion(const Reviewing& reviewing, const domain::Reason& reason);
// What is quickest to offer where all can be found: given lately by this operator, then most in this batch; at most nine.
[[nodiscard]] std::vector<const domain::Reason*> favourite_reasons(const Model& model, const CaseFile& file);
// Where the failing check that suggests this reason points; nothing when it points nowhere.
[[nodiscard]] std::optional<domain::Region> suggested_region(const CaseFile& file,
                                                             const domain::ReasonCatalogue& catalogue,
                                                             const ReasonCode& code);

// The decision these choices make.
[[nodiscard]] domain::Decision draft(const Model& model, const Reviewing& reviewing, domain::Outcome outcome, const OpId& op);
[[nodiscard]] domain::Decision draft(const Model& model, const CaseFile& file, const Choices& choices,
                                     domain::Outcome outcome, const OpId& op);
// The reasons one of which this outcome cannot do without, where choosing one is what is missing: an identity doubt with
// nothing picked wants an identity reason, re-processing a fault of the system. Empty: nothing is missing, or there is no
// such reason for this case, or the list of nine keys has them at hand (a retake).
[[nodiscard]] std::vector<const domain::Reason*> wanted_reasons(const Model& model, const Reviewing& reviewing,
                                                                domain::Outcome outcome);
// The exact message the student would get for this outcome, or why there is none yet.
[[nodiscard]] Result<domain::Message> preview(const Model& model, const Reviewing& reviewing, domain::Outcome outcome);

// What an approval of this would lead to besides the usual message: the text that says that another person has to agree
// first, or that it goes to a supervisor. Nothing before the identity question is answered.
[[nodiscard]] std::optional<std::string_view> approval_note(const Reviewing& reviewing);

// How long a tile of the contact sheet has been on screen in all.
[[nodiscard]] Duration seen_for(const Model& model, const Tile& tile);

// The newest decision that Ctrl-Z would take back, if any.
[[nodiscard]] const RecentDecision* undoable(const Model& model);

}  // namespace zhaojian::desk
