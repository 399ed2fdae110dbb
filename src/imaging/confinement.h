#pragma once
#include "base/result.h"

namespace zhaojian::imaging {

// Takes from this process, for good, all it does not need to decode pictures: other descriptors, core files, being
// debugged, new privileges, memory beyond 1.5 GB, and every system call but reading, writing, memory and time (anything
// else kills it). Built with a sanitizer, which needs the system itself, only descriptors are closed; it says so on
// standard error. An error means: not confined, do not go on.
[[nodiscard]] Done confine_to_decoding(int highest_descriptor);

}  // namespace zhaojian::imaging
