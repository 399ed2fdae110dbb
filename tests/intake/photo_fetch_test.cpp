#include "intake/photo_fetch.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "support/intake_desk.h"

using namespace zhaojian;
using namespace zhaojian::intake;
using namespace zhaojian::test;
using domain::PhotoState;
using domain::Stage;

namespace {

std::string quoted(const std::string& content) { return "\"" + hex(hash_of(content)) + "\""; }

// A photo whose content is its own id, so that the builder's hash fits.
constexpr const char* photo = "sub_1_submission";

// A case whose only photo is as long as it says.
domain::ReviewCase honest_case(const std::string& id, const std::string& content) {
  domain::PhotoRef ref = a_photo(content);
  ref.bytes = static_cast<std::int64_t>(content.size());
  return a_case(a_submission(id).with_photos({ref})).at(Stage::flagged);
}

struct Desk : IntakeDesk {
  PhotoCache cache = PhotoCache::open(folder / "cache").value();
  CacheBudget budget{cache, 1u << 20};
  PhotoFetch fetch{setting, cache, budget};

  Desk() { add(a_case(a_submission("sub_1").without_references()).at(Stage::flagged)); }
  PhotoBatch one_batch() { return fetch.fetch(100, {}).value(); }
  PhotoBatch later_batch() {
    clock.advance(minutes(2));
    return one_batch();
  }
  [[nodiscard]] PhotoState state() const { return photo_row("sub_1").state; }
};

}  // namespace

TEST_CASE("A wanted photo is asked of our server with our token, checked and kept") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{200, photo, {{"ETag", quoted(photo)}}}; };
  const PhotoBatch batch = desk.one_batch();
  CHECK(batch.present == 1);
  CHECK_FALSE(batch.problem);
  CHECK(desk.state() == PhotoState::present);
  CHECK(text_of(*desk.cache.read(hash_of(photo))) == photo);
  REQUIRE(desk.http.seen.size() == 1);
  CHECK(desk.http.seen[0].url == "https://capture.example.edu/v1/photos/sub_1_submission");
  CHECK(desk.http.seen[0].token == "t0ken");
  CHECK(desk.fetch.move_complete().value() == 1);
  CHECK(desk.find("sub_1").place.stage == Stage::fetched);
  CHECK(desk.one_batch().tried == 0);
}

TEST_CASE("A broken download goes on from where it broke") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (!request.range_start) return {200, photo, {}, {}, 5};
    return {206, std::string(photo).substr(*request.range_start), {{"Content-Range", "bytes 5-15/16"}}};
  };
  const PhotoBatch broken = desk.one_batch();
  CHECK(broken.put_off == 1);
  CHECK_FALSE(broken.problem);  // one photo's trouble, not the server's
  CHECK(desk.state() == PhotoState::wanted);
  CHECK(desk.one_batch().tried == 0);  // not before its time
  CHECK(desk.later_batch().present == 1);
  CHECK(desk.http.seen[1].range_start == 5);
  CHECK(desk.http.seen[1].header("If-Range") == quoted(photo));
  CHECK(text_of(*desk.cache.read(hash_of(photo))) == photo);
}

TEST_CASE("A server that sends all of it instead of the rest is taken at its word") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) -> Reply {
    return {200, photo, {}, {}, request.range_start ? std::string::npos : 5};
  };
  (void)desk.one_batch();
  CHECK(desk.later_batch().present == 1);
  CHECK(text_of(*desk.cache.read(hash_of(photo))) == photo);
}

TEST_CASE("A rest that does not fit is thrown away with what was there") {
  Desk desk;
  const int status = GENERATE(206, 416);
  desk.http.server = [status](const SeenRequest& request) -> Reply {
    if (!request.range_start) return {200, photo, {}, {}, 5};
    return {status, "rest", {{"Content-Range", "bytes 7-15/16"}}};
  };
  (void)desk.one_batch();
  CHECK(desk.later_batch().put_off == 1);
  CHECK_FALSE(std::filesystem::exists(desk.cache.part(hash_of(photo))));
  desk.http.server = [](const SeenRequest&) { return Reply{200, photo}; };
  CHECK(desk.later_batch().present == 1);
}

TEST_CASE("Bytes with another hash are refused, and after four whole tries the photo counts as broken") {
  Desk desk;
  const bool by_etag = GENERATE(false, true);
  desk.http.server = [by_etag](const SeenRequest&) {
    return Reply{200, "another photo", {{"ETag", by_etag ? quoted("another photo") : "\"v7\""}}};
  };
  CHECK(desk.one_batch().put_off == 1);
  CHECK(desk.later_batch().put_off == 1);
  CHECK(desk.later_batch().put_off == 1);
  CHECK(desk.state() == PhotoState::wanted);
  CHECK(desk.later_batch().broken == 1);
  CHECK(desk.state() == PhotoState::broken);
  CHECK_FALSE(desk.photo_row("sub_1").problem.empty());
  CHECK_FALSE(desk.cache.has(hash_of(photo)));
  CHECK(desk.fetch.move_complete().value() == 1);  // the reviewer decides without it
}

TEST_CASE("A resumed photo that does not fit is fetched whole before anybody calls it broken") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (!request.range_start) return {200, "the old photo", {}, {}, 5};
    return {206, "rest of the new", {{"Content-Range", "bytes 5-19/20"}}};
  };
  for (int i = 0; i < 9; ++i) (void)desk.later_batch();
  CHECK(desk.state() == PhotoState::wanted);
  desk.http.server = [](const SeenRequest&) { return Reply{200, photo}; };
  (void)desk.later_batch();
  CHECK(desk.later_batch().tried + desk.one_batch().tried <= 1);
  CHECK(desk.state() == PhotoState::present);
}

TEST_CASE("A photo the server does not have is missing, and the case goes on without it") {
  Desk desk;
  const int status = GENERATE(404, 410);
  desk.http.server = [status](const SeenRequest&) { return Reply{status}; };
  CHECK(desk.one_batch().missing == 1);
  CHECK(desk.state() == PhotoState::missing);
  CHECK(desk.fetch.move_complete().value() == 1);
}

TEST_CASE("Trouble of the server or the line ends the batch and costs the photo nothing") {
  struct Trouble {
    Reply reply;
    std::string_view text;
  };
  const auto trouble = GENERATE(Trouble{unreachable(), "error.net.unreachable"}, Trouble{{401}, "error.intake.token"},
                                Trouble{{403}, "error.intake.token"}, Trouble{{429}, "error.intake.busy"},
                                Trouble{{503, "", {{"Retry-After", "90"}}}, "error.intake.busy"},
                                Trouble{{0, "", {}, Error{Errc::denied, "", "error.net.tls"}}, "error.net.tls"});
  Desk desk;
  desk.add(a_case(a_submission("sub_2").without_references()).at(Stage::flagged));
  desk.http.server = [&trouble](const SeenRequest&) { return trouble.reply; };
  const PhotoBatch batch = desk.one_batch();
  REQUIRE(batch.problem);
  CHECK(batch.problem->text == trouble.text);
  CHECK(batch.tried == 1);
  CHECK(desk.state() == PhotoState::wanted);
  if (trouble.reply.status == 503) CHECK(batch.retry_after == seconds(90));
  for (int i = 0; i < 20; ++i) (void)desk.later_batch();
  CHECK(desk.state() == PhotoState::wanted);  // however often
}

TEST_CASE("A slow photo or an odd status is tried again later, the others meanwhile") {
  Desk desk;
  desk.add(a_case(a_submission("sub_2").without_references()).at(Stage::flagged));
  const Reply odd = GENERATE(timed_out(), Reply{500}, Reply{302}, Reply{400});
  desk.http.server = [&odd](const SeenRequest& request) {
    return request.url.ends_with("sub_1_submission") ? odd : Reply{200, "sub_2_submission"};
  };
  const PhotoBatch batch = desk.one_batch();
  CHECK(batch.put_off == 1);
  CHECK(batch.present == 1);
  CHECK_FALSE(batch.problem);
}

TEST_CASE("Only our own server is asked, whatever an item says") {
  const std::string url = GENERATE(
      "https://evil.example.com/p", "http://capture.example.edu/p", "http://169.254.169.254/", "//evil.example.com/p",
      "https://capture.example.edu:8443/p", "file:///etc/passwd", "https://capture.example.edu@evil.example.com/p");
  CAPTURE(url);
  IntakeDesk desk;
  domain::PhotoRef ref = a_photo("p1");
  ref.url = url;
  desk.add(a_case(a_submission("sub_9").with_photos({ref})).at(Stage::flagged));
  const PhotoCache cache = PhotoCache::open(desk.folder / "cache").value();
  CacheBudget budget(cache, 1u << 20);
  PhotoFetch fetch(desk.setting, cache, budget);
  desk.http.server = [](const SeenRequest&) { return Reply{200, "p1"}; };
  (void)fetch.fetch(100, {}).value();
  CHECK(desk.http.seen.empty());
  CHECK(desk.photo_row("sub_9").state == PhotoState::broken);
}

TEST_CASE("A photo above 20 MB is given up at once") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{200, std::string(photo_limit + 1, 'x')}; };
  CHECK(desk.one_batch().broken == 1);
  CHECK_FALSE(std::filesystem::exists(desk.cache.part(hash_of(photo))));
}

TEST_CASE("A cancelled batch changes nothing") {
  Desk desk;
  std::stop_source stop;
  stop.request_stop();
  CHECK(desk.fetch.fetch(100, stop.get_token()).value().tried == 0);
  CHECK(desk.photo_row("sub_1").tries == 0);
}

TEST_CASE("A photo that is in the cache already is not asked for") {
  Desk desk;
  auto part = PartFile::open(desk.cache, hash_of(photo));
  REQUIRE(part->append(bytes_of(photo)));
  REQUIRE(part->finish());
  CHECK(desk.one_batch().present == 1);
  CHECK(desk.http.seen.empty());
}

TEST_CASE("A photo found damaged is fetched again") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{200, photo}; };
  (void)desk.one_batch();
  std::ofstream(desk.cache.file(hash_of(photo))) << "damaged";
  CHECK(desk.cache.read(hash_of(photo)).error().code == Errc::corrupt);
  REQUIRE(want_again(*desk.store, desk.cache, hash_of(photo)));
  CHECK(desk.one_batch().present == 1);
  CHECK(desk.cache.read(hash_of(photo)).has_value());
}

TEST_CASE("Room is made by letting go of what no open case needs, never of what one does") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) {
    return Reply{200, request.url.substr(request.url.rfind('/') + 1)};
  };
  (void)desk.one_batch();
  CacheBudget tight(desk.cache, 20);
  CHECK(tight.bytes() == 16);
  PhotoFetch fetch(desk.setting, desk.cache, tight);

  desk.add(honest_case("sub_2", "sub_2_submission"));
  const PhotoBatch crowded = fetch.fetch(100, {}).value();
  CHECK(crowded.present == 1);  // needed, so fetched all the same
  CHECK(crowded.over_budget);   // and said
  CHECK(desk.cache.has(hash_of(photo)));

  for (const char* id : {"sub_1", "sub_2"}) {
    domain::ReviewCase done = desk.find(id);
    done.place.stage = Stage::withdrawn;
    REQUIRE(desk.store->transact([&] { return desk.store->submissions().save(done); }));
  }
  desk.add(honest_case("sub_3", "sub_3_submission"));
  const PhotoBatch roomy = fetch.fetch(100, {}).value();
  CHECK(roomy.present == 1);
  CHECK_FALSE(roomy.over_budget);
  CHECK_FALSE(desk.cache.has(hash_of(photo)));
  CHECK_FALSE(desk.cache.has(hash_of("sub_2_submission")));
  CHECK(desk.cache.has(hash_of("sub_3_submission")));
  CHECK(tight.bytes() == 16);

  // A new case with a photo that was let go fetches it again.
  desk.add(honest_case("sub_4", photo));
  CHECK(fetch.fetch(100, {}).value().present == 1);
  CHECK(desk.cache.has(hash_of(photo)));
}
