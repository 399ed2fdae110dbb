#include "store/text_list.h"

#include <catch2/catch.hpp>

using namespace zhaojian;
using store::list_from_text;
using store::list_to_text;

TEST_CASE("a list of any texts comes back from its column as it was") {
  const std::vector<FindingId> ids = {FindingId("a,b"), FindingId(""), FindingId("3:x,"), FindingId("𠮷\n'\"")};
  CHECK(*store::ids_from_text<FindingId>(list_to_text(ids)) == ids);
  CHECK(list_from_text("")->empty());
}

TEST_CASE("a list that was tampered with is corrupt, never half read") {
  for (const char* broken : {"3:ab,", "2:abc,", "x", "2", "2:", "-1:a,", "99999999999999999999:a,", "1:a"}) {
    INFO(broken);
    const auto list = list_from_text(broken);
    REQUIRE_FALSE(list);
    CHECK(list.error().code == Errc::corrupt);
  }
}
