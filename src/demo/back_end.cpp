#include "demo/back_end.h"

#include <charconv>
#include <ranges>
#include <utility>

#include "codec/json.h"
#include "demo/inbox_page.h"

namespace zhaojian::demo {
namespace {

using codec::Json;

constexpr int usual_limit = 200, largest_limit = 500;  // of the contract
constexpr int longest_slow_ms = 60'000;

std::optional<int> number(const std::string& text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<int> limit_of(const std::optional<std::string>& limit) {
  return limit ? number(*limit, 1, largest_limit) : usual_limit;
}

Answer bad_limit() { return problem(400, "bad_limit", "limit is a number from 1 to 500"); }

Answer page_answer(Result<std::string> page) {
  if (page) return {.body = *std::move(page)};
  if (page.error().code == Errc::stale) return problem(410, "cursor_too_old", "start again without a cursor");
  return problem(400, "bad_cursor", page.error().message);
}

Answer refused(const Error& error) {
  return problem(error.code == Errc::not_found ? 404 : 409, error.code == Errc::not_found ? "not_found" : "conflict",
                 error.message);
}

Answer done(std::string_view id) { return {.body = codec::to_text(Json::Object{{"id", std::string(id)}})}; }

// RFC 9110 §13.1.2: "*", or a list of tags, weak ones too.
bool names_tag(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

}  // namespace

BackEnd::BackEnd(const Gallery& gallery, Setting setting, const Clock& clock)
    : clock_(clock),
      token_(std::move(setting.token)),
      feed_(gallery, make_catalogue(gallery, setting.count, setting.seed, clock.now()), setting.seed, clock.now()),
      desk_(std::move(setting.secret), setting.seed, setting.receipt_pace),
      mode_(setting.mode),
      dice_(setting.seed + 2) {}

bool BackEnd::authorised(std::string_view authorization) const {
  const std::string expected = "Bearer " + token_.reveal();
  return equal_in_constant_time(bytes_of(authorization), bytes_of(expected));
}

Duration BackEnd::slowness() const {
  const std::lock_guard lock(mutex_);
  return mode_.slow;
}

std::optional<Answer> BackEnd::failure() {
  const std::lock_guard lock(mutex_);
  if (!dice_.chance(mode_.fail)) return std::nullopt;
  const int kind = failures_++ % 3;
  Answer answer = kind == 0   ? problem(503, "unavailable", "the demo was told to fail")
                  : kind == 1 ? problem(429, "slow_down", "the demo was told to fail")
                              : problem(500, "broken", "the demo was told to fail");
  if (kind != 2) answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

Answer BackEnd::health() const {
  return {.body = codec::to_text(Json::Object{{"status", "ok"}, {"server_time", rfc3339(clock_.now())}})};
}

Answer BackEnd::submissions(const std::optional<std::string>& cursor, const std::optional<std::string>& limit) {
  const auto most = limit_of(limit);
  if (!most) return bad_limit();
  const std::lock_guard lock(mutex_);
  return page_answer(feed_.page(cursor, static_cast<std::size_t>(*most), clock_.now()));
}

Answer BackEnd::photo(const std::string& id, std::string_view if_none_match) {
  const std::lock_guard lock(mutex_);
  const ServedPhoto photo = feed_.photo(PhotoId(id));
  if (photo.fate == PhotoFate::missing) return problem(404, "not_found", "there is no photo of that id");
  if (photo.fate == PhotoFate::purged) return problem(410, "purged", "the photo was deleted");
  const std::string etag = "\"" + hex(photo.sha256) + "\"";
  Answer answer{.type = "image/jpeg", .headers = {{"ETag", etag}, {"Cache-Control", "private, no-transform"}}};
  if (names_tag(if_none_match, etag)) {
    answer.status = 304;
  } else {
    answer.body = text_of(photo.bytes);
  }
  return answer;
}

Answer BackEnd::event(const WebhookStamp& stamp, std::string_view body) {
  const std::lock_guard lock(mutex_);
  if (mode_.events_off) return problem(410, "switched_off", "this endpoint takes no events any more");
  const Instant now = clock_.now();
  if (auto refusal = desk_.check(stamp, bytes_of(body), now)) return *std::move(refusal);
  const auto event = codec::event_from_json(bytes_of(body));
  if (!event) return problem(400, "bad_event", event.error().message);
  Answer answer = desk_.take(stamp.id, bytes_of(body), *event, feed_.find(event->submission), now);
  answer.lost = answer.status == 200 && dice_.chance(mode_.lose);
  return answer;
}

Answer BackEnd::receipts(const std::optional<std::string>& cursor, const std::optional<std::string>& limit) {
  const auto most = limit_of(limit);
  if (!most) return bad_limit();
  const std::lock_guard lock(mutex_);
  return page_answer(desk_.receipts(cursor, static_cast<std::size_t>(*most), clock_.now()));
}

Answer BackEnd::inbox(std::string_view student) const {
  const std::lock_guard lock(mutex_);
  return {.type = "text/html; charset=utf-8",
          .body = inbox_page(desk_.taken(), student),
          .headers = {{"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"}}};
}

Answer BackEnd::events() const {
  const std::lock_guard lock(mutex_);
  Json::Array list;
  for (const TakenEvent& taken : desk_.taken()) {
    list.push_back(Json::Object{{"id", taken.id.value},
                                {"type", taken.event.type},
                                {"submission_id", taken.event.submission.value},
                                {"count", taken.deliveries},
                                {"submission_version", taken.event.version},
                                {"decision_id", taken.event.decision.value},
                                {"student_ref", taken.student.ref.value},
                                {"at", rfc3339(taken.at)}});
  }
  return {.body = codec::to_text(std::move(list))};
}

Answer BackEnd::withdraw(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const Done withdrawn = feed_.withdraw(SubmissionId(id));
  return withdrawn ? done(id) : refused(withdrawn.error());
}

Answer BackEnd::replace(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const Done replaced = feed_.replace(SubmissionId(id), clock_.now());
  return replaced ? done(id) : refused(replaced.error());
}

Answer BackEnd::resubmit(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto next = feed_.resubmit(SubmissionId(id), clock_.now());
  return next ? done(next->value) : refused(next.error());
}

Answer BackEnd::expire_cursors() {
  const std::lock_guard lock(mutex_);
  feed_.expire_cursors();
  desk_.expire_cursors();
  return {.body = "{}"};
}

Answer BackEnd::mode() const {
  const std::lock_guard lock(mutex_);
  return mode_answer();
}

Answer BackEnd::set_mode(const std::optional<std::string>& slow_ms, const std::optional<std::string>& fail,
                         const std::optional<std::string>& lose, const std::optional<std::string>& events_off) {
  const std::lock_guard lock(mutex_);
  const auto slow_now = static_cast<int>(mode_.slow.micros / 1000);
  const auto slow = slow_ms ? number(*slow_ms, 0, longest_slow_ms) : slow_now;
  const auto failing = fail ? number(*fail, 0, 100) : mode_.fail;
  const auto losing = lose ? number(*lose, 0, 100) : mode_.lose;
  const auto off = events_off ? number(*events_off, 0, 1) : static_cast<int>(mode_.events_off);
  if (!slow || !failing || !losing || !off) {
    return problem(400, "bad_mode", "slow is 0 to 60000 ms, fail and lose 0 to 100 %, events_off 0 or 1");
  }
  mode_ = {milliseconds(*slow), *failing, *losing, *off == 1};
  return mode_answer();
}

Answer BackEnd::mode_answer() const {
  return {.body = codec::to_text(Json::Object{{"slow", mode_.slow.micros / 1000},
                                              {"fail", mode_.fail},
                                              {"lose", mode_.lose},
                                              {"events_off", static_cast<int>(mode_.events_off)}})};
}

std::optional<SubmissionId> BackEnd::waiting_for_retake() const {
  for (const TakenEvent& taken : desk_.taken() | std::views::reverse) {
    const domain::Submission* submission = feed_.find(taken.event.submission);
    if (taken.event.type == "photo.retake_requested" && submission->state == domain::FeedState::flagged) {
      return submission->id;
    }
  }
  return std::nullopt;
}

void BackEnd::let_something_happen() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  if (const auto asked = waiting_for_retake(); asked && dice_.chance(60)) {
    (void)feed_.resubmit(*asked, now);
    return;
  }
  const auto flagged = feed_.flagged();
  if (flagged.empty()) return;
  const SubmissionId id = dice_.pick(flagged);
  const int what = dice_.between(0, 2);
  if (what == 0) {
    (void)feed_.withdraw(id);
  } else if (what == 1) {
    (void)feed_.replace(id, now);
  } else {
    (void)feed_.resubmit(id, now);
  }
}

}  // namespace zhaojian::demo
