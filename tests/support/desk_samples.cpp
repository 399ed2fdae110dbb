#include "support/desk_samples.h"

#include <algorithm>
#include <stdexcept>
#include <type_traits>

#include "base/files.h"
#include "codec/profile_json.h"
#include "codec/reason_json.h"
#include "desk/selectors.h"
#include "support/builders.h"
#include "support/sample_cases.h"

namespace zhaojian::test {
namespace {

using desk::Model;
using desk::Screen;

template <class T> T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

Model signed_in(const Shipped& shipped, domain::Language language, Screen screen) {
  Model model;
  model.now = kNow;
  model.screen = screen;
  model.preferences.language = language;
  model.me = an_operator("op_1");
  model.me->name = "审核员 0217";
  model.station = StationId("station-03");
  model.reasons = shipped.reasons;
  model.link.kind = desk::LinkState::Kind::connected;
  model.link.last_sync = kNow - seconds(36);
  model.link.new_items = 14;
  model.outbox = {1, 2, 0, 0, false, {}};
  model.day = {312, 980, 1'284, 3, 1, 0, 0, kNow + hours(7)};
  model.queue.rows = sample_queue();
  model.queue.total = 1'284;
  model.recent = sample_recent();
  model.last_sequence = 1;
  return model;
}

desk::Reviewing reviewing(const Shipped& shipped) {
  desk::Reviewing shown;
  shown.file = sample_case(shipped);
  shown.panes = sample_panes();
  shown.shown_at = kNow - seconds(6);
  shown.sequence = 1;
  return shown;
}

void go_offline(Model& model) {
  model.link.kind = desk::LinkState::Kind::offline;
  model.link.problem = "error.net.unreachable";
}

class Book {
 public:
  Book(const Shipped& shipped, domain::Language language) : shipped_(shipped), language_(language) {}

  template <class Change> void add(const std::string& name, Screen screen, Change change) {
    Scene scene{name, signed_in(shipped_, language_, screen), {}};
    if constexpr (std::is_invocable_v<Change, Model&, ui::ViewState&>)
      change(scene.model, scene.view);
    else
      change(scene.model);
    scenes_.push_back(std::move(scene));
  }
  // A list screen in its five states.
  template <class Rows>
  void add_list(const std::string& name, Screen screen, desk::Async<Rows> Model::*rows, const Rows& ready) {
    add(name + "-empty", screen, [&](Model& m) { m.*rows = Rows{}; });
    add(name + "-loading", screen, [&](Model& m) { m.*rows = desk::Loading{}; });
    add(name + "-ready", screen, [&](Model& m) { m.*rows = ready; });
    add(name + "-failed", screen, [&](Model& m) { m.*rows = desk::Failed{{Errc::io, "disk", "error.store.io"}}; });
    add(name + "-offline", screen, [&](Model& m) { m.*rows = ready, go_offline(m); });
  }
  [[nodiscard]] std::vector<Scene> done() { return std::move(scenes_); }
  [[nodiscard]] const Shipped& shipped() const { return shipped_; }

 private:
  const Shipped& shipped_;
  domain::Language language_;
  std::vector<Scene> scenes_;
};

void add_sign_in(Book& book) {
  const auto out = [](Model& m) {
    m.me.reset();
    m.recent.clear();
    m.operators_known = true;
  };
  const auto some = [](Model& m) {
    m.operators = {an_operator("1"), an_operator("2", domain::Role::supervisor),
                   an_operator("3", domain::Role::customer_service), an_operator("4", domain::Role::administrator)};
    m.operators[0].name = "审核员 0217";
    m.operators[1].name = "督导 欧阳晓明";
  };
  book.add("sign_in-empty", Screen::sign_in, out);
  book.add("sign_in-loading", Screen::sign_in, [&](Model& m) { out(m), m.operators_known = false; });
  book.add("sign_in-ready", Screen::sign_in, [&](Model& m) { out(m), some(m); });
  book.add("sign_in-failed", Screen::sign_in, [&](Model& m) {
    out(m), m.store_failure = Error{Errc::corrupt, "page 7", "error.store.corrupt"};
  });
  book.add("sign_in-offline", Screen::sign_in, [&](Model& m) { out(m), some(m), go_offline(m); });
  book.add("settings-signed_out", Screen::settings, out);
}

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
  book.add("review-loading", Screen::review, [&](Model& m) {
    auto panes = sample_panes();
    for (desk::PaneState& pane : panes) pane.phase = desk::PhotoPhase::loading;
    m.review = desk::Opening{sample_case(shipped), panes};
    m.queue.rows = desk::Loading{};
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
  book.add("review-read_only", Screen::review, [](Model& m) { m.me->role = domain::Role::customer_service; });
  book.add("review-store_failure", Screen::review, [&](Model& m) {
    shown(m);
    m.store_failure = Error{Errc::io, "disk full", "error.store.full"};
    m.pending = {{OpId("op-7"), desk::PollNow{}, "李*", "2021040203", true}};
    m.notices = {{desk::NoticeKind::warning, "notice.late_key", {}, kNow + seconds(4), 1},
                 {desk::NoticeKind::error, "error.store.stale", {}, kNow + days(1), 2},
                 {desk::NoticeKind::done, "notice.undone", {}, kNow + seconds(4), 3}};
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

desk::Sheet sample_sheet(const Shipped& shipped, int tiles) {
  desk::Sheet sheet;
  sheet.phase = desk::Sheet::Phase::shown;
  sheet.sequence = 1;
  sheet.room = 24;
  for (int i = 0; i < tiles; ++i) {
    auto file = std::make_shared<domain::CaseFile>(*sample_case(shipped));
    file->review_case.submission.id = SubmissionId("sub_sheet_" + std::to_string(i));
    desk::Tile tile;
    tile.file = file;
    tile.photo = sample_panes().front().sha256;
    tile.marked = i % 4 == 1;
    tile.seen = seconds(i % 3);
    if (i == 5) tile.state = desk::TileState::gone;
    if (i == 6) tile.state = desk::TileState::decided;
    if (i == 7) tile.state = desk::TileState::deciding;
    if (i == 8) tile.state = desk::TileState::refused;
    sheet.tiles.push_back(std::move(tile));
  }
  sheet.selected = 2;
  sheet.reasons = {ReasonCode("BLUR")};
  return sheet;
}

void add_sheet(Book& book, const Shipped& shipped) {
  using Phase = desk::Sheet::Phase;
  book.add("sheet-shown", Screen::sheet, [&](Model& m) { m.sheet = sample_sheet(shipped, 24); });
  book.add("sheet-most", Screen::sheet, [&](Model& m) { m.sheet = sample_sheet(shipped, 60); });
  book.add("sheet-claiming", Screen::sheet, [](Model& m) { m.sheet.phase = Phase::claiming, m.sheet.room = 24; });
  book.add("sheet-empty", Screen::sheet, [](Model& m) { m.sheet.phase = Phase::empty, m.sheet.room = 24; });
  book.add("sheet-offline", Screen::sheet, [](Model& m) { m.sheet.phase = Phase::empty, m.sheet.room = 24, go_offline(m); });
  book.add("sheet-failed", Screen::sheet, [](Model& m) {
    m.sheet.phase = Phase::failed;
    m.sheet.error = Error{Errc::io, "disk", "error.store.io"};
  });
}

void add_lists(Book& book) {
  book.add_list<std::vector<desk::OutboxRow>>("outbox", Screen::outbox, &Model::outbox_rows, sample_outbox());
  book.add("outbox-endpoint_off", Screen::outbox, [](Model& m, ui::ViewState& v) {
    m.outbox_rows = sample_outbox();
    m.outbox = {1, 3, 1, 1, true, {}};
    v.list_selected = 3;
  });
  book.add_list<std::vector<desk::ProblemRow>>("problems", Screen::problems, &Model::problem_rows, sample_problems());
  book.add_list<std::vector<desk::HistoryRow>>("history", Screen::history, &Model::history_rows, sample_history());
  book.add("settings-ready", Screen::settings, [](Model&) {});
  book.add("settings-key_conflict", Screen::settings, [](Model& m, ui::ViewState& v) {
    m.preferences.bindings.own = {{"review.skip", desk::Chord{desk::Key::f12}}, {"review.undo", desk::Chord{desk::Key::u, true}}};
    v.list_selected = 4;
    v.key_change = {"review.approve", desk::Chord{desk::Key::r}, false};
  });
  book.add("settings-offline", Screen::settings, [](Model& m) { go_offline(m); });
  book.add("history-help", Screen::history, [](Model& m, ui::ViewState& v) {
    m.history_rows = sample_history();
    v.help = true;
  });
}

}  // namespace

Shipped shipped(const std::filesystem::path& assets) {
  constexpr std::size_t most = 4'000'000;
  const Bytes reasons = must(read_file(assets / "reasons/reasons.json", most));
  const Bytes profile = must(read_file(assets / "standards/chsi-99-2017.json", most));
  return {std::make_shared<domain::ReasonCatalogue>(must(codec::reasons_from_json(reasons))),
          std::make_shared<domain::StandardProfile>(must(codec::profile_from_json(profile)))};
}

std::vector<std::string> sample_photos() {
  return {"p013_flaw_half_shadow.jpg",
          "p013_enrollment.jpg",
          "p013_admission.jpg",
          "p013_capture.jpg",
          "p020_flaw_shoulders_tilted.jpg",
          "p003_flaw_glasses_glare.jpg",
          "p003_flaw_blurred.jpg",
          "p004_flaw_head_too_small.jpg",
          "p011_flaw_background_wrong_colour.jpg",
          "p017_flaw_mouth_open.jpg",
          "p013_flaw_underexposed.jpg",
          "p006_submission.jpg",
          "p001_submission.jpg",
          "p002_flaw_cutout_halo.jpg"};
}

std::vector<Scene> scenes(const Shipped& shipped, domain::Language language) {
  Book book(shipped, language);
  add_sign_in(book);
  add_review(book);
  add_sheet(book, shipped);
  add_lists(book);
  return book.done();
}

Scene scene(const Shipped& shipped, const std::string& name, domain::Language language) {
  for (Scene& one : scenes(shipped, language))
    if (one.name == name) return std::move(one);
  throw std::runtime_error("no scene " + name);
}

}  // namespace zhaojian::test
