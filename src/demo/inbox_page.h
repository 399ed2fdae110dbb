#pragma once
#include <span>
#include <string>
#include <string_view>

#include "demo/event_desk.h"

namespace zhaojian::demo {

// Text for HTML, inside and outside of quoted attributes.
[[nodiscard]] std::string escaped(std::string_view text);

// What the students read, as a web page: a card per event, newest first, with the full reasons behind it. `student`
// (ref or student number) leaves out everybody else; empty: all.
[[nodiscard]] std::string inbox_page(std::span<const TakenEvent> events, std::string_view student);

}  // namespace zhaojian::demo
