#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "app/tools.h"
#include "base/mailbox.h"
#include "base/pool.h"
#include "base/worker.h"
#include "desk/effect.h"
#include "desk/event.h"
#include "workflow/assess_submission.h"

namespace zhaojian::app {

// The one thread that runs the use cases on its own store. Everything posted here is done in order; the answers are
// events. Construction and run() on the UI thread, the rest on the store thread.
class StoreThread {
 public:
  using Post = std::function<void(desk::Event)>;
  StoreThread(const station::Station& station, const Clock& clock, Pool& pool, Tools& tools, Post post,
              std::function<void()> kick_notify);

  void run(const desk::Effect& effect);  // those that concern the store; the others are left alone
  // The housekeeping that time asks for: ended holds, leases, counts, checks waiting. `held`: what the desk has.
  void tick(std::vector<domain::CaseFilePtr> held);
  [[nodiscard]] std::size_t waiting() const { return worker_.waiting(); }

 private:
  template <class F>
  void do_later(F work);
  [[nodiscard]] bool open();
  void say(desk::Event event) { post_(std::move(event)); }

  void carry_out(const desk::LoadOperators& effect);
  void carry_out(const desk::OpenSession& effect);
  void carry_out(const desk::CloseSession& effect);
  void carry_out(const desk::LoadQueue& effect);
  void carry_out(const desk::ClaimCases& effect);
  void carry_out(const desk::ReturnCases& effect);
  void carry_out(const desk::AssessCase& effect);
  void carry_out(const desk::RecordDecision& effect);
  void carry_out(const desk::RecordEscalation& effect);
  void carry_out(const desk::RecordSkip& effect);
  void carry_out(const desk::RecordIdentityChange& effect);
  void carry_out(const desk::FindLookalikes& effect);
  void carry_out(const desk::UndoDecision& effect);
  void carry_out(const desk::LoadPast& effect);
  void carry_out(const desk::FindStudent& effect);
  void carry_out(const desk::ReverseDecision& effect);
  void carry_out(const desk::ClaimSheet& effect);
  void carry_out(const desk::LoadFavourites& effect);
  void carry_out(const desk::LoadOutbox& effect);
  void carry_out(const desk::LoadProblems& effect);
  void carry_out(const desk::LoadHistory& effect);
  void carry_out(const desk::LoadDay& effect);
  void carry_out(const desk::ReplayDeadEvent& effect);
  void carry_out(const desk::SavePreferences& effect);

  void end_holds();
  void renew(const std::vector<domain::CaseFilePtr>& held);
  void look_again(const std::vector<domain::CaseFilePtr>& held);
  void list(bool only_news);
  [[nodiscard]] std::string name_of(const OperatorId& who);
  void assess_waiting();
  void give_memory_back();
  void assess(const domain::ReviewCase& review_case, const domain::Lease* lease, Lane lane);
  void keep(workflow::Assessed assessed, const std::optional<domain::Lease>& lease);
  void show_anew(const SubmissionId& id, domain::Lease lease);
  void watch_store();
  void noted(const Done& done);
  void refused(const SubmissionId& id, const OpId& op, const Error& error, const domain::CaseFile* file = nullptr);
  [[nodiscard]] Result<std::vector<desk::RecentDecision>> decisions_of(const OperatorId& who, std::int64_t limit);

  const station::Station& station_;
  const Clock& clock_;
  Pool& pool_;
  Tools& tools_;
  Post post_;
  std::function<void()> kick_notify_;

  // Of the store thread.
  std::unique_ptr<store::Store> store_;
  std::optional<workflow::Services> services_;
  std::optional<domain::Operator> me_;
  workflow::ReuseIndex reuse_;
  workflow::BatchFaces faces_;
  std::map<BatchId, std::vector<ReasonCode>> last_favourites_;  // as last reported
  std::optional<desk::DayState> last_day_;  // as last reported
  std::set<std::pair<SubmissionId, int>> assessing_;
  Duration memory_given_back_{};
  std::set<std::pair<SubmissionId, int>> not_assessable_;  // tried in vain in this run: not again for every tick
  Duration last_renewal_{}, last_checkpoint_{};
  std::int64_t change_mark_ = -1;
  std::optional<desk::QueueLoaded> listed_;  // as last reported; its rows tell what is news
  std::string listed_filter_;
  Instant leases_until_{};     // as last renewed
  bool leases_at_risk_ = false;
  bool failed_ = false;

  std::shared_ptr<std::atomic<bool>> alive_;  // jobs of the pool look at it before they come back
  Worker worker_;                             // last: stops first
};

}  // namespace zhaojian::app
