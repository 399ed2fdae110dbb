#include "app/store_thread.h"
#include "base/log.h"
#include "workflow/note_look.h"
#include "workflow/reverse_decision.h"
#include "workflow/sheet.h"

// What the store thread does for past decisions, the contact sheet, and the reasons at hand.
namespace zhaojian::app {
namespace {

constexpr Duration kFavouriteDays = days(7);
constexpr std::int64_t kFavourites = 9;
constexpr std::size_t kLookalikes = 3;

}  // namespace

void StoreThread::carry_out(const desk::LoadPast& effect) {
  auto past = workflow::look_back(*services_, effect.decision);
  if (!past) return say(desk::PastFailed{effect.decision, past.error()});
  say(desk::PastLoaded{{past->decision, past->told}, past->file});
  if (me_) noted(workflow::note_look_back(*services_, *me_, *past));
}

// A look stands, noted or not; but he is told when it is not on record.
void StoreThread::noted(const Done& done) {
  if (done) return;
  log_error("audit", done.error());
  say(desk::Said{desk::NoticeKind::warning, "notice.look_not_noted", {}});
}

void StoreThread::carry_out(const desk::FindStudent& effect) {
  const auto found = workflow::look_up(*services_, effect.typed);
  if (!found) return say(desk::StoreFailed{found.error()});
  desk::StudentFound answer{effect.typed, {}, {}, found->decision, found->decision && !found->of_latest};
  if (found->latest) {
    answer.name = found->latest->submission.student.name;
    answer.stage = found->latest->place.stage;
  }
  say(std::move(answer));
  if (me_) noted(workflow::note_look_up(*services_, *me_, *found));
}

void StoreThread::carry_out(const desk::ReverseDecision& effect) {
  if (!me_) return;
  const auto reversal = workflow::reverse_decision(*services_, *me_, effect.decision, effect.op, effect.reason);
  if (!reversal) {
    log_error("reverse", reversal.error());
    return say(desk::ReversalRefused{effect.decision, effect.op, reversal.error()});
  }
  say(desk::ReversalRecorded{effect.decision, reversal->file});
  kick_notify_();
}

void StoreThread::carry_out(const desk::FindLookalikes& effect) {
  auto found = workflow::lookalikes_of(*services_, faces_, effect.id, kLookalikes);
  if (found) return say(desk::LookalikesFound{effect.sequence, {false, std::move(*found), {}}});
  log_error("lookalikes", found.error());
  const std::string text(found.error().text);
  say(desk::LookalikesFound{effect.sequence, {false, {}, text.empty() ? "error.lookalikes.failed" : text}});
}

void StoreThread::carry_out(const desk::ClaimSheet& effect) {
  if (!me_) return;
  auto files = workflow::claim_for_sheet(*services_, *me_, effect.count);
  if (!files) return say(desk::SheetRefused{files.error()});
  say(desk::SheetClaimed{std::move(*files)});
}

void StoreThread::carry_out(const desk::LoadFavourites& effect) {
  auto codes = store_->decisions().frequent_reasons(effect.batch, clock_.now() - kFavouriteDays, kFavourites);
  if (!codes) return log_error("favourites", codes.error());
  if (std::exchange(last_favourites_[effect.batch], *codes) == *codes) return;  // only news may wake the window
  say(desk::FavouritesLoaded{effect.batch, std::move(*codes)});
}

}  // namespace zhaojian::app
