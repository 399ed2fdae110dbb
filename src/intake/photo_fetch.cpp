#include "intake/photo_fetch.h"

#include <algorithm>

#include "base/log.h"
#include "intake/part_file.h"
#include "intake/photo_sink.h"
#include "net/curl_http.h"

namespace zhaojian::intake {
namespace {

constexpr std::uint64_t unknown_size = 100'000;  // bytes to make room for when the back end did not say

bool ends_batch(const Error& error) {
  return error.text == "error.net.unreachable" || error.text == "error.net.broken" || error.text == "error.net.tls" ||
         error.text == "error.net.insecure" || error.code == Errc::io;
}

// Only our own server is ever asked, whatever an item says: an address elsewhere could be a probe of the inner network.
Result<std::string> photo_url(const std::string& server, const std::string& reference) {
  std::string url = TRY(net::resolve_url(server, reference));
  if (net::same_origin(server, url)) return url;
  return Error{Errc::denied, "its address names another server", "error.intake.foreign_host"};
}

net::HttpRequest request_for(const std::string& url, const Sha256& sha256, std::size_t have) {
  net::HttpRequest request{net::Method::get, url};
  request.limits = net::photo_limits;
  request.limits.body_bytes = photo_limit;
  if (have == 0) return request;
  request.range_start = have;
  request.headers.push_back({"If-Range", "\"" + hex(sha256) + "\""});
  request.limits.body_bytes = photo_limit - std::min<std::uint64_t>(have, photo_limit);
  return request;
}

}  // namespace

enum class PhotoFetch::Fate { present, missing, broken, put_off, mismatch, left };  // left: cancelled, nothing is known

struct PhotoFetch::Attempt {
  Fate fate = Fate::put_off;
  std::string problem = {};
  std::optional<Duration> retry_after = {};
  std::optional<Error> ends_batch = {};
};

Result<PhotoBatch> PhotoFetch::fetch(std::int64_t limit, const std::stop_token& stop,
                                     const std::function<void(const PhotoBatch&)>& progress) {
  PhotoBatch batch;
  const auto rows = TRY(setting_.store.submissions().photos_wanted(setting_.clock.now(), limit));
  for (const store::PhotoRow& row : rows) {
    const Attempt made = attempt(row, stop, batch);
    if (made.fate == Fate::left) break;
    TRY(record(row, made, batch));
    if (progress) progress(batch);
    if (batch.problem) break;
  }
  return batch;
}

PhotoFetch::Attempt PhotoFetch::attempt(const store::PhotoRow& row, const std::stop_token& stop, PhotoBatch& batch) {
  if (stop.stop_requested()) return {Fate::left};
  if (cache_.has(row.ref.sha256)) return {Fate::present};
  const Result<std::string> url = photo_url(setting_.server, row.ref.url);
  if (!url) return {Fate::broken, url.error().message};
  const auto expected = static_cast<std::uint64_t>(std::max<std::int64_t>(row.ref.bytes.value_or(0), 0));
  const Result<bool> room = budget_.make_room(setting_.store, expected > 0 ? expected : unknown_size);
  if (!room) return {Fate::put_off, room.error().message, {}, room.error()};
  if (!*room) batch.over_budget = true;
  return download(row, *url, stop);
}

PhotoFetch::Attempt PhotoFetch::download(const store::PhotoRow& row, const std::string& url,
                                         const std::stop_token& stop) {
  Result<PartFile> part = PartFile::open(cache_, row.ref.sha256);
  if (!part) {
    const bool busy = part.error().code == Errc::conflict;
    return {Fate::put_off, part.error().message, {}, busy ? std::nullopt : std::optional(part.error())};
  }
  // Only a file that came in one go proves that the server's bytes are wrong; a resumed one may mix two.
  const bool last_chance = part->size() == 0 && row.tries + 1 >= mismatch_tries;
  PhotoSink sink(*part, row.ref.sha256);
  net::HttpRequest request = request_for(url, row.ref.sha256, part->size());
  request.bearer = setting_.token;
  request.sink = &sink;
  const Result<net::HttpResponse> response = setting_.http.send(request, stop);
  Attempt made = response ? after_answer(*response, *part) : after_failure(response.error(), *part);
  if (made.fate == Fate::mismatch) {
    part->discard();
    made.fate = last_chance ? Fate::broken : Fate::put_off;
  }
  return made;
}

PhotoFetch::Attempt PhotoFetch::after_failure(const Error& error, PartFile& part) {
  if (net::was_cancelled(error)) return {Fate::left};
  if (error.text == "error.intake.photo_mismatch") return {Fate::mismatch, error.message};
  const bool too_large = error.text == "error.net.too_large";
  // On a full disk every byte counts; and what does not fit the answer is not the beginning of this photo.
  if (too_large || error.text == "error.intake.range" || error.code == Errc::io) part.discard();
  if (too_large) return {Fate::broken, error.message};
  return {Fate::put_off, error.message, {}, ends_batch(error) ? std::optional(error) : std::nullopt};
}

PhotoFetch::Attempt PhotoFetch::after_answer(const net::HttpResponse& response, PartFile& part) {
  const std::string problem = "status " + std::to_string(response.status);
  switch (response.status) {
    case 200:
    case 206: {
      const Done finished = part.finish();
      if (finished) return {Fate::present};
      if (finished.error().code == Errc::corrupt) return {Fate::mismatch, finished.error().message};
      return {Fate::put_off, finished.error().message, {}, finished.error()};
    }
    case 404:
    case 410: part.discard(); return {Fate::missing, problem};
    case 401:
    case 403: return {Fate::put_off, problem, {}, Error{Errc::denied, problem, "error.intake.token"}};
    case 416: part.discard(); break;  // longer than the photo: what we have is not its beginning
    default: break;
  }
  const auto wait = net::retry_after(response.header("Retry-After").value_or(""), setting_.clock.now());
  if (net::classify(response.status) != net::Verdict::throttle) return {Fate::put_off, problem, wait};
  return {Fate::put_off, problem, wait, Error{Errc::unavailable, problem, "error.intake.busy"}};
}

Done PhotoFetch::record(const store::PhotoRow& row, const Attempt& made, PhotoBatch& batch) {
  ++batch.tried;
  if (made.ends_batch) batch.problem = made.ends_batch;
  if (made.retry_after) batch.retry_after = made.retry_after;
  if (made.fate != Fate::present) {
    log_line(made.fate == Fate::put_off ? LogLevel::debug : LogLevel::warn, "intake",
             "photo " + hex(row.ref.sha256).substr(0, 12) + ": " + made.problem);
  }
  store::Submissions& rows = setting_.store.submissions();
  const auto mark = [&](domain::PhotoState state, int& counter) {
    ++counter;
    return setting_.store.transact([&] { return rows.mark_photo(row.ref.sha256, state, made.problem); });
  };
  switch (made.fate) {
    case Fate::present: budget_.added(row.ref.sha256); return mark(domain::PhotoState::present, batch.present);
    case Fate::missing: return mark(domain::PhotoState::missing, batch.missing);
    case Fate::broken: return mark(domain::PhotoState::broken, batch.broken);
    case Fate::put_off:
    case Fate::mismatch:
    case Fate::left: break;
  }
  ++batch.put_off;
  const Duration wait = net::back_off(row.tries, net::Schedule::poll, setting_.jitter(), made.retry_after);
  const Instant next = setting_.clock.now() + std::max(wait, seconds(1));
  return setting_.store.transact([&] { return rows.put_off_photo(row.ref.sha256, next, made.problem); });
}

Result<int> PhotoFetch::move_complete() {
  store::Submissions& cases = setting_.store.submissions();
  int moved = 0;
  const auto move_one = [&](const SubmissionId& id) -> Done {
    std::optional<domain::ReviewCase> found = TRY(cases.find(id));
    if (!found || found->place.stage != domain::Stage::flagged) return {};
    found->place = TRY(domain::advance(found->place, domain::Happening::photos_complete));
    ++moved;
    return cases.save(*found);
  };
  for (int before = -1; moved != before;) {
    before = moved;
    const std::vector<SubmissionId> complete = TRY(cases.photos_complete(100));
    const Done done = setting_.store.transact([&]() -> Done {
      for (const SubmissionId& id : complete) TRY(move_one(id));
      return {};
    });
    if (!done) return done.error();
  }
  return moved;
}

Done want_again(store::Store& store, const PhotoCache& cache, const Sha256& sha256) {
  cache.remove(sha256);
  return store.transact([&] {
    return store.submissions().mark_photo(sha256, domain::PhotoState::wanted, "gone or damaged in the cache");
  });
}

}  // namespace zhaojian::intake
