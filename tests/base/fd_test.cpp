#include "base/fd.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cerrno>

using namespace zhaojian;

namespace {

struct Pipe {
  Fd out, in;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  return {Fd(ends[0]), Fd(ends[1])};
}

bool is_open(int number) { return ::fcntl(number, F_GETFD) != -1; }

}  // namespace

TEST_CASE("a descriptor is closed when its owner goes away, and only then") {
  int number = -1;
  {
    Pipe pipe = make_pipe();
    number = pipe.out.number();
    const Fd moved = std::move(pipe.out);
    CHECK_FALSE(pipe.out.open());  // NOLINT(bugprone-use-after-move): this is what is tested
    CHECK(moved.number() == number);
    CHECK(is_open(number));
  }
  CHECK_FALSE(is_open(number));
}

TEST_CASE("what is written to one end is read from the other up to the end") {
  Pipe pipe = make_pipe();
  REQUIRE(write_all(pipe.in, bytes_of("照鉴")));
  pipe.in = Fd();
  const auto read = read_to_end(pipe.out, 100);
  REQUIRE(read);
  CHECK(text_of(*read) == "照鉴");
}

TEST_CASE("a limit is the largest size still read") {
  for (const std::size_t limit : {std::size_t{4}, std::size_t{5}, std::size_t{6}, SIZE_MAX}) {
    Pipe pipe = make_pipe();
    REQUIRE(write_all(pipe.in, bytes_of("12345")));
    pipe.in = Fd();
    const auto read = read_to_end(pipe.out, limit);
    CAPTURE(limit);
    CHECK(read.has_value() == (limit >= 5));
    if (!read) CHECK(read.error().code == Errc::invalid);
  }
}

TEST_CASE("an errno becomes a code callers can branch on and words people can read") {
  const Error missing = system_error(ENOENT, "open x");
  CHECK(missing.code == Errc::not_found);
  CHECK(missing.message == "open x: No such file or directory");
  CHECK(system_error(EACCES, "").code == Errc::denied);
  CHECK(system_error(EIO, "").code == Errc::io);
  CHECK(system_error(ENOSPC, "").text == "error.files.disk_full");
}

TEST_CASE("reading from a descriptor that cannot be read says why") {
  Pipe pipe = make_pipe();
  const auto read = read_to_end(pipe.in, 10);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == Errc::io);
}
