#include "demo/change_feed.h"

#include <algorithm>
#include <utility>

#include "codec/json.h"
#include "codec/submission_json.h"
#include "demo/automatic_check.h"

namespace zhaojian::demo {
namespace {

using codec::Json;
using domain::FeedState;
using domain::PhotoRole;
using domain::Submission;

// The item as the contract has it, but for the student number.
std::string without_student_number(const std::string& text) {
  const auto json = codec::parse_json(bytes_of(text));
  if (!json) return text;
  Json::Object item = *json->as<Json::Object>();
  for (Json::Member& member : item) {
    if (member.name != "student") continue;
    Json::Object student = *member.value.as<Json::Object>();
    std::erase_if(student, [](const Json::Member& field) { return field.name == "student_number"; });
    member.value = std::move(student);
  }
  return codec::to_text(std::move(item));
}

std::string item_text(const Entry& entry) {
  const std::string text = codec::submission_to_json(entry.submission);
  return entry.lacks_field ? without_student_number(text) : text;
}

}  // namespace

ChangeFeed::ChangeFeed(const Gallery& gallery, Catalogue catalogue, std::uint64_t seed, Instant now)
    : gallery_(&gallery),
      shelf_(std::move(catalogue.shelf)),
      next_number_(catalogue.next_number),
      dice_(seed + 1),
      seal_("submissions", seed) {
  for (Entry& entry : catalogue.entries) {
    log(entry);
    now_.emplace(entry.submission.id, std::move(entry));
  }
  for (int i = 0; i < 10; ++i) {
    const SubmissionId id = dice_.pick(flagged());
    if (i < 3) {
      (void)withdraw(id);
    } else if (i < 6) {
      (void)replace(id, now);
    } else {
      (void)resubmit(id, now);
    }
  }
}

Result<std::string> ChangeFeed::page(const std::optional<std::string>& cursor, std::size_t limit, Instant now) const {
  const std::size_t from = TRY(seal_.position(cursor, log_.size()));
  const std::size_t to = std::min(from + limit, log_.size());
  // Put together from ready texts: the codec would refuse to write the item that lacks a field.
  std::string text = "{\"items\":[";
  for (std::size_t i = from; i < to; ++i) text.append(i == from ? "" : ",").append(log_[i]);
  text += "],\"next_cursor\":" + codec::to_text(from == to && cursor ? *cursor : seal_.cursor(to));
  text += std::string(",\"has_more\":") + (to < log_.size() ? "true" : "false");
  return text + ",\"server_time\":" + codec::to_text(rfc3339(now)) + "}";
}

Done ChangeFeed::withdraw(const SubmissionId& id) {
  Entry& entry = *TRY(changeable(id));
  entry.submission.state = FeedState::withdrawn;
  ++entry.submission.version;
  log(entry);
  return {};
}

Done ChangeFeed::replace(const SubmissionId& id, Instant now) {
  Entry& entry = *TRY(changeable(id));
  Submission& submission = entry.submission;
  const std::string photo_id =
      "ph_" + id.value.substr(id.value.find('_') + 1) + "_s" + std::to_string(++submission.version);
  const Portrait& portrait = next_portrait(entry.identity);
  for (domain::PhotoRef& photo : submission.photos) {
    if (photo.role == PhotoRole::submission) photo = shelf_.put(photo_id, PhotoRole::submission, portrait);
  }
  submission.submitted_at = now;
  judge(submission, portrait.label);
  log(entry);
  return {};
}

Result<SubmissionId> ChangeFeed::resubmit(const SubmissionId& id, Instant now) {
  Entry& old = *TRY(changeable(id));
  old.submission.state = FeedState::superseded;
  ++old.submission.version;
  log(old);

  Entry entry = old;
  Submission& submission = entry.submission;
  const std::string number = std::to_string(next_number_);
  submission.id = SubmissionId(submission_id(next_number_++));
  submission.version = 1;
  submission.state = FeedState::flagged;
  ++submission.attempt;
  submission.previous = id;
  submission.submitted_at = now;
  submission.payment = domain::Payment::waived;
  std::erase_if(submission.photos, [](const domain::PhotoRef& photo) { return photo.role == PhotoRole::previous; });
  const Portrait& portrait = next_portrait(entry.identity);
  std::vector<domain::PhotoRef> previous;
  for (domain::PhotoRef& photo : submission.photos) {
    if (photo.role != PhotoRole::submission) continue;
    previous.push_back(photo);
    previous.back().role = PhotoRole::previous;
    photo = shelf_.put("ph_" + number + "_s", PhotoRole::submission, portrait);
  }
  submission.photos.insert(submission.photos.end(), previous.begin(), previous.end());
  judge(submission, portrait.label);
  log(entry);
  const SubmissionId new_id = submission.id;
  now_.emplace(new_id, std::move(entry));
  return new_id;
}

const Submission* ChangeFeed::find(const SubmissionId& id) const {
  const auto found = now_.find(id);
  return found == now_.end() ? nullptr : &found->second.submission;
}

std::vector<SubmissionId> ChangeFeed::flagged() const {
  std::vector<SubmissionId> ids;
  for (const auto& [id, entry] : now_) {
    if (entry.submission.state == FeedState::flagged && !entry.lacks_field) ids.push_back(id);
  }
  return ids;
}

Result<Entry*> ChangeFeed::changeable(const SubmissionId& id) {
  const auto found = now_.find(id);
  if (found == now_.end()) return Error{Errc::not_found, "there is no submission " + id.value};
  if (found->second.submission.state != FeedState::flagged) {
    return Error{Errc::conflict, id.value + " was withdrawn or superseded already"};
  }
  return &found->second;
}

void ChangeFeed::log(const Entry& entry) { log_.push_back(item_text(entry)); }

const Portrait& ChangeFeed::next_portrait(const std::string& identity) {
  const auto flawed = gallery_->flawed_of(identity);
  if (flawed.empty() || dice_.chance(65)) return gallery_->portrait(identity, PhotoRole::submission);
  return *dice_.pick(flawed);
}

void ChangeFeed::judge(Submission& submission, const Label& label) {
  const References references{submission.photo(PhotoRole::enrollment) != nullptr,
                              submission.photo(PhotoRole::admission) != nullptr};
  AutomaticResult result = checked(label, references, dice_);
  submission.flags = std::move(result.flags);
  submission.matches = std::move(result.matches);
}

}  // namespace zhaojian::demo
