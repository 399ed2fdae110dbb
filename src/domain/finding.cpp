#include "domain/finding.h"

#include <algorithm>
#include <cmath>

namespace zhaojian::domain {
namespace {

bool outside(double value, const std::optional<double>& least, const std::optional<double>& most) {
  return (least && value < *least) || (most && value > *most);
}

}  // namespace

Verdict judge(double value, const Band& band) {
  if (std::isnan(value)) return Verdict::not_assessable;
  if (outside(value, band.fail_min, band.fail_max)) return Verdict::fail;
  if (outside(value, band.warn_min, band.warn_max)) return Verdict::warn;
  return Verdict::pass;
}

const Finding* Assessment::find(const FindingId& id) const {
  const auto found = std::ranges::find(findings, id, &Finding::id);
  return found == findings.end() ? nullptr : &*found;
}

}  // namespace zhaojian::domain
