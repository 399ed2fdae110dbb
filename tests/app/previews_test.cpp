#include "app/previews.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

#include "base/files.h"
#include "station/station_fixture.h"

using namespace zhaojian;

namespace {

// A photo cache, the pool and the networks; previews come out.
class Room {
 public:
  Room() : station_(site_.open()), cache_(*station::open_photos(*station_)), tools_(*station_, cache_, 1), pool_(1),
           previews_(pool_, tools_, [this](desk::Event event) { steps_.post(std::move(event)); }, [] {}) {}
  ~Room() { pool_.stop(); }

  Sha256 keep(const std::string& demo_photo) {
    const auto file = read_file(std::filesystem::path(ZHAOJIAN_SOURCE_DIR) / "assets/demo" / demo_photo, 8U << 20);
    REQUIRE(file);
    const Sha256 name = sha256(*file);
    std::filesystem::create_directories(cache_.file(name).parent_path());
    REQUIRE(write_file_atomically(cache_.file(name), *file));
    return name;
  }
  desk::MakePreview wanted(std::uint64_t sequence, const Sha256& capture) {
    return {sequence, capture, station_->assets.profiles.at(ProfileId("chsi-99-2017"))};
  }
  app::Previews::Made next() {
    for (int i = 0; i < 3000; ++i) {
      auto made = previews_.take_made();
      if (!made.empty()) return std::move(made.front());
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL("no preview came");
    return {};
  }
  app::Previews& previews() { return previews_; }
  std::vector<desk::Event> steps() { return steps_.drain(); }

 private:
  test::Site site_;
  std::unique_ptr<const station::Station> station_;
  intake::PhotoCache cache_;
  app::Tools tools_;
  Pool pool_;
  Mailbox<desk::Event> steps_;
  app::Previews previews_;
};

}  // namespace

TEST_CASE("a capture becomes a picture of the standard's size, step by step, on another thread") {
  Room room;
  room.previews().make(room.wanted(7, room.keep("p001_capture.jpg")));
  const auto made = room.next();
  CHECK(made.event.sequence == 7);
  CHECK(made.event.picture.phase == desk::PhotoPhase::ready);
  CHECK(made.pixels.width == 480);
  CHECK(made.pixels.height == 640);
  CHECK(made.event.picture.bytes > 20'000);
  CHECK(made.event.picture.eyes);
  int last = -1;
  for (const desk::Event& event : room.steps()) {
    const auto* step = std::get_if<desk::PreviewStepped>(&event);
    REQUIRE(step);
    CHECK(step->step == last + 1);
    CHECK(step->step < step->steps);
    last = step->step;
  }
  CHECK(last == 3);
}

TEST_CASE("where nothing can be made the reason comes instead of a picture") {
  Room room;
  room.previews().make(room.wanted(1, room.keep("p004_flaw_no_face.jpg")));
  auto made = room.next();
  CHECK(made.pixels.empty());
  CHECK(made.event.picture.phase != desk::PhotoPhase::ready);
  CHECK(made.event.picture.problem == "error.standardise.no_face");
  room.previews().make(room.wanted(2, test::hash_of("never fetched")));
  made = room.next();
  CHECK(made.event.sequence == 2);
  CHECK(made.event.picture.phase == desk::PhotoPhase::missing);
}

TEST_CASE("what was asked for a case that has left is not made") {
  Room room;
  const Sha256 capture = room.keep("p001_capture.jpg");
  room.previews().make(room.wanted(1, capture));
  room.previews().only_for(2);
  room.previews().make(room.wanted(3, capture));
  CHECK(room.next().event.sequence == 3);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(room.previews().take_made().empty());
}
