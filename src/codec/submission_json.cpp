#include "codec/submission_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "codec/node.h"
#include "codec/page_items.h"

namespace zhaojian::codec {
namespace {

using namespace domain;

constexpr std::array<std::string_view, 3> state_names = {"flagged", "withdrawn", "superseded"};
constexpr std::array<std::string_view, 4> payment_names = {"unknown", "paid", "waived", "unpaid"};
constexpr std::array<std::string_view, 3> flag_names = {"fail", "warn", "not_assessable"};
constexpr std::array<std::string_view, 4> match_names = {"same", "uncertain", "different", "no_reference"};
constexpr std::array<std::string_view, 7> role_names = {
    name(PhotoRole::submission), name(PhotoRole::capture),  name(PhotoRole::enrollment),  name(PhotoRole::admission),
    name(PhotoRole::population), name(PhotoRole::previous), name(PhotoRole::capture_code)};

constexpr std::size_t most_photos = 32;
constexpr std::size_t most_flags = 200;
constexpr std::size_t most_matches = 32;
constexpr int longest_side = 100'000;             // pixels
constexpr std::int64_t largest_file = 1LL << 40;  // bytes

// A word the contract gained after us: `other` instead of a refusal. Anything but a text is still wrong.
template <class Enum> Result<Enum> word_or(const Node& node, std::span<const std::string_view> names, Enum other) {
  if (!node.there()) return other;
  const std::string word = TRY(node.text());
  const auto found = std::ranges::find(names, word);
  return found == names.end() ? other : static_cast<Enum>(found - names.begin());
}

Result<std::optional<PhotoRole>> read_role(const Node& node) {
  const std::string word = TRY(node.text());
  const auto found = std::ranges::find(role_names, word);
  if (found == role_names.end()) return std::optional<PhotoRole>();
  return std::optional(static_cast<PhotoRole>(found - role_names.begin()));
}

Result<Batch> read_batch(const Node& node) {
  TRY(node.is_object());
  Batch batch;
  batch.id = BatchId(TRY(node.at("id").id()));
  batch.school_code = TRY(node.at("school_code").text());
  batch.school_name = TRY(node.at("school_name").text());
  batch.graduation = TRY(node.at("class").text());
  batch.profile = ProfileId(TRY(node.at("profile").id()));
  batch.window_closes_at = TRY(node.at("window_closes_at").maybe(&Node::instant));
  return batch;
}

Result<std::string> text_if_any(const Node& node) {
  if (!node.there()) return std::string();
  return node.text();
}

Result<Student> read_student(const Node& node) {
  TRY(node.is_object());
  Student student;
  student.ref = StudentRef(TRY(node.at("ref").id()));
  student.student_number = TRY(node.at("student_number").text());
  student.name = TRY(node.at("name").text());
  student.id_number = TRY(text_if_any(node.at("id_number")));
  student.level = TRY(text_if_any(node.at("level")));
  student.major = TRY(text_if_any(node.at("major")));
  student.capture_code = TRY(text_if_any(node.at("capture_code")));
  return student;
}

Result<Flag> read_flag(const Node& node) {
  TRY(node.is_object());
  Flag flag;
  flag.check = FindingId(TRY(node.at("check").id()));
  if (!node.at("verdict").there()) return node.at("verdict").problem("missing", domain::FaultKind::missing);
  flag.verdict = TRY(word_or(node.at("verdict"), flag_names, FlagVerdict::not_assessable));
  flag.value = TRY(node.at("value").maybe(&Node::number));
  flag.unit = TRY(text_if_any(node.at("unit")));
  flag.engine = TRY(text_if_any(node.at("engine")));
  return flag;
}

Result<std::optional<Match>> read_match(const Node& node) {
  TRY(node.is_object());
  Match match;
  const auto role = TRY(read_role(node.at("reference")));
  if (!node.at("outcome").there()) return node.at("outcome").problem("missing", domain::FaultKind::missing);
  match.outcome = TRY(word_or(node.at("outcome"), match_names, MatchOutcome::uncertain));
  match.score = TRY(node.at("score").maybe(&Node::number));
  match.engine = TRY(text_if_any(node.at("engine")));
  if (!role) return std::optional<Match>();
  match.reference = *role;
  return std::optional(match);
}

Result<std::optional<PhotoRef>> read_photo(const Node& node) {
  TRY(node.is_object());
  const auto role = TRY(read_role(node.at("role")));
  PhotoRef photo;
  photo.id = PhotoId(TRY(node.at("id").id()));
  photo.url = TRY(node.at("url").text());
  if (photo.url.empty()) return node.at("url").problem("empty", domain::FaultKind::missing);
  photo.sha256 = TRY(node.at("sha256").sha256());
  photo.bytes = TRY(node.at("bytes").maybe(&Node::integer, std::int64_t{0}, largest_file));
  photo.width = TRY(node.at("width").maybe(&Node::small, 1, longest_side));
  photo.height = TRY(node.at("height").maybe(&Node::small, 1, longest_side));
  photo.taken_on = TRY(node.at("taken_on").maybe(&Node::date));
  if (!role) return std::optional<PhotoRef>();
  photo.role = *role;
  return std::optional(std::move(photo));
}

Done read_lists(const Node& node, Submission& submission) {
  const Node flags = node.at("flags"), matches = node.at("matches"), photos = node.at("photos");
  const std::size_t flag_count = flags.there() ? TRY(flags.count(most_flags)) : 0;
  for (std::size_t i = 0; i < flag_count; ++i) submission.flags.push_back(TRY(read_flag(flags.item(i))));
  const std::size_t match_count = matches.there() ? TRY(matches.count(most_matches)) : 0;
  for (std::size_t i = 0; i < match_count; ++i) {
    if (const auto match = TRY(read_match(matches.item(i)))) submission.matches.push_back(*match);
  }
  const std::size_t photo_count = TRY(photos.count(most_photos));
  for (std::size_t i = 0; i < photo_count; ++i) {
    if (auto photo = TRY(read_photo(photos.item(i)))) submission.photos.push_back(*std::move(photo));
  }
  return {};
}

Result<Submission> read_submission(const Node& node) {
  TRY(node.is_object());
  Submission submission;
  submission.id = SubmissionId(TRY(node.at("id").id()));
  submission.version = TRY(node.at("version").small(1));
  submission.state = static_cast<FeedState>(TRY(node.at("state").choice(state_names)));
  submission.batch = TRY(read_batch(node.at("batch")));
  submission.student = TRY(read_student(node.at("student")));
  submission.attempt = TRY(node.at("attempt").small(1));
  if (const auto previous = TRY(node.at("previous_submission_id").maybe(&Node::id))) {
    submission.previous = SubmissionId(*previous);
  }
  submission.submitted_at = TRY(node.at("submitted_at").instant());
  submission.payment = TRY(word_or(node.at("payment"), payment_names, Payment::unknown));
  TRY(read_lists(node, submission));
  return submission;
}

// What the feed promises beyond the types: there is a photo to judge.
Result<Submission> read_feed_item(const Node& node) {
  Submission submission = TRY(read_submission(node));
  const Node photos = node.at("photos");
  if (TRY(photos.count(most_photos)) == 0) return photos.problem("empty", domain::FaultKind::missing);
  if (submission.state == FeedState::flagged && submission.photo(PhotoRole::submission) == nullptr) {
    return photos.problem("none has the role submission", domain::FaultKind::no_photo);
  }
  for (std::size_t i = 0; i < submission.photos.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (submission.photos[i].id == submission.photos[j].id) return photos.problem("two have the same id", domain::FaultKind::twice);
    }
  }
  return submission;
}

void put_if(Json::Object& object, std::string name, const std::string& text) {
  if (!text.empty()) object.push_back({std::move(name), text});
}

Json batch_json(const Batch& batch) {
  Json::Object object = {{"id", batch.id.value},
                         {"school_code", batch.school_code},
                         {"school_name", batch.school_name},
                         {"class", batch.graduation},
                         {"profile", batch.profile.value}};
  if (batch.window_closes_at) object.push_back({"window_closes_at", rfc3339(*batch.window_closes_at)});
  return object;
}

Json student_json(const Student& student) {
  Json::Object object = {
      {"ref", student.ref.value}, {"student_number", student.student_number}, {"name", student.name}};
  put_if(object, "id_number", student.id_number);
  put_if(object, "level", student.level);
  put_if(object, "major", student.major);
  put_if(object, "capture_code", student.capture_code);
  return object;
}

Json flag_json(const Flag& flag) {
  Json::Object object = {{"check", flag.check.value}, {"verdict", flag_names[static_cast<std::size_t>(flag.verdict)]}};
  if (flag.value) object.push_back({"value", *flag.value});
  put_if(object, "unit", flag.unit);
  put_if(object, "engine", flag.engine);
  return object;
}

Json match_json(const Match& match) {
  Json::Object object = {{"reference", name(match.reference)},
                         {"outcome", match_names[static_cast<std::size_t>(match.outcome)]}};
  if (match.score) object.push_back({"score", *match.score});
  put_if(object, "engine", match.engine);
  return object;
}

Json photo_json(const PhotoRef& photo) {
  Json::Object object = {
      {"id", photo.id.value}, {"role", name(photo.role)}, {"url", photo.url}, {"sha256", hex(photo.sha256)}};
  if (photo.bytes) object.push_back({"bytes", *photo.bytes});
  if (photo.width) object.push_back({"width", *photo.width});
  if (photo.height) object.push_back({"height", *photo.height});
  if (photo.taken_on) object.push_back({"taken_on", iso(*photo.taken_on)});
  return object;
}

template <class T> Json list_json(const std::vector<T>& things, Json (*one)(const T&)) {
  Json::Array array;
  for (const T& thing : things) array.push_back(one(thing));
  return array;
}

Json submission_json(const Submission& submission) {
  Json::Object object = {{"id", submission.id.value},
                         {"version", submission.version},
                         {"state", state_names[static_cast<std::size_t>(submission.state)]},
                         {"batch", batch_json(submission.batch)},
                         {"student", student_json(submission.student)},
                         {"attempt", submission.attempt}};
  if (submission.previous) object.push_back({"previous_submission_id", submission.previous->value});
  object.push_back({"submitted_at", rfc3339(submission.submitted_at)});
  if (submission.payment != Payment::unknown) {
    object.push_back({"payment", payment_names[static_cast<std::size_t>(submission.payment)]});
  }
  object.push_back({"flags", list_json(submission.flags, flag_json)});
  object.push_back({"matches", list_json(submission.matches, match_json)});
  object.push_back({"photos", list_json(submission.photos, photo_json)});
  return object;
}

}  // namespace

Result<FeedPage> page_from_json(ByteView bytes) { return items_from(TRY(split_page(bytes)), read_feed_item, "id"); }

std::string page_to_json(const FeedPage& page) {
  return page_text(list_json(page.items, submission_json), page.next_cursor, page.has_more, page.server_time);
}

Result<Submission> submission_from_json(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  return read_submission(Node(json));
}

std::string submission_to_json(const Submission& submission) { return to_text(submission_json(submission)); }

Result<std::vector<domain::Flag>> flags_from_json(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  const Node whole(json);
  const Node flags = json.as<Json::Array>() != nullptr ? whole : whole.at("flags");
  if (!flags.there()) return flags.problem("missing", domain::FaultKind::missing);
  std::vector<domain::Flag> read;
  const std::size_t count = TRY(flags.count(most_flags));
  for (std::size_t i = 0; i < count; ++i) read.push_back(TRY(read_flag(flags.item(i))));
  return read;
}

}  // namespace zhaojian::codec
