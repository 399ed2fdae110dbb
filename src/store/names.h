#pragma once
#include <string_view>

#include "domain/decision.h"
#include "domain/operator.h"
#include "domain/photo_ref.h"
#include "store/profile_versions.h"

// What the columns say for values whose words the domain keeps to itself. Stored: never renamed.
namespace zhaojian::store {

inline constexpr std::string_view kDecisionStates[] = {"held",      "released", "undone",
                                                       "cancelled", "reversed", "opinion"};
inline constexpr std::string_view kPhotoStates[] = {"wanted", "present", "missing", "broken"};
inline constexpr std::string_view kOutcomes[] = {"approve", "retake", "identity_doubt", "reprocess"};
inline constexpr std::string_view kPhotoRoles[] = {"submission", "capture",  "enrollment",  "admission",
                                                   "population", "previous", "capture_code"};
inline constexpr std::string_view kRoles[] = {"reviewer", "supervisor", "administrator", "customer_service"};
inline constexpr std::string_view kProfileSteps[] = {"published", "rolled_back"};

[[nodiscard]] constexpr std::string_view word(ProfileStep s) { return kProfileSteps[static_cast<int>(s)]; }
[[nodiscard]] constexpr std::string_view word(domain::DecisionState s) { return kDecisionStates[static_cast<int>(s)]; }
[[nodiscard]] constexpr std::string_view word(domain::PhotoState s) { return kPhotoStates[static_cast<int>(s)]; }
[[nodiscard]] constexpr std::string_view word(domain::Outcome o) { return kOutcomes[static_cast<int>(o)]; }
[[nodiscard]] constexpr std::string_view word(domain::PhotoRole r) { return kPhotoRoles[static_cast<int>(r)]; }
[[nodiscard]] constexpr std::string_view word(domain::Role r) { return kRoles[static_cast<int>(r)]; }

}  // namespace zhaojian::store
