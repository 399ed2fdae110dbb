#pragma once
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "base/clock.h"
#include "store/open_store.h"

namespace zhaojian::support {

[[nodiscard]] inline store::StoreOptions store_options(const std::filesystem::path& file) {
  return {file, std::filesystem::path(ZHAOJIAN_SOURCE_DIR) / "db" / "sqlite"};
}

// The real store: on a file, or in memory when none is named. Several may be open on one file.
[[nodiscard]] inline std::unique_ptr<store::Store> test_store(const Clock& clock,
                                                              const std::filesystem::path& file = ":memory:") {
  auto opened = store::open_store(store_options(file), clock);
  if (!opened) throw std::runtime_error(opened.error().message);
  return std::move(*opened);
}

}  // namespace zhaojian::support
