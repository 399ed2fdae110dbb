#include <algorithm>

#include "app/rim.h"
#include "app/store_thread.h"
#include "base/log.h"
#include "domain/masking.h"
#include "domain/sla.h"
#include "net/curl_http.h"
#include "notify/replay.h"
#include "workflow/claim.h"
#include "workflow/decide.h"
#include "workflow/look_again.h"
#include "workflow/undo_decision.h"

// What the store thread does for each effect of the desk.
namespace zhaojian::app {
namespace {

constexpr std::int64_t kQueueWindow = 200;
constexpr std::int64_t kRecent = 20;
constexpr std::int64_t kHistory = 300;
constexpr std::int64_t kPage = 500;

// Not about this decision but about the store itself: it is kept and sent again when the store works.
bool is_store_failure(const Error& error) {
  return error.code == Errc::io || error.code == Errc::unavailable || error.code == Errc::timeout || error.code == Errc::corrupt;
}

template <class Outcome>
std::optional<Error> refusal(const Outcome& outcome) {
  if (std::holds_alternative<workflow::LeaseLost>(outcome)) return Error{Errc::stale, "the lease is lost", "error.decide.lease_lost"};
  if (std::holds_alternative<workflow::Withdrawn>(outcome)) return Error{Errc::conflict, "withdrawn", "error.decide.withdrawn"};
  if (std::holds_alternative<workflow::Superseded>(outcome)) return Error{Errc::conflict, "superseded", "error.decide.superseded"};
  return {};
}

// "compare:0100": arrangement, aligned for identity and for the standard, tone matched.
std::string spell(const desk::CompareLook& look) {
  return "compare:" + std::to_string(static_cast<int>(look.arrangement)) + (look.registered_for_identity ? "1" : "0") +
         (look.registered_for_standard ? "1" : "0") + (look.tone_matched ? "1" : "0");
}

desk::CompareLook look_from(const std::string& text) {
  constexpr std::string_view kWord = "compare:";
  desk::CompareLook look;
  const auto at = text.find(kWord);
  if (at == std::string::npos || text.size() < at + kWord.size() + 4) return look;
  const std::string digits = text.substr(at + kWord.size(), 4);
  if (digits.find_first_not_of("012") != std::string::npos) return look;
  look.arrangement = static_cast<desk::Arrangement>(digits[0] - '0');
  look.registered_for_identity = digits[1] == '1';
  look.registered_for_standard = digits[2] == '1';
  look.tone_matched = digits[3] == '1';
  return look;
}

// "zh-CN dark compare:0100 keys:standard;review.approve=x 125"
std::string spell(const desk::Preferences& p) {
  return std::string(p.language == domain::Language::en ? "en" : "zh-CN") + (p.theme == desk::ThemeName::light ? " light " : " dark ") +
         spell(p.compare) + " " + desk::spell(p.bindings) + " " +
         std::to_string(static_cast<int>(p.scale * 100 + 0.5F));
}

desk::Preferences preferences_from(const std::string& text) {
  desk::Preferences p;
  p.bindings = desk::bindings_from(text);
  p.compare = look_from(text);
  if (text.starts_with("en ")) p.language = domain::Language::en;
  if (text.find(" light ") != std::string::npos) p.theme = desk::ThemeName::light;
  const auto at = text.rfind(' ');
  if (at != std::string::npos) p.scale = static_cast<float>(std::clamp(std::atoi(text.c_str() + at), 0, 200)) / 100.0F;
  if (p.scale < 1.0F) p.scale = 0;
  return p;
}

}  // namespace

void StoreThread::refused(const SubmissionId& id, const OpId& op, const Error& error, const domain::CaseFile* file) {
  if (!is_store_failure(error)) {
    desk::DecisionRefused event{id, op, error};
    const auto became = file && error.code == Errc::stale ? workflow::became_of(*services_, *file) : Result(domain::LostCase{});
    if (became && became->why == domain::GoneWhy::decided && became->by) {
      event.error.text = "error.decide.decided";
      event.by = name_of(*became->by);
    }
    say(std::move(event));
    return;
  }
  log_error("decide", error);
  failed_ = true;
  say(desk::DecisionNotSaved{id, op, error});
}

void StoreThread::carry_out(const desk::LoadOperators&) {
  auto operators = store_->people().operators();
  if (!operators) {
    log_error("operators", operators.error());
    return say(desk::StoreFailed{operators.error()});
  }
  std::erase_if(*operators, [](const domain::Operator& who) { return !who.active; });
  std::ranges::stable_sort(*operators, {}, &domain::Operator::role);  // reviewers first: they sign in most
  say(desk::OperatorsLoaded{std::move(*operators)});
}

Result<std::vector<desk::RecentDecision>> StoreThread::decisions_of(const OperatorId& who, std::int64_t limit) {
  std::vector<desk::RecentDecision> rows;
  for (domain::Decision& decision : TRY(store_->decisions().recent(who, limit))) {
    if (decision.reverses) continue;  // the act of taking one back, no judgement of its own
    const auto found = TRY(store_->submissions().find(decision.submission));
    desk::RecentDecision row{std::move(decision), {}, {}};
    if (found) row.student_name = found->submission.student.name, row.student_number = found->submission.student.student_number;
    rows.push_back(std::move(row));
  }
  return rows;
}

void StoreThread::carry_out(const desk::OpenSession& effect) {
  const auto operators = store_->people().operators();
  if (!operators) return say(desk::StoreFailed{operators.error()});
  const auto who = std::ranges::find(*operators, effect.who, &domain::Operator::id);
  if (who == operators->end() || !who->active)
    return say(desk::Said{desk::NoticeKind::error, "notice.sign_in_refused", {}});
  me_ = *who;
  last_day_.reset();
  const auto setting = store_->people().setting(who->id, "desk");
  const auto preferences = setting && *setting ? std::optional(preferences_from(**setting)) : std::nullopt;
  auto recent = decisions_of(who->id, kRecent);
  const Done noted = store_->transact([&]() -> Done {
    domain::AuditEntry entry;
    entry.kind = domain::AuditKind::signed_in;
    entry.actor = who->id;
    return workflow::record(*services_, std::move(entry));
  });
  if (!noted) return say(desk::StoreFailed{noted.error()});
  say(desk::SignedIn{*who, preferences, recent ? std::move(*recent) : std::vector<desk::RecentDecision>{}});
}

void StoreThread::carry_out(const desk::CloseSession&) {
  me_.reset();
  listed_.reset();
}

void StoreThread::carry_out(const desk::LoadQueue& effect) {
  listed_ = desk::QueueLoaded{effect.ticket, effect.offset, 0, {}};
  listed_filter_ = effect.filter;
  list(false);
}

// The window of the list that was asked for last; `only_news`: not what was said of it before.
void StoreThread::list(bool only_news) {
  store::QueueFilter filter;
  filter.text = listed_filter_;
  const auto page = store_->submissions().page(filter, listed_->offset, kQueueWindow);
  if (!page) return only_news ? log_error("list", page.error()) : say(desk::QueueFailed{listed_->ticket, page.error()});
  if (only_news && page->total == listed_->total && page->items == listed_->rows) return;
  listed_->total = page->total;
  listed_->rows = page->items;
  say(*listed_);
}

void StoreThread::carry_out(const desk::ClaimCases& effect) {
  if (!me_) return;
  auto files = workflow::claim(*services_, *me_, effect.count, effect.this_one);
  if (!files) return say(desk::ClaimRefused{files.error()});
  if (effect.this_one && files->empty()) {
    const auto found = store_->submissions().find(*effect.this_one);
    const bool held = found && *found && (*found)->holder;
    if (held) return say(desk::Said{desk::NoticeKind::warning, "notice.case_with", {name_of(*(*found)->holder)}});
    return say(desk::Said{desk::NoticeKind::warning, "notice.case_not_free", {}});
  }
  say(desk::CasesClaimed{std::move(*files), effect.this_one.has_value()});
}

void StoreThread::carry_out(const desk::ReturnCases& effect) {
  if (const Done given = workflow::give_back(*services_, effect.leases); !given) log_error("give back", given.error());
}

void StoreThread::carry_out(const desk::AssessCase& effect) {
  assess(effect.file->review_case, &effect.file->lease, effect.now ? Lane::now : Lane::ahead);
}

void StoreThread::carry_out(const desk::RecordDecision& effect) {
  const domain::Decision& decision = effect.decision;
  if (!me_) return refused(decision.submission, decision.op, {Errc::denied, "nobody is signed in", {}});
  const auto outcome = workflow::decide(*services_, *me_, decision);
  if (!outcome) return refused(decision.submission, decision.op, outcome.error());
  if (const auto refusal_error = refusal(*outcome)) return refused(decision.submission, decision.op, *refusal_error, effect.file.get());
  say(desk::DecisionRecorded{std::get<workflow::Decided>(*outcome).decision});
  kick_notify_();  // it counts what is held, too
}

void StoreThread::carry_out(const desk::RecordEscalation& effect) {
  const auto& submission = effect.file->review_case.submission;
  if (!me_) return;
  const auto outcome = workflow::escalate(*services_, *me_, effect.file->lease, submission.version, effect.op, effect.reason);
  if (!outcome) return refused(submission.id, effect.op, outcome.error());
  if (const auto refusal_error = refusal(*outcome)) return refused(submission.id, effect.op, *refusal_error, effect.file.get());
  say(desk::Recorded{effect.op});
}

void StoreThread::carry_out(const desk::RecordSkip& effect) {
  const auto& submission = effect.file->review_case.submission;
  if (!me_) return;
  const auto outcome = workflow::skip(*services_, *me_, effect.file->lease, submission.version, effect.op, effect.reason);
  if (!outcome) return refused(submission.id, effect.op, outcome.error());
  if (const auto refusal_error = refusal(*outcome)) return refused(submission.id, effect.op, *refusal_error, effect.file.get());
  say(desk::Recorded{effect.op});
}

void StoreThread::carry_out(const desk::RecordIdentityChange& effect) {
  if (!me_) return;
  const Done noted = workflow::note_identity_change(*services_, *me_, effect.file->review_case.submission,
                                                    effect.file->lease.epoch, effect.answer);
  if (!noted) log_error("identity change", noted.error());
}

void StoreThread::carry_out(const desk::UndoDecision& effect) {
  if (!me_) return;
  auto file = workflow::undo_decision(*services_, *me_, effect.decision);
  if (file)
    say(desk::Undone{effect.decision, *file});
  else
    say(desk::UndoRefused{effect.decision, file.error()});
  kick_notify_();
}

void StoreThread::carry_out(const desk::LoadOutbox&) {
  const auto events = store_->outbox().list({}, kPage);
  if (!events) return say(desk::PageFailed{desk::Screen::outbox, events.error()});
  std::vector<desk::OutboxRow> rows;
  for (const domain::OutboxEvent& event : *events) {
    const auto found = store_->submissions().find(event.submission);
    rows.push_back({event, found && *found ? (*found)->submission.student.student_number : std::string()});
  }
  say(desk::OutboxLoaded{std::move(rows)});
}

void StoreThread::carry_out(const desk::LoadProblems&) {
  const auto items = store_->submissions().quarantined(kPage);
  if (!items) return say(desk::PageFailed{desk::Screen::problems, items.error()});
  std::vector<desk::ProblemRow> rows;
  for (const store::QuarantinedItem& item : *items) rows.push_back({item.source, item.item_id, item.problem, domain::masked_item(item.raw), item.at, item.fault});
  say(desk::ProblemsLoaded{std::move(rows)});
}

void StoreThread::carry_out(const desk::LoadHistory&) {
  if (!me_) return;
  auto decisions = decisions_of(me_->id, kHistory);
  if (!decisions) return say(desk::PageFailed{desk::Screen::history, decisions.error()});
  std::vector<desk::HistoryRow> rows;
  for (desk::RecentDecision& one : *decisions) rows.push_back({std::move(one.decision), one.student_name, one.student_number});
  say(desk::HistoryLoaded{std::move(rows)});
}

void StoreThread::carry_out(const desk::LoadDay&) {
  const Instant now = clock_.now();
  const auto counts = store_->statistics().counts(now);
  if (!counts) return log_error("counts", counts.error());
  const auto stage = [&](domain::Stage s) { const auto it = counts->stages.find(s); return it == counts->stages.end() ? 0 : it->second; };
  desk::DayState day;
  if (me_) day.decided_by_me = store_->statistics().decided_today(me_->id, now).value_or(0);
  day.decided = counts->decided_today;
  day.second_opinions = stage(domain::Stage::second_opinion);
  day.escalated = stage(domain::Stage::escalated);
  day.waiting = stage(domain::Stage::queued) + stage(domain::Stage::leased) + day.second_opinions + day.escalated;
  day.to_check = stage(domain::Stage::fetched) + stage(domain::Stage::checked);
  day.quarantined = counts->quarantined;
  // To five minutes: a forecast that changes every second says no more, and would redraw the window every second.
  constexpr std::int64_t step = minutes(5).micros;
  day.clear_at = domain::clear_at(day.waiting, {counts->decided_last_hour, counts->first_of_last_hour}, now);
  if (day.clear_at) day.clear_at = Instant{(day.clear_at->micros / step + 1) * step};
  // Asked for every second: only news may wake the window.
  if (std::exchange(last_day_, day) != day) say(desk::DayReported{day});
}

void StoreThread::carry_out(const desk::ReplayDeadEvent& effect) {
  if (!me_) return;
  Result<std::unique_ptr<net::HttpClient>> http = net::open_curl_http(station_.config.ca_file);
  if (!http) return say(desk::Said{desk::NoticeKind::error, std::string(http.error().text), {}});
  const Done replayed = notify::replay(notify_setting(station_, *store_, **http, clock_), effect.id, me_->id);
  if (!replayed) return say(desk::Said{desk::NoticeKind::error, std::string(replayed.error().text), {}});
  say(desk::Said{desk::NoticeKind::done, "notice.replayed", {}});
  kick_notify_();
}

void StoreThread::carry_out(const desk::SavePreferences& effect) {
  const Done saved = store_->transact([&]() -> Done { return store_->people().set_setting(effect.who, "desk", spell(effect.preferences)); });
  if (!saved) log_error("preferences", saved.error());
}

}  // namespace zhaojian::app
