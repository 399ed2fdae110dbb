#include "base/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <thread>

#include "support/temporary_folder.h"

using namespace zhaojian;
namespace fs = std::filesystem;

namespace {

int mode_of(const fs::path& path) {
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  return static_cast<int>(about.st_mode & 07777);
}

std::ptrdiff_t files_in(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

std::string content(const fs::path& file) {
  const auto data = read_file(file, 1 << 20);
  REQUIRE(data);
  return std::string(text_of(*data));
}

}  // namespace

TEST_CASE("a file is read as it is, up to the limit") {
  const support::TemporaryFolder folder;
  const std::string text("a\0\r\n\xff", 5);
  std::ofstream(folder / "f", std::ios::binary) << text;
  CHECK(content(folder / "f") == text);
  CHECK(read_file(folder / "f", 5));
  const auto too_big = read_file(folder / "f", 4);
  REQUIRE_FALSE(too_big);
  CHECK(too_big.error().code == Errc::invalid);
  CHECK(too_big.error().message.find((folder / "f").string()) == 0);
}

TEST_CASE("a large file arrives whole") {
  const support::TemporaryFolder folder;
  const Bytes data = random_bytes(300'001);
  REQUIRE(write_file_atomically(folder / "f", data));
  const auto read = read_file(folder / "f", data.size());
  REQUIRE(read);
  CHECK(*read == data);
}

TEST_CASE("what cannot be read says whether it is missing or something else") {
  const support::TemporaryFolder folder;
  CHECK(read_file(folder / "none", 10).error().code == Errc::not_found);
  CHECK(read_file(folder.path(), 10).error().code == Errc::invalid);
}

TEST_CASE("a file is written with its mode and replaces the old one") {
  const support::TemporaryFolder folder;
  const mode_t before = ::umask(0077);
  REQUIRE(write_file_atomically(folder / "f", bytes_of("old")));
  CHECK(mode_of(folder / "f") == 0600);
  REQUIRE(write_file_atomically(folder / "f", bytes_of("new"), 0644));
  ::umask(before);
  CHECK(mode_of(folder / "f") == 0644);
  CHECK(content(folder / "f") == "new");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a file name as long as a name may be can still be written") {
  const support::TemporaryFolder folder;
  CHECK(write_file_atomically(folder / std::string(255, 'n'), bytes_of("x")));
  CHECK(write_file_atomically(folder / std::string(256, 'n'), bytes_of("x")).error().code == Errc::invalid);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a write that fails leaves the old content and no rubbish") {
  const support::TemporaryFolder folder;
  SECTION("no such folder") {
    const auto done = write_file_atomically(folder / "none" / "f", bytes_of("x"));
    REQUIRE_FALSE(done);
    CHECK(done.error().code == Errc::not_found);
    CHECK_FALSE(fs::exists(folder / "none"));
  }
  SECTION("a file stands where the folder should be") {
    std::ofstream(folder / "plain") << "x";
    CHECK_FALSE(write_file_atomically(folder / "plain" / "f", bytes_of("x")));
  }
  SECTION("a folder stands where the file should be") {
    fs::create_directory(folder / "f");
    std::ofstream(folder / "f" / "inside") << "kept";
    CHECK_FALSE(write_file_atomically(folder / "f", bytes_of("x")));
    CHECK(content(folder / "f" / "inside") == "kept");
    CHECK(files_in(folder.path()) == 1);
  }
}

TEST_CASE("the folder refuses a write to those it is closed to") {
  if (::geteuid() == 0) return;  // nothing is closed to root
  const support::TemporaryFolder folder;
  std::ofstream(folder / "f") << "old";
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto done = write_file_atomically(folder / "f", bytes_of("new"));
  fs::permissions(folder.path(), fs::perms::owner_all);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == Errc::denied);
  CHECK(content(folder / "f") == "old");
}

TEST_CASE("a reader sees the old file or the new one, never half of one") {
  const support::TemporaryFolder folder;
  const std::string a(200'000, 'a');
  const std::string b(100'000, 'b');
  REQUIRE(write_file_atomically(folder / "f", bytes_of(a)));
  std::atomic<bool> stop = false;
  std::atomic<int> torn = 0;
  std::thread reader([&] {
    while (!stop) {
      const auto seen = read_file(folder / "f", 1 << 20);
      if (!seen || (text_of(*seen) != a && text_of(*seen) != b)) ++torn;
    }
  });
  bool written = true;
  for (int i = 0; i < 20; ++i) written = write_file_atomically(folder / "f", bytes_of(i % 2 == 0 ? b : a)) && written;
  stop = true;
  reader.join();
  CHECK(written);
  CHECK(torn == 0);
}

TEST_CASE("a private folder is ours alone, with its parents") {
  const support::TemporaryFolder folder;
  REQUIRE(make_private_folder(folder / "a" / "b" / "c/"));
  CHECK(mode_of(folder / "a") == 0700);
  CHECK(mode_of(folder / "a" / "b" / "c") == 0700);
  CHECK(make_private_folder(folder / "a" / "b" / "c"));
}

TEST_CASE("a folder that was open to others is closed, those above it are left alone") {
  const support::TemporaryFolder folder;
  fs::create_directories(folder / "a" / "b");
  ::chmod((folder / "a").c_str(), 0755);
  ::chmod((folder / "a" / "b").c_str(), 0755);
  REQUIRE(make_private_folder(folder / "a" / "b"));
  CHECK(mode_of(folder / "a") == 0755);
  CHECK(mode_of(folder / "a" / "b") == 0700);
}

TEST_CASE("a private folder cannot be made where a file stands, or without a name") {
  const support::TemporaryFolder folder;
  std::ofstream(folder / "f") << "x";
  CHECK_FALSE(make_private_folder(folder / "f"));
  CHECK_FALSE(make_private_folder(folder / "f" / "g"));
  CHECK(make_private_folder("").error().code == Errc::invalid);
}
