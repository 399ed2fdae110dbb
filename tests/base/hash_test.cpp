#include "base/hash.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <thread>

using namespace zhaojian;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
  CHECK(hex(sha256(bytes_of(""))) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256(bytes_of("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256(bytes_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("a digest of pieces is the digest of the whole, however it is cut") {
  const Bytes data = random_bytes(1'000);
  for (const std::size_t piece : {1U, 7U, 63U, 64U, 65U, 999U, 1'000U}) {
    Sha256Stream stream;
    for (std::size_t at = 0; at < data.size(); at += piece) {
      stream.update(ByteView(data).subspan(at, std::min(piece, data.size() - at)));
    }
    CHECK(stream.finish() == sha256(data));
  }
  CHECK(Sha256Stream().finish() == sha256({}));
}

TEST_CASE("a stream that is copied goes on by itself") {
  Sha256Stream one;
  one.update(bytes_of("ab"));
  Sha256Stream other = one;
  one.update(bytes_of("c"));
  other.update(bytes_of("d"));
  CHECK(one.finish() == sha256(bytes_of("abc")));
  CHECK(other.finish() == sha256(bytes_of("abd")));
}

TEST_CASE("HMAC-SHA-256 gives the tags of RFC 4231") {
  CHECK(hex(hmac_sha256(bytes_of(std::string(20, '\x0b')), bytes_of("Hi There"))) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex(hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const std::string long_key(131, '\xaa');
  CHECK(hex(hmac_sha256(bytes_of(long_key), bytes_of("Test Using Larger Than Block-Size Key - Hash Key First"))) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a digest is written in lower case and read in either") {
  const Sha256 digest = sha256(bytes_of("abc"));
  std::string text = hex(digest);
  CHECK(*sha256_from_hex(text) == digest);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  CHECK(*sha256_from_hex(text) == digest);
  CHECK(hex(bytes_of(std::string("\x00\x9f\xff", 3))) == "009fff");
  CHECK(hex(ByteView{}).empty());
}

TEST_CASE("what is not 64 hexadecimal digits is not a digest") {
  const std::string good(64, 'a');
  for (const std::string& bad : {std::string(), std::string(63, 'a'), std::string(66, 'a'), std::string(65, 'a'),
                                 std::string(63, 'a') + "g", " " + std::string(63, 'a'), good + "\n", good + " "}) {
    CAPTURE(bad);
    REQUIRE_FALSE(sha256_from_hex(bad));
    CHECK(sha256_from_hex(bad).error().code == Errc::invalid);
  }
}

TEST_CASE("base64 gives the texts of RFC 4648") {
  const std::pair<std::string, std::string> known[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"},
                                                       {"\xfb\xff", "+/8="}};
  for (const auto& [plain, coded] : known) {
    CHECK(base64(bytes_of(plain)) == coded);
    const auto back = from_base64(coded);
    REQUIRE(back);
    CHECK(text_of(*back) == plain);
  }
}

TEST_CASE("base64 that is not exactly right is refused") {
  for (const char* bad :
       {"Zg", "Zg=", "Zg===", "Z===", "Zm9v Zm9v", "Zm9v\n", "Zh==", "-_8=", "Zm9*", "=", "Zg==Zg=="}) {
    CAPTURE(bad);
    CHECK_FALSE(from_base64(bad));
  }
}

TEST_CASE("random bytes survive base64 at every length") {
  for (std::size_t length = 0; length < 70; ++length) {
    const Bytes data = random_bytes(length);
    CHECK(*from_base64(base64(data)) == data);
  }
}

TEST_CASE("bytes are compared by content and length") {
  CHECK(equal_in_constant_time(bytes_of("abc"), bytes_of("abc")));
  CHECK_FALSE(equal_in_constant_time(bytes_of("abc"), bytes_of("abd")));
  CHECK_FALSE(equal_in_constant_time(bytes_of("abc"), bytes_of("ab")));
  CHECK(equal_in_constant_time({}, {}));
}

TEST_CASE("random bytes do not repeat") {
  CHECK(random_bytes(0).empty());
  CHECK(random_bytes(32).size() == 32);
  CHECK(random_bytes(32) != random_bytes(32));
}

TEST_CASE("a UUID has version 7, the right variant and the time of RFC 9562's example") {
  const std::string id = uuid_v7(0x017F22E279B0);
  REQUIRE(id.size() == 36);
  CHECK(id.substr(0, 15) == "017f22e2-79b0-7");
  CHECK(id[18] == '-');
  CHECK(std::string("89ab").find(id[19]) != std::string::npos);
  CHECK(id[23] == '-');
  CHECK(std::count(id.begin(), id.end(), '-') == 4);
}

TEST_CASE("UUIDs sort as the times they were made for") {
  std::string last = uuid_v7(0);
  for (const std::int64_t time : {1LL, 255LL, 256LL, 1'697'853'600'000LL, 1'697'853'600'001LL, 0xffffffffffffLL}) {
    const std::string next = uuid_v7(time);
    CHECK(last < next);
    last = next;
  }
}

TEST_CASE("UUIDs of one millisecond made on several threads are all different") {
  std::array<std::vector<std::string>, 4> made;
  {
    std::vector<std::jthread> threads;
    for (auto& mine : made) {
      threads.emplace_back([&mine] {
        for (int i = 0; i < 2'000; ++i) mine.push_back(uuid_v7(1'697'853'600'000));
      });
    }
  }
  std::set<std::string> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  CHECK(all.size() == 8'000);
}
