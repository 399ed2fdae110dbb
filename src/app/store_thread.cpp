#include "app/store_thread.h"

#include <malloc.h>

#include <algorithm>
#include <type_traits>

#include "base/log.h"
#include "station/audit_check.h"
#include "workflow/claim.h"
#include "workflow/look_again.h"
#include "workflow/undo_decision.h"

namespace zhaojian::app {
namespace {

constexpr std::int64_t kAssessAhead = 8;           // cases handed to the pool at a time
// Far more often than a lease needs: this is also how a withdrawal is noticed while the photo is looked at.
constexpr Duration kRenewEvery = seconds(2);
constexpr Duration kCheckpointEvery = seconds(20);
constexpr std::int64_t kUnknownMark = -1;

// What may say something new of another case the desk holds, such as the next attempt of the same student. The store's
// mark tells of what others write; of these we know ourselves, and the next tick looks.
template <class Effect>
constexpr bool judges = std::is_same_v<Effect, desk::RecordDecision> || std::is_same_v<Effect, desk::UndoDecision> ||
                        std::is_same_v<Effect, desk::ReverseDecision>;

}  // namespace

StoreThread::StoreThread(const station::Station& station, const Clock& clock, Pool& pool, Tools& tools, Post post,
                         std::function<void()> kick_notify)
    : station_(station), clock_(clock), pool_(pool), tools_(tools), post_(std::move(post)),
      kick_notify_(std::move(kick_notify)), alive_(std::make_shared<std::atomic<bool>>(true)) {}

template <class F>
void StoreThread::do_later(F work) {
  worker_.post([this, work = std::move(work)] {
    if (open()) work();
  });
}

// The store is opened on its own thread, at the first task; a failure is said and tried again with the next one.
bool StoreThread::open() {
  if (services_) return true;
  Result<std::unique_ptr<store::Store>> opened = station::open_store_of(station_, clock_);
  if (!opened) {
    log_error("store", opened.error());
    failed_ = true;
    say(desk::StoreFailed{opened.error()});
    return false;
  }
  store_ = std::move(*opened);
  services_.emplace(station_.services(*store_, clock_));
  if (const Done added = station::add_first_operators(*store_); !added) log_error("operators", added.error());
  if (failed_) say(desk::StoreRecovered{});
  failed_ = false;
  return true;
}

void StoreThread::run(const desk::Effect& effect) {
  do_later([this, effect] {
    std::visit(
        [this](const auto& one) {
          if constexpr (requires { this->carry_out(one); }) carry_out(one);
          if constexpr (judges<std::remove_cvref_t<decltype(one)>>) change_mark_ = kUnknownMark;
        },
        effect);
  });
}

void StoreThread::tick(std::vector<domain::CaseFilePtr> held) {
  if (worker_.waiting() > 4) return;  // behind: the next tick will do
  do_later([this, held = std::move(held)] {
    watch_store();
    end_holds();
    renew(held);
    look_again(held);
    assess_waiting();
    carry_out(desk::LoadDay{});
    const Duration now = clock_.monotonic();
    if (now.micros - last_checkpoint_.micros < kCheckpointEvery.micros) return;
    last_checkpoint_ = now;
    if (const Done kept = station::keep_checkpoint(station_, *store_); !kept) log_error("audit checkpoint", kept.error());
  });
}

// A full disk may have room again: an empty durable transaction tells.
void StoreThread::watch_store() {
  if (!failed_) return;
  const Done works = store_->transact([&]() -> Done { return store_->people().set_setting(OperatorId("station"), "probe", rfc3339(clock_.now())); });
  if (!works) return;
  failed_ = false;
  say(desk::StoreRecovered{});
}

void StoreThread::end_holds() {
  const auto released = workflow::release_due(*services_);
  if (!released) return log_error("release", released.error());
  if (released->empty()) return;
  change_mark_ = kUnknownMark;  // what was said of the attempt before counts from now on
  say(desk::Released{*released});
  kick_notify_();
}

void StoreThread::renew(const std::vector<domain::CaseFilePtr>& held) {
  const Duration now = clock_.monotonic();
  if (held.empty() || now.micros - last_renewal_.micros < kRenewEvery.micros) return;
  last_renewal_ = now;
  std::vector<domain::Lease> leases;
  for (const domain::CaseFilePtr& file : held) leases.push_back(file->lease);
  const auto lost = workflow::renew(*services_, leases);
  if (!lost) {
    log_error("renew", lost.error());
    if (!std::exchange(leases_at_risk_, true)) say(desk::LeasesAtRisk{leases_until_});
    return;
  }
  leases_until_ = clock_.now() + services_->lease.length;
  if (std::exchange(leases_at_risk_, false)) say(desk::LeasesAtRisk{});
  for (const domain::CaseFilePtr& file : held) {
    if (std::ranges::find(*lost, file->lease) == lost->end()) continue;
    const auto became = workflow::became_of(*services_, *file);
    if (!became) {
      log_error("renew", became.error());
      continue;  // still lost at the next renewal
    }
    say(desk::CaseChanged{became->submission, became->why, became->by ? name_of(*became->by) : std::string(), became->outcome});
  }
}

// What the feed, another station or the command line wrote about the cases the desk holds, and about those it lists: who
// has which one open.
void StoreThread::look_again(const std::vector<domain::CaseFilePtr>& held) {
  const auto mark = store_->change_mark();
  if (!mark) return log_error("look again", mark.error());
  if (std::exchange(change_mark_, *mark) == *mark) return;
  if (listed_) list(true);
  for (const domain::CaseFilePtr& file : held) {
    const auto now = workflow::look_again(*services_, *file);
    if (!now) log_error("look again", now.error());
    else if (*now) say(desk::CaseRefreshed{*now});
  }
}

std::string StoreThread::name_of(const OperatorId& who) {
  const auto operators = store_->people().operators();
  if (!operators) return who.value;
  const auto found = std::ranges::find(*operators, who, &domain::Operator::id);
  return found == operators->end() ? who.value : found->name;
}

// Checks leave much free memory in the heaps of their threads, which glibc keeps: 60 MB after a hundred photos.
void StoreThread::give_memory_back() {
  constexpr Duration every = seconds(30);
  if (!assessing_.empty() || clock_.monotonic().micros - memory_given_back_.micros < every.micros) return;
  memory_given_back_ = clock_.monotonic();
  ::malloc_trim(0);
}

void StoreThread::assess_waiting() {
  if (assessing_.size() >= kAssessAhead) return;
  const auto cases = workflow::to_assess(*services_, kAssessAhead + static_cast<std::int64_t>(assessing_.size() + not_assessable_.size()));
  if (!cases) return log_error("to_assess", cases.error());
  for (const domain::ReviewCase& review_case : *cases) {
    if (assessing_.size() >= kAssessAhead) break;
    if (not_assessable_.contains({review_case.submission.id, review_case.submission.version})) continue;
    assess(review_case, nullptr, Lane::ahead);
  }
}

void StoreThread::assess(const domain::ReviewCase& review_case, const domain::Lease* lease, Lane lane) {
  const domain::Submission& submission = review_case.submission;
  if (!assessing_.emplace(submission.id, submission.version).second) return;
  const auto profile = services_->profile(submission.batch.profile);
  auto earlier = workflow::earlier_photos(*services_, reuse_, submission);
  if (!profile || !earlier) {
    const Error& error = profile ? earlier.error() : profile.error();
    log_error("assess", error);
    assessing_.erase({submission.id, submission.version});
    not_assessable_.emplace(submission.id, submission.version);
    say(desk::AssessmentFailed{submission.id, submission.version, error});
    return;
  }
  std::optional<domain::Lease> kept = lease ? std::optional(*lease) : std::nullopt;
  pool_.post(lane, [this, alive = alive_, submission, profile = *profile, earlier = *std::move(earlier), kept,
                    now = clock_.now()](std::size_t thread) {
    if (!*alive) return;
    Result<workflow::Bench> bench = tools_.bench(thread);
    Result<workflow::Assessed> made = bench ? workflow::assess_photos(*bench, submission, *profile, now, earlier)
                                            : Result<workflow::Assessed>(bench.error());
    if (!*alive) return;
    do_later([this, submission, kept, made = std::move(made)] {
      assessing_.erase({submission.id, submission.version});
      give_memory_back();
      if (made) return keep(*made, kept);
      not_assessable_.emplace(submission.id, submission.version);
      log_error("assess", made.error());
      say(desk::AssessmentFailed{submission.id, submission.version, made.error()});
    });
  });
}

void StoreThread::keep(workflow::Assessed assessed, const std::optional<domain::Lease>& lease) {
  const SubmissionId id = assessed.assessment.submission;
  const auto kept = workflow::keep_assessment(*services_, std::move(assessed), &reuse_);
  if (!kept) log_error("assess", kept.error());
  assess_waiting();
  if (lease) show_anew(id, *lease);
  // The other one of a pair may lie on the desk at this moment; the desk holds its lease itself.
  if (kept && kept->told) show_anew(*kept->told, {*kept->told, {}, {}, 0, {}});
}

// What the store now knows of a case, for a desk that may be showing it.
void StoreThread::show_anew(const SubmissionId& id, domain::Lease lease) {
  const auto found = store_->submissions().find(id);
  if (!found || !*found) return;
  const auto file = workflow::open_case(*services_, **found, std::move(lease));
  if (file) say(desk::AssessmentArrived{id, (*found)->submission.version, *file});
}

}  // namespace zhaojian::app
