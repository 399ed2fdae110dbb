#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "domain/decision.h"
#include "domain/finding.h"
#include "domain/photo_ref.h"
#include "domain/standard_profile.h"

// When one person's approval is not enough, and what two opinions come to (product.md, "Two passes on one screen"). Pure.
namespace zhaojian::domain {

enum class SecondLook {
  unsure,  // the identity answer is the middle of the seven steps
  unlike,  // it says "the same person", and no reference that was measured is like the photo
};
[[nodiscard]] constexpr std::string_view name(SecondLook look) {
  constexpr std::string_view names[] = {"unsure", "unlike"};
  return names[static_cast<int>(look)];
}

// Of an approval whose identity question was answered; nothing for any other decision. `measured`: the checks of this
// version, null when there are none. Low is what lies below the parameter "second_look_below" of the profile's id.match_
// rules; a profile without it knows no low. One reference that is alike is enough to agree with the answer.
[[nodiscard]] std::optional<SecondLook> second_look(const Decision& decision, const Assessment* measured,
                                                    const StandardProfile& profile);

// The opinion that asked for a second reviewer of this version: the newest one. `of_case` in any order; points into it.
[[nodiscard]] const Decision* first_opinion(std::span<const Decision> of_case, const SubmissionId& id, int version);

// What a decision does to the case. First round: a doubt, or an approval that needs a second look, asks for a second
// opinion. Second round: two doubts, or two approvals of which the second is sure, are decided; so is whatever one
// person may say alone of a photo that was to be approved (retake, re-process). Everything else is a disagreement and
// goes to a supervisor, who decides. `first` is null in the first round.
[[nodiscard]] Happening happening_of(const Decision& decision, const std::optional<SecondLook>& look,
                                     const Decision* first);

}  // namespace zhaojian::domain
