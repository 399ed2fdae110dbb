#include "gfx/texture_ledger.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace zhaojian::gfx;

namespace {

PhotoKey photo(const std::string& id, int side = 0) { return {id, side}; }

PhotoPixels pixels(int width, int height) {
  const auto bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
  return {width, height, std::make_shared<const std::vector<std::uint8_t>>(bytes, std::uint8_t{7})};
}

std::vector<std::string> ids(const std::vector<Wanted>& wanted) {
  std::vector<std::string> names;
  for (const Wanted& one : wanted) names.push_back(one.key.id);
  return names;
}

void upload_all(TextureLedger& ledger) {
  while (ledger.uploads_left()) {
    for (const UploadStep& step : ledger.plan_upload(1u << 30)) ledger.uploaded(step);
  }
}

// Asked for, loaded and uploaded in the frame that is running.
void show(TextureLedger& ledger, const PhotoKey& key) {
  ledger.ask(key);
  ledger.put(key, pixels(100, 100));
  upload_all(ledger);
}

constexpr std::size_t kPicture = 100 * 100 * 4 + 512;  // a scaled copy of 100x100, with its entry

}  // namespace

TEST_CASE("a picture asked for is loading and wanted once") {
  TextureLedger ledger({});
  CHECK(ledger.ask(photo("a")).state == PhotoState::loading);
  CHECK(ledger.ask(photo("a")).state == PhotoState::loading);
  CHECK(ids(ledger.take_wanted(10)) == std::vector<std::string>{"a"});
  CHECK(ledger.ask(photo("a")).state == PhotoState::loading);
  CHECK(ledger.take_wanted(10).empty());
}

TEST_CASE("two sizes of one photo are two pictures") {
  TextureLedger ledger({});
  ledger.ask(photo("a", 0));
  ledger.ask(photo("a", 256));
  CHECK(ledger.take_wanted(10).size() == 2);
}

TEST_CASE("what is on screen is loaded before what is pinned, and that in its order") {
  TextureLedger ledger({});
  ledger.pin({photo("next 1"), photo("next 2")});
  ledger.ask(photo("shown"));
  const auto wanted = ledger.take_wanted(2);
  REQUIRE(ids(wanted) == std::vector<std::string>{"shown", "next 1"});
  CHECK(wanted[0].urgency == Urgency::now);
  CHECK(wanted[1].urgency == Urgency::ahead);
  CHECK(ids(ledger.take_wanted(2)) == std::vector<std::string>{"next 2"});
}

TEST_CASE("a picture becomes ready only when its last row is uploaded") {
  TextureLedger ledger({});
  ledger.put(photo("a"), pixels(100, 10));
  const std::size_t four_rows = 4 * 300;
  std::vector<int> rows;
  while (ledger.uploads_left()) {
    CHECK(ledger.ask(photo("a")).state == PhotoState::loading);
    const auto steps = ledger.plan_upload(four_rows + 299);
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].first() == rows.empty());
    rows.push_back(steps[0].rows);
    ledger.uploaded(steps[0]);
  }
  CHECK(rows == std::vector<int>{4, 4, 2});
  CHECK(ledger.ask(photo("a")).state == PhotoState::ready);
  CHECK(ledger.take_wanted(10).empty());
}

TEST_CASE("uploads keep to the budget over several pictures, pinned first") {
  TextureLedger ledger({});
  ledger.put(photo("early"), pixels(100, 10));
  ledger.put(photo("pinned"), pixels(100, 10));
  ledger.pin({photo("pinned")});
  const auto steps = ledger.plan_upload(3000 + 600);
  REQUIRE(steps.size() == 2);
  CHECK(steps[0].key.id == "pinned");
  CHECK(steps[0].last());
  CHECK(steps[1].key.id == "early");
  CHECK(steps[1].rows == 2);
}

TEST_CASE("a budget smaller than a row still moves one row") {
  TextureLedger ledger({});
  ledger.put(photo("wide"), pixels(4000, 2));
  const auto steps = ledger.plan_upload(10);
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].rows == 1);
}

TEST_CASE("a failed picture says why and is never fetched again by itself") {
  TextureLedger ledger({});
  ledger.ask(photo("a"));
  REQUIRE(ledger.take_wanted(10).size() == 1);
  ledger.fail(photo("a"), PhotoFailure::broken, "error.decode.truncated");
  for (int frame = 0; frame < 50; ++frame) {
    CHECK(ledger.begin_frame().empty());
    CHECK(ledger.ask(photo("a")).state == PhotoState::broken);
    CHECK(ledger.ask(photo("a")).text == "error.decode.truncated");
    ledger.pin({photo("a")});
    CHECK(ledger.take_wanted(10).empty());
  }
}

TEST_CASE("the operator can try a failed picture again") {
  TextureLedger ledger({});
  ledger.ask(photo("a"));
  REQUIRE(ledger.take_wanted(1).size() == 1);
  ledger.fail(photo("a"), PhotoFailure::missing, "error.fetch.gone");
  ledger.retry(photo("a"));
  CHECK(ledger.ask(photo("a")).state == PhotoState::loading);
  CHECK(ledger.ask(photo("a")).text.empty());
  CHECK(ledger.take_wanted(10).size() == 1);
  ledger.put(photo("a"), pixels(4, 4));
  upload_all(ledger);
  ledger.retry(photo("a"));  // nothing to retry
  CHECK(ledger.ask(photo("a")).state == PhotoState::ready);
}

TEST_CASE("pixels that do not make a picture are a failure, not a crash") {
  TextureLedger ledger({.longest_side = 200});
  const PhotoPixels good = pixels(10, 10);
  ledger.put(photo("short"), {10, 11, good.rgb});
  ledger.put(photo("none"), {10, 10, nullptr});
  ledger.put(photo("negative"), {-10, -10, good.rgb});
  ledger.put(photo("long"), pixels(201, 1));
  CHECK(ledger.ask(photo("short")).state == PhotoState::broken);
  CHECK(ledger.ask(photo("none")).state == PhotoState::broken);
  CHECK(ledger.ask(photo("negative")).state == PhotoState::broken);
  CHECK(ledger.ask(photo("long")).state == PhotoState::refused);
  CHECK(ledger.ask(photo("long")).text == "error.gfx.too_large");
  CHECK_FALSE(ledger.uploads_left());
}

TEST_CASE("over the budget, what was not seen longest goes first, and only at the start of a frame") {
  TextureLedger ledger({.bytes = 2 * kPicture});
  for (const char* id : {"a", "b", "c"}) {
    CHECK(ledger.begin_frame().empty());
    show(ledger, photo(id, 128));
  }
  CHECK(ledger.bytes() == 3 * kPicture);
  CHECK(ledger.begin_frame() == std::vector{photo("a", 128)});
  CHECK(ledger.bytes() == 2 * kPicture);
  ledger.ask(photo("b", 128));  // seen again: now c is the oldest
  CHECK(ledger.begin_frame().empty());
  show(ledger, photo("d", 128));
  CHECK(ledger.begin_frame() == std::vector{photo("c", 128)});
  CHECK(ledger.ask(photo("a", 128)).state == PhotoState::loading);
  CHECK(ids(ledger.take_wanted(9)) == std::vector<std::string>{"a"});
}

TEST_CASE("pinned pictures and those on screen stay, whatever the budget") {
  TextureLedger ledger({.bytes = 1});
  ledger.pin({photo("next", 128)});
  ledger.put(photo("next", 128), pixels(100, 100));
  for (int frame = 0; frame < 10; ++frame) {
    CHECK(ledger.begin_frame().empty());
    show(ledger, photo("shown", 128));
  }
  ledger.pin({});
  CHECK(ledger.begin_frame() == std::vector{photo("next", 128)});
  CHECK(ledger.begin_frame() == std::vector{photo("shown", 128)});
  CHECK(ledger.size() == 0);
  CHECK(ledger.bytes() == 0);
}

TEST_CASE("a picture dropped while half uploaded leaves nothing behind") {
  TextureLedger ledger({.bytes = 1});
  ledger.put(photo("a"), pixels(100, 100));
  ledger.uploaded(ledger.plan_upload(300 * 50).front());
  CHECK(ledger.begin_frame() == std::vector{photo("a")});
  CHECK_FALSE(ledger.uploads_left());
  CHECK(ledger.plan_upload(1000).empty());
  CHECK(ledger.bytes() == 0);
}

TEST_CASE("scrolling past does not fill the loader's list") {
  TextureLedger ledger({});
  for (int row = 0; row < 1000; ++row) {
    CHECK(ledger.begin_frame().empty());
    ledger.ask(photo(std::to_string(row)));
  }
  CHECK(ledger.size() <= 3);
  const auto wanted = ledger.take_wanted(10);
  REQUIRE(wanted.size() == 3);
  CHECK(wanted[0].key.id == "999");
}

TEST_CASE("a task the loader dropped is wanted again while somebody looks") {
  TextureLedger ledger({});
  ledger.ask(photo("a"));
  REQUIRE(ledger.take_wanted(1).size() == 1);
  ledger.give_back(photo("a"));
  ledger.give_back(photo("a"));
  CHECK(ledger.take_wanted(9).size() == 1);
  ledger.give_back(photo("a"));
  for (int frame = 0; frame < 3; ++frame) CHECK(ledger.begin_frame().empty());
  CHECK(ledger.take_wanted(9).empty());
  CHECK(ledger.bytes() == 0);
}

TEST_CASE("a picture that arrives twice, or late, or unasked is taken once") {
  TextureLedger ledger({});
  ledger.put(photo("a"), pixels(10, 10));
  ledger.put(photo("a"), pixels(10, 10));
  CHECK(ledger.plan_upload(10000).size() == 1);
  upload_all(ledger);
  const std::size_t bytes = ledger.bytes();
  ledger.put(photo("a"), pixels(10, 10));
  ledger.fail(photo("a"), PhotoFailure::missing, "late");
  CHECK(ledger.bytes() == bytes);
  CHECK(ledger.ask(photo("a")).state == PhotoState::ready);
}

TEST_CASE("a size is rounded up so that a small change of layout keeps the copy") {
  CHECK(key_for("a", 90, 4000).longest_side == 128);
  CHECK(key_for("a", 129, 4000).longest_side == 192);
  CHECK(key_for("a", 500, 4000).longest_side == 512);
  CHECK(key_for("a", 513, 4000).longest_side == 768);
  CHECK(key_for("a", 600, 640).longest_side == 0);  // its own 640 are fewer than the 768 it would get
  CHECK(key_for("a", 90, 0).longest_side == 128);
  CHECK(key_for("a", 5000, 9000).longest_side == 0);
}

TEST_CASE("errors become the placeholder that fits") {
  using zhaojian::Errc;
  CHECK(failure_of(Errc::corrupt) == PhotoFailure::broken);
  CHECK(failure_of(Errc::denied) == PhotoFailure::refused);
  CHECK(failure_of(Errc::not_found) == PhotoFailure::missing);
  CHECK(failure_of(Errc::timeout) == PhotoFailure::missing);
}
