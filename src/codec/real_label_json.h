#pragma once
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian::codec {

// What somebody saw in one real photograph, by the names of findings.
struct RealLabel {
  std::string file;                      // a plain name
  std::string identity;                  // who it shows; pictures of the same person share it
  std::vector<std::string> seen = {};    // in the photograph and in what is cut from it
  std::vector<std::string> on_cut = {};  // only in the cut: what the cutting spoilt
  std::vector<std::string> unsure = {};  // what the eye could not tell either way; "*": nothing but what was seen
  std::string unfit = {};                // why it is not measured: "several people"; empty: it is
  bool operator==(const RealLabel&) const = default;
};

struct RealLabels {
  std::vector<std::string> tuned_on;  // identities whose misses may be looked at; every other one is for reporting
  std::vector<RealLabel> pictures;
};

// invalid with text "error.codec.labels", naming the field, also for a file name with a path in it.
[[nodiscard]] Result<RealLabels> real_labels_from_json(ByteView bytes);

}  // namespace zhaojian::codec
