#include <catch2/catch.hpp>

#include "demo/sample_feed.h"
#include "support/demo_feed_process.h"

using namespace zhaojian;
using namespace zhaojian::demo;

TEST_CASE("the program says where it listens, serves, and ends when it is told to") {
  test::DemoFeedProcess feed({"--count", "90", "--token", "another"});
  {
    httplib::Client client(feed.url());
    CHECK(client.Get("/v1/health")->status == 200);
    CHECK(client.Get("/v1/submissions", {{"Authorization", "Bearer demo-token"}})->status == 401);
    const auto page = client.Get("/v1/submissions", {{"Authorization", "Bearer another"}});
    CHECK(codec::page_from_json(bytes_of(page->body)).value().items.size() > 90);
  }
  CHECK(feed.stop() == 0);
}

TEST_CASE("the program refuses what it cannot do") {
  CHECK_THROWS(test::DemoFeedProcess({"--assets", "/nowhere"}));
  CHECK_THROWS(test::DemoFeedProcess({"--fail", "101"}));
  CHECK_THROWS(test::DemoFeedProcess({"--secret", "not-a-secret"}));
}
