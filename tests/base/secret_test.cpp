#include "base/secret.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <thread>
#include <type_traits>

#include "base/files.h"
#include "support/temporary_folder.h"

using namespace zhaojian;

namespace {

std::filesystem::path secret_file(const support::TemporaryFolder& folder, const std::string& text, mode_t mode) {
  const auto file = folder / "token";
  std::ofstream(file, std::ios::binary) << text;
  REQUIRE(::chmod(file.c_str(), mode) == 0);
  return file;
}

std::string revealed(const Result<Secret>& secret) {
  REQUIRE(secret);
  return secret->reveal();
}

}  // namespace

TEST_CASE("a secret is the first line of its file, without the line end") {
  const support::TemporaryFolder folder;
  CHECK(revealed(secret_from_file(secret_file(folder, "s3cret", 0600))) == "s3cret");
  CHECK(revealed(secret_from_file(secret_file(folder, "s3cret\n# note\n", 0600))) == "s3cret");
  CHECK(revealed(secret_from_file(secret_file(folder, "s3cret\r\n", 0600))) == "s3cret");
}

TEST_CASE("a file that others may read is refused, and the refusal says what to do") {
  const support::TemporaryFolder folder;
  for (const mode_t mode : {0640U, 0604U, 0644U, 0660U, 0666U, 0620U, 0601U, 0700U, 04600U}) {
    const auto file = secret_file(folder, "s3cret", mode);
    const auto secret = secret_from_file(file);
    CAPTURE(mode);
    REQUIRE_FALSE(secret);
    CHECK(secret.error().code == Errc::denied);
    CHECK(secret.error().text == "error.secret.mode");
    CHECK(secret.error().message.find("chmod 600 " + file.string()) != std::string::npos);
    CHECK(secret.error().message.find("s3cret") == std::string::npos);
  }
}

TEST_CASE("a file stricter than 0600 is good") {
  const support::TemporaryFolder folder;
  CHECK(revealed(secret_from_file(secret_file(folder, "s3cret", 0400))) == "s3cret");
}

TEST_CASE("what is not a plain file of ours is not a secret") {
  const support::TemporaryFolder folder;
  SECTION("a link") {
    const auto file = secret_file(folder, "s3cret", 0600);
    std::filesystem::create_symlink(file, folder / "link");
    CHECK(secret_from_file(folder / "link").error().text == "error.secret.not_plain");
  }
  SECTION("a pipe that would block") {
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(secret_from_file(folder / "pipe").error().text == "error.secret.not_plain");
  }
  SECTION("a folder") { CHECK(secret_from_file(folder.path()).error().code == Errc::denied); }
  SECTION("nothing") { CHECK(secret_from_file(folder / "none").error().text == "error.secret.missing"); }
  SECTION("an empty first line") {
    CHECK(secret_from_file(secret_file(folder, "\nlater", 0600)).error().text == "error.secret.empty");
  }
  SECTION("a file of somebody else") {
    if (::geteuid() != 0) return;  // only root can give a file away
    const auto file = secret_file(folder, "s3cret", 0600);
    REQUIRE(::chown(file.c_str(), 65534, 65534) == 0);
    CHECK(secret_from_file(file).error().text == "error.secret.foreign");
  }
}

TEST_CASE("a kept secret is made once and read from then on") {
  const support::TemporaryFolder folder;
  const std::string first = revealed(secret_kept_in(folder / "key", 32));
  const auto raw = from_base64(first);
  REQUIRE(raw);
  CHECK(raw->size() == 32);
  CHECK(revealed(secret_kept_in(folder / "key", 32)) == first);
  CHECK(revealed(secret_from_file(folder / "key")) == first);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
  struct stat about {};
  REQUIRE(::stat((folder / "key").c_str(), &about) == 0);
  CHECK((about.st_mode & 07777) == 0600);
}

TEST_CASE("a kept secret that has become readable to others is refused, not replaced") {
  const support::TemporaryFolder folder;
  const auto file = secret_file(folder, "old", 0644);
  CHECK(secret_kept_in(file, 32).error().code == Errc::denied);
  CHECK(text_of(*read_file(file, 10)) == "old");
}

TEST_CASE("a secret cannot be kept in a folder that is not there") {
  const support::TemporaryFolder folder;
  CHECK(secret_kept_in(folder / "none" / "key", 32).error().code == Errc::not_found);
}

TEST_CASE("programs that start at once agree on one secret") {
  const support::TemporaryFolder folder;
  std::array<std::string, 4> seen;
  {
    std::vector<std::jthread> threads;
    for (auto& mine : seen) {
      threads.emplace_back([&folder, &mine] {
        const auto secret = secret_kept_in(folder / "key", 32);
        if (secret) mine = secret->reveal();
      });
    }
  }
  CHECK_FALSE(seen[0].empty());
  for (const auto& mine : seen) CHECK(mine == seen[0]);
}

TEST_CASE("a secret is moved, not copied, and leaves nothing behind") {
  STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<Secret>);
  STATIC_REQUIRE_FALSE(std::is_copy_assignable_v<Secret>);
  Secret one(std::string("short"));  // held inside the string itself, where a plain move leaves it
  const char* const old = one.reveal().data();
  Secret two = std::move(one);
  CHECK(two.reveal() == "short");
  CHECK(one.empty());  // NOLINT(bugprone-use-after-move): this is what is tested
  CHECK(std::string(old, 5) == std::string(5, '\0'));
  Secret three(std::string("other"));
  three = std::move(two);
  CHECK(three.reveal() == "short");
  CHECK(three.copy().reveal() == "short");
}
