#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/label_json.h"

namespace zhaojian::codec {

// Findings by name; "geom.*" stands for all that begin with "geom.", "*" for every one.
using FindingNames = std::vector<std::string>;
[[nodiscard]] bool names(const FindingNames& list, std::string_view finding);

// A flaw of a sample picture: the findings made for it, and those whose value it may change besides, so that neither
// their speaking up nor their silence is wrong.
struct Flaw {
  FindingNames raises, touches;
  // What it brings to a known value whatever the picture was like, and what it adds to: the made flaw and the
  // picture's own may cancel.
  FindingNames sets = {}, adds = {};
  bool operator==(const Flaw&) const = default;
};

// Findings that are held to the same figures, shares 0…1.
struct CheckGroup {
  std::string name;
  double recall = 0, false_alarms = 0;
  FindingNames findings;
  bool operator==(const CheckGroup&) const = default;
};

// How the sample pictures are judged (assets/demo/flaws.json).
struct FlawTable {
  std::vector<std::string> tuned_on;             // identities the bands were set on; every other one is for reporting
  std::vector<CheckGroup> groups;                // a finding belongs to the first that names it
  std::map<std::string, FindingNames> quiet_on;  // by role: what can be judged on such a picture and has to stay quiet
  std::map<std::string, Flaw> flaws;             // by name
};

// What a finding ought to say of a sample: speak up, stay quiet, or either.
enum class Expected { raised, quiet, open };
// What was seen of the picture itself is there in its copies as well. An unknown flaw leaves everything open. White is
// one of the standard's colours and no wrong background.
[[nodiscard]] Expected expected_of(const FlawTable& table, const Label& label, std::string_view finding);

// invalid with text "error.codec.flaws", naming the field.
[[nodiscard]] Result<FlawTable> flaws_from_json(ByteView bytes);

}  // namespace zhaojian::codec
