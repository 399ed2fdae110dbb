#include "base/webhook_signature.h"

#include <catch2/catch.hpp>

using namespace zhaojian;

namespace {

struct Vector {
  const char *secret, *id, *timestamp, *body, *signature;
};
// standard.md §4.7; the first is the specification's own.
constexpr Vector vectors[] = {
    {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", R"({"test": 2432232314})",
     "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
    {"whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "msg_demo0001", "1697853600",
     R"({"type":"photo.rejected","timestamp":"2023-10-21T02:00:00Z","data":{"photo_id":"p1","reason":"眼镜反光"}})",
     "v1,PY9FdEKNc5AahBrJRcZbA6UsaoUUprlQVpf8bZTkAnM="}};

Instant at(const Vector& vector) { return Instant{std::stoll(vector.timestamp) * 1'000'000}; }

Errc refusal(const Done& done) {
  REQUIRE_FALSE(done.has_value());
  return done.error().code;
}

}  // namespace

TEST_CASE("A webhook is signed as the published vectors say, and its signature is accepted") {
  for (const Vector& vector : vectors) {
    const Secret secret(vector.secret);
    const auto signature = sign_webhook(secret, vector.id, at(vector), bytes_of(vector.body));
    REQUIRE(signature);
    CHECK(*signature == vector.signature);
    const WebhookStamp stamp{vector.id, vector.timestamp, vector.signature};
    CHECK(verify_webhook(secret, stamp, bytes_of(vector.body), at(vector)));
  }
}

TEST_CASE("A webhook that was changed anywhere is refused") {
  const Vector& v = vectors[0];
  const Secret secret(v.secret);
  CHECK(refusal(verify_webhook(secret, {v.id, v.timestamp, v.signature}, bytes_of("{}"), at(v))) == Errc::denied);
  CHECK(refusal(verify_webhook(secret, {"msg_other", v.timestamp, v.signature}, bytes_of(v.body), at(v))) ==
        Errc::denied);
  CHECK(refusal(verify_webhook(secret, {v.id, "1614265331", v.signature}, bytes_of(v.body), at(v))) == Errc::denied);
  CHECK(refusal(verify_webhook(Secret(vectors[1].secret), {v.id, v.timestamp, v.signature}, bytes_of(v.body), at(v))) ==
        Errc::denied);
  for (const char* signature : {"", "v1,", "v1,????", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}) {
    CHECK(refusal(verify_webhook(secret, {v.id, v.timestamp, signature}, bytes_of(v.body), at(v))) == Errc::denied);
  }
}

TEST_CASE("One fitting signature among several is enough, so that secrets can be changed") {
  const Vector& v = vectors[0];
  const std::string several = std::string("v1a,AAAA  v1,") + vectors[1].signature + " " + v.signature;
  CHECK(verify_webhook(Secret(v.secret), {v.id, v.timestamp, several}, bytes_of(v.body), at(v)));
}

TEST_CASE("A webhook more than five minutes old or early is refused as stale") {
  const Vector& v = vectors[0];
  const WebhookStamp stamp{v.id, v.timestamp, v.signature};
  const Secret secret(v.secret);
  CHECK(verify_webhook(secret, stamp, bytes_of(v.body), at(v) + minutes(5)));
  CHECK(verify_webhook(secret, stamp, bytes_of(v.body), at(v) - minutes(5)));
  CHECK(refusal(verify_webhook(secret, stamp, bytes_of(v.body), at(v) + seconds(301))) == Errc::stale);
  CHECK(refusal(verify_webhook(secret, stamp, bytes_of(v.body), at(v) - seconds(301))) == Errc::stale);
}

TEST_CASE("Secrets, ids and timestamps that make no sense are refused before anything is signed") {
  const Instant now{1'000'000};
  for (const char* secret : {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!"}) {
    CHECK(sign_webhook(Secret(secret), "msg_1", now, {}).error().code == Errc::invalid);
  }
  const Secret good(vectors[0].secret);
  CHECK(sign_webhook(good, "", now, {}).error().code == Errc::invalid);
  CHECK(sign_webhook(good, "msg.1", now, {}).error().code == Errc::invalid);
  for (const char* timestamp : {"", "x", "-1", "1614265330 ", "1e9", "99999999999999999999"}) {
    CHECK(refusal(verify_webhook(good, {"msg_1", timestamp, "v1,AAAA"}, {}, now)) == Errc::invalid);
  }
}
