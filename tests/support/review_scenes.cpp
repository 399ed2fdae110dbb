#include "desk/selectors.h"
#include "support/builders.h"
#include "support/sample_cases.h"
#include "support/scene_book.h"

namespace zhaojian::test {
namespace {

using desk::Model;
using desk::Screen;

void add_review(Book& book) {
  const Shipped& shipped = book.shipped();
  const auto shown = [&](Model& m) { m.review = reviewing(shipped); };
  const auto the_case = [](Model& m) -> desk::Reviewing& { return std::get<desk::Reviewing>(m.review); };
  book.add("review-ready", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).identity = domain::IdentityAnswer{6, {}};
    the_case(m).revealed = true;
    the_case(m).reasons = {{ReasonCode("LIGHT_UNEVEN"), "", domain::Region{140, 180, 100, 220}}};
  });
  book.add("review-other_photo", Screen::review, [&](Model& m) {
    shown(m);
    auto file = std::make_shared<domain::CaseFile>(*the_case(m).file);
    file->other_photo = true;
    the_case(m).file = file;
  });
  const auto preview = [](desk::PhotoPhase phase) {
    desk::Preview made;
    made.pane = sample_panes().back();
    made.pane.phase = phase;
    made.pane.preview = true;
    return made;
  };
  book.add("review-preview", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).preview = preview(desk::PhotoPhase::ready);
    the_case(m).preview->pane.sha256 = sample_panes().front().sha256;  // no file of the samples is a preview
    the_case(m).preview->pane.width = 480, the_case(m).preview->pane.height = 640, the_case(m).preview->pane.bytes = 38'912;
  });
  book.add("review-preview_making", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).preview = preview(desk::PhotoPhase::loading);
    the_case(m).preview->step = 2, the_case(m).preview->steps = 4;
  });
  book.add("review-preview_failed", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).preview = preview(desk::PhotoPhase::broken);
    the_case(m).preview->pane.problem = "error.standardise.no_room";
  });
  book.add("review-identity", Screen::review, [&](Model& m) { shown(m), the_case(m).pass = desk::Pass::identity; });
  book.add("review-unsure", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).identity = domain::IdentityAnswer{4, {}};
    the_case(m).revealed = true;
  });
  book.add("review-lookalikes", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).pass = desk::Pass::identity;
    the_case(m).identity = domain::IdentityAnswer{6, {}};
    the_case(m).revealed = true;
    the_case(m).lookalikes = desk::Lookalikes{false, {{SubmissionId("sub_2021040388"), "龚*", "2021040388", 0.71},
                                                      {SubmissionId("sub_2021040561"), "铉*", "2021040561", 0.52}}, {}};
  });
  book.add("review-all_checks", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).show_passed = true;
    the_case(m).reasons = {
        {ReasonCode("LIGHT_UNEVEN"), "", {}}, {ReasonCode("HAIR_BROW"), "", {}}, {ReasonCode("OTHER"), "", {}}};
    the_case(m).note = "请取下耳机后重新拍摄";
  });
  book.add("review-ticks", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).show_ticks = true;
    the_case(m).ticks = {TickId("own_recent"), TickId("id_style")};
    the_case(m).shown_tick = TickId("no_make_up");
  });
  book.add("review-by_clause", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).by_clause = true;
    the_case(m).shown_finding = FindingId("light.lr_diff");
  });
  book.add("review-photo_missing", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).panes[1].phase = desk::PhotoPhase::missing;
    the_case(m).panes[1].problem = "photo.missing";
    the_case(m).panes[2].phase = desk::PhotoPhase::broken;
    the_case(m).panes[2].problem = "photo.broken";
    auto file = std::make_shared<domain::CaseFile>(*the_case(m).file);
    file->assessment.reset();
    the_case(m).file = file;
  });
  // What a file fact bars from approval.
  const auto failing = [&](Model& m, const char* check) {
    shown(m);
    auto file = std::make_shared<domain::CaseFile>(*the_case(m).file);
    auto& findings = file->assessment->findings;
    std::erase_if(findings, [&](const domain::Finding& finding) { return finding.id == FindingId(check); });
    domain::Finding failed;
    failed.id = FindingId(check);
    failed.verdict = domain::Verdict::fail;
    failed.value = 0;
    failed.band = file->profile->rule(failed.id)->band;
    findings.insert(findings.begin(), failed);
    the_case(m).file = file;
  };
  book.add("review-file_fact", Screen::review, [&](Model& m) { failing(m, "file.bytes"); });
  book.add("review-unreadable", Screen::review, [&](Model& m) {
    failing(m, "file.decode");
    the_case(m).identity.reset();
    the_case(m).panes[0].phase = desk::PhotoPhase::broken;
    the_case(m).panes[0].problem = "error.decode.truncated";
  });
  book.add("review-loading", Screen::review, [&](Model& m) {
    auto panes = sample_panes();
    for (desk::PaneState& pane : panes) pane.phase = desk::PhotoPhase::loading;
    m.review = desk::Opening{sample_case(shipped), panes};
    m.queue.rows = desk::Loading{};
  });
  book.add("review-loading_judged", Screen::review, [&](Model& m) {  // came back; who it is was answered before
    auto panes = sample_panes();
    for (desk::PaneState& pane : panes) pane.phase = desk::PhotoPhase::loading;
    m.review = desk::Opening{sample_case(shipped), panes, {domain::IdentityAnswer{6, {}}, {}, {}}};
  });
  book.add("review-empty", Screen::review, [](Model& m) {
    m.review = desk::QueueEmpty{kNow - minutes(3)};
    m.queue.rows = std::vector<domain::QueueItem>{};
    m.queue.total = 0;
    m.recent.clear();
  });
  book.add("review-failed", Screen::review, [](Model& m) {
    m.review = desk::ClaimFailed{{Errc::io, "disk", "error.store.io"}};
    m.queue.rows = desk::Failed{{Errc::io, "disk", "error.store.io"}};
  });
  book.add("review-offline", Screen::review, [](Model& m) { m.review = desk::QueueEmpty{kNow}, go_offline(m); });
  book.add("review-idle", Screen::review, [](Model& m) { m.review = desk::Idle{}; });
  book.add("review-claiming", Screen::review, [](Model& m) { m.review = desk::Claiming{}; });
  book.add("review-gone", Screen::review, [](Model& m) {
    m.review = desk::Gone{desk::GoneWhy::superseded, "张*", "2021040117"};
  });
  book.add("review-gone_decided", Screen::review, [](Model& m) {
    m.review = desk::Gone{desk::GoneWhy::decided, "张*", "2021040117", "李督导", domain::Outcome::retake};
  });
  book.add("review-gone_back_in_line", Screen::review, [](Model& m) {
    m.review = desk::Gone{desk::GoneWhy::lease_lost, "张*", "2021040117", {}, {}, true};
    m.notices = {{desk::NoticeKind::warning, "notice.case_gone", {}, kNow + seconds(4), 1}};
  });
  book.add("review-gone_with_another", Screen::review, [](Model& m) {
    m.review = desk::Gone{desk::GoneWhy::lease_lost, "张*", "2021040117", "王审核"};
  });
  book.add("review-changed", Screen::review, [&](Model& m) {
    shown(m);
    m.notices = {{desk::NoticeKind::info, "notice.changed_several", {}, kNow + seconds(4), 1}};
  });
  book.add("review-read_only", Screen::review, [](Model& m) { m.me->role = domain::Role::customer_service; });
  book.add("review-store_failure", Screen::review, [&](Model& m) {
    shown(m);
    m.store_failure = Error{Errc::io, "disk full", "error.store.full"};
    m.pending = {{OpId("op-7"), desk::PollNow{}, "李*", "2021040203", true}};
    m.notices = {{desk::NoticeKind::warning, "notice.late_key", {}, kNow + seconds(4), 1},
                 {desk::NoticeKind::error, "error.store.stale", {}, kNow + days(1), 2},
                 {desk::NoticeKind::done, "notice.undone", {}, kNow + seconds(4), 3}};
  });
  book.add("review-notice", Screen::review, [&](Model& m) {
    shown(m);
    m.notices = {{desk::NoticeKind::error, "error.store.stale", {}, kNow + days(1), 1},
                 {desk::NoticeKind::error, "notice.to_second_reviewer", {"欧*", "2021040555"}, kNow + days(1), 2}};
  });
  book.add("review-reason_finder", Screen::review, [&](Model& m, ui::ViewState& v) {
    shown(m);
    v.finder = {true, true, "bj", 0, desk::reviewing(m)->sequence};
  });
  book.add("review-reasons_at_hand", Screen::review, [&](Model& m, ui::ViewState& v) {
    shown(m);
    m.favourites[the_case(m).file->review_case.submission.batch.id] = {ReasonCode("GLASSES_GLARE"), ReasonCode("BLUR")};
    v.finder = {true, true, {}, 0, desk::reviewing(m)->sequence};
  });
  book.add("review-past", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).past = desk::Past{m.recent.front().decision, domain::EventState::ready};
    the_case(m).past->decision.state = domain::DecisionState::released;
    the_case(m).pass = desk::Pass::standard;
  });
  book.add("review-past_read_only", Screen::review, [&](Model& m) {
    shown(m);
    the_case(m).past = desk::Past{m.recent.front().decision, domain::EventState::delivered};
    the_case(m).past->decision.state = domain::DecisionState::released;
    the_case(m).pass = desk::Pass::standard;
    std::erase_if(the_case(m).panes, [](const desk::PaneState& pane) { return pane.role != domain::PhotoRole::submission; });
    m.me->role = domain::Role::customer_service;
  });
  book.add("review-reverse_menu", Screen::review, [&](Model& m, ui::ViewState& v) {
    shown(m);
    the_case(m).past = desk::Past{m.recent.front().decision, {}};
    v.aside_menu = domain::AsideKind::reverse;
    v.aside_sequence = desk::reviewing(m)->sequence;
  });
  book.add("review-skip_menu", Screen::review, [&](Model& m, ui::ViewState& v) {
    shown(m);
    v.aside_menu = domain::AsideKind::skip;
    v.aside_sequence = desk::reviewing(m)->sequence;
  });
  book.add("review-palette", Screen::review, [&](Model& m, ui::ViewState& v) {
    shown(m);
    v.palette = {true, true, {}, 0};
  });
  book.add("review-palette_number", Screen::review, [&](Model& m, ui::ViewState& v) {
    shown(m);
    v.palette = {true, true, "2021040203", 0};
  });
  book.add("review-help", Screen::review, [&](Model& m, ui::ViewState& v) { shown(m), v.help = true; });
  book.add("review-help_left_hand", Screen::review, [&](Model& m, ui::ViewState& v) {
    shown(m), v.help = true;
    m.preferences.bindings.preset = desk::Preset::left_hand;
  });
  book.add("review-rare_name", Screen::review, [&](Model& m) {
    shown(m);
    auto file = std::make_shared<domain::CaseFile>(*the_case(m).file);
    file->review_case.submission.student.name = "𠮷𬭎䶮";
    the_case(m).file = file;
    if (auto* rows = std::get_if<std::vector<domain::QueueItem>>(&m.queue.rows); rows && !rows->empty())
      rows->front().student_name = "𠮷*";
  });
}

// How photos are looked at: many of them, through a tool, as a difference.
void add_looking(Book& book) {
  const Shipped& shipped = book.shipped();
  const auto look = [&](Model& m, ui::ViewState& v, desk::Pass pass) -> desk::Reviewing& {
    m.review = reviewing(shipped);
    auto& shown = std::get<desk::Reviewing>(m.review);
    shown.pass = pass;
    v.compare.sequence = shown.sequence;
    v.compare.pass = pass;
    v.compare.fit = v.compare.fits[static_cast<std::size_t>(pass)];
    return shown;
  };
  book.add("review-four_photos", Screen::review, [&](Model& m, ui::ViewState& v) {
    auto& shown = look(m, v, desk::Pass::identity);
    shown.panes = many_panes();
    std::erase_if(shown.panes, [](const desk::PaneState& pane) { return pane.role == domain::PhotoRole::previous; });
  });
  book.add("review-five_photos", Screen::review, [&](Model& m, ui::ViewState& v) { look(m, v, desk::Pass::standard).panes = many_panes(); });
  book.add("review-six_photos", Screen::review, [&](Model& m, ui::ViewState& v) {
    look(m, v, desk::Pass::identity).panes = many_panes();
    m.preferences.compare.arrangement = desk::Arrangement::everything;
  });
  book.add("review-difference", Screen::review, [&](Model& m, ui::ViewState& v) {
    look(m, v, desk::Pass::standard);
    v.compare.inspection = ui::Inspection::difference;
  });
  book.add("review-texture_loss", Screen::review, [&](Model& m, ui::ViewState& v) {
    look(m, v, desk::Pass::standard);
    v.compare.inspection = ui::Inspection::texture_loss;
    v.compare.fit = ui::Fit::face;
  });
  book.add("review-flicker", Screen::review, [&](Model& m, ui::ViewState& v) { look(m, v, desk::Pass::standard), v.compare.flicker = true; });
  book.add("review-ruler", Screen::review, [&](Model& m, ui::ViewState& v) {
    look(m, v, desk::Pass::standard).tool = desk::Tool::ruler;
    v.compare.points = {{194.8, 256.1}};
    v.compare.cursor = {285.2, 253.9};
  });
  book.add("review-magnifier", Screen::review, [&](Model& m, ui::ViewState& v) { look(m, v, desk::Pass::standard), v.compare.magnifier = true; });
  book.add("review-picker", Screen::review, [&](Model& m, ui::ViewState& v) {
    look(m, v, desk::Pass::standard).tool = desk::Tool::picker;
    v.compare.cursor = {402, 118};
  });
  book.add("review-tone", Screen::review, [&](Model& m, ui::ViewState& v) {
    look(m, v, desk::Pass::identity);
    m.preferences.compare.tone_matched = true;
  });
  book.add("review-pins", Screen::review, [&](Model& m, ui::ViewState& v) {
    auto& shown = look(m, v, desk::Pass::standard);
    shown.reasons = {{ReasonCode("LIGHT_UNEVEN"), "", domain::Region{140, 180, 100, 220}},
                     {ReasonCode("BG_CLUTTER"), "", domain::Region{330, 20, 140, 120}},
                     {ReasonCode("HAIR_BROW"), "", domain::Region{170, 190, 140, 50}}};
    shown.pin = ReasonCode("HAIR_BROW");
    shown.identity = domain::IdentityAnswer{6, {}};
    shown.revealed = true;
  });
  book.add("review-photos_alone", Screen::review, [&](Model& m, ui::ViewState& v) { look(m, v, desk::Pass::standard), v.compare.full = true; });
}

}  // namespace

void add_review_scenes(Book& book) {
  add_review(book);
  add_looking(book);
}

}  // namespace zhaojian::test
