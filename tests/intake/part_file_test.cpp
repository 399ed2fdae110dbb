#include "intake/part_file.h"

#include <sys/resource.h>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "support/submission_builder.h"
#include "support/temporary_folder.h"

using namespace zhaojian;
using namespace zhaojian::intake;
using zhaojian::support::TemporaryFolder;
using zhaojian::test::hash_of;

namespace {

const std::string photo = "0123456789abcdefghij";

PhotoCache cache_in(const TemporaryFolder& folder) { return PhotoCache::open(folder / "cache").value(); }

void fetch_all(const PhotoCache& cache, const std::string& content) {
  auto part = PartFile::open(cache, hash_of(content));
  REQUIRE(part);
  REQUIRE(part->append(bytes_of(content)));
  REQUIRE(part->finish());
}

}  // namespace

TEST_CASE("A photo is in the cache when all of it is there, and not before") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  auto part = PartFile::open(cache, hash_of(photo));
  REQUIRE(part);
  REQUIRE(part->append(bytes_of(photo.substr(0, 8))));
  CHECK_FALSE(cache.has(hash_of(photo)));
  CHECK(cache.read(hash_of(photo)).error().code == Errc::not_found);
  REQUIRE(part->append(bytes_of(photo.substr(8))));
  CHECK_FALSE(cache.has(hash_of(photo)));
  REQUIRE(part->finish());
  CHECK(cache.has(hash_of(photo)));
  CHECK(text_of(*cache.read(hash_of(photo))) == photo);
  CHECK_FALSE(std::filesystem::exists(cache.part(hash_of(photo))));
}

TEST_CASE("The cache is nobody else's business, and says by its names what is in it") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  fetch_all(cache, photo);
  const auto mode = [](const std::filesystem::path& path) {
    return static_cast<unsigned>(std::filesystem::status(path).permissions());
  };
  CHECK(mode(cache.folder()) == 0700);
  CHECK(mode(cache.file(hash_of(photo)).parent_path()) == 0700);
  CHECK(mode(cache.file(hash_of(photo))) == 0600);
  const std::string name = hex(hash_of(photo));
  CHECK(cache.file(hash_of(photo)) == cache.folder() / name.substr(0, 2) / (name + ".bin"));
}

TEST_CASE("A download that broke goes on where it stopped, also in another process") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  {
    auto part = PartFile::open(cache, hash_of(photo));
    REQUIRE(part->append(bytes_of(photo.substr(0, 8))));
  }
  auto part = PartFile::open(cache, hash_of(photo));
  REQUIRE(part);
  CHECK(part->size() == 8);
  REQUIRE(part->append(bytes_of(photo.substr(8))));
  CHECK(part->finish());
  CHECK(text_of(*cache.read(hash_of(photo))) == photo);
}

TEST_CASE("A part that begins anew forgets what it had") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  auto part = PartFile::open(cache, hash_of(photo));
  REQUIRE(part->append(bytes_of("rubbish, and more of it than the photo has")));
  REQUIRE(part->restart());
  CHECK(part->size() == 0);
  REQUIRE(part->append(bytes_of(photo)));
  CHECK(part->finish());
  CHECK(text_of(*cache.read(hash_of(photo))) == photo);
}

TEST_CASE("Other bytes than the hash says never become the photo") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  auto part = PartFile::open(cache, hash_of(photo));
  REQUIRE(part->append(bytes_of("0123456789abcdefghiJ")));
  const Done finished = part->finish();
  REQUIRE_FALSE(finished);
  CHECK(finished.error().text == "error.intake.photo_mismatch");
  CHECK_FALSE(cache.has(hash_of(photo)));
  part->discard();
  CHECK_FALSE(std::filesystem::exists(cache.part(hash_of(photo))));
}

TEST_CASE("Two programs do not write one part at the same time") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  const auto first = PartFile::open(cache, hash_of(photo));
  REQUIRE(first);
  const auto second = PartFile::open(cache, hash_of(photo));
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Errc::conflict);
}

TEST_CASE("A photo the disk has damaged is noticed, and makes room for a good one") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  fetch_all(cache, photo);
  std::ofstream(cache.file(hash_of(photo)), std::ios::in | std::ios::out).put('X');
  const auto read = cache.read(hash_of(photo));
  REQUIRE_FALSE(read);
  CHECK(read.error().code == Errc::corrupt);
  CHECK(read.error().text == "error.intake.photo_damaged");
  CHECK_FALSE(cache.has(hash_of(photo)));
}

TEST_CASE("A disk that takes no more is said, and nothing half is left") {
  const TemporaryFolder folder;
  const PhotoCache cache = cache_in(folder);
  auto part = PartFile::open(cache, hash_of(photo));
  REQUIRE(part);
  // A limit on the size of files stands in for the full disk: write() fails in the same place.
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit tight{10, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
  const Done written = part->append(bytes_of(photo));
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  (void)std::signal(SIGXFSZ, old_handler);
  REQUIRE_FALSE(written);
  CHECK(written.error().code == Errc::io);
  part->discard();
  CHECK_FALSE(cache.has(hash_of(photo)));
  CHECK(std::filesystem::is_empty(cache.file(hash_of(photo)).parent_path()));
}
