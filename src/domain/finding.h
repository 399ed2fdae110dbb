#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "base/time.h"

// What a check found, with the pixels it found it in.
namespace zhaojian::domain {

enum class Verdict { pass, warn, fail, not_assessable };
[[nodiscard]] constexpr std::string_view name(Verdict verdict) {
  constexpr std::string_view names[] = {"pass", "warn", "fail", "not_assessable"};
  return names[static_cast<int>(verdict)];
}

enum class Unit { none, px, percent, degrees, kib, dpi, quality, count, delta_e, lightness, ratio, cosine, probability };
[[nodiscard]] constexpr std::string_view symbol(Unit unit) {
  constexpr std::string_view symbols[] = {"", "px", "%", "°", "KB", "dpi", "q", "", "ΔE", "L*", "", "", ""};
  return symbols[static_cast<int>(unit)];
}

// For files and other programs; the symbol is for people.
[[nodiscard]] constexpr std::string_view name(Unit unit) {
  constexpr std::string_view names[] = {"none",  "px",      "percent",    "degrees", "kib",
                                        "dpi",   "quality", "count",      "delta_e", "lightness",
                                        "ratio", "cosine",  "probability"};
  return names[static_cast<int>(unit)];
}

// Outside [warn_min, warn_max] a value is doubtful, outside [fail_min, fail_max] it breaks the rule. Absent: no limit.
struct Band {
  std::optional<double> warn_min, warn_max, fail_min, fail_max;
  bool operator==(const Band&) const = default;
};
[[nodiscard]] Verdict judge(double value, const Band& band);  // a NaN is not_assessable

// A place in the submission photo, pixels of the upright picture.
struct Spot {
  float x = 0, y = 0;
  bool operator==(const Spot&) const = default;
};

enum class MarkKind { point, line, box, polygon, ellipse };  // box, ellipse: two opposite corners
struct Mark {
  MarkKind kind = MarkKind::line;
  std::vector<Spot> spots;
  bool measured = true;  // true: what was measured; false: the limit it was measured against
  bool operator==(const Mark&) const = default;
};

// A coarse picture of where: columns × rows cells over the whole photo, 0 nothing … 255 strongest.
struct HeatMap {
  int columns = 0, rows = 0;
  std::vector<std::uint8_t> cells;
  bool operator==(const HeatMap&) const = default;
};

struct Finding {
  FindingId id;
  Verdict verdict = Verdict::not_assessable;
  std::optional<double> value;
  Unit unit = Unit::none;
  Band band;
  std::string why;                     // text key; always set when not assessable, and where the value alone says too little
  std::vector<std::string> why_values; // for the {0} {1} of that text
  std::vector<Mark> marks;
  std::optional<HeatMap> heat;
  bool operator==(const Finding&) const = default;
};

// All findings for one photo under one profile.
struct Assessment {
  SubmissionId submission;
  int version = 0;
  Sha256 photo{};
  ProfileId profile;
  int profile_version = 0;
  std::string engine;  // which networks and which checks
  Instant made_at;
  std::vector<Finding> findings;  // the registry's display order
  bool operator==(const Assessment&) const = default;

  [[nodiscard]] const Finding* find(const FindingId& id) const;
};

}  // namespace zhaojian::domain
