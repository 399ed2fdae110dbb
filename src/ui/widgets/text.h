#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "desk/keymap.h"
#include "domain/finding.h"
#include "ui/context.h"
#include "ui/scope.h"

// Text drawn at exact places, and the small things made of text. All positions are screen pixels.
namespace zhaojian::ui {

[[nodiscard]] ImVec2 measure(const UiContext& ui, Type type, std::string_view text);
// At a place of the present window's draw list; cut with "…" when wider than `room` (0: never cut). Returns its width.
float put(const UiContext& ui, ImVec2 at, Type type, const ImVec4& colour, std::string_view text, float room = 0);
// Ends at `right`.
float put_right(const UiContext& ui, ImVec2 right, Type type, const ImVec4& colour, std::string_view text);
void put_centred(const UiContext& ui, ImVec2 centre, Type type, const ImVec4& colour, std::string_view text);
// Wrapped at `width`; returns the height.
float put_wrapped(const UiContext& ui, ImVec2 at, Type type, const ImVec4& colour, std::string_view text, float width);
// Each line centred on x.
float put_wrapped_centred(const UiContext& ui, ImVec2 top, Type type, const ImVec4& colour, std::string_view text, float width);

[[nodiscard]] float wrapped_height(const UiContext& ui, Type type, std::string_view text, float width);

// A key as it stands on a button: a small frame with its name. Returns its width.
float put_key(const UiContext& ui, ImVec2 at, float height, const desk::Chord& chord, const ImVec4& colour);
[[nodiscard]] float key_width(const UiContext& ui, const desk::Chord& chord);

// Verdict as icon and colour; the word stands beside it, so that nothing is told by colour alone.
[[nodiscard]] const char* verdict_icon(domain::Verdict verdict);
[[nodiscard]] const ImVec4& verdict_colour(const Theme& theme, domain::Verdict verdict);

// "2:14", "3 天", "超时 0:03": hours and minutes left, or past, for lists.
[[nodiscard]] std::string short_duration(const UiContext& ui, Duration duration);
// "09:31:07" Beijing time.
[[nodiscard]] std::string clock_time(Instant at);
[[nodiscard]] std::string number(double value, int decimals);
// "1,284"
[[nodiscard]] std::string grouped(std::int64_t count);

}  // namespace zhaojian::ui
