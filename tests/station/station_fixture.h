#pragma once
#include <catch2/catch.hpp>

#include "station/station.h"
#include "support/builders.h"
#include "support/manual_clock.h"
#include "support/temporary_folder.h"

namespace zhaojian::test {

// A data folder that is not there yet, with what the program brings along.
struct Site {
  [[nodiscard]] station::Config config() const {
    station::Config config = station::default_config();
    config.data_dir = folder / "data";
    return config;
  }
  [[nodiscard]] std::unique_ptr<const station::Station> open() const {
    auto opened = station::open_station(config());
    INFO((opened ? "" : opened.error().message));
    REQUIRE(opened);
    return *std::move(opened);
  }
  [[nodiscard]] std::filesystem::path data(const std::string& file) const { return folder / "data" / file; }

  support::TemporaryFolder folder;
};

}  // namespace zhaojian::test
