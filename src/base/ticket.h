#pragma once
#include <cstdint>

namespace zhaojian {

// Names one request for a slot (a pane, a page). An answer whose generation is not the slot's newest is dropped.
struct Ticket {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
  bool operator==(const Ticket&) const = default;
};

}  // namespace zhaojian
