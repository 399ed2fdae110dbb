#include "imaging/worker_decoder.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <thread>

#include "files.h"
#include "imaging/decode_error.h"
#include "imaging/encode.h"
#include "imaging/worker_protocol.h"
#include "support/photos.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

namespace zhaojian::imaging {
namespace {

using namespace test;
using namespace std::chrono_literals;

const Bytes& a_photo() {
  static const Bytes file = *encode_jpeg(support::a_portrait(480, 640), {.quality = 90});
  return file;
}

std::string status_of(int pid, const std::string& field) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(field + ":")) return line.substr(line.find_first_not_of(" \t", field.size() + 1));
  }
  return {};
}

long peak_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_CASE("the worker gives what decoding in this process gives, facts and pixels") {
  WorkerDecoder worker;
  InProcessDecoder here;
  const Pixels photo = support::a_portrait(120, 160);
  const std::vector<std::uint8_t> inks(64 * 64 * 4, 90);
  const std::vector<Bytes> files{
      a_photo(), *encode_png(photo), jpeg_of(64, 64, inks, {.in = JCS_CMYK, .stored = JCS_CMYK}),
      with_exif(jpeg_of(120, 160, photo.rgb, {.progressive = true}), {6, false, "手机 1.0", "2023:10:21 09:30:00", 0})};
  for (const Bytes& file : files) {
    for (const int side : {0, 50}) {
      const auto far = worker.decode(file, side), near = here.decode(file, side);
      REQUIRE(far);
      REQUIRE(near);
      CHECK(far->facts == near->facts);
      CHECK(far->pixels == near->pixels);
    }
  }
  CHECK(worker.processes_lost() == 0);
}

TEST_CASE("one process serves many pictures, good and bad") {
  WorkerDecoder worker;
  REQUIRE(worker.decode(a_photo(), 0));
  const int pid = worker.pid();
  REQUIRE(pid > 0);
  const Bytes cut(a_photo().begin(), a_photo().begin() + 9000);
  for (int i = 0; i < 20; ++i) {
    CHECK(worker.decode(cut, 0).error().text == "error.decode.truncated");
    CHECK(worker.decode(bytes_from("GIF89a"), 0).error().text == "error.decode.format.gif");
    CHECK(worker.decode({}, 0).error().text == "error.decode.empty");
    CHECK(worker.decode(a_photo(), 200));
  }
  CHECK(worker.pid() == pid);
}

TEST_CASE("a pixel flood through the worker costs neither process memory") {
  const Bytes bomb = png_with({.width = 30'000, .height = 30'000, .depth = 1, .colour_type = 0},
                              black_rows(30'000, 30'000));
  const long before = peak_kilobytes();
  {
    WorkerDecoder worker;
    const auto refused = worker.decode(bomb, 0);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text == "error.decode.too_many_pixels");
    if (!sanitized) CHECK(std::stol(status_of(worker.pid(), "VmHWM")) < 16 * 1024);
  }
  CHECK(peak_kilobytes() - before < 8 * 1024);
}

TEST_CASE("the worker is confined: system calls filtered, no privileges to gain, no other descriptor") {
  WorkerDecoder worker;
  REQUIRE(worker.decode(a_photo(), 0));
  if (!sanitized) {
    CHECK(status_of(worker.pid(), "Seccomp") == "2");
    CHECK(status_of(worker.pid(), "NoNewPrivs") == "1");
  }
  const std::string folder = "/proc/" + std::to_string(worker.pid()) + "/fd";
  if (DIR* open = ::opendir(folder.c_str())) {  // only root may look into an undumpable process
    int descriptors = 0;
    while (const dirent* entry = ::readdir(open)) descriptors += entry->d_name[0] != '.' ? 1 : 0;
    ::closedir(open);
    CHECK(descriptors == 6);
  }
}

TEST_CASE("the worker does not inherit the environment") {
  ::setenv("ZHAOJIAN_SECRET_FOR_TEST", "must not travel", 1);
  WorkerDecoder worker;
  REQUIRE(worker.decode(a_photo(), 0));
  std::ifstream file("/proc/" + std::to_string(worker.pid()) + "/environ", std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(file)), {});
  CHECK(all.find("must not travel") == std::string::npos);
  ::unsetenv("ZHAOJIAN_SECRET_FOR_TEST");
}

TEST_CASE("a worker killed in the middle of a picture is an error, and the next picture opens") {
  WorkerDecoder worker;
  REQUIRE(worker.decode(a_photo(), 0));
  const int pid = worker.pid();
  ::kill(pid, SIGSTOP);  // the picture is under way and does not finish
  std::jthread killer([pid] {
    std::this_thread::sleep_for(200ms);
    ::kill(pid, SIGKILL);
  });
  const auto lost = worker.decode(a_photo(), 0);
  REQUIRE_FALSE(lost);
  CHECK(lost.error().code == Errc::unavailable);
  CHECK(lost.error().text == "error.decode.worker_died");
  CHECK(worker.processes_lost() == 1);
  CHECK(worker.decode(a_photo(), 0));
  CHECK(worker.pid() != pid);
}

TEST_CASE("a worker that hangs is ended after its time, and the next picture opens") {
  WorkerDecoder worker;
  REQUIRE(worker.decode(a_photo(), 0));
  const int pid = worker.pid();
  ::kill(pid, SIGSTOP);
  const auto start = std::chrono::steady_clock::now();
  const auto late = worker.decode(a_photo(), 0);
  const auto took = std::chrono::steady_clock::now() - start;
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Errc::timeout);
  CHECK(late.error().text == "error.decode.timeout");
  CHECK(took >= 2900ms);
  CHECK(took < 4500ms);
  CHECK(::kill(pid, 0) != 0);  // gone and reaped
  CHECK(worker.decode(a_photo(), 0));
}

TEST_CASE("a worker that died while idle is replaced without a word") {
  WorkerDecoder worker;
  REQUIRE(worker.decode(a_photo(), 0));
  ::kill(worker.pid(), SIGKILL);
  while (status_of(worker.pid(), "State").substr(0, 1) != "Z") std::this_thread::sleep_for(1ms);
  CHECK(worker.decode(a_photo(), 0));
}

TEST_CASE("a file that takes the worker down three times is not tried a fourth time") {
  WorkerDecoder worker({.wall_clock = milliseconds(150)});
  const Bytes other = *encode_png(support::a_gradient(8, 8));
  for (int attempt = 0; attempt < 3; ++attempt) {
    REQUIRE(worker.decode(other, 0));
    ::kill(worker.pid(), SIGSTOP);
    CHECK(worker.decode(a_photo(), 0).error().text == "error.decode.timeout");
  }
  REQUIRE(worker.decode(other, 0));
  const int pid = worker.pid();
  const auto refused = worker.decode(a_photo(), 0);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::corrupt);
  CHECK(refused.error().text == "error.decode.worker_died");
  CHECK(worker.pid() == pid);
}

TEST_CASE("without its program the worker says so, and opens nothing in this process instead") {
  WorkerDecoder worker({.program = "/nonexistent/zhaojian-decoder"});
  const auto failed = worker.decode(a_photo(), 0);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == Errc::unavailable);
  WorkerDecoder wrong({.program = "/bin/false"});
  CHECK(wrong.decode(a_photo(), 0).error().code == Errc::unavailable);
}

TEST_CASE("the process ends with its decoder") {
  int pid = 0;
  {
    WorkerDecoder worker;
    REQUIRE(worker.decode(a_photo(), 0));
    pid = worker.pid();
  }
  CHECK(::kill(pid, 0) != 0);
}

TEST_CASE("an answer no honest decoder gives is not believed") {
  std::vector<std::uint8_t> memory(300);
  DecodeReply good;
  good.width = good.height = good.encoded_width = good.encoded_height = 10;
  good.bits_per_channel = 8;
  good.orientation = 1;
  REQUIRE(photo_of(good, memory));
  const auto refused = [&](auto change) {
    DecodeReply bad = good;
    change(bad);
    const auto photo = photo_of(bad, memory);
    return !photo && photo.error().code == Errc::internal;
  };
  CHECK(refused([](DecodeReply& r) { r.width = 11; }));
  CHECK(refused([](DecodeReply& r) { r.width = r.height = -10; }));
  CHECK(refused([](DecodeReply& r) { r.width = 0x7FFFFFFF, r.height = 0x7FFFFFFF; }));
  CHECK(refused([](DecodeReply& r) { r.format = 3; }));
  CHECK(refused([](DecodeReply& r) { r.colour = -1; }));
  CHECK(refused([](DecodeReply& r) { r.orientation = 0; }));
  CHECK(refused([](DecodeReply& r) { r.dpi_x = std::nan(""); }));
  CHECK(refused([](DecodeReply& r) { r.fault = 99; }));
  DecodeReply unended = good;
  unended.software.fill('x');
  CHECK(photo_of(unended, memory)->facts.software.size() == unended.software.size());
}

}  // namespace
}  // namespace zhaojian::imaging
