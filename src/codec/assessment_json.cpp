#include "codec/assessment_json.h"

#include <array>
#include <cmath>
#include <utility>

#include "codec/band_json.h"
#include "codec/node.h"

namespace zhaojian::codec {
namespace {

using namespace domain;

constexpr std::array<std::string_view, 4> verdict_names = {name(Verdict::pass), name(Verdict::warn),
                                                           name(Verdict::fail), name(Verdict::not_assessable)};
constexpr std::array<std::string_view, 5> mark_names = {"point", "line", "box", "polygon", "ellipse"};
constexpr std::size_t most_findings = 500;
constexpr std::size_t most_marks = 500;
constexpr std::size_t most_spots = 10'000;
constexpr int most_cells = 1024;  // a side
constexpr std::size_t longest_heat = 2U << 20;

// JSON has no NaN; a spot that is nowhere is not written.
Json mark_json(const Mark& mark) {
  Json::Array spots;
  for (const Spot& spot : mark.spots) {
    if (std::isfinite(spot.x) && std::isfinite(spot.y)) spots.push_back(Json::Array{double{spot.x}, double{spot.y}});
  }
  return Json::Object{{"kind", mark_names[static_cast<std::size_t>(mark.kind)]},
                      {"spots", std::move(spots)},
                      {"measured", mark.measured}};
}

Json heat_json(const HeatMap& heat) {
  return Json::Object{
      {"columns", heat.columns}, {"rows", heat.rows}, {"cells", base64(std::as_bytes(std::span(heat.cells)))}};
}

Json finding_json(const Finding& finding) {
  Json::Object object = {{"id", finding.id.value}, {"verdict", name(finding.verdict)}};
  if (finding.value && std::isfinite(*finding.value)) object.push_back({"value", *finding.value});
  if (finding.unit != Unit::none) object.push_back({"unit", name(finding.unit)});
  put_band(object, finding.band);
  if (!finding.why.empty()) object.push_back({"why", finding.why});
  if (!finding.why_values.empty()) {
    object.push_back({"why_values", Json::Array(finding.why_values.begin(), finding.why_values.end())});
  }
  if (!finding.marks.empty()) {
    Json::Array marks;
    for (const Mark& mark : finding.marks) marks.push_back(mark_json(mark));
    object.push_back({"marks", std::move(marks)});
  }
  if (finding.heat) object.push_back({"heat", heat_json(*finding.heat)});
  return object;
}

Result<Mark> read_mark(const Node& node) {
  Mark mark;
  mark.kind = static_cast<MarkKind>(TRY(node.at("kind").choice(mark_names)));
  const Node spots = node.at("spots");
  const std::size_t count = TRY(spots.count(most_spots));
  for (std::size_t i = 0; i < count; ++i) {
    const Node spot = spots.item(i);
    if (TRY(spot.count(2)) != 2) return spot.problem("not x, y");
    mark.spots.push_back(
        {static_cast<float>(TRY(spot.item(0).number())), static_cast<float>(TRY(spot.item(1).number()))});
  }
  mark.measured = TRY(node.at("measured").or_else(true, &Node::boolean));
  return mark;
}

Result<HeatMap> read_heat(const Node& node) {
  HeatMap heat;
  heat.columns = TRY(node.at("columns").small(0, most_cells));
  heat.rows = TRY(node.at("rows").small(0, most_cells));
  const Node cells = node.at("cells");
  const auto bytes = from_base64(TRY(cells.text(longest_heat)));
  if (!bytes) return cells.problem("not base64");
  if (bytes->size() != static_cast<std::size_t>(heat.columns) * static_cast<std::size_t>(heat.rows)) {
    return cells.problem("not columns times rows");
  }
  for (const std::byte cell : *bytes) heat.cells.push_back(std::to_integer<std::uint8_t>(cell));
  return heat;
}

Done read_evidence(const Node& node, Finding& finding) {
  const Node values = node.at("why_values"), marks = node.at("marks"), heat = node.at("heat");
  const std::size_t value_count = values.there() ? TRY(values.count(most_marks)) : 0;
  for (std::size_t i = 0; i < value_count; ++i) finding.why_values.push_back(TRY(values.item(i).text()));
  const std::size_t mark_count = marks.there() ? TRY(marks.count(most_marks)) : 0;
  for (std::size_t i = 0; i < mark_count; ++i) finding.marks.push_back(TRY(read_mark(marks.item(i))));
  if (heat.there()) finding.heat = TRY(read_heat(heat));
  return {};
}

Result<Finding> read_finding(const Node& node) {
  TRY(node.is_object());
  Finding finding;
  finding.id = FindingId(TRY(node.at("id").id()));
  finding.verdict = static_cast<Verdict>(TRY(node.at("verdict").choice(verdict_names)));
  finding.value = TRY(node.at("value").maybe(&Node::number));
  finding.unit = TRY(read_unit(node.at("unit")));
  finding.band = TRY(read_band(node));
  finding.why = TRY(node.at("why").or_else(std::string(), &Node::text, Node::longest_text));
  TRY(read_evidence(node, finding));
  return finding;
}

}  // namespace

std::string assessment_to_json(const Assessment& assessment, JsonStyle style) {
  Json::Array findings;
  for (const Finding& finding : assessment.findings) findings.push_back(finding_json(finding));
  return to_text(Json::Object{{"submission", assessment.submission.value},
                              {"version", assessment.version},
                              {"photo", hex(assessment.photo)},
                              {"profile", assessment.profile.value},
                              {"profile_version", assessment.profile_version},
                              {"engine", assessment.engine},
                              {"made_at", rfc3339(assessment.made_at)},
                              {"findings", std::move(findings)}},
                 style);
}

Result<Assessment> assessment_from_json(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  const Node node(json);
  TRY(node.is_object());
  Assessment assessment;
  // `zhaojian check` judges files that belong to no submission, so these may be empty.
  assessment.submission = SubmissionId(TRY(node.at("submission").text(Node::longest_id)));
  assessment.version = TRY(node.at("version").small(0));
  assessment.photo = TRY(node.at("photo").sha256());
  assessment.profile = ProfileId(TRY(node.at("profile").text(Node::longest_id)));
  assessment.profile_version = TRY(node.at("profile_version").small(0));
  assessment.engine = TRY(node.at("engine").text());
  assessment.made_at = TRY(node.at("made_at").instant());
  const Node findings = node.at("findings");
  const std::size_t count = TRY(findings.count(most_findings));
  for (std::size_t i = 0; i < count; ++i) assessment.findings.push_back(TRY(read_finding(findings.item(i))));
  return assessment;
}

std::string finding_to_json(const Finding& finding) { return to_text(finding_json(finding)); }

Result<Finding> finding_from_json(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  return read_finding(Node(json));
}

}  // namespace zhaojian::codec
