#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "domain/decision.h"
#include "domain/finding.h"
#include "domain/operator.h"
#include "domain/reason.h"
#include "domain/review_case.h"
#include "domain/standard_profile.h"

// Who may decide what. Pure; asked by the desk before it offers a key and by the use case before it writes.
namespace zhaojian::domain {

// What is known of a case besides what the student sent; all of it may be absent.
struct Known {
  std::span<const PhotoState> photos = {};  // of the submission's photos in their order; empty: all are there
  const Assessment* measured = nullptr;     // of the version that is decided on
  bool other_photo = false;                 // the capture platform names another photo under this version
};

// Approve needs no reason; retake one to three, none of them an identity reason unless a reference exists; identity
// doubt exactly identity reasons and a reference; re-process at least one system fault. An identity answer is required
// when the profile has the identity pass and a reference photo exists, and an approval contradicting it (≤ 3) is
// refused. A reference that cannot be had is none. A photo that cannot be opened is never approved and never compared;
// one that fails a file fact (Rule::decides: the receiving system would turn it away), or that the capture platform may
// have replaced, is approved by nobody but a supervisor to whom the case was escalated. customer_service and administrator decide nothing. The second reviewer is
// another person than the first; an escalated case needs a supervisor. Error texts: "error.decide.*".
[[nodiscard]] Done may_decide(const Operator& who, const ReviewCase& review_case, const Decision& decision,
                              const StandardProfile& profile, const ReasonCatalogue& catalogue, const Known& known = {});

// Whether the submitted photo is there and a picture.
[[nodiscard]] bool readable(const Submission& submission, const Known& known);
// Why nobody may approve this in this round, whatever the eye says: "error.decide.unreadable", ".other_photo" or ".file_fact".
[[nodiscard]] std::optional<std::string_view> barred_from_approval(const Submission& submission, Round round,
                                                                   const StandardProfile& profile, const Known& known);

[[nodiscard]] Done may_claim(const Operator& who, const ReviewCase& review_case);

// Whether this answer says that it is another person (1…3 of the seven steps): such a photo is not approved.
[[nodiscard]] bool says_different(const IdentityAnswer& answer);

// Whether the identity question must be answered for this submission: the profile asks, the photo is one, and a
// reference can be had.
[[nodiscard]] bool needs_identity(const Submission& submission, const StandardProfile& profile, const Known& known = {});

// Whether `who` may take this released decision back: a supervisor any, a reviewer what he decided alone (first round).
// `denied` for anybody else, `stale` (error.reverse.*) for a decision that is not released.
[[nodiscard]] Done may_reverse(const Operator& who, const Decision& decision);

}  // namespace zhaojian::domain
