#include "support/sample_cases.h"

#include <array>

#include "support/builders.h"

namespace zhaojian::test {
namespace {

using domain::EventState;
using domain::Outcome;
using domain::PhotoRole;
using domain::Verdict;

// Photos of the last decisions, newest first.
constexpr std::array kDecided{"p006_submission.jpg", "p003_flaw_blurred.jpg", "p001_submission.jpg", "p002_flaw_cutout_halo.jpg"};

struct Person {
  const char* name;
  const char* number;
  int attempt;
  std::vector<const char*> flags;
  int minutes_left;
  const char* photo;
};

std::vector<Person> people() {
  return {{"张*", "2021040117", 2, {"light.lr_diff", "bg.uniform"}, 134, "p013_flaw_half_shadow.jpg"},
          {"李*", "2021040203", 1, {"pose.shoulder_line"}, 472, "p020_flaw_shoulders_tilted.jpg"},
          {"龚*", "2021040388", 1, {"eyes.open"}, 1143, "p003_flaw_glasses_glare.jpg"},
          {"王**", "2021040419", 3, {"qual.sharp"}, 1290, "p003_flaw_blurred.jpg"},
          {"欧阳*", "2021040555", 1, {"geom.head_top", "geom.eye_line"}, 1310, "p004_flaw_head_too_small.jpg"},
          {"𬭎*", "2021040561", 1, {"bg.colour"}, -3, "p011_flaw_background_wrong_colour.jpg"},
          {"阿依古丽*", "2021040602", 1, {"mouth.closed"}, 2900, "p017_flaw_mouth_open.jpg"},
          {"陈*", "2021040777", 1, {"light.under"}, 4400, "p013_flaw_underexposed.jpg"}};
}

domain::PhotoRef photo(const std::string& file, PhotoRole role, int width, int height, std::int64_t bytes) {
  domain::PhotoRef ref = a_photo(file, role);
  ref.width = width;
  ref.height = height;
  ref.bytes = bytes;
  return ref;
}

struct Measured {
  const char* check;
  Verdict verdict;
  double value;
};
// As the checks measured p013_flaw_half_shadow.jpg, roughly.
constexpr Measured kMeasured[] = {{"light.lr_diff", Verdict::fail, 23.4},
                                  {"bg.uniform", Verdict::warn, 4.3},
                                  {"pose.pitch", Verdict::not_assessable, 0},
                                  {"geom.head_top", Verdict::pass, 81},
                                  {"geom.eye_line", Verdict::pass, 255},
                                  {"geom.face_width", Verdict::pass, 206},
                                  {"geom.centre_x", Verdict::pass, -2},
                                  {"pose.roll", Verdict::pass, 0.6},
                                  {"pose.yaw", Verdict::pass, -1.4},
                                  {"eyes.open", Verdict::pass, 0.97},
                                  {"mouth.closed", Verdict::pass, 0.02},
                                  {"light.under", Verdict::pass, 58},
                                  {"light.over", Verdict::pass, 0.3},
                                  {"bg.colour", Verdict::pass, 1.2},
                                  {"qual.sharp", Verdict::pass, 0.71},
                                  {"file.bytes", Verdict::pass, 36.9},
                                  {"file.dpi", Verdict::pass, 300},
                                  {"cloth.bg_contrast", Verdict::pass, 41},
                                  {"id.match_enrollment", Verdict::pass, 0.71},
                                  {"id.match_admission", Verdict::pass, 0.58}};

domain::Assessment assessment(const domain::Submission& submission, const domain::StandardProfile& profile) {
  domain::Assessment made;
  made.submission = submission.id;
  made.version = submission.version;
  made.photo = submission.photos.front().sha256;
  made.profile = profile.id;
  made.profile_version = profile.version;
  made.engine = "onnxruntime 1.23.2; detector 6c0256cc; landmarks f10b0ba1; checks 5";
  made.made_at = kNow;
  for (const Measured& m : kMeasured) {
    const domain::Rule* rule = profile.rule(FindingId(m.check));
    if (!rule) continue;
    domain::Finding finding;
    finding.id = FindingId(m.check);
    finding.verdict = m.verdict;
    if (m.verdict != Verdict::not_assessable) finding.value = m.value;
    finding.unit = rule->unit;
    finding.band = rule->band;
    made.findings.push_back(std::move(finding));
  }
  made.findings[0].marks = {{domain::MarkKind::box, {{140, 180}, {240, 400}}, true}};
  made.findings[2].why = "error.code.unavailable";
  return made;
}

domain::OutboxEvent event(int n, EventState state, const char* type, int attempts, const char* problem, const char* text = "") {
  domain::OutboxEvent made;
  const std::string number = std::to_string(n);
  made.id = EventId("018b8a1e-77d2-7c41-9d0f-00000000000" + number);
  made.decision = DecisionId("018b8a1e-6f00-7b1a-8e55-00000000000" + number);
  made.submission = SubmissionId("sub_2023110100" + number);
  made.type = type;
  made.state = state;
  made.attempts = attempts;
  made.created_at = kNow - minutes(4 * n + 1);
  made.next_at = kNow + minutes(n * n);
  made.last_problem = problem;
  made.last_text = text;
  if (state == EventState::delivered) made.receipt_status = "delivered";
  if (state == EventState::refused) made.receipt_status = "user_refused", made.receipt_code = "43101";
  return made;
}

}  // namespace

std::vector<domain::QueueItem> sample_queue() {
  std::vector<domain::QueueItem> items;
  for (const Person& person : people()) {
    domain::QueueItem item;
    item.id = SubmissionId(std::string("sub_") + person.number);
    item.place = {domain::Stage::queued, domain::Round::first};
    item.student_name = person.name;
    item.student_number = person.number;
    item.attempt = person.attempt;
    item.due_at = kNow + minutes(person.minutes_left);
    item.submitted_at = item.due_at - hours(24);
    for (const char* flag : person.flags) item.flags.emplace_back(flag);
    item.photo = hash_of(person.photo);
    items.push_back(std::move(item));
  }
  items[0].place.stage = domain::Stage::leased;
  items[0].holder = OperatorId("op_1");
  items[3].holder = OperatorId("审核员 0301");
  items[3].place.stage = domain::Stage::leased;
  return items;
}

desk::CaseFilePtr sample_case(const Shipped& shipped) {
  auto file = std::make_shared<domain::CaseFile>();
  domain::Submission submission = a_submission("sub_2021040117")
                                      .with_attempt(2)
                                      .with_name("张*")
                                      .with_number("2021040117")
                                      .submitted_at(kNow - hours(21))
                                      .with_flag("light.lr_diff");
  // One the back end sees as we do, one it contradicts, one it could not see, and one we have no check for.
  submission.flags = {{FindingId("light.lr_diff"), domain::FlagVerdict::fail, 22.1, "lightness", "capture-auto 2.3"},
                      {FindingId("geom.head_top"), domain::FlagVerdict::warn, 51, "px", "capture-auto 2.3"},
                      {FindingId("cloth.bg_contrast"), domain::FlagVerdict::not_assessable, {}, "", "capture-auto 2.3"},
                      {FindingId("beard.length"), domain::FlagVerdict::warn, 3, "mm", "capture-auto 2.3"}};
  submission.student.id_number = "4*****************";
  submission.batch.window_closes_at = kNow + days(6);
  submission.photos = {photo("p013_flaw_half_shadow.jpg", PhotoRole::submission, 480, 640, 37'772),
                       photo("p013_enrollment.jpg", PhotoRole::enrollment, 358, 441, 26'208),
                       photo("p013_admission.jpg", PhotoRole::admission, 240, 320, 6'693),
                       photo("p013_capture.jpg", PhotoRole::capture, 960, 1280, 176'761)};
  file->review_case = a_case(submission).leased_by("op_1");
  file->lease = {submission.id, OperatorId("op_1"), StationId("station-03"), file->review_case.epoch, minutes(2)};
  file->profile = shipped.profile;
  file->photo_states.assign(4, domain::PhotoState::present);
  file->assessment = assessment(submission, *shipped.profile);
  file->earlier = {a_decision("sub_2021040117_1")
                       .retake("LIGHT_UNEVEN")
                       .because("MOUTH_OPEN")
                       .decided_at(kNow - days(8))
                       .in_state(domain::DecisionState::released)};
  file->old_reasons = {{ReasonCode("MOUTH_OPEN"), domain::OldReason::cleared},
                       {ReasonCode("LIGHT_UNEVEN"), domain::OldReason::still_there}};
  return file;
}

std::vector<desk::PaneState> sample_panes() {
  const auto pane = [](const char* file, PhotoRole role, int w, int h, std::int64_t bytes, std::array<float, 4> eyes) {
    desk::PaneState made;
    made.role = role;
    made.sha256 = hash_of(file);
    made.phase = desk::PhotoPhase::ready;
    if (domain::is_reference(role)) made.taken_on = Date{role == PhotoRole::enrollment ? 2021 : 2020, 9, 1};
    made.width = w;
    made.height = h;
    made.bytes = bytes;
    made.eyes = {{{eyes[0], eyes[1]}, {eyes[2], eyes[3]}}};
    return made;
  };
  return {pane("p013_flaw_half_shadow.jpg", PhotoRole::submission, 480, 640, 37'772, {194.8F, 256.1F, 285.2F, 253.9F}),
          pane("p013_enrollment.jpg", PhotoRole::enrollment, 358, 441, 26'208, {147.1F, 185.6F, 213.1F, 184.6F}),
          pane("p013_admission.jpg", PhotoRole::admission, 240, 320, 6'693, {98.3F, 126.5F, 141.9F, 125.9F}),
          pane("p013_capture.jpg", PhotoRole::capture, 960, 1280, 176'761, {429.6F, 542.2F, 572.0F, 541.3F})};
}

std::vector<desk::PaneState> many_panes() {
  std::vector<desk::PaneState> panes = sample_panes();
  // The photos differ in light alone, so the eyes of all lie where those of the submission do.
  const auto add = [&](const char* file, PhotoRole role, std::optional<Date> taken) {
    desk::PaneState made = panes.front();
    made.role = role;
    made.sha256 = hash_of(file);
    made.taken_on = taken;
    panes.insert(panes.end() - 1, made);
  };
  add("p013_submission.jpg", PhotoRole::population, Date{2019, 3, 1});
  add("p013_flaw_underexposed.jpg", PhotoRole::previous, Date{2023, 10, 20});
  return panes;
}

std::vector<desk::RecentDecision> sample_recent() {
  std::vector<desk::RecentDecision> recent;
  recent.push_back({a_decision("sub_r1").decided_at(kNow - seconds(3)), "王**", "2021040331"});
  recent.push_back({a_decision("sub_r2").retake("BLUR").decided_at(kNow - seconds(40)), "赵*", "2021040332"});
  recent.push_back({a_decision("sub_r3").doubt().decided_at(kNow - minutes(2)), "钱*", "2021040333"});
  recent.push_back({a_decision("sub_r4").reprocess("BG_EDGE").decided_at(kNow - minutes(3)), "孙*", "2021040334"});
  for (std::size_t i = 1; i < recent.size(); ++i) recent[i].decision.state = domain::DecisionState::released;
  recent[2].decision.state = domain::DecisionState::opinion;
  for (std::size_t i = 0; i < recent.size(); ++i) recent[i].decision.photo = hash_of(kDecided[i]);
  return recent;
}

std::vector<desk::OutboxRow> sample_outbox() {
  return {{event(0, EventState::held, "photo.approved", 0, ""), "2021040331"},
          {event(1, EventState::ready, "photo.retake_requested", 2, "status 503", "error.notify.busy"),
           "2021040332"},
          {event(2, EventState::inflight, "photo.identity_doubt", 1, "POST capture.example.edu: Failed to connect", "error.net.unreachable"), "2021040333"},
          {event(3, EventState::dead, "photo.retake_requested", 14,
                 "status 422", "error.notify.refused"), "2021040334"},
          {event(4, EventState::accepted, "photo.approved", 1, ""), "2021040335"},
          {event(5, EventState::delivered, "photo.reprocess_requested", 1, ""), "2021040336"},
          {event(6, EventState::refused, "photo.retake_requested", 1, ""), "2021040337"},
          {event(7, EventState::superseded, "photo.decision_reversed", 1, ""), "2021040338"},
          {event(8, EventState::cancelled, "photo.approved", 0, ""), "2021040339"}};
}

std::vector<desk::ProblemRow> sample_problems() {
  const std::string raw =
      R"({"id":"sub_20231101999","version":1,"state":"flagged","batch":{"id":"pdsu-2024-01","school_name":"平顶山学院"},)"
      R"("student":{"ref":"stu_1","number":"2021040999","name":"周*"},"photos":"none"})";
  return {{"submissions", "sub_20231101999", "photos: not a list", raw, kNow - minutes(12), {domain::FaultKind::kind, "photos"}},
          {"receipts", "rcp_20231101888", "at: not a time like 2023-10-21T02:00:00Z", std::string(30'000, 'x'), kNow - hours(3), {domain::FaultKind::time, "at"}},
          {"submissions", "sub_20231101777", "a new kind of fault", "", kNow - days(1)}};
}

std::vector<desk::HistoryRow> sample_history() {
  std::vector<desk::HistoryRow> rows;
  for (const desk::RecentDecision& recent : sample_recent())
    rows.push_back({recent.decision, recent.student_name, recent.student_number});
  rows.push_back({a_decision("sub_h5")
                      .retake("LIGHT_UNEVEN")
                      .because("HAIR_BROW")
                      .because("OTHER", "请取下耳机后重新拍摄")
                      .decided_at(kNow - hours(2))
                      .in_state(domain::DecisionState::reversed),
                  "周*", "2021040340"});
  rows.push_back(
      {a_decision("sub_h6").decided_at(kNow - days(1)).in_state(domain::DecisionState::undone), "吴*", "2021040341"});
  rows.push_back({a_decision("sub_h7").decided_at(kNow - days(2)).in_state(domain::DecisionState::cancelled), "郑*",
                  "2021040342"});
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].decision.looked_ms = 2'300 + 1'700 * static_cast<int>(i);
  return rows;
}

}  // namespace zhaojian::test
