#include <catch2/catch.hpp>

#include <thread>

#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

TEST_CASE("the same picture gives the same bits again, whatever was looked at in between") {
  const auto analyser = an_analyser();
  const imaging::Pixels photo = portrait("p002_submission");
  const Evidence first = analyser->analyse(photo);
  (void)analyser->analyse(portrait("p006_flaw_two_people"));
  (void)analyser->analyse(portrait("p003_admission"));
  CHECK(analyser->analyse(photo) == first);
}

TEST_CASE("two threads with an analyser each give the same bits") {
  const imaging::Pixels photo = portrait("p001_submission");
  std::vector<Evidence> seen(2);
  {
    std::vector<std::jthread> threads;
    for (Evidence& evidence : seen)
      threads.emplace_back([&photo, &evidence] {
        const auto analyser = an_analyser();
        for (int i = 0; i < 3; ++i) evidence = analyser->analyse(photo);
      });
  }
  CHECK(seen[0].faces.size() == 1);
  CHECK(seen[0] == seen[1]);
}

}  // namespace
}  // namespace zhaojian::vision
