#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checks/check.h"
#include "cli/back_end_flags.h"
#include "cli/tools.h"
#include "domain/agreement.h"
#include "domain/finding.h"
#include "domain/standard_profile.h"

// Checking a photo that is just a file, without a case around it.
namespace zhaojian::cli {

struct CheckTask {
  std::shared_ptr<const domain::StandardProfile> profile;
  std::vector<checks::Reference> references;
  std::optional<checks::Capture> capture;
  std::vector<imaging::Fingerprint> rejected;
  std::string compared_with;       // SHA-256 of all those files and what they are, as hex; empty: there are none
  std::filesystem::path back_end;  // flags of the only photo; empty: the file beside each, where there is one
  std::filesystem::path evidence;  // a folder for pictures of what was found; empty: none wanted
};

struct CheckedPhoto {
  std::filesystem::path file;
  std::shared_ptr<const domain::StandardProfile> profile;  // it was checked by
  std::optional<Error> unreadable;  // why it is no photo to us; the assessment says so too
  domain::Assessment assessment;
  std::optional<Error> no_evidence;  // the evidence could not be written
  std::vector<domain::Flag> back_end;    // what the back end says, where it says anything
  std::optional<Error> no_back_end;  // its flags could not be read
  std::string made_with;             // inputs_of() it
};

enum class Overall { pass, warn, fail, unreadable };
[[nodiscard]] Overall overall(const CheckedPhoto& photo);
[[nodiscard]] std::string_view name(Overall overall);

// One thread with tools of its own. `stem` names the files of the evidence. Never fails as a whole.
[[nodiscard]] CheckedPhoto check_photo(Tools& tools, const std::filesystem::path& file, const CheckTask& task,
                                       const std::string& stem, Instant now);

// What else than photo, profile and networks the result depends on, as hex of a SHA-256: the photos compared with and
// the back end's flags. Empty where there are none of either.
[[nodiscard]] std::string inputs_of(const CheckTask& task, const std::optional<BackEndFlags>& flags);

// The profile with this id; with none the usual one, or the first there is. not_found (error.cli.profile).
[[nodiscard]] Result<std::shared_ptr<const domain::StandardProfile>> profile_named(const Session& session,
                                                                                   const std::string& wanted);

// A photo to compare with.
[[nodiscard]] Result<checks::Reference> read_reference(Tools& tools, const std::filesystem::path& file,
                                                       domain::PhotoRole role);

// A photo that was sent back.
[[nodiscard]] Result<imaging::Fingerprint> read_rejected(Tools& tools, const std::filesystem::path& file);

// The raw picture a photo was made from.
[[nodiscard]] Result<checks::Capture> read_capture(Tools& tools, const std::filesystem::path& file);

// The name of each file, told apart where two folders have the same one: "a.jpg", "a.jpg-2".
[[nodiscard]] std::vector<std::string> evidence_stems(const std::vector<std::filesystem::path>& files);

}  // namespace zhaojian::cli
