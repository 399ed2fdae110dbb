#include "domain/texts.h"

#include <catch2/catch.hpp>

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

const Texts texts({{"hello", "你好，{0}"},
                   {"twice", "{0} {1} {0}"},
                   {"error.decode.truncated", "文件不完整"},
                   {"error.code.stale", "已过期"}});

}  // namespace

TEST_CASE("a text is found by its key, and a missing one is shown as the key") {
  CHECK(texts("error.code.stale") == "已过期");
  CHECK(texts("no.such.key") == "no.such.key");
  CHECK(Texts()("any") == "any");
}

TEST_CASE("placeholders are replaced, those without a value are left to be seen") {
  CHECK(texts.format("hello", {"𠮷"}) == "你好，𠮷");
  CHECK(texts.format("twice", {"a", "b"}) == "a b a");
  CHECK(texts.format("twice", {"a"}) == "a {1} a");
  CHECK(texts.format("hello", {"{0}"}) == "你好，{0}");
  CHECK(texts.format("a {x} {", {"v"}) == "a {x} {");
}

TEST_CASE("an error is told by its own text, else by the text of its code") {
  CHECK(texts.of({Errc::corrupt, "png: crc", "error.decode.truncated"}) == "文件不完整");
  CHECK(texts.of({Errc::stale, "epoch 3"}) == "已过期");
  CHECK(texts.of({Errc::stale, "epoch 3", "error.no.such"}) == "已过期");
  CHECK(texts.of({Errc::io, "disk"}) == "error.code.io");
}
