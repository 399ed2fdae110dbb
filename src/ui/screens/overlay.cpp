#include "ui/screens/overlay.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "desk/selectors.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using domain::Finding;
using domain::Mark;
using domain::MarkKind;

ImVec2 screen(const gfx::Similarity& to, double x, double y) {
  const gfx::Point p = to({x, y});
  return {static_cast<float>(p.x), static_cast<float>(p.y)};
}

// The thinnest line that is seen, whole pixels: two of them where everything is drawn twice as large.
float hair(const UiContext& ui) { return std::max(1.0F, std::floor(ui.dp(1))); }

// A light line with a dark one beside it is seen on any photo. Level and upright ones keep to the pixels, so that they
// stay crisp at any zoom.
void line(const UiContext& ui, ImVec2 a, ImVec2 b, const ImVec4& c, float alpha, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool upright = std::abs(a.x - b.x) < 0.5F, level = std::abs(a.y - b.y) < 0.5F;
  const auto middle = [&](float at) { return std::floor(at) + (static_cast<int>(width) % 2 == 0 ? 0.0F : 0.5F); };
  if (upright) a.x = b.x = middle(a.x);
  if (level) a.y = b.y = middle(a.y);
  const ImVec2 off = upright ? ImVec2(hair(ui), 0) : ImVec2(0, hair(ui));
  list.AddLine({a.x + off.x, a.y + off.y}, {b.x + off.x, b.y + off.y}, colour(ui.theme.overlay_shade, alpha * 0.45F), width);
  list.AddLine(a, b, colour(c, alpha), width);
}

void dashed(const UiContext& ui, ImVec2 a, ImVec2 b, const ImVec4& c, float alpha, float width) {
  const float length = std::hypot(b.x - a.x, b.y - a.y);
  const float dash = ui.dp(6), gap = ui.dp(4);
  if (length <= 0) return;
  const ImVec2 u{(b.x - a.x) / length, (b.y - a.y) / length};
  for (float at = 0; at < length; at += dash + gap) {
    const float end = std::min(length, at + dash);
    line(ui, {a.x + u.x * at, a.y + u.y * at}, {a.x + u.x * end, a.y + u.y * end}, c, alpha, width);
  }
}

void tag_on(const UiContext& ui, ImVec2 at, const ImVec4& ground, const ImVec4& ink, std::string_view text) {
  const ImVec2 size = measure(ui, Type::small, text);
  ImGui::GetWindowDrawList()->AddRectFilled({at.x - ui.dp(3), at.y}, {at.x + size.x + ui.dp(3), at.y + size.y},
                                            colour(ground), ui.dp(2));
  put(ui, at, Type::small, ink, text);
}

// Of a guide: what is below it shows through.
void tag(const UiContext& ui, ImVec2 at, const std::vector<std::string>& lines) {
  ImVec4 shade = ui.theme.overlay_shade;
  shade.w *= 0.55F;
  for (const std::string& text : lines) {
    tag_on(ui, at, shade, ui.theme.overlay_line, text);
    at.y += measure(ui, Type::small, text).y;
  }
}

constexpr double kMillimetresPerInch = 25.4;

struct Guide {
  const char* rule;
  const char* text;
};
constexpr Guide kHorizontal[] = {{"geom.head_top", "guide.head_top"}, {"geom.eye_line", "guide.eye_line"}};

std::string pixels(double from, double to) { return number(from, 0) + "–" + number(to, 0) + " px"; }

// What a guide says, the most first: in pixels and in millimetres of the printed picture where the standard names a
// resolution, in pixels, below one another, and the name alone.
std::vector<std::vector<std::string>> sayings(const UiContext& ui, const char* text, double from, double to,
                                              const domain::StandardProfile& profile) {
  const std::string name(ui.text(text)), px = pixels(from, to);
  std::vector<std::vector<std::string>> all{{name + " " + px}, {name, px}, {name}};
  if (profile.dpi <= 0) return all;
  const double mm = kMillimetresPerInch / profile.dpi;
  all.insert(all.begin(), {name + " " + px + " · " + number(from * mm, 1) + "–" + number(to * mm, 1) + " mm"});
  return all;
}

// How far the background reaches from the left before head and hair begin, screen pixels; by the eyes where they are
// known, as a head is some 2.6 times as wide as they lie apart.
float free_of_face(const Pane& pane) {
  const float left = std::max(pane.picture.min.x, screen(pane.to_screen, 0, 0).x);
  if (!pane.photo->eyes) return screen(pane.to_screen, pane.view.picture.w * 0.22, 0).x - left;
  const auto& [one, other] = *pane.photo->eyes;
  const double apart = std::hypot(static_cast<double>(other.x - one.x), static_cast<double>(other.y - one.y));
  const double middle = static_cast<double>(one.x + other.x) / 2;
  return screen(pane.to_screen, middle - 1.3 * apart, static_cast<double>(one.y)).x - left;
}

// The hard limits as lines, the soft ones dashed inside them.
template <class Place>
void draw_limits(const UiContext& ui, const domain::Band& band, Place place) {
  for (const auto& limit : {band.fail_min, band.fail_max}) {
    if (!limit) continue;
    const auto [a, b] = place(*limit);
    line(ui, a, b, ui.theme.overlay_line, 0.6F, hair(ui));
  }
  for (const auto& limit : {band.warn_min, band.warn_max}) {
    if (!limit) continue;
    const auto [a, b] = place(*limit);
    dashed(ui, a, b, ui.theme.overlay_line, 0.6F, hair(ui));
  }
}

// The longest saying that has room, from the left edge of the picture at this height; none when none has.
void tag_within(const UiContext& ui, const char* guide, const Pane& pane, float y, float room,
                const std::vector<std::vector<std::string>>& all) {
  const float edge = ui.dp(3), x = std::max(pane.picture.min.x, screen(pane.to_screen, 0, 0).x) + 2 * edge;
  for (const std::vector<std::string>& lines : all) {
    ImVec2 size;
    for (const std::string& line : lines) {
      const ImVec2 one = measure(ui, Type::small, line);
      size = {std::max(size.x, one.x), size.y + one.y};
    }
    if (size.x + 3 * edge > room || x + size.x + edge > pane.picture.max.x) continue;
    if (y < pane.picture.min.y || y + size.y > pane.picture.max.y) continue;
    tag(ui, {x, y}, lines);
    ui.mark(std::string("guide/") + guide, {x - edge, y}, {x + size.x + edge, y + size.y}, lines.front());
    return;
  }
}

void draw_band(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane, const Guide& guide) {
  const domain::StandardProfile& profile = *shown.file->profile;
  const domain::Rule* rule = profile.rule(FindingId(guide.rule));
  if (!rule || !rule->band.fail_min || !rule->band.fail_max || profile.height <= 0) return;
  const double k = pane.view.picture.h / profile.height;  // the bands are for the standard's own size
  const double w = pane.view.picture.w;
  draw_limits(ui, rule->band, [&](double y) {
    return std::pair(screen(pane.to_screen, 0, y * k), screen(pane.to_screen, w, y * k));
  });
  const float y = screen(pane.to_screen, 0, *rule->band.fail_min * k).y + ui.dp(3);
  tag_within(ui, guide.text, pane, y, free_of_face(pane), sayings(ui, guide.text, *rule->band.fail_min, *rule->band.fail_max, profile));
}

// How wide a face may be, as marks at both sides of the face; where the face lies is what the eyes say.
void draw_width(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane) {
  const domain::StandardProfile& profile = *shown.file->profile;
  const domain::Rule* rule = profile.rule(FindingId("geom.face_width"));
  if (!rule || !rule->band.fail_min || !rule->band.fail_max || profile.height <= 0 || !pane.photo->eyes) return;
  const auto& [left, right] = *pane.photo->eyes;
  const double k = pane.view.picture.h / profile.height;
  const double x = (static_cast<double>(left.x) + static_cast<double>(right.x)) / 2;
  const double apart = std::hypot(static_cast<double>(right.x - left.x), static_cast<double>(right.y - left.y));
  const double y = (static_cast<double>(left.y) + static_cast<double>(right.y)) / 2 + apart * 0.55;  // cheeks
  const double reach = apart * 0.22;
  for (const double side : {-0.5, 0.5}) {
    draw_limits(ui, rule->band, [&](double width) {
      return std::pair(screen(pane.to_screen, x + side * width * k, y - reach), screen(pane.to_screen, x + side * width * k, y + reach));
    });
  }
  // Below the face, so that the words cover none of it.
  const float bottom = std::min(screen(pane.to_screen, 0, pane.view.picture.h).y, pane.picture.max.y);
  tag_within(ui, "guide.face_width", pane, bottom - ui.dp(24), pane.picture.w(),
             {sayings(ui, "guide.face_width", *rule->band.fail_min, *rule->band.fail_max, profile).front(),
              {std::string(ui.text("guide.face_width")) + " " + pixels(*rule->band.fail_min, *rule->band.fail_max)},
              {std::string(ui.text("guide.face_width"))}});
}

// How far the middle of the head may lie from the middle of the picture.
void draw_middle(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane) {
  const domain::StandardProfile& profile = *shown.file->profile;
  const double w = pane.view.picture.w, h = pane.view.picture.h;
  line(ui, screen(pane.to_screen, w / 2, 0), screen(pane.to_screen, w / 2, h), ui.theme.overlay_line, 0.35F, hair(ui));
  const domain::Rule* rule = profile.rule(FindingId("geom.centre_x"));
  if (!rule || profile.height <= 0) return;
  const double k = h / profile.height;
  draw_limits(ui, rule->band, [&](double off) {  // short, at the upper edge, where there is background
    return std::pair(screen(pane.to_screen, w / 2 + off * k, 0), screen(pane.to_screen, w / 2 + off * k, h * 0.06));
  });
}

void draw_mark(const UiContext& ui, const Pane& pane, const Mark& mark, const ImVec4& c, float alpha) {
  std::vector<ImVec2> at;
  for (const domain::Spot& spot : mark.spots)
    at.push_back(screen(pane.to_screen, static_cast<double>(spot.x), static_cast<double>(spot.y)));
  if (at.empty()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = mark.measured ? ui.dp(2) : hair(ui);
  const ImU32 ink = colour(c, alpha);
  switch (mark.kind) {
    case MarkKind::point:
      for (const ImVec2& p : at) list.AddCircleFilled(p, ui.dp(3), ink);
      return;
    case MarkKind::line:
      for (std::size_t i = 1; i < at.size(); ++i)
        mark.measured ? line(ui, at[i - 1], at[i], c, alpha, width) : dashed(ui, at[i - 1], at[i], c, alpha, width);
      return;
    case MarkKind::polygon:
      if (mark.measured) list.AddConvexPolyFilled(at.data(), static_cast<int>(at.size()), colour(c, alpha * 0.12F));
      list.AddPolyline(at.data(), static_cast<int>(at.size()), ink, ImDrawFlags_Closed, width);
      return;
    case MarkKind::box:
      if (at.size() < 2) return;
      list.AddQuad(at[0], screen(pane.to_screen, static_cast<double>(mark.spots[1].x), static_cast<double>(mark.spots[0].y)), at[1],
                   screen(pane.to_screen, static_cast<double>(mark.spots[0].x), static_cast<double>(mark.spots[1].y)), ink, width);
      return;
    case MarkKind::ellipse:
      if (at.size() < 2) return;
      list.AddEllipse({(at[0].x + at[1].x) / 2, (at[0].y + at[1].y) / 2},
                      {std::abs(at[1].x - at[0].x) / 2, std::abs(at[1].y - at[0].y) / 2}, ink, 0, 0, width);
      return;
  }
}

// Strength as opacity, and a dot pattern so that it does not depend on colour alone.
void draw_heat(const UiContext& ui, const Pane& pane, const domain::HeatMap& heat, const ImVec4& c) {
  if (heat.columns <= 0 || heat.rows <= 0) return;
  if (heat.cells.size() != static_cast<std::size_t>(heat.columns) * static_cast<std::size_t>(heat.rows)) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const double cw = pane.view.picture.w / heat.columns, ch = pane.view.picture.h / heat.rows;
  for (int y = 0; y < heat.rows; ++y) {
    for (int x = 0; x < heat.columns; ++x) {
      const auto cell = heat.cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(heat.columns) + static_cast<std::size_t>(x)];
      if (cell < 24) continue;
      const float strength = static_cast<float>(cell) / 255.0F;
      list.AddQuadFilled(screen(pane.to_screen, x * cw, y * ch), screen(pane.to_screen, (x + 1) * cw, y * ch),
                         screen(pane.to_screen, (x + 1) * cw, (y + 1) * ch), screen(pane.to_screen, x * cw, (y + 1) * ch),
                         colour(c, 0.35F * strength));
      list.AddCircleFilled(screen(pane.to_screen, (x + 0.5) * cw, (y + 0.5) * ch), 1 + ui.dp(1) * strength, colour(c, 0.9F));
    }
  }
}

void draw_finding(const UiContext& ui, const Pane& pane, const Finding& finding, float alpha) {
  const ImVec4& c = verdict_colour(ui.theme, finding.verdict);
  if (finding.heat) draw_heat(ui, pane, *finding.heat, c);
  for (const Mark& mark : finding.marks)
    draw_mark(ui, pane, mark, mark.measured ? c : ui.theme.overlay_line, mark.measured ? alpha : alpha * 0.7F);
}

}  // namespace

void draw_guides(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane) {
  for (const Guide& guide : kHorizontal) draw_band(shown, ui, pane, guide);
  draw_width(shown, ui, pane);
  draw_middle(shown, ui, pane);
}

void draw_evidence(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane) {
  if (!shown.file->assessment) return;
  if (shown.shown_finding) {
    const Finding* finding = shown.file->assessment->find(*shown.shown_finding);
    if (!finding) return;
    draw_finding(ui, pane, *finding, 1);
    const std::string name(ui.text("finding." + finding->id.value));
    const float up = ui.dp(shown.guides ? 50 : 28);  // above the name of the lowest guide
    tag_on(ui, {pane.picture.min.x + ui.dp(8), pane.picture.max.y - up}, ui.theme.panel,
           verdict_colour(ui.theme, finding->verdict), std::string(verdict_icon(finding->verdict)) + " " + name);
    return;
  }
  for (const Finding* finding : desk::listed_findings(shown))
    if (finding->verdict == domain::Verdict::fail && !finding->heat) draw_finding(ui, pane, *finding, 0.75F);
}

void draw_pins(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Pane& pane) {
  const bool en = model.preferences.language == domain::Language::en;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<Rect> names;
  for (const domain::GivenReason& given : shown.reasons) {
    if (!given.region) continue;
    const auto& [x, y, w, h] = *given.region;
    const ImVec2 a = screen(pane.to_screen, x, y), b = screen(pane.to_screen, x + w, y + h);
    // Dark below it, so that it is seen on any background.
    list.AddQuad(a, screen(pane.to_screen, x + w, y), b, screen(pane.to_screen, x, y + h), colour(ui.theme.overlay_shade, 0.6F),
                 ui.dp(5));
    list.AddQuad(a, screen(pane.to_screen, x + w, y), b, screen(pane.to_screen, x, y + h), colour(ui.theme.accent),
                 shown.pin == given.code ? ui.dp(3) : ui.dp(2));
    // The corner by which it is resized, of the one the keys move.
    if (shown.pin == given.code && !shown.past)
      list.AddRectFilled({b.x - ui.dp(5), b.y - ui.dp(5)}, {b.x + ui.dp(5), b.y + ui.dp(5)}, colour(ui.theme.accent));
    // Which reason it is, by name, above what it marks; below it where there is no room above.
    const domain::Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
    const std::string& name = !reason ? given.code.value : en ? reason->label_en : reason->label_zh;
    const ImVec2 size = measure(ui, Type::small, name);
    const float above = a.y - size.y - ui.dp(2);
    const float right = std::max(pane.picture.min.x + ui.dp(4), pane.picture.max.x - size.x - ui.dp(4));
    ImVec2 at{std::clamp(a.x + ui.dp(2), pane.picture.min.x + ui.dp(4), right), above >= pane.picture.min.y ? above : b.y + ui.dp(2)};
    // Not over another name: above that one.
    const auto meets = [&](const Rect& other) {
      return at.x < other.max.x && at.x + size.x > other.min.x && at.y < other.max.y && at.y + size.y > other.min.y;
    };
    for (auto other = std::ranges::find_if(names, meets); other != names.end(); other = std::ranges::find_if(names, meets))
      at.y = other->min.y - size.y - ui.dp(2);
    names.push_back({at, {at.x + size.x, at.y + size.y}});
    tag_on(ui, at, ui.theme.accent, ui.theme.on_accent, name);
    ui.mark("pin/" + given.code.value, a, b, name);
  }
}

}  // namespace zhaojian::ui
