#include "demo/catalogue.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "demo/automatic_check.h"
#include "demo/students.h"

namespace zhaojian::demo {
namespace {

using domain::PhotoRole;
using domain::Submission;

constexpr int first_number = 100'001;
constexpr int earlier_by = 40'000;  // numbers of submissions that were judged before the feed began

// Which pictures one submission is made of.
struct Plan {
  const Portrait* portrait = nullptr;
  int attempt = 1;
  const Portrait* previous = nullptr;  // the photo of the attempt before
};

// The very picture of somebody else's submission.
bool shows_another(const Portrait& portrait) { return portrait.label.shown_identity != portrait.label.identity; }

// One of each kind of flaw first, then the others.
std::vector<const Portrait*> every_kind_first(const Gallery& gallery) {
  std::vector<const Portrait*> first, more;
  std::set<std::string> kinds;
  for (const Portrait* portrait : gallery.flawed()) {
    (kinds.insert(portrait->label.flaw).second ? first : more).push_back(portrait);
  }
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

// Another photo of that person which was refused; null when there is none.
const Portrait* refused_before(const Gallery& gallery, const std::string& identity, Dice& dice) {
  const auto flawed = gallery.flawed_of(identity);
  return flawed.empty() ? nullptr : dice.pick(flawed);
}

Plan repeated_attempt(const Gallery& gallery, int attempt, bool fixed, Dice& dice) {
  Plan plan;
  plan.attempt = attempt;
  const std::string identity = dice.pick(gallery.flawed())->label.identity;
  plan.previous = refused_before(gallery, identity, dice);
  plan.portrait = fixed ? &gallery.portrait(identity, PhotoRole::submission) : refused_before(gallery, identity, dice);
  return plan;
}

std::vector<Plan> plans(const Gallery& gallery, int count, Dice& dice) {
  std::vector<Plan> plans;
  auto flawed = every_kind_first(gallery);
  flawed.resize(std::min(flawed.size(), static_cast<std::size_t>(count) * 2 / 3));
  for (const Portrait* portrait : flawed) plans.push_back({portrait});
  // Whose photo the first such one is hands it in himself as well.
  const auto borrowed = std::ranges::find_if(flawed, [](const Portrait* portrait) { return shows_another(*portrait); });
  if (borrowed != flawed.end()) plans.push_back({&gallery.portrait((*borrowed)->label.shown_identity, PhotoRole::submission)});
  for (int i = 0; static_cast<int>(plans.size()) < count; ++i) {
    switch (i % 10) {
      case 4:
      case 5: plans.push_back(repeated_attempt(gallery, 2, true, dice)); break;
      case 6: plans.push_back(repeated_attempt(gallery, 2, false, dice)); break;
      case 7: plans.push_back(repeated_attempt(gallery, 3, true, dice)); break;
      case 8: plans.push_back(repeated_attempt(gallery, 3, false, dice)); break;
      default: plans.push_back({&gallery.portrait(dice.pick(gallery.identities()), PhotoRole::submission)});
    }
  }
  dice.shuffle(plans);
  return plans;
}

// How long ago they were handed in, longest first: most today, some near the promise of 24 hours, some past it.
std::vector<Duration> ages(int count, Dice& dice) {
  std::vector<Duration> ages;
  for (int i = 0; i < count; ++i) {
    const int kind = dice.between(0, 99);
    const int least = kind < 1 ? 48 * 60 : kind < 7 ? 24 * 60 : kind < 18 ? 20 * 60 : 4;
    const int most = kind < 1 ? 52 * 60 : kind < 7 ? 40 * 60 : kind < 18 ? 24 * 60 : 20 * 60;
    ages.push_back(seconds(dice.between(least * 60, most * 60)));
  }
  std::ranges::sort(ages, std::greater{});
  return ages;
}

class Maker {
 public:
  Maker(const Gallery& gallery, std::uint64_t seed, Instant now)
      : gallery_(gallery), dice_(seed), now_(now), batches_(invented_batches(now)) {}

  Catalogue make(int count) {
    const auto plan = plans(gallery_, count, dice_);
    const auto age = ages(count, dice_);
    for (int i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      catalogue_.entries.push_back(entry(i, plan[at], now_ - age[at]));
    }
    catalogue_.next_number = first_number + count;
    break_some();
    return std::move(catalogue_);
  }

 private:
  const domain::Batch& batch_open_at(Instant at) {
    while (true) {
      constexpr std::array<std::size_t, 20> shares = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 4};
      const domain::Batch& batch = batches_[dice_.pick(shares)];
      if (!batch.window_closes_at || at < *batch.window_closes_at) return batch;
    }
  }

  Date some_years_ago(int years, int month) { return {beijing(now_).date.year - years, month, dice_.between(1, 28)}; }

  // Who sat before the camera; for a photo of somebody else that is not the student.
  const Portrait& capture_of(const Portrait& portrait) const {
    return gallery_.portrait(portrait.label.shown_identity, PhotoRole::capture);
  }

  void put_photos(Submission& submission, const std::string& number, const Plan& plan, References references) {
    const std::string& identity = plan.portrait->label.identity;
    auto& photos = submission.photos;
    PhotoShelf& shelf = catalogue_.shelf;
    const auto whole = PhotoFate::whole;
    photos.push_back(shelf.put("ph_" + number + "_s", PhotoRole::submission, *plan.portrait));
    // A photo rendered apart was cut from no capture we have; the clean one beside it would accuse it of retouching.
    if (!plan.portrait->label.rendered_apart)
      photos.push_back(shelf.put("ph_" + number + "_c", PhotoRole::capture, capture_of(*plan.portrait)));
    if (references.enrollment) {
      photos.push_back(shelf.put("ph_" + number + "_e", PhotoRole::enrollment,
                                 gallery_.portrait(identity, PhotoRole::enrollment), whole, some_years_ago(2, 9)));
    }
    if (references.admission) {
      photos.push_back(shelf.put("ph_" + number + "_a", PhotoRole::admission,
                                 gallery_.portrait(identity, PhotoRole::admission), whole, some_years_ago(4, 6)));
    }
    if (plan.previous != nullptr) {
      constexpr Duration between = days(11);  // of a retake asked for and made
      photos.push_back(shelf.put("ph_" + number + "_p", PhotoRole::previous, *plan.previous, whole,
                                 beijing(submission.submitted_at - between).date));
    }
  }

  Entry entry(int i, const Plan& plan, Instant submitted_at) {
    const std::string number = std::to_string(first_number + i);
    Submission submission;
    submission.id = SubmissionId(submission_id(first_number + i));
    submission.batch = shows_another(*plan.portrait) ? batches_.back() : batch_open_at(submitted_at);
    submission.student = invented_student(i + 1, submission.batch, dice_);
    submission.attempt = plan.attempt;
    if (plan.attempt > 1) submission.previous = SubmissionId(submission_id(first_number + i - earlier_by));
    submission.submitted_at = submitted_at;
    submission.payment = plan.attempt > 1 ? domain::Payment::waived : domain::Payment::paid;
    if (plan.attempt == 1 && dice_.chance(2)) submission.payment = domain::Payment::unpaid;
    References references{!dice_.chance(10), !dice_.chance(14)};
    // Of self-study examinees (自考) the register often has no photo: nobody to compare with, the contact sheet's cases.
    if (submission.batch.profile == ProfileId("demo-zikao") && i % 2 == 0) references = {false, false};
    AutomaticResult result = checked(plan.portrait->label, references, dice_);
    submission.flags = std::move(result.flags);
    submission.matches = std::move(result.matches);
    put_photos(submission, number, plan, references);
    return {std::move(submission), plan.portrait->label.identity, false};
  }

  // The next submission from `at` on that has a photo of that role, and the portrait behind it.
  Entry& next_with(std::size_t& at, PhotoRole role) {
    const auto kept = [&](const Submission& one) { return one.batch.id == batches_.back().id; };  // to be seen as it is
    do ++at;
    while (catalogue_.entries[at].submission.photo(role) == nullptr || kept(catalogue_.entries[at].submission));
    return catalogue_.entries[at];
  }

  void spoil(Entry& entry, PhotoRole role, PhotoFate fate) {
    for (domain::PhotoRef& photo : entry.submission.photos) {
      if (photo.role != role) continue;
      photo = catalogue_.shelf.put(photo.id.value, role, gallery_.portrait(entry.identity, role), fate, photo.taken_on);
    }
  }

  void break_some() {
    std::size_t at = 7;
    Entry& cut = next_with(at, PhotoRole::submission);
    spoil(cut, PhotoRole::submission, PhotoFate::truncated);
    cut.submission.flags = {{FindingId("file.magic"), domain::FlagVerdict::not_assessable, {}, "", "capture-auto 2.3"}};
    spoil(next_with(at, PhotoRole::enrollment), PhotoRole::enrollment, PhotoFate::missing);
    spoil(next_with(at, PhotoRole::admission), PhotoRole::admission, PhotoFate::purged);
    spoil(next_with(at, PhotoRole::enrollment), PhotoRole::enrollment, PhotoFate::damaged_once);
    next_with(at, PhotoRole::submission).lacks_field = true;
  }

  const Gallery& gallery_;
  Dice dice_;
  Instant now_;
  std::vector<domain::Batch> batches_;
  Catalogue catalogue_;
};

}  // namespace

std::string submission_id(int number) { return "sub_" + std::to_string(number); }

Catalogue make_catalogue(const Gallery& gallery, int count, std::uint64_t seed, Instant now) {
  return Maker(gallery, seed, now).make(std::clamp(count, least_submissions, most_submissions));
}

}  // namespace zhaojian::demo
