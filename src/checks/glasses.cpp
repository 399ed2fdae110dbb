#include "checks/eyes_covered.h"

// 99号 二.3: no tinted glasses, no reflections on the lenses. Shade is measured whether or not glasses are worn.
namespace zhaojian::checks {
namespace {

using domain::Finding;

void mark(Finding& finding, const View& view, std::span<const Corners> parts) {
  for (const Corners& part : parts) finding.marks.push_back(polygon(view, part));
}

// Value: percent of the lenses, without the eyes, that are bright and far less colourful than the skin; 0 without
// glasses.
Result<Finding> glare(const Scene& scene, const AppliedRule& rule) {
  const Glare asked{TRY(rule.parameter("least_chroma")), TRY(rule.parameter("bright")), TRY(rule.parameter("pale"))};
  const double share = TRY(glare_on_lenses(scene, asked));
  const Area area = TRY(lenses(scene));
  const View view = TRY(scene.view());
  Finding finding = rule.judged(share);
  if (!area.box.empty()) {
    finding.marks = {box(view, area.box)};
    return finding;
  }
  finding.why = "check.why.no_glasses";
  mark(finding, view, around_eyes(TRY(scene.face())));
  return finding;
}

// Value: by how much L* the lightest fifth round the eyes is darker than the cheeks, of both eyes the less.
Result<Finding> tint(const Scene& scene, const AppliedRule& rule) {
  const double shade = TRY(shade_around_eyes(scene));
  Finding finding = rule.judged(shade);
  mark(finding, TRY(scene.view()), around_eyes(TRY(scene.face())));
  return finding;
}

constexpr Line lines[] = {{"glasses.glare", glare}, {"glasses.tint", tint}};

}  // namespace

Check make_glasses() { return check_of<lines>(); }

}  // namespace zhaojian::checks
