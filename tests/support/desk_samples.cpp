#include "support/desk_samples.h"

#include <algorithm>
#include <stdexcept>

#include "base/files.h"
#include "codec/profile_json.h"
#include "codec/reason_json.h"
#include "desk/selectors.h"
#include "support/builders.h"
#include "support/sample_cases.h"
#include "support/scene_book.h"

namespace zhaojian::test {
namespace {

using desk::Model;
using desk::Screen;

template <class T> T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

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

void add_notices(Book& book) {
  book.add("review-notices", Screen::review, [](Model& m, ui::ViewState& v) {
    using enum desk::NoticeKind;
    m.told = {{error, "error.net.unreachable", {}, kNow, 4, kNow - seconds(8)},
              {done, "notice.reversed", {}, kNow, 3, kNow - minutes(2)},
              {warning, "notice.changed_other_photo", {}, kNow, 2, kNow - minutes(31)},
              {info, "notice.lookup_came_again", {"张*"}, kNow, 1, kNow - hours(2)}};
    v.notices = true;
  });
  book.add("review-notices_none", Screen::review, [](Model&, ui::ViewState& v) { v.notices = true; });
}

}  // namespace

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

Shipped shipped(const std::filesystem::path& assets) {
  constexpr std::size_t most = 4'000'000;
  const Bytes reasons = must(read_file(assets / "reasons/reasons.json", most));
  const Bytes profile = must(read_file(assets / "standards/chsi-99-2017.json", most));
  return {std::make_shared<domain::ReasonCatalogue>(must(codec::reasons_from_json(reasons))),
          std::make_shared<domain::StandardProfile>(must(codec::profile_from_json(profile)))};
}

std::vector<std::string> sample_photos() {
  return {"p013_flaw_half_shadow.jpg",
          "p013_submission.jpg",
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
  add_review_scenes(book);
  add_sheet(book, shipped);
  add_lists(book);
  add_notices(book);
  return book.done();
}

Scene scene(const Shipped& shipped, const std::string& name, domain::Language language) {
  for (Scene& one : scenes(shipped, language))
    if (one.name == name) return std::move(one);
  throw std::runtime_error("no scene " + name);
}

}  // namespace zhaojian::test
