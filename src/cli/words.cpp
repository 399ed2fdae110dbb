#include "cli/words.h"

#include <cmath>
#include <cstdio>

#include "base/time.h"

namespace zhaojian::cli {
namespace {

constexpr double kNothing = 1e-4;  // smaller than any limit of a standard

std::string range_text(const std::optional<double>& least, const std::optional<double>& most) {
  if (least && most) return *least == *most ? value_text(least) : value_text(least) + "–" + value_text(most);
  if (least) return "≥ " + value_text(least);
  if (most) return "≤ " + value_text(most);
  return {};
}

}  // namespace

std::string value_text(std::optional<double> value) {
  if (!value || !std::isfinite(*value)) return "–";
  const double size = std::fabs(*value);
  if (size < kNothing) return "0";
  char text[40];
  std::snprintf(text, sizeof text, size >= 1000 ? "%.0f" : size >= 100 ? "%.4g" : "%.3g", *value);
  return text;
}

std::string band_text(const domain::Band& band) {
  const std::string good = range_text(band.warn_min, band.warn_max);
  const std::string allowed = range_text(band.fail_min, band.fail_max);
  if (good.empty() || good == allowed) return allowed;
  return allowed.empty() ? good : good + " (" + allowed + ")";
}

std::string beijing_text(Instant at) {
  if (at == Instant{}) return {};
  const BeijingTime time = beijing(at);
  char text[20];
  std::snprintf(text, sizeof text, " %02d:%02d:%02d", time.hour % 100, time.minute % 100, time.second % 100);
  return iso(time.date) + text;
}

std::string finding_name(const Session& session, const FindingId& id) { return session.word("finding.", id.value); }

std::string reason_text(const Session& session, const domain::Finding& finding) {
  if (finding.why.empty()) return {};
  const auto value = [&](std::size_t i) -> std::string_view {
    return i < finding.why_values.size() ? std::string_view(finding.why_values[i]) : std::string_view();
  };
  return session.texts().format(finding.why, {value(0), value(1), value(2), value(3), value(4), value(5), value(6),
                                              value(7), value(8), value(9)});
}

}  // namespace zhaojian::cli
