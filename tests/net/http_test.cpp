#include "net/http.h"

#include <catch2/catch.hpp>

#include "net/curl_http.h"

using namespace zhaojian;
using namespace zhaojian::net;

TEST_CASE("A header is found in whatever case the server wrote it, the first of several") {
  const HttpResponse response{200, {{"ETag", "\"a\""}, {"retry-after", "7"}, {"etag", "\"b\""}}, {}};
  CHECK(response.header("etag") == "\"a\"");
  CHECK(response.header("Retry-After") == "7");
  CHECK_FALSE(response.header("Retry").has_value());
}

TEST_CASE("Whatever a cursor holds, it becomes one value of a query") {
  CHECK(percent_encoded("a-Z_0.9~") == "a-Z_0.9~");
  CHECK(percent_encoded("a b&c=/?#%+") == "a%20b%26c%3D%2F%3F%23%25%2B");
  CHECK(percent_encoded("照\r\n") == "%E7%85%A7%0D%0A");
  CHECK(percent_encoded(std::string_view("\0", 1)) == "%00");
}

TEST_CASE("A photo's address may be relative to the server") {
  const std::string base = "https://capture.example.edu:8443/api/";
  CHECK(*resolve_url(base, "/v1/photos/p1") == "https://capture.example.edu:8443/v1/photos/p1");
  CHECK(*resolve_url(base, "v1/photos/p1?x=1") == "https://capture.example.edu:8443/api/v1/photos/p1?x=1");
  CHECK(*resolve_url(base, "https://cdn.example.com/p1") == "https://cdn.example.com/p1");
  CHECK_FALSE(resolve_url("not a url", "/x").has_value());
  CHECK_FALSE(resolve_url(base, "https://user:password@cdn.example.com/p1").has_value());
}

TEST_CASE("The token's own server is told from every other") {
  const std::string_view own = "https://capture.example.edu/v1";
  CHECK(same_origin(own, "https://CAPTURE.example.edu:443/v1/photos/p1?x"));
  CHECK_FALSE(same_origin(own, "http://capture.example.edu/v1"));
  CHECK_FALSE(same_origin(own, "https://capture.example.edu:8443/v1"));
  CHECK_FALSE(same_origin(own, "https://capture.example.edu.evil.com/v1"));
  CHECK_FALSE(same_origin(own, "https://capture.example.edu@evil.com/v1"));
  CHECK_FALSE(same_origin(own, "nonsense"));
}
