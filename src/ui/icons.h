#pragma once

// Material Icons, as UTF-8 of their private-use code points; merged into the text font.
namespace zhaojian::ui::icon {

inline constexpr const char* pass = "\uE86C";            // check_circle
inline constexpr const char* fail = "\uE000";            // error
inline constexpr const char* warn = "\uE002";            // warning
inline constexpr const char* not_assessable = "\uE887";  // help
inline constexpr const char* check = "\uE5CA";
inline constexpr const char* ticked = "\uE834";    // check_box
inline constexpr const char* unticked = "\uE835";  // check_box_outline_blank
inline constexpr const char* close = "\uE5CD";
inline constexpr const char* search = "\uE8B6";
inline constexpr const char* undo = "\uE166";
inline constexpr const char* sync = "\uE627";
inline constexpr const char* connected = "\uE2BF";  // cloud_done
inline constexpr const char* offline = "\uE2C1";    // cloud_off
inline constexpr const char* mail = "\uE158";
inline constexpr const char* history = "\uE889";
inline constexpr const char* person = "\uE7FD";
inline constexpr const char* people = "\uE7EF";
inline constexpr const char* lock = "\uE897";
inline constexpr const char* clock = "\uE8B5";
inline constexpr const char* photo = "\uE3F4";
inline constexpr const char* broken_photo = "\uE3AD";
inline constexpr const char* flag = "\uE153";
inline constexpr const char* replay = "\uE042";
inline constexpr const char* more_below = "\uE5CF";  // expand_more
inline constexpr const char* pin = "\uE55F";    // place
inline constexpr const char* hourglass = "\uE88B";
inline constexpr const char* badge = "\uE853";   // account_circle: id.*
inline constexpr const char* other = "\uE873";   // description

}  // namespace zhaojian::ui::icon
